import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** Stands before a server of the URL, and can be shut as a server that died, or hang as one that was stopped. */
export async function openGate(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let state: "open" | "shut" | "hanging" = "open";
  const server = createServer((client) => {
    if (state === "shut") return void client.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
      from.on("data", (bytes) => void (state === "hanging" || to.write(bytes)));
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no address");
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String(address.port);
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: through.href,
    shut: () => {
      state = "shut";
      cut();
    },
    /** What is sent from now on is lost. */
    hang: () => {
      state = "hanging";
    },
    open: () => {
      if (state === "hanging") cut();
      state = "open";
    },
    close: () => {
      cut();
      server.close();
    },
  };
}
