import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type RunningService, runService } from "../testing/running-service.ts";

describe("POST /internal/import-prices", () => {
  let service: RunningService;
  before(async () => {
    service = await runService();
  });
  after(() => service.stop());

  const send = (body: unknown) => service.call("/internal/import-prices", { method: "POST", body });
  const book = async (sku: string) => (await service.call(`/v1/admin/prices/${sku}`)).body;

  it("answers row by row in their order, and the same file again changes nothing", async () => {
    await service.call("/v1/admin/prices/b", {
      method: "PUT",
      body: {
        prices: [
          { currency: "EUR", amount: 100 },
          { currency: "EUR", amount: 90, minQuantity: 10 },
        ],
      },
    });
    const file = {
      prices: [
        { sku: "z", currency: "JPY", amount: 500 },
        { sku: "b", currency: "EUR", amount: 120, compareAt: 150 },
        { sku: "a", currency: "EUR", amount: 0 },
        { sku: "z", currency: "EUR", amount: 5 },
      ],
    };
    const first = await send(file);
    assert.equal(first.status, 200);
    assert.deepEqual(first.body.results, [
      { sku: "z", outcome: "created" },
      { sku: "b", outcome: "updated" },
      { sku: "a", outcome: "created" },
      { sku: "z", outcome: "created" },
    ]);
    assert.deepEqual(await book("b"), {
      sku: "b",
      version: 2,
      prices: [
        { currency: "EUR", amount: 120, minQuantity: 1, compareAt: 150 },
        { currency: "EUR", amount: 90, minQuantity: 10 },
      ],
    });
    assert.equal((await book("z")).version, 1);

    const before = await service.countRows();
    const again = await send(file);
    assert.deepEqual(
      again.body.results.map(({ outcome }: { outcome: string }) => outcome),
      ["unchanged", "unchanged", "unchanged", "unchanged"],
    );
    assert.deepEqual(await service.countRows(), before);
  });

  it("takes 500 rows, and several at once for the same SKUs", async () => {
    const prices = Array.from({ length: 500 }, (_, index) => ({
      sku: `bulk-${index}`,
      currency: "EUR",
      amount: index,
    }));
    const answers = await Promise.all(
      [prices, prices.toReversed(), prices].map((rows) => send({ prices: rows })),
    );
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
    const created = answers.flatMap(({ body }) =>
      body.results.filter(({ outcome }: { outcome: string }) => outcome === "created"),
    );
    assert.equal(created.length, 500);
    assert.equal((await book("bulk-499")).version, 1);
  });

  const row = (fields: Readonly<Record<string, unknown>>) => ({
    prices: [
      { sku: "good", currency: "EUR", amount: 1 },
      { sku: "bad", currency: "EUR", amount: 1, ...fields },
    ],
  });
  for (const [name, fields, field] of [
    ["a currency that is none", { currency: "ZZZ" }, "currency"],
    ["a region of no country", { region: "ZZ-1" }, "region"],
    [
      "a period that ends before it begins",
      { validFrom: "2026-11-02T00:00:00Z", validTo: "2026-11-01T00:00:00Z" },
      "validTo",
    ],
    ["a floor above the amount", { floor: 2 }, "floor"],
    ["a tier without a price below it", { minQuantity: 2 }, "minQuantity"],
  ] as const) {
    it(`answers ${name} with its error, changes nothing by it, and lands the other rows`, async () => {
      const sku = `good-${field}`;
      const good = { ...row({}).prices[0], sku };
      const answer = await send({ prices: [good, row(fields).prices[1]] });
      assert.equal(answer.status, 200);
      const [landed, refused] = answer.body.results;
      assert.deepEqual(landed, { sku, outcome: "created" });
      assert.deepEqual([refused.outcome, refused.error.field], ["unchanged", field]);
      assert.equal((await service.call("/v1/admin/prices/bad")).status, 404);
    });
  }

  it("tells of each book that changed, once, in the transaction that changes it", async () => {
    await send({
      prices: [
        { sku: "told", currency: "EUR", amount: 1 },
        { sku: "told", currency: "USD", amount: 1 },
      ],
    });
    await send({ prices: [{ sku: "told", currency: "EUR", amount: 1 }] });
    const events = await service.db.query({
      name: "events-of-told",
      text: "select sequence, type, payload from outbox where aggregate = 'price/told' order by sequence",
    });
    const payload = { sku: "told", version: 1, currencies: ["EUR", "USD"] };
    assert.deepEqual(events, [{ sequence: 1, type: "price.changed", payload }]);
  });

  for (const [name, body, path] of [
    ["a negative amount", row({ amount: -1 }), "/prices/1/amount"],
    ["a fractional amount", row({ amount: 0.5 }), "/prices/1/amount"],
    ["a huge amount", row({ amount: 1e14 }), "/prices/1/amount"],
    ["a SKU with a space", row({ sku: "a b" }), "/prices/1/sku"],
    ["an unknown field", row({ amonut: 2 }), "/prices/1/amonut"],
    ["a floor of text", row({ floor: "1" }), "/prices/1/floor"],
    ["no rows", { prices: [] }, "/prices"],
    ["501 rows", { prices: Array.from({ length: 501 }, () => row({}).prices[0]) }, "/prices"],
  ] as const) {
    it(`refuses ${name}, and lands none of the call's rows`, async () => {
      const before = await service.countRows();
      const answer = await send(body);
      assert.equal(answer.status, 400);
      assert.equal(answer.body.code, "validation-failed");
      assert.equal(answer.body.errors[0].path, path);
      assert.deepEqual(await service.countRows(), before);
    });
  }
});
