import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { type Problem, problem } from "@holdfast/problem";
import { startTelemetry, type Telemetry } from "@holdfast/telemetry";
import { type Seen, startGateway, type Upstream } from "../testing/running-service.ts";

const AS_OF = "2026-11-01T08:00:00.000Z";
const LATER = "2026-11-01T08:00:05.000Z";
const item = (sku: string, available: number, asOf = AS_OF) => ({
  ...{ sku, name: sku, description: null, category: null, attributes: {}, taxCategory: "standard" },
  availability: { status: "in-stock", available, locations: [], asOf },
});
const price = (amount: number, asOf = AS_OF) => {
  const money = { amount, currency: "EUR" };
  return { unit: money, total: money, compareAt: null, lowest30Days: null, adjustments: [], asOf };
};
const refusal = (status: number, code: string) =>
  problem({ status, code, title: code, detail: `${code}.` });

let telemetry: Telemetry;
let gateway: Awaited<ReturnType<typeof startGateway>>;
before(() => {
  telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "0", env: {} });
});
after(() => telemetry.shutdown());
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

/** Answers a read of several as our services do, and a read of one. */
function knows(upstream: Upstream, of: (sku: string) => object): void {
  upstream.answer = ({ url }: Seen, reply) => {
    const { pathname, searchParams } = new URL(url, "http://upstream");
    const skus = searchParams.get("skus")?.split(",");
    if (skus === undefined) return reply.send(of(String(pathname.split("/").at(-1))));
    const lines = skus.map((sku) => JSON.stringify(of(sku)));
    return reply.type("application/json; charset=utf-8").send(`[\n${lines.join(",\n")}\n]`);
  };
}

/** Views asked for in one turn of the event loop. */
async function views(...paths: readonly string[]) {
  const answers = paths.map((path) =>
    gateway.app.inject({
      url: `/api/v1/products/${path}`,
      headers: { authorization: "Bearer hf_dev_shop" },
    }),
  );
  return (await Promise.all(answers)).map((answer) => {
    const body = answer.json();
    return { status: answer.statusCode, body, tag: answer.headers.etag };
  });
}
const shown = ({ status, body }: Awaited<ReturnType<typeof views>>[number]) => [
  status,
  body.sku ?? body.code,
  body.availability?.available,
  body.price?.unit.amount ?? null,
  body.degraded,
];
const asked = ({ seen }: Upstream) => seen.map(({ url }) => decodeURIComponent(url));

describe("views of several products asked for at once", () => {
  const STOCK: Record<string, number> = { mug: 5, cap: 7, pen: 9 };
  beforeEach(() => {
    knows(gateway.inventory, (sku) =>
      STOCK[sku] === undefined
        ? { problem: refusal(404, "product-not-found") }
        : item(sku, STOCK[sku]),
    );
    knows(gateway.pricing, (sku) => price(100 * (STOCK[sku] ?? 0)));
  });

  it("are one read of each side, and each shows its own", async () => {
    const all = await views("mug", "cap", "pen");
    assert.deepEqual(all.map(shown), [
      [200, "mug", 5, 500, []],
      [200, "cap", 7, 700, []],
      [200, "pen", 9, 900, []],
    ]);
    assert.deepEqual(asked(gateway.inventory), ["/internal/availability?skus=mug,cap,pen"]);
    assert.deepEqual(asked(gateway.pricing), [
      "/internal/prices?currency=EUR&region=DE&quantity=1&skus=mug,cap,pen",
    ]);
  });

  it("show and tag the same as one that is asked for alone, whatever time it is as of", async () => {
    const [alone] = await views("mug");
    knows(gateway.inventory, (sku) => item(sku, STOCK[sku] ?? 0, LATER));
    knows(gateway.pricing, (sku) => price(100 * (STOCK[sku] ?? 0), LATER));
    const [joint] = await views("mug", "cap");
    assert.equal(joint?.tag, alone?.tag);
    assert.equal(joint?.body.availability.asOf, LATER);
    assert.equal(joint?.body.price.asOf, LATER);
    const { availability, price: shownPrice, ...rest } = alone?.body ?? {};
    assert.deepEqual(joint?.body, {
      ...{ ...rest, availability: { ...availability, asOf: LATER } },
      price: { ...shownPrice, asOf: LATER },
    });
  });

  it("ask for prices of another kind of purchase in another read", async () => {
    await views("mug", "cap?quantity=2", "pen", "mug?quantity=2", "cap?currency=USD");
    assert.deepEqual(asked(gateway.pricing).sort(), [
      "/internal/prices/cap?currency=USD&region=DE&quantity=1",
      "/internal/prices?currency=EUR&region=DE&quantity=1&skus=mug,pen",
      "/internal/prices?currency=EUR&region=DE&quantity=2&skus=cap,mug",
    ]);
  });

  it("are refused each for itself", async () => {
    const ofPricing: Record<string, Problem> = {
      cap: refusal(404, "price-not-found"),
      pen: refusal(422, "fx-rate-missing"),
    };
    knows(gateway.pricing, (sku) =>
      ofPricing[sku] === undefined ? price(500) : { problem: ofPricing[sku] },
    );
    const all = await views("mug", "nix", "cap", "pen");
    assert.deepEqual(all.map(shown), [
      [200, "mug", 5, 500, []],
      [404, "product-not-found", undefined, null, undefined],
      [200, "cap", 7, null, []],
      [422, "fx-rate-missing", undefined, null, undefined],
    ]);
  });

  it("do without a side that is down, each by what was last known of it", async () => {
    await views("mug", "cap");
    gateway.pricing.answer = (_request, reply) =>
      reply
        .code(503)
        .type("application/problem+json")
        .send(JSON.stringify(refusal(503, "overloaded")));
    assert.deepEqual((await views("mug", "cap", "pen")).map(shown), [
      [200, "mug", 5, 500, ["pricing"]],
      [200, "cap", 7, 700, ["pricing"]],
      [200, "pen", 9, null, ["pricing"]],
    ]);
  });

  for (const [name, text] of [
    ["fewer lines than asked", `[\n${JSON.stringify(price(1))}\n]`],
    ["all in one line", JSON.stringify([price(1), price(2)])],
    ["a line that is no JSON", `[\n{"unit":,\n${JSON.stringify(price(1))}\n]`],
    ["a refusal that is no problem", `[\n{"problem":{}},\n${JSON.stringify(price(1))}\n]`],
  ] as const) {
    it(`show no price of an answer with ${name}: it may be another product's`, async () => {
      gateway.pricing.answer = (_request, reply) =>
        reply.type("application/json; charset=utf-8").send(text);
      assert.deepEqual((await views("mug", "cap")).map(shown), [
        [200, "mug", 5, null, ["pricing"]],
        [200, "cap", 7, null, ["pricing"]],
      ]);
    });
  }
});
