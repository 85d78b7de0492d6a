import assert from "node:assert/strict";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { setImmediate } from "node:timers/promises";
import { problem } from "@holdfast/problem";
import { startTelemetry, type Telemetry } from "@holdfast/telemetry";
import type { FastifyReply } from "fastify";
import { type Seen, startGateway } from "../testing/running-service.ts";

const AS_OF = "2026-11-01T08:00:00.000Z";
const PATH = "/api/v1/products/bulk-check";
const price = (label = "") => ({
  unit: { amount: 1999, currency: "EUR" },
  total: { amount: 1999, currency: "EUR" },
  ...{ compareAt: null, lowest30Days: null, asOf: AS_OF },
  adjustments: label === "" ? [] : [{ label, amount: { amount: -1, currency: "EUR" } }],
});
const skusOf = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`);
const asked = ({ body }: Seen) => (JSON.parse(body) as { skus: string[] }).skus;

const stock = (request: Seen, reply: FastifyReply) =>
  reply.send({
    data: asked(request).map((sku) => ({
      ...{ sku, found: sku !== "nix", status: "in-stock", locations: [] },
      available: sku === "nix" ? 0 : 5,
    })),
    asOf: AS_OF,
  });
const prices =
  (label = "") =>
  (request: Seen, reply: FastifyReply) =>
    reply.send({ data: asked(request).map((sku) => ({ sku, price: price(label) })) });

let telemetry: Telemetry;
let gateway: Awaited<ReturnType<typeof startGateway>>;
before(() => {
  telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "0", env: {} });
});
after(() => telemetry.shutdown());
beforeEach(async () => {
  gateway = await startGateway();
  gateway.inventory.answer = stock;
  gateway.pricing.answer = prices();
});
afterEach(() => gateway.close());

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(gateway.origin + PATH, {
    method: "POST",
    headers: {
      authorization: "Bearer hf_dev_shop",
      "content-type": "application/json",
      ...headers,
    },
    body: JSON.stringify(body),
  });
type Body = {
  readonly data: readonly Record<string, unknown>[];
  readonly summary: Record<string, unknown>;
  readonly code?: string;
  readonly errors?: readonly { path: string }[];
};
const check = async (skus: readonly string[], headers?: Record<string, string>) => {
  const answer = await post({ skus }, headers);
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Body };
};
const NDJSON = { accept: "application/x-ndjson" };
const linesIn = (text: string) =>
  text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const refuse = (status: number, code: string) => (_request: Seen, reply: FastifyReply) => {
  const refusal = problem({ status, code, title: code, detail: `${code}.` });
  return reply.code(status).type("application/problem+json").send(JSON.stringify(refusal));
};

describe("POST /api/v1/products/bulk-check", () => {
  it("checks stock and price of each SKU in the order asked, as often as it is asked", async () => {
    const { status, body } = await check(["mug", "nix", "mug"]);
    assert.equal(status, 200);
    const mug = { sku: "mug", found: true, available: 5, price: price(), degraded: [] };
    const nix = { sku: "nix", found: false, available: 0, price: null, degraded: [] };
    assert.deepEqual(body, {
      data: [mug, nix, mug],
      summary: {
        ...{ asked: 3, found: 2, notFound: 1, unknown: 0, inStock: 2, priced: 2 },
        degraded: [],
      },
    });
  });

  it("asks for 10,000 in chunks, of both sides the same, and answers all in order", async () => {
    const skus = skusOf(10_000);
    const { body } = await check(skus);
    assert.deepEqual(
      body.data.map(({ sku }) => sku),
      skus,
    );
    assert.equal(body.summary.asked, 10_000);
    const { inventory, pricing } = gateway;
    const sorted = (seen: readonly Seen[]) => seen.flatMap(asked).sort();
    assert.deepEqual(sorted(inventory.seen), sorted(pricing.seen));
    assert.ok(inventory.seen.every((each) => asked(each).length <= 500));
  });

  it("asks in the shop's currency and region unless told otherwise, on behalf of the caller", async () => {
    await check(["mug"]);
    await post({ skus: ["mug"], currency: "USD", region: "US" });
    const bodies = gateway.pricing.seen.map(({ body }) => JSON.parse(body));
    assert.deepEqual(bodies, [
      { skus: ["mug"], currency: "EUR", region: "DE" },
      { skus: ["mug"], currency: "USD", region: "US" },
    ]);
    assert.equal(gateway.inventory.seen[0]?.headers["holdfast-account"], "dev-shop");
  });

  const many = skusOf(10_001);
  for (const [name, body, path] of [
    ["no SKUs", {}, "/skus"],
    ["an empty list", { skus: [] }, "/skus"],
    ["10,001 SKUs", { skus: many }, "/skus"],
    ["a SKU that is none", { skus: ["mug", "a b"] }, "/skus/1"],
    ["a SKU of NUL", { skus: ["mug\u0000"] }, "/skus/0"],
    ["a number as SKU", { skus: [7] }, "/skus/0"],
    ["a malformed currency", { skus: ["mug"], currency: "eur" }, "/currency"],
    ["a malformed region", { skus: ["mug"], region: "Germany" }, "/region"],
    ["an unknown field", { skus: ["mug"], quantity: 2 }, "/quantity"],
  ] as const) {
    it(`refuses ${name} and asks nobody`, async () => {
      const answer = await post(body, NDJSON);
      const { code, errors } = (await answer.json()) as Body;
      assert.deepEqual([answer.status, code, errors?.[0]?.path], [400, "validation-failed", path]);
      assert.equal(gateway.inventory.seen.length + gateway.pricing.seen.length, 0);
    });
  }

  it("refuses a currency that is none", async () => {
    const answer = await post({ skus: ["mug"], currency: "XXX" });
    const { code, errors } = (await answer.json()) as Body;
    assert.deepEqual([answer.status, code], [422, "unknown-currency"]);
    assert.equal(errors?.[0]?.path, "/currency");
  });

  it("needs a key", async () => {
    const answer = await post({ skus: ["mug"] }, { authorization: "Bearer nobody" });
    assert.equal(answer.status, 401);
  });
});

describe("a bulk check while something is away", () => {
  it("has no prices without pricing, and no stock without inventory, and says so in each line", async () => {
    gateway.pricing.answer = refuse(503, "not-ready");
    const error = { code: "upstream-unavailable" };
    const unpriced = await check(["mug"]);
    const stocked = { sku: "mug", found: true, available: 5, price: null };
    assert.deepEqual(unpriced.body.data, [{ ...stocked, degraded: ["pricing"], error }]);
    gateway.pricing.answer = prices();
    gateway.inventory.answer = refuse(503, "not-ready");
    const { body } = await check(["mug"]);
    const unknown = { sku: "mug", found: null, available: null, price: price() };
    assert.deepEqual(body.data, [{ ...unknown, degraded: ["inventory"], error }]);
    assert.deepEqual(body.summary.degraded, ["inventory"]);
  });

  it("fails the lines of a chunk that fails, and no others", async () => {
    gateway.inventory.answer = (request, reply) =>
      asked(request).includes("s0")
        ? refuse(503, "not-ready")(request, reply)
        : stock(request, reply);
    const { body } = await check(skusOf(250));
    const unknown = body.data.filter(({ found }) => found === null).map(({ sku }) => sku);
    assert.deepEqual(unknown, skusOf(100));
    assert.equal(body.summary.found, 150);
  });

  it("is 503 with a time to come back where nothing could be had", async () => {
    await Promise.all([gateway.inventory.close(), gateway.pricing.close()]);
    const { status, headers, body } = await check(["mug"]);
    assert.deepEqual([status, body.code], [503, "upstream-unavailable"]);
    assert.equal(headers.get("retry-after"), "5");
  });

  it("is 504 where the caller's time was over before anything came", async () => {
    gateway.inventory.answer = () => new Promise(() => {});
    gateway.pricing.answer = () => new Promise(() => {});
    const { status, body } = await check(skusOf(1_000), { "request-timeout-ms": "100" });
    assert.deepEqual([status, body.code], [504, "deadline-exceeded"]);
  });

  it("refuses as pricing does what it refuses as a whole, as lines too", async () => {
    gateway.pricing.answer = refuse(422, "unknown-currency");
    for (const accept of ["application/json", "application/x-ndjson"]) {
      const { status, body } = await check(["mug"], { accept });
      assert.deepEqual([status, body.code], [422, "unknown-currency"]);
    }
  });
});

describe("a bulk check as JSON lines", () => {
  it("has a line for each SKU, and the summary as the last one", async () => {
    const answer = await post({ skus: ["mug", "nix"] }, NDJSON);
    assert.equal(answer.headers.get("content-type"), "application/x-ndjson");
    const whole = await check(["mug", "nix"]);
    const { data, summary } = whole.body;
    assert.deepEqual(linesIn(await answer.text()), [...data, { summary }]);
  });

  it("sends the first chunk while others are still being asked for", async () => {
    const held = Promise.withResolvers<void>();
    gateway.pricing.answer = async (request, reply) => {
      if (!asked(request).includes("s0")) await held.promise;
      return prices()(request, reply);
    };
    // Where the first chunk waited for the others, this would not end.
    const answer = await post({ skus: skusOf(150) }, NDJSON);
    let text = "";
    let isHeld = true;
    for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += part;
      if (isHeld && text.split("\n").length > 100) {
        isHeld = false;
        held.resolve();
      }
    }
    assert.equal(linesIn(text).length, 151);
  });

  it("ends in time with what it has: the rest are lines that say so", async () => {
    gateway.inventory.answer = (request, reply) =>
      asked(request).includes("s0") ? stock(request, reply) : new Promise(() => {});
    const answer = await post({ skus: skusOf(300) }, { ...NDJSON, "request-timeout-ms": "300" });
    const lines = linesIn(await answer.text());
    assert.equal(lines.length, 301);
    assert.deepEqual([lines[0]?.found, lines[100]?.found], [true, null]);
    assert.deepEqual(lines[100]?.error, { code: "deadline-exceeded" });
    const { unknown } = (lines[300] as unknown as Body).summary;
    assert.equal(unknown, 200);
  });
});

describe("a reader of JSON lines that takes none", () => {
  // 4,000 lines of 10 kB: many times what the kernel keeps for a connection.
  const SKUS = skusOf(4_000);
  let answer: ServerResponse;
  let client: Socket | undefined;
  beforeEach(() => {
    gateway.pricing.answer = prices("x".repeat(10_000));
  });
  afterEach(() => client?.destroy());

  async function stall(headers = ""): Promise<void> {
    const begun = once(gateway.app.server, "request");
    const { hostname, port } = new URL(gateway.origin);
    const reader = connect(Number(port), hostname).pause();
    client = reader;
    const body = JSON.stringify({ skus: SKUS });
    reader.write(
      `POST ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer hf_dev_shop\r\n${headers}` +
        `Accept: application/x-ndjson\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    [, answer] = (await begun) as [unknown, ServerResponse];
    while (!answer.writableNeedDrain) await setImmediate();
  }
  const chunksAsked = () =>
    gateway.inventory.seen.filter((each) => asked(each).includes("mug") === false).length;
  /** Others are served meanwhile, for long enough that chunks would have come. */
  const othersAreServed = async () => {
    for (let nth = 0; nth < 20; nth += 1) assert.equal((await check(["mug"])).status, 200);
  };

  it("stops us from asking for more, and gets all as soon as it reads on", async () => {
    await stall();
    await othersAreServed();
    const atStall = chunksAsked();
    assert.ok(answer.writableNeedDrain, "it still takes nothing");
    const unasked = SKUS.length - new Set(gateway.inventory.seen.flatMap(asked)).size;
    assert.ok(unasked > 0, "not all was asked for");
    await othersAreServed();
    assert.equal(chunksAsked(), atStall);
    assert.ok(answer.writableLength < 20_000_000, `${answer.writableLength} bytes are kept`);
    client?.resume();
    await once(answer, "finish");
    assert.ok(chunksAsked() > atStall);
    assert.equal(new Set(gateway.inventory.seen.flatMap(asked)).size, SKUS.length + 1);
  });

  it("stops us for good when it goes", async () => {
    await stall();
    await othersAreServed();
    const atStall = chunksAsked();
    client?.destroy();
    await once(answer, "close");
    await othersAreServed();
    assert.equal(chunksAsked(), atStall);
  });

  it("is cut off when its time is over", async () => {
    await stall("Request-Timeout-Ms: 600\r\n");
    await once(answer, "close");
    assert.equal(answer.writableFinished, false);
  });
});
