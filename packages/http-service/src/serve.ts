import type { Logger } from "@holdfast/log";
import type { FastifyInstance } from "fastify";

export type ServeOptions = {
  readonly host: string;
  readonly port: number;
  /** How long accepted requests may take after SIGTERM before their connections are cut. */
  readonly drainTimeoutMs: number;
  readonly log: Logger;
};

/**
 * Listens, then drains on SIGTERM or SIGINT: no new connection, accepted requests are finished (cut after
 * `drainTimeoutMs`), `onClose` hooks run, the process exits with 0. Exits with 1 when it cannot listen.
 */
export async function serve(app: FastifyInstance, options: ServeOptions): Promise<void> {
  const { host, port, drainTimeoutMs, log } = options;
  let draining = false;
  const drain = async (signal: NodeJS.Signals) => {
    if (draining) return;
    draining = true;
    log.info({ signal }, "draining");
    const cut = setTimeout(() => app.server.closeAllConnections(), drainTimeoutMs);
    await app.close();
    clearTimeout(cut);
    log.info("stopped");
    process.exit(0);
  };
  process.on("SIGTERM", drain);
  process.on("SIGINT", drain);
  try {
    await app.listen({ host, port });
    const bound = app.server.address(); // port 0 lets the system choose one
    log.info({ host, port: typeof bound === "object" ? bound?.port : port }, "listening");
  } catch (error) {
    log.fatal({ err: error, host, port }, "cannot listen");
    await app.close();
    process.exit(1);
  }
}
