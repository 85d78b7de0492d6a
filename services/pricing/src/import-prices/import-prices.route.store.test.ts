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
  for (const [name, body, path] of [
    ["a currency that is none", row({ currency: "ZZZ" }), "/prices/1/currency"],
    ["a negative amount", row({ amount: -1 }), "/prices/1/amount"],
    ["a fractional amount", row({ amount: 0.5 }), "/prices/1/amount"],
    ["a huge amount", row({ amount: 1e14 }), "/prices/1/amount"],
    ["a SKU with a space", row({ sku: "a b" }), "/prices/1/sku"],
    ["an unknown field", row({ minQuantity: 2 }), "/prices/1/minQuantity"],
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
