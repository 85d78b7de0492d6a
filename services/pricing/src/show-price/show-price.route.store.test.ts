import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type RunningService, runService, START_MS } from "../testing/running-service.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

describe("GET /internal/prices/{sku}", () => {
  let service: RunningService;
  before(async () => {
    service = await runService();
  });
  after(() => service.stop());

  const show = (query: string) => service.call(`/internal/prices/${query}`);
  const putAt = async (sku: string, daysAgo: number, prices: readonly unknown[]) => {
    service.clock.nowMs = START_MS - daysAgo * DAY_MS;
    await service.call(`/v1/admin/prices/${sku}`, { method: "PUT", body: { prices } });
    service.clock.nowMs = START_MS;
  };
  const eur = (amount: number) => ({ amount, currency: "EUR" });

  it("shows unit and total, and the lowest price since 30 days ago out of the history", async () => {
    await putAt("mug", 60, [{ currency: "EUR", amount: 900 }]);
    await putAt("mug", 40, [{ currency: "EUR", amount: 2500 }]);
    await putAt("mug", 20, [{ currency: "EUR", amount: 1500 }]);
    await putAt("mug", 10, [{ currency: "EUR", amount: 1999, compareAt: 2500 }]);
    const answer = await show("mug?currency=EUR&quantity=3");
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.body, {
      unit: eur(1999),
      total: eur(5997),
      compareAt: eur(2500),
      lowest30Days: eur(1500),
      adjustments: [],
      asOf: "2026-11-01T12:00:00.000Z",
    });
  });

  it("begins with the version in force 30 days ago", async () => {
    await putAt("old", 90, [{ currency: "EUR", amount: 700 }]);
    await putAt("old", 60, [{ currency: "EUR", amount: 1100 }]);
    await putAt("old", 29, [{ currency: "EUR", amount: 1200 }]);
    assert.deepEqual((await show("old?currency=EUR")).body.lowest30Days, eur(1100));
  });

  it("selects by currency, region, group and quantity", async () => {
    await putAt("pen", 1, [
      { currency: "EUR", amount: 100 },
      { currency: "JPY", amount: 150 },
      { currency: "EUR", amount: 90, region: "DE" },
      { currency: "EUR", amount: 80, customerGroup: "vip", minQuantity: 5 },
    ]);
    for (const [query, unit] of [
      ["?currency=EUR", eur(100)],
      ["?currency=JPY", { amount: 150, currency: "JPY" }],
      ["?currency=EUR&region=DE", eur(90)],
      ["?currency=EUR&region=DE&customerGroup=vip&quantity=4", eur(90)],
      ["?currency=EUR&region=DE&customerGroup=vip&quantity=5", eur(80)],
    ] as const) {
      const answer = await show(`pen${query}`);
      assert.deepEqual(answer.body.unit, unit, query);
      assert.equal(answer.body.compareAt, null);
    }
  });

  for (const [name, query, status, code, path] of [
    ["a SKU without prices", "nothing?currency=EUR", 404, "price-not-found", undefined],
    ["a currency without price", "mug?currency=USD", 404, "price-not-found", undefined],
    ["a currency that is none", "mug?currency=ZZZ", 400, "validation-failed", "query/currency"],
    ["no currency", "mug", 400, "validation-failed", "query/currency"],
    ["a malformed currency", "mug?currency=euro", 400, "validation-failed", "query/currency"],
    [
      "a malformed region",
      "mug?currency=EUR&region=Germany",
      400,
      "validation-failed",
      "query/region",
    ],
    ["a quantity of 0", "mug?currency=EUR&quantity=0", 400, "validation-failed", "query/quantity"],
    [
      "a fractional quantity",
      "mug?currency=EUR&quantity=1.5",
      400,
      "validation-failed",
      "query/quantity",
    ],
    [
      "a huge quantity",
      "mug?currency=EUR&quantity=1000001",
      400,
      "validation-failed",
      "query/quantity",
    ],
    ["an unknown parameter", "mug?currency=EUR&amount=1", 400, "validation-failed", "query/amount"],
  ] as const) {
    it(`refuses ${name}`, async () => {
      const answer = await show(query);
      assert.equal(answer.status, status);
      assert.equal(answer.body.code, code);
      assert.equal(answer.body.errors?.[0].path, path);
    });
  }

  it("refuses a total that is no safe integer", async () => {
    await putAt("yacht", 1, [{ currency: "EUR", amount: 10_000_000_000_000 }]);
    const answer = await show("yacht?currency=EUR&quantity=1000");
    assert.equal(answer.status, 422);
    assert.equal(answer.body.code, "amount-too-large");
  });
});
