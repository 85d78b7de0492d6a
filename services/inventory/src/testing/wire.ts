/** A wire between a client and PostgreSQL that a test can cut: at a moment of its choice, or for as long as it likes. */
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

export type Wire = {
  /** Of the database, through the wire. */
  readonly url: string;
  /**
   * Cuts the connection whose server next says `text`, before the client hears of it; resolves then. `COMMIT` is said
   * after a commit is durable.
   */
  cutBeforeHearing(text: string): Promise<void>;
  /** Cuts all connections, and takes no others until `back`. */
  away(): Promise<void>;
  back(): Promise<void>;
  close(): Promise<void>;
};
type Cut = { readonly text: string; readonly done: () => void };

export async function openWire(url: string): Promise<Wire> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let armed: Cut | undefined;

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    tie(sockets, client, upstream);
    client.on("data", (chunk) => upstream.write(chunk));
    upstream.on("data", (chunk) => {
      if (armed === undefined || !chunk.includes(armed.text)) {
        client.write(chunk);
        return;
      }
      const { done } = armed;
      armed = undefined;
      client.destroy();
      done();
    });
  });
  const away = async () => {
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const port = await listen(server, 0);
  const wired = new URL(url);
  wired.host = `127.0.0.1:${port}`;
  return {
    url: wired.href,
    cutBeforeHearing: (text) =>
      new Promise((done) => {
        armed = { text, done };
      }),
    away,
    back: async () => {
      await listen(server, port);
    },
    close: async () => {
      if (server.listening) await away();
    },
  };
}

/** Whichever ends ends the other. */
function tie(sockets: Set<Socket>, client: Socket, upstream: Socket): void {
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    sockets.add(one);
    one.on("error", () => one.destroy());
    one.on("close", () => {
      sockets.delete(one);
      other.destroy();
    });
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it has no port");
  return address.port;
}
