import {
  createServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from "node:http2";
import type { Logger } from "@holdfast/log";
import { createEndpointHandler, type EndpointOptions } from "@restatedev/restate-sdk";
import { restateLogger } from "./restate-engine.ts";

/** The workflows of one version of the code. */
export type DurableServices = EndpointOptions["services"];

export type RestateEndpoint = {
  readonly listen: (address: { readonly host: string; readonly port: number }) => Promise<void>;
  /** Takes no new work, waits up to `drainMs` for runs under way, then cuts them: the server gives them to the next process. */
  readonly close: (drainMs: number) => Promise<void>;
};

/**
 * Where the Restate server calls our workflows, by the version in the path: `/v1` now. A change that a workflow in flight
 * could not replay gets `/v2` beside it, and what began under `/v1` ends there.
 */
export function restateEndpoint(
  versions: Readonly<Record<string, DurableServices>>,
  log: Logger,
): RestateEndpoint {
  const handlers = new Map(
    Object.entries(versions).map(([version, services]) => [
      version,
      createEndpointHandler({ services, logger: restateLogger(log) }),
    ]),
  );
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer((request: Http2ServerRequest, response: Http2ServerResponse) => {
    const handler = handlers.get(request.url.split("/")[1] ?? "");
    if (handler === undefined) response.writeHead(404).end();
    else handler(request, response);
  });
  server.on("session", (session) => {
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
  });
  return {
    listen: ({ host, port }) =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, () => resolve());
      }),
    close: async (drainMs) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const session of sessions) session.close();
      const cut = setTimeout(() => {
        for (const session of sessions) session.destroy();
      }, drainMs);
      await closed;
      clearTimeout(cut);
    },
  };
}
