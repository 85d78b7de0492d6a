import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { answersOk } from "./answers-ok.ts";

describe("a server that is asked whether it is there", () => {
  const server = createServer((request, response) => {
    if (request.url === "/never") return;
    response.writeHead(Number(request.url?.slice(1))).flushHeaders(); // and a body without end
  });
  let origin: string;
  before(async () => {
    await once(server.listen(0, "127.0.0.1"), "listening");
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  for (const [path, isOk] of [
    ["/200", true],
    ["/204", true],
    ["/302", false],
    ["/503", false],
  ] as const) {
    it(`is ${isOk ? "" : "not "}when it answers ${path.slice(1)}`, async () => {
      assert.equal(await answersOk(origin + path, 5_000), isOk);
    });
  }

  it("is not when it answers too late, or nobody listens", async () => {
    assert.equal(await answersOk(`${origin}/never`, 20), false);
    assert.equal(await answersOk("http://127.0.0.1:1/", 5_000), false);
  });
});
