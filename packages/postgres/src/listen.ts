import pg from "pg";

export type ListenOptions = {
  readonly url: string;
  readonly applicationName: string;
  /** A name of our own, put into the statement as it is. */
  readonly channel: string;
  /**
   * Called with the payload of each notification, and without one each time that the connection stands: what came
   * meanwhile is lost.
   */
  readonly onNotify: (payload?: string) => void;
  /** The connection broke or could not be made; another is tried. */
  readonly onLost: (error: Error) => void;
  /** Runs `work` once after `delayMs`, unless the returned function is called before. */
  readonly schedule: (work: () => void, delayMs: number) => () => void;
};

export type Listening = {
  /**
   * Resolves when everything has been told that was committed before the call. Rejects when the connection does not stand
   * or does not answer within 2 s: it is given up then.
   */
  readonly catchUp: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A server that restarts is back within a few. */
const RECONNECT_MS = 1_000;
const ANSWER_MS = 2_000;

/**
 * Listens on a channel, on a connection of its own that is made again whenever it breaks. A notification can be lost while
 * it is down: poll besides.
 */
export function listen(options: ListenOptions): Listening {
  const { channel, onNotify, onLost, schedule } = options;
  let closed = false;
  let cancel = () => {};
  let client: pg.Client;
  let catchUp: Listening["catchUp"] = refuse;
  const connect = (): void => {
    const mine = clientOf(options);
    client = mine;
    let lost = false;
    const lose = (error: Error): void => {
      if (closed || lost) return;
      lost = true;
      catchUp = refuse;
      onLost(error);
      mine.end().catch(() => undefined);
      cancel = schedule(connect, RECONNECT_MS);
    };
    mine.on("error", lose);
    mine.on("end", () => lose(new Error("the connection ended")));
    mine.on("notification", ({ payload }) => onNotify(payload ?? ""));
    const stand = (): void => {
      if (closed || lost) return;
      catchUp = catchingUp(mine, lose);
      onNotify();
    };
    mine
      .connect()
      .then(() => mine.query(`listen ${channel}`))
      .then(stand, lose);
  };
  connect();
  return {
    catchUp: () => catchUp(),
    close: async () => {
      closed = true;
      catchUp = refuse;
      cancel();
      await client.end().catch(() => undefined);
    },
  };
}

function clientOf({ url, applicationName }: ListenOptions): pg.Client {
  return new pg.Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: 5_000,
    query_timeout: ANSWER_MS,
    keepAlive: true, // next to nothing is ever sent: only so a peer that vanished is noticed
  });
}

/**
 * The server tells what was committed before it answers, and all of it comes by this one connection. A question that was
 * sent before the call says nothing of what came between: whoever calls meanwhile shares the next one.
 */
function catchingUp(client: pg.Client, lose: (error: Error) => void): Listening["catchUp"] {
  let answered: Promise<unknown> = Promise.resolve();
  let next: Promise<void> | undefined;
  const ask = async (): Promise<void> => {
    await answered;
    next = undefined;
    answered = client.query("select");
    await answered;
  };
  return () => {
    next ??= ask().catch((error: Error) => {
      lose(error);
      throw error;
    });
    return next;
  };
}

const refuse = (): Promise<void> => Promise.reject(new Error("the connection does not stand"));
