import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { after, before, describe, it } from "node:test";
import { openStrangers } from "./stranger.ts";

describe("a letter to a stranger", () => {
  let port = 0;
  let asked = 0;
  let listener: RequestListener = (_request, response) => response.end();
  const server = createServer((request, response) => {
    asked += 1;
    listener(request, response);
  });
  before(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** A resolver that answers these, one after the other, and the last one from then on. */
  const resolving = (...answers: readonly (readonly string[])[]): LookupFunction => {
    let turn = 0;
    return (_hostname, _options, done) => {
      const addresses = answers[Math.min(turn, answers.length - 1)] ?? [];
      turn += 1;
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
    };
  };
  const letter = (host: string) => ({
    ...{ url: `http://${host}:${port}/hook`, headers: { "content-type": "application/json" } },
    ...{ body: "{}", timeoutMs: 5_000 },
  });
  const post = async (
    host: string,
    options: Parameters<typeof openStrangers>[0],
    timeoutMs = 5_000,
  ) => {
    const strangers = openStrangers(options);
    asked = 0;
    const answer = await strangers.post({ ...letter(host), timeoutMs });
    await strangers.close();
    return { answer, asked };
  };

  it("is answered where private addresses are allowed", async () => {
    const { answer } = await post("127.0.0.1", { allowPrivate: true });
    assert.deepEqual(answer, { ok: true, value: { status: 200 } });
  });

  for (const host of ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]) {
    it(`is not sent to the literal ${host}`, async () => {
      const { answer, asked } = await post(host, { allowPrivate: false });
      assert.equal(!answer.ok && answer.error.kind, "address-refused");
      assert.equal(asked, 0);
    });
  }

  for (const answers of [["127.0.0.1"], ["::1"], ["10.0.0.1", "fd00::1"], []]) {
    it(`is not sent to a name that resolves to [${answers}]`, async () => {
      const lookup = resolving(answers);
      const { answer, asked } = await post("shop.example", { allowPrivate: false, lookup });
      assert.equal(!answer.ok && answer.error.kind, "address-refused");
      assert.equal(asked, 0);
    });
  }

  it("is not sent to the private one of two addresses, nor to what a name is rebound to", async () => {
    const lookup = resolving(["192.0.2.1", "127.0.0.1"], ["127.0.0.1"]);
    const { answer, asked } = await post("shop.example", { allowPrivate: false, lookup });
    assert.equal(answer.ok, false);
    assert.equal(asked, 0);
  });

  it("goes to the address that was resolved", async () => {
    const lookup = resolving(["127.0.0.1"]);
    const { answer } = await post("shop.example", { allowPrivate: true, lookup });
    assert.equal(answer.ok, true);
  });

  it("does not follow a redirect", async () => {
    listener = (_request, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${port}/other` }).end();
    const { answer, asked } = await post("127.0.0.1", { allowPrivate: true });
    assert.deepEqual(answer, { ok: true, value: { status: 302 } });
    assert.equal(asked, 1);
  });

  it("is given up when no answer comes in time", async () => {
    listener = () => {};
    const { answer } = await post("127.0.0.1", { allowPrivate: true }, 50);
    assert.equal(!answer.ok && answer.error.kind, "timeout");
  });

  it("needs the head of an answer only: one without end does not keep it", async () => {
    listener = (_request, response) => {
      response.writeHead(200);
      response.write("x".repeat(64 * 1024));
    };
    const { answer } = await post("127.0.0.1", { allowPrivate: true });
    assert.deepEqual(answer, { ok: true, value: { status: 200 } });
  });

  it("says that nobody is there", async () => {
    const strangers = openStrangers({ allowPrivate: true });
    const answer = await strangers.post({ ...letter("127.0.0.1"), url: "http://127.0.0.1:1/" });
    await strangers.close();
    assert.deepEqual(answer, {
      ok: false,
      error: { kind: "unreachable", message: "cannot be reached (ECONNREFUSED)" },
    });
  });
});
