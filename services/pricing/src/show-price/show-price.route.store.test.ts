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

  it("names the lowest price before a reduction while it is in force", async () => {
    await putAt("cut", 90, [{ currency: "EUR", amount: 2500 }]);
    await putAt("cut", 50, [{ currency: "EUR", amount: 1999, compareAt: 2500 }]);
    assert.deepEqual((await show("cut?currency=EUR")).body.lowest30Days, eur(2500));
  });

  it("selects by currency, region, channel, group and quantity", async () => {
    await putAt("pen", 1, [
      { currency: "EUR", amount: 85, channel: "app" },
      { currency: "EUR", amount: 100 },
      { currency: "JPY", amount: 150 },
      { currency: "EUR", amount: 90, region: "DE" },
      { currency: "EUR", amount: 80, customerGroup: "vip", minQuantity: 5 },
    ]);
    for (const [query, unit] of [
      ["?currency=EUR", eur(100)],
      ["?currency=JPY", { amount: 150, currency: "JPY" }],
      ["?currency=EUR&region=DE", eur(90)],
      ["?currency=EUR&region=DE-BY", eur(90)],
      ["?currency=EUR&region=DE&channel=app", eur(85)],
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
    ["a currency that is none", "mug?currency=ZZZ", 422, "unknown-currency", "query/currency"],
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

describe("GET /internal/prices", () => {
  let service: RunningService;
  before(async () => {
    service = await runService();
    const put = (sku: string, prices: readonly unknown[]) =>
      service.call(`/v1/admin/prices/${sku}`, { method: "PUT", body: { prices } });
    await put("mug", [
      { currency: "EUR", amount: 1999, compareAt: 2500 },
      { currency: "EUR", amount: 1500, minQuantity: 2 },
    ]);
    await put("cap", [{ currency: "EUR", amount: 300, region: "AT" }]);
    await put("yacht", [{ currency: "EUR", amount: 9_000_000_000_000 }]);
  });
  after(() => service.stop());

  const PURCHASE = "currency=EUR&region=AT&quantity=2000";

  it("shows each as the single view does, in the order asked, a line each", async () => {
    const skus = ["yacht", "mug", "nothing", "cap", "mug"];
    const { status, body, text } = await service.call(
      `/internal/prices?${PURCHASE}&skus=${skus.join(",")}`,
    );
    assert.equal(status, 200);
    const [, ...lines] = text.split("\n");
    const statuses = [];
    for (const [index, sku] of skus.entries()) {
      const alone = await service.call(`/internal/prices/${sku}?${PURCHASE}`);
      statuses.push(alone.status);
      if (alone.status === 200) {
        assert.equal(lines[index]?.replace(/,$/, ""), alone.text, "in the same words");
      } else {
        const { instance: _, traceId: __, ...problem } = alone.body;
        assert.deepEqual(body[index], { problem });
      }
    }
    assert.deepEqual(statuses, [422, 200, 404, 200, 200]);
    assert.deepEqual([lines.at(-1), lines.length], ["]", skus.length + 1]);
  });

  it("refuses a currency that is none, for all", async () => {
    const answer = await service.call("/internal/prices?currency=ZZZ&skus=mug,cap");
    assert.deepEqual([answer.status, answer.body.code], [422, "unknown-currency"]);
    assert.equal(answer.body.errors[0].path, "query/currency");
  });

  const many = (count: number) => Array.from({ length: count }, (_, index) => `sku-${index}`);
  it("shows 64 at once", async () => {
    const { status, body } = await service.call(
      `/internal/prices?currency=EUR&skus=${many(64).join(",")}`,
    );
    assert.deepEqual([status, body.length], [200, 64]);
  });

  for (const [name, skus] of [
    ["no SKUs", ""],
    ["65 SKUs", many(65).join(",")],
    ["a SKU that is none", "mug,a%20b"],
    ["a SKU of 65 characters", `mug,${"a".repeat(65)}`],
    ["nothing between commas", "mug,,cap"],
    ["a comma at the end", "mug,"],
  ] as const) {
    it(`refuses ${name}`, async () => {
      const answer = await service.call(`/internal/prices?currency=EUR&skus=${skus}`);
      assert.deepEqual([answer.status, answer.body.code], [400, "validation-failed"]);
      assert.equal(answer.body.errors[0].path, "query/skus");
    });
  }
});

describe("POST /internal/prices", () => {
  let service: RunningService;
  before(async () => {
    service = await runService();
    const put = (sku: string, prices: readonly unknown[]) =>
      service.call(`/v1/admin/prices/${sku}`, { method: "PUT", body: { prices } });
    service.clock.nowMs = START_MS - 60 * DAY_MS;
    await put("mug", [{ currency: "EUR", amount: 900 }]);
    service.clock.nowMs = START_MS - 10 * DAY_MS;
    await put("mug", [
      { currency: "EUR", amount: 1999, compareAt: 2500 },
      { currency: "EUR", amount: 1500, minQuantity: 2 },
      { currency: "EUR", amount: 1700, region: "AT" },
      { currency: "EUR", amount: 1600, customerGroup: "vip" },
    ]);
    await put("cap", [{ currency: "JPY", amount: 300 }]);
    await put("none", [{ currency: "EUR", amount: 1, validTo: "2026-10-31T00:00:00Z" }]);
    service.clock.nowMs = START_MS;
  });
  after(() => service.stop());

  const list = (body: unknown) => service.call("/internal/prices", { method: "POST", body });

  it("shows each as the single view does, in the order asked, null where none applies", async () => {
    const skus = ["cap", "mug", "nothing", "none", "mug"];
    const { status, body } = await list({ skus, currency: "EUR" });
    assert.equal(status, 200);
    const single = (await service.call("/internal/prices/mug?currency=EUR")).body;
    assert.deepEqual(single.lowest30Days, { amount: 900, currency: "EUR" });
    assert.deepEqual(body, {
      data: [
        { sku: "cap", price: null, reason: "price-not-found" },
        { sku: "mug", price: single },
        { sku: "nothing", price: null, reason: "price-not-found" },
        { sku: "none", price: null, reason: "price-not-found" },
        { sku: "mug", price: single },
      ],
    });
  });

  it("selects by currency, region and group", async () => {
    const unit = async (purchase: object, sku = "mug") =>
      (await list({ skus: [sku], ...purchase })).body.data[0].price.unit.amount;
    assert.equal(await unit({ currency: "JPY" }, "cap"), 300);
    assert.equal(await unit({ currency: "EUR", region: "AT" }), 1700);
    assert.equal(await unit({ currency: "EUR", region: "AT", customerGroup: "vip" }), 1600);
  });

  const many = (count: number) => Array.from({ length: count }, (_, index) => `sku-${index}`);
  it("shows 500 at once", async () => {
    const { status, body } = await list({ skus: many(500), currency: "EUR" });
    assert.deepEqual([status, body.data.length], [200, 500]);
  });

  for (const [name, body, path] of [
    ["no SKUs", { currency: "EUR" }, "/skus"],
    ["an empty list", { skus: [], currency: "EUR" }, "/skus"],
    ["501 SKUs", { skus: many(501), currency: "EUR" }, "/skus"],
    ["a SKU that is none", { skus: ["mug", "a b"], currency: "EUR" }, "/skus/1"],
    ["a number as SKU", { skus: [7], currency: "EUR" }, "/skus/0"],
    ["no currency", { skus: ["mug"] }, "/currency"],
    ["a malformed currency", { skus: ["mug"], currency: "euro" }, "/currency"],
    ["a malformed region", { skus: ["mug"], currency: "EUR", region: "Germany" }, "/region"],
    [
      "a malformed group",
      { skus: ["mug"], currency: "EUR", customerGroup: "a b" },
      "/customerGroup",
    ],
    ["an unknown field", { skus: ["mug"], currency: "EUR", quantity: 2 }, "/quantity"],
  ] as const) {
    it(`refuses ${name}`, async () => {
      const answer = await list(body);
      assert.deepEqual([answer.status, answer.body.code], [400, "validation-failed"]);
      assert.equal(answer.body.errors[0].path, path);
    });
  }

  it("says why there is no price, where rates are too old", async () => {
    const rates = { base: "EUR", asOf: "2026-10-01", rates: { JPY: "160" }, maxAgeHours: 24 };
    const put = await service.call("/v1/admin/fx-rates", { method: "PUT", body: rates });
    assert.equal(put.status, 201, JSON.stringify(put.body));
    const { body } = await list({ skus: ["cap"], currency: "EUR" });
    assert.deepEqual(body.data, [{ sku: "cap", price: null, reason: "fx-rate-stale" }]);
  });

  it("refuses a currency that is none", async () => {
    const answer = await list({ skus: ["mug"], currency: "ZZZ" });
    assert.deepEqual([answer.status, answer.body.code], [422, "unknown-currency"]);
  });
});
