import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

type Received = {
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export type Collector = {
  readonly url: string;
  readonly received: Received[];
  /** How to answer the next requests, in order; 200 with no body when the list is empty. */
  readonly answers: ((response: ServerResponse) => void)[];
  /** Resolves when a further request has arrived. */
  nextRequest(): Promise<void>;
  close(): Promise<void>;
};

/** A real OTLP/HTTP endpoint on a free port of this machine, for tests. */
export async function startCollector(): Promise<Collector> {
  const received: Received[] = [];
  const answers: ((response: ServerResponse) => void)[] = [];
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ path: request.url, headers: request.headers, body: Buffer.concat(chunks) });
    server.emit("received");
    const answer = answers.shift() ?? (() => response.end());
    answer(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answers,
    nextRequest: async () => {
      await once(server, "received");
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
