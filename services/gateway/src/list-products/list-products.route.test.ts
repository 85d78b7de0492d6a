import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { problem } from "@holdfast/problem";
import { startTelemetry, type Telemetry } from "@holdfast/telemetry";
import { startGateway, type Upstream } from "../testing/running-service.ts";

const AS_OF = "2026-11-01T08:00:00.000Z";
const item = (sku: string) => ({
  ...{ sku, name: `The ${sku}`, description: null, category: "Kitchen" },
  attributes: { ml: 300 },
  availability: {
    ...{ status: "low", available: 3, asOf: AS_OF },
    locations: [{ code: "BER", available: 3 }],
  },
});
const price = (amount: number) => ({
  unit: { amount, currency: "EUR" },
  total: { amount, currency: "EUR" },
  compareAt: null,
  lowest30Days: null,
  adjustments: [],
  asOf: AS_OF,
});
const PAGE = {
  data: ["cap", "mug"].map((sku) => ({ ...item(sku), taxCategory: "standard" })),
  nextCursor: "bXVn",
};
const PRICES = {
  data: [
    { sku: "cap", price: price(100) },
    { sku: "mug", price: null },
  ],
};

let telemetry: Telemetry;
let gateway: Awaited<ReturnType<typeof startGateway>>;
before(() => {
  telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "0", env: {} });
});
after(() => telemetry.shutdown());
beforeEach(async () => {
  gateway = await startGateway();
  gateway.inventory.answer = (_request, reply) => reply.send(PAGE);
  gateway.pricing.answer = (request, reply) =>
    reply.send(request.method === "POST" ? PRICES : price(1_499));
});
afterEach(() => gateway.close());

async function call(path: string, headers: Record<string, string> = {}) {
  const authorization = "Bearer hf_dev_shop";
  const answer = await fetch(gateway.origin + path, { headers: { authorization, ...headers } });
  const body = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, headers: answer.headers, body };
}
const list = (query = "", headers?: Record<string, string>) =>
  call(`/api/v1/products${query}`, headers);

/** Makes an upstream answer every request with a problem. */
function refuse(
  upstream: Upstream,
  status: number,
  { code, errors, retryAfter }: { code: string; errors?: object[]; retryAfter?: string },
): void {
  const refusal = problem({ status, code, title: code, detail: `${code}.` });
  upstream.answer = (_request, reply) =>
    reply
      .code(status)
      .headers(retryAfter === undefined ? {} : { "retry-after": retryAfter })
      .type("application/problem+json")
      .send(JSON.stringify({ ...refusal, errors }));
}
const asked = ({ seen }: Upstream) => seen.map(({ method, url }) => `${method} ${url}`);

