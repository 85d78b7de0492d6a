import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { startTelemetry } from "@holdfast/telemetry";
import { startGateway } from "../testing/running-service.ts";
import { bearerKey } from "./authenticate.ts";
import { looksLikeToken } from "./token.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
const telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "1", env: {} });
after(() => telemetry.shutdown());

describe("a client that means no good", () => {
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  before(async () => {
    const perAddress = { quota: 1_000_000_000, windowSeconds: 1 };
    gateway = await startGateway({ rateLimits: { perAddress } });
  });
  after(() => gateway.close());

  /** The head of the answer to these bytes, which fetch would not send. */
  const answerTo = (...headers: readonly string[]) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(gateway.origin).port), "127.0.0.1");
      let answer = "";
      socket.setEncoding("latin1").on("data", (chunk: string) => {
        answer += chunk;
      });
      socket.on("error", reject).on("end", () => resolve(answer.split("\r\n\r\n", 1)[0] ?? ""));
      const lines = ["GET /api/v1/orders HTTP/1.1", "host: test", "connection: close", ...headers];
      socket.write(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
    });
  const statusOf = async (...headers: readonly string[]) =>
    Number((await answerTo(...headers)).split(" ")[1]);

  for (const [what, header, status] of [
    ["longer than any", `authorization: Bearer ${"k".repeat(8_193)}`, 401],
    ["longer than all headers may be", `authorization: Bearer ${"k".repeat(40_000)}`, 431],
    ["of spaces", `authorization: Bearer${" ".repeat(8_000)}`, 401],
    ["of spaces and something that is none", `authorization: Bearer${" ".repeat(8_000)}\t`, 401],
    ["of dots", `authorization: Bearer ${"a.".repeat(4_000)}`, 401],
    ["beyond ASCII", "authorization: Bearer hf_dev_shop\u00e9", 401],
    ["of another scheme", "authorization: Basic aGZfZGV2X3Nob3A6", 401],
    ["in the query's place", "x-api-key: hf_dev_shop", 401],
    ["with a tab in it", "authorization: Bearer hf_dev\tshop", 401],
    ["that is good", "authorization: bEaReR  hf_dev_shop", 200],
  ] as const) {
    it(`is answered ${status} for a key ${what}`, async () =>
      assert.equal(await statusOf(header), status));
  }

  it("does not become another by a second Authorization header", async () => {
    const two = ["hf_dev_shop", "hf_dev_admin"].map((key) => `authorization: Bearer ${key}`);
    assert.equal(await statusOf(...two), 200);
    assert.equal(gateway.orders.seen.at(-1)?.headers["holdfast-scope"], "shop");
  });

  it("leaves nothing behind, however many keys it guesses", async () => {
    const guess = async () => {
      const authorization = `Bearer ${randomBytes(4_000).toString("hex")}`;
      const answer = await fetch(`${gateway.origin}/api/v1/orders`, { headers: { authorization } });
      await answer.arrayBuffer();
      assert.equal(answer.status, 401);
    };
    const heapBytes = () => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    for (let times = 0; times < 300; times++) await guess();
    const before = heapBytes();
    for (let times = 0; times < 800; times++) await guess(); // 6.4 MB of keys
    const grownBytes = heapBytes() - before;
    assert.ok(grownBytes < 3_000_000, `${grownBytes}`);
  });

  for (const [what, sent, isEchoed] of [
    ["as it is", "order-4711.a_b~c", true],
    ["at its longest", "c".repeat(128), true],
    ["not when it is longer", "c".repeat(129), false],
    ["not with a space", "a b", false],
    ["not with a tab", "a\tset-cookie: x=y", false],
    ["not beyond ASCII", "caf\u00e9", false],
    ["not when there is none", "", false],
  ] as const) {
    it(`gets its correlation id back ${what}`, async () => {
      const head = await answerTo(`x-correlation-id: ${sent}`);
      const ids = [...head.matchAll(/^x-correlation-id: (.*)$/gim)].map(([, id]) => id?.trim());
      assert.equal(ids.length, 1);
      assert.equal(ids[0] === sent, isEchoed, head);
      assert.doesNotMatch(head, /^set-cookie/im);
    });
  }
});

describe("the texts that a key is looked for in", () => {
  it("are read in one pass, however they are made", () => {
    for (const text of [
      "a".repeat(500_000),
      "a.".repeat(250_000),
      " ".repeat(500_000),
      "-._".repeat(160_000),
    ]) {
      assert.equal(looksLikeToken(`${text}!`), false);
      assert.equal(bearerKey(`Bearer ${text}!\n`), undefined);
      assert.equal(bearerKey(`Bearer${text}`), undefined);
    }
  });
});
