import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Price } from "../price.ts";
import { price } from "../testing/prices.ts";
import { importPrices } from "./import-prices.ts";

const row = (
  sku: string,
  amountMinor: number,
  currency = "EUR",
  compareAtMinor: number | null = null,
) => ({
  sku,
  currency,
  amountMinor,
  compareAtMinor,
});
const books = (...prices: readonly Price[]) =>
  new Map([["mug", { sku: "mug", version: 3, prices }]]);

describe("importing prices", () => {
  it("creates the plain price of a SKU that has none", () => {
    assert.deepEqual(importPrices(new Map(), [row("pen", 150, "EUR", 200)]), {
      results: [{ sku: "pen", outcome: "created" }],
      changed: [{ sku: "pen", version: 1, prices: [price(150, { compareAtMinor: 200 })] }],
    });
  });

  it("updates the plain price where it stands and leaves all others alone", () => {
    const others = [
      price(900, { minQuantity: 10 }),
      price(800, { customerGroup: "vip" }),
      price(950, { region: "DE" }),
      price(500, { validFromMs: 1 }),
      price(501, { validToMs: 2 }),
      price(1100, { currency: "USD" }),
    ];
    assert.deepEqual(importPrices(books(...others, price(1000)), [row("mug", 999)]), {
      results: [{ sku: "mug", outcome: "updated" }],
      changed: [{ sku: "mug", version: 4, prices: [...others, price(999)] }],
    });
  });

  it("adds the plain price beside special ones", () => {
    const { results, changed } = importPrices(books(price(800, { customerGroup: "vip" })), [
      row("mug", 999),
    ]);
    assert.deepEqual(results, [{ sku: "mug", outcome: "created" }]);
    assert.deepEqual(changed[0]?.prices, [price(800, { customerGroup: "vip" }), price(999)]);
  });

  it("changes nothing when the row says what is there", () => {
    assert.deepEqual(
      importPrices(books(price(1000, { compareAtMinor: 1200 })), [row("mug", 1000, "EUR", 1200)]),
      {
        results: [{ sku: "mug", outcome: "unchanged" }],
        changed: [],
      },
    );
  });

  it("takes a compare-at price away when the row has none", () => {
    const { changed } = importPrices(books(price(1000, { compareAtMinor: 1200 })), [
      row("mug", 1000),
    ]);
    assert.deepEqual(changed[0]?.prices, [price(1000)]);
  });

  it("makes one version of several rows of a SKU, the later row winning", () => {
    const rows = [row("mug", 1), row("mug", 5, "USD"), row("mug", 2), row("mug", 2)];
    const { results, changed } = importPrices(books(price(1000)), rows);
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ["updated", "created", "updated", "unchanged"],
    );
    assert.deepEqual(changed, [
      { sku: "mug", version: 4, prices: [price(2), price(5, { currency: "USD" })] },
    ]);
  });
});