describe("GET /api/v1/products", () => {
  it("shows inventory's page with the price of each", async () => {
    const { status, body } = await list();
    assert.equal(status, 200);
    assert.deepEqual(body, {
      data: [
        { ...item("cap"), price: price(100), degraded: [] },
        { ...item("mug"), price: null, degraded: [] },
      ],
      nextCursor: "bXVn",
    });
  });

  it("asks inventory what the client asks, and pricing for those SKUs in the shop's currency and region", async () => {
    await list();
    await list("?query=blue%20mug&category=K%26K&inStock=false&limit=7&cursor=abc");
    assert.deepEqual(asked(gateway.inventory), [
      "GET /internal/products?limit=20",
      "GET /internal/products?query=blue+mug&category=K%26K&inStock=false&limit=7&cursor=abc",
    ]);
    assert.deepEqual(asked(gateway.pricing), ["POST /internal/prices", "POST /internal/prices"]);
    const body = JSON.parse(gateway.pricing.seen[0]?.body ?? "");
    assert.deepEqual(body, { skus: ["cap", "mug"], currency: "EUR", region: "DE" });
  });

  it("asks for prices as the client says", async () => {
    await list("?currency=USD&region=US&customerGroup=trade&channel=app");
    assert.deepEqual(asked(gateway.inventory), ["GET /internal/products?limit=20"]);
    assert.deepEqual(JSON.parse(gateway.pricing.seen[0]?.body ?? ""), {
      skus: ["cap", "mug"],
      ...{ currency: "USD", region: "US", customerGroup: "trade", channel: "app" },
    });
  });

  it("asks pricing for nothing when nothing is found", async () => {
    gateway.inventory.answer = (_request, reply) => reply.send({ data: [], nextCursor: null });
    const { status, body } = await list("?query=nix");
    assert.deepEqual([status, body], [200, { data: [], nextCursor: null }]);
    assert.equal(gateway.pricing.seen.length, 0);
  });

  it("needs a key", async () => {
    const { status, body } = await list("", { authorization: "" });
    assert.deepEqual([status, body.code], [401, "unauthenticated"]);
    assert.equal(gateway.inventory.seen.length, 0);
  });

  it("refuses a NUL in what is searched for and asks nobody", async () => {
    const { status, body } = await list("?query=a%00");
    assert.deepEqual([status, body.code], [400, "malformed-url"]);
    assert.equal(gateway.inventory.seen.length, 0);
  });

  for (const [query, path] of [
    ["?limit=0", "query/limit"],
    ["?limit=101", "query/limit"],
    ["?limit=1.5", "query/limit"],
    ["?limit=", "query/limit"],
    ["?inStock=maybe", "query/inStock"],
    ["?cursor=", "query/cursor"],
    ["?cursor=a%20b", "query/cursor"],
    [`?cursor=${"x".repeat(201)}`, "query/cursor"],
    [`?query=${"x".repeat(201)}`, "query/query"],
    [`?category=${"x".repeat(256)}`, "query/category"],
    ["?currency=eur", "query/currency"],
    ["?region=Germany", "query/region"],
    ["?customerGroup=a%20b", "query/customerGroup"],
    ["?quantity=2", "query/quantity"],
    ["?sort=price", "query/sort"],
    ["?query=a&query=b", "query/query"],
  ] as const) {
    it(`refuses ${query.slice(0, 40)} and asks nobody`, async () => {
      const { status, body } = await list(query);
      assert.deepEqual([status, body.code], [400, "validation-failed"]);
      assert.deepEqual(
        (body.errors as { path: string }[]).map((error) => error.path),
        [path],
      );
      assert.equal(gateway.inventory.seen.length + gateway.pricing.seen.length, 0);
    });
  }

  it("refuses a currency that is none and asks nobody", async () => {
    const { status, body } = await list("?currency=XXX");
    assert.deepEqual([status, body.code], [422, "unknown-currency"]);
    assert.equal(gateway.inventory.seen.length + gateway.pricing.seen.length, 0);
  });

  it("passes inventory's refusal of a cursor on", async () => {
    const errors = [{ path: "query/cursor", message: "is of another list" }];
    refuse(gateway.inventory, 400, { code: "validation-failed", errors });
    const { status, body } = await list("?cursor=abc");
    assert.deepEqual([status, body.code, body.errors], [400, "validation-failed", errors]);
    assert.equal(body.instance, "/api/v1/products");
  });
});

