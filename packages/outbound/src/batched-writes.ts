import type { Socket } from "node:net";
import { buildConnector } from "undici";

/**
 * Connects as undici does, and sends what is written to the connection within one turn of the event loop by one system
 * call. Requests that share a connection are written one by one: a quarter of the CPU of a read was spent in `write`. A
 * request waits for the end of the turn in which it was made, and no longer.
 */
export function batchingConnector(): buildConnector.connector {
  const connect = buildConnector({});
  return (options, done) =>
    connect(options, (...connected) => {
      const [, socket] = connected;
      if (socket) batchWrites(socket); // without one where it failed: null by its type, left out in fact
      done(...connected);
    });
}

/** Texts are gathered as text: a corked socket would keep an entry for each, and encode them one by one. */
function batchWrites(socket: Socket): void {
  const write = socket.write.bind(socket) as (...written: unknown[]) => boolean;
  const end = socket.end.bind(socket) as (...written: unknown[]) => Socket;
  let gathered = "";
  const flush = () => {
    if (gathered === "") return;
    const text = gathered;
    gathered = "";
    if (!socket.destroyed) write(text, "latin1");
  };
  socket.write = (...written: unknown[]) => {
    const [text, encoding] = written;
    if (typeof text !== "string" || encoding !== "latin1" || written.length > 2) {
      flush();
      return write(...written);
    }
    if (gathered === "") setImmediate(flush);
    gathered += text;
    return !socket.writableNeedDrain;
  };
  socket.end = (...written: unknown[]) => {
    flush();
    return end(...written);
  };
}
