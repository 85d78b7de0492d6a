import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

type Received = { readonly headers: IncomingHttpHeaders; readonly body: string };
type Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The answer comes when it resolves. */
  readonly after?: Promise<void>;
};

/** Somebody's webhook, on this machine. It answers 200 unless `replies` has something else for the next one. */
export async function startReceiver() {
  const received: Received[] = [];
  const replies: Reply[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    received.push({ headers: request.headers, body });
    const { status, headers = {}, after } = replies.shift() ?? { status: 200 };
    await after;
    response.writeHead(status, headers).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received,
    replies,
    /** The ids of the events, in the order in which they came. */
    events: () => received.map(({ body }) => (JSON.parse(body) as { readonly id: string }).id),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
