import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { describe, it } from "node:test";
import { firstTakenPort, takenMessage } from "./taken-port.ts";

describe("a taken port", () => {
  it("is one line that names the port, who needs it, who holds it and the way out", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const address = holder.address();
    assert.ok(address !== null && typeof address === "object");
    const need = { port: address.port, host: "127.0.0.1", neededBy: "pricing" };
    const message = (await firstTakenPort([need])) ?? "";
    holder.close();
    await once(holder, "close");
    assert.match(
      message,
      new RegExp(`^Port ${need.port}, needed by pricing, is taken by .*PORT_BASE=`),
    );
    assert.doesNotMatch(message, /\n/);
    if (process.platform === "linux") assert.match(message, new RegExp(`\\(pid ${process.pid}\\)`));
    assert.equal(await firstTakenPort([need]), undefined);
  });

  it("does not need to know its holder", () => {
    const need = { port: 8001, host: "127.0.0.1", neededBy: "inventory" };
    assert.equal(
      takenMessage(need, undefined),
      "Port 8001, needed by inventory, is taken by another program. Stop that, or move all of Holdfast's ports: PORT_BASE=9000 npm start",
    );
  });

  it("stays one line whatever its holder's command line holds", () => {
    const need = { port: 8001, host: "127.0.0.1", neededBy: "inventory" };
    const commandLine = `python3 -c import socket;\n\u001b[2J${"x".repeat(500)}`;
    assert.match(
      takenMessage(need, { pid: 42, commandLine }),
      /is taken by "python3 -c import socket; \[2Jx{10,80}" \(pid 42\)\. Stop that/,
    );
  });

  it("is told from an address that this machine does not have", async () => {
    const need = { port: 0, host: "192.0.2.1", neededBy: "gateway" };
    assert.match((await firstTakenPort([need])) ?? "", /EADDRNOTAVAIL.*HOST/);
  });
});
