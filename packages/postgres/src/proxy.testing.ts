import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to the server of `url` that a test can cut, or let hang: then connections stand and carry nothing. */
export async function startProxy(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let state: "open" | "cut" | "hanging" = "open";
  const server = createServer((near) => {
    if (state === "cut") return void near.destroy();
    const far = connect({ host: target.hostname, port: Number(target.port) });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on("data", (bytes) => state === "hanging" || other.write(bytes));
      one.on("error", () => undefined); // the other side hears of the end
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String((server.address() as AddressInfo).port);
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: through.href,
    cut: () => {
      state = "cut";
      cutAll();
    },
    hang: () => {
      state = "hanging";
    },
    mend: () => {
      if (state === "hanging") cutAll(); // what hung has lost bytes
      state = "open";
    },
    close: () => {
      cutAll();
      server.close();
    },
  };
}
