import pg from "pg";

export type ListenOptions = {
  readonly url: string;
  readonly applicationName: string;
  /** A name of our own, put into the statement as it is. */
  readonly channel: string;
  /** Called for each notification, and each time that the connection stands: what came meanwhile is lost. */
  readonly onNotify: () => void;
  /** The connection broke or could not be made; another is tried. */
  readonly onLost: (error: Error) => void;
  /** Runs `work` once after `delayMs`, unless the returned function is called before. */
  readonly schedule: (work: () => void, delayMs: number) => () => void;
};

/** A server that restarts is back within a few. */
const RECONNECT_MS = 1_000;

/**
 * Listens on a channel, on a connection of its own that is made again whenever it breaks. A notification can be lost while
 * it is down: poll besides.
 */
export function listen(options: ListenOptions): { readonly close: () => Promise<void> } {
  const { url, applicationName, channel, onNotify, onLost, schedule } = options;
  let closed = false;
  let cancel = () => {};
  let client: pg.Client;
  const connect = (): void => {
    client = new pg.Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: 5_000,
      keepAlive: true, // nothing is ever sent: only so a peer that vanished is noticed
    });
    const mine = client;
    let lost = false;
    const lose = (error: Error): void => {
      if (closed || lost) return;
      lost = true;
      onLost(error);
      mine.end().catch(() => undefined);
      cancel = schedule(connect, RECONNECT_MS);
    };
    mine.on("error", lose);
    mine.on("end", () => lose(new Error("the connection ended")));
    mine.on("notification", onNotify);
    mine
      .connect()
      .then(() => mine.query(`listen ${channel}`))
      .then(() => closed || onNotify(), lose);
  };
  connect();
  return {
    close: async () => {
      closed = true;
      cancel();
      await client.end().catch(() => undefined);
    },
  };
}