describe("a list of products while pricing is down", () => {
  const degraded = (amount: number | null) => ({
    price: amount === null ? null : { ...price(amount), stale: true },
    degraded: ["pricing"],
  });

  it("shows the last known prices, marked stale, and null where none is known", async () => {
    await list();
    refuse(gateway.pricing, 503, { code: "overloaded" });
    const { status, body } = await list();
    assert.equal(status, 200);
    assert.deepEqual(body, {
      data: [
        { ...item("cap"), ...degraded(100) },
        { ...item("mug"), ...degraded(null) },
      ],
      nextCursor: "bXVn",
    });
  });

  it("knows what product views have shown, and they what lists have", async () => {
    gateway.inventory.answer = (request, reply) =>
      reply.send(request.url.includes("/availability/") ? PAGE.data[1] : PAGE);
    await call("/api/v1/products/mug");
    gateway.pricing.answer = (_request, reply) =>
      reply.send({ data: [PRICES.data[0], { sku: "mug", price: price(200) }] });
    await list();
    await gateway.pricing.close();
    const prices = (await list()).body.data as { price: { unit: { amount: number } } }[];
    assert.deepEqual(
      prices.map(({ price: shown }) => shown.unit.amount),
      [100, 200],
    );
    const { body } = await call("/api/v1/products/mug");
    assert.deepEqual(body.price, { ...price(200), stale: true });
  });

  it("forgets a price that pricing has not any more", async () => {
    gateway.pricing.answer = (_request, reply) =>
      reply.send({ data: [PRICES.data[0], { sku: "mug", price: price(200) }] });
    await list();
    gateway.pricing.answer = (_request, reply) => reply.send(PRICES);
    await list();
    await gateway.pricing.close();
    const [, mug] = (await list()).body.data as object[];
    assert.deepEqual(mug, { ...item("mug"), ...degraded(null) });
  });

  it("does not show prices that were for others", async () => {
    await list();
    await gateway.pricing.close();
    for (const query of ["?currency=USD", "?region=AT", "?customerGroup=trade"]) {
      const [cap] = (await list(query)).body.data as object[];
      assert.deepEqual(cap, { ...item("cap"), ...degraded(null) }, query);
    }
  });

  it("does not wait for it longer than the caller has time", async () => {
    gateway.pricing.answer = () => new Promise(() => {});
    const { status, body } = await list("", { "request-timeout-ms": "300" });
    assert.equal(status, 200);
    assert.deepEqual((body.data as object[])[0], { ...item("cap"), ...degraded(null) });
  });
});

describe("a list of products some of which pricing cannot say the price of", () => {
  it("shows their last known prices, marked stale, and says that those are degraded", async () => {
    gateway.pricing.answer = (_request, reply) =>
      reply.send({ data: [PRICES.data[0], { sku: "mug", price: price(200) }] });
    await list();
    const unable = { price: null, reason: "fx-rate-stale" };
    const none = { price: null, reason: "price-not-found" };
    gateway.pricing.answer = (_request, reply) =>
      reply.send({
        data: [
          { sku: "cap", ...none },
          { sku: "mug", ...unable },
        ],
      });
    assert.deepEqual((await list()).body.data, [
      { ...item("cap"), price: null, degraded: [] },
      { ...item("mug"), price: { ...price(200), stale: true }, degraded: ["pricing"] },
    ]);
  });
});

describe("the ETag of a list of products", () => {
  it("answers 304 while the page says the same, and another page otherwise", async () => {
    const tag = String((await list()).headers.get("etag"));
    const get = () =>
      fetch(`${gateway.origin}/api/v1/products`, {
        headers: { authorization: "Bearer hf_dev_shop", "if-none-match": tag },
      });
    assert.equal((await get()).status, 304);
    gateway.inventory.answer = (_request, reply) => reply.send({ ...PAGE, nextCursor: null });
    assert.equal((await get()).status, 200);
  });
});

describe("a list of products while inventory is down", () => {
  it("is 503 with a time to come back, whatever was known", async () => {
    await list();
    await gateway.inventory.close();
    const { status, headers, body } = await list();
    assert.deepEqual([status, body.code], [503, "upstream-unavailable"]);
    assert.equal(headers.get("retry-after"), "5");
  });

  it("says when to come back as inventory does", async () => {
    refuse(gateway.inventory, 503, { code: "not-ready", retryAfter: "1" });
    const { status, headers, body } = await list();
    assert.deepEqual([status, body.code, headers.get("retry-after")], [503, "not-ready", "1"]);
  });

  it("is 504 where the caller's time was over", async () => {
    gateway.inventory.answer = () => new Promise(() => {});
    const { status, body } = await list("", { "request-timeout-ms": "100" });
    assert.deepEqual([status, body.code], [504, "deadline-exceeded"]);
    assert.equal(gateway.pricing.seen.length, 0);
  });
});
