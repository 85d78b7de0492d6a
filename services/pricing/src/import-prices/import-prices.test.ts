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
  price: { ...price(amountMinor, { currency, compareAtMinor }), floorMinor: undefined },
});
const special = (amountMinor: number, fields: Partial<Price>, sku = "mug") => ({
  sku,
  price: price(amountMinor, fields),
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
      price(940, { region: "DE-BY" }),
      price(930, { channel: "app" }),
      price(500, { validFromMs: 1 }),
      price(501, { priority: 1 }),
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

  it("puts a row in the place of the price with the same conditions, whatever its amount and end were", () => {
    const vip = { customerGroup: "vip", channel: "app", region: "ES-CN", validFromMs: 5 } as const;
    const before = [price(1000), price(900, { ...vip, validToMs: 9, floorMinor: 700 })];
    const { results, changed } = importPrices(books(...before), [
      special(850, { ...vip, validToMs: 8, compareAtMinor: 990 }),
      special(840, { ...vip, priority: 2 }),
    ]);
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ["updated", "created"],
    );
    assert.deepEqual(changed[0]?.prices, [
      price(1000),
      price(850, { ...vip, validToMs: 8, compareAtMinor: 990 }),
      price(840, { ...vip, priority: 2 }),
    ]);
  });

  it("keeps the floor when the row says nothing of it, and takes it away when it says so", () => {
    const floored = books(price(1000, { floorMinor: 800 }));
    const kept = importPrices(floored, [row("mug", 900)]);
    assert.deepEqual(kept.changed[0]?.prices, [price(900, { floorMinor: 800 })]);
    const gone = importPrices(floored, [special(900, {})]);
    assert.deepEqual(gone.changed[0]?.prices, [price(900)]);
  });

  it("refuses an amount below the floor that stands there, and lands the other rows", () => {
    const { results, changed } = importPrices(books(price(1000, { floorMinor: 800 })), [
      row("mug", 799),
      row("mug", 5, "USD"),
    ]);
    assert.deepEqual(results[0], {
      sku: "mug",
      outcome: "unchanged",
      refused: { field: "amount", message: "is below the floor of the price that stands there" },
    });
    assert.deepEqual(changed[0]?.prices, [
      price(1000, { floorMinor: 800 }),
      price(5, { currency: "USD" }),
    ]);
  });

  it("refuses a tier without a price below it, unless that comes in the same call, in whatever order", () => {
    const tier = special(800, { minQuantity: 10 }, "pen");
    const alone = importPrices(new Map(), [tier, special(700, { currency: "USD" }, "pen")]);
    assert.equal(alone.results[0]?.refused?.field, "minQuantity");
    assert.deepEqual(alone.changed[0]?.prices, [price(700, { currency: "USD" })]);
    const both = importPrices(new Map(), [tier, row("pen", 1000)]);
    assert.deepEqual(both.changed[0]?.prices, [price(800, { minQuantity: 10 }), price(1000)]);
  });

  it("changes no book of which every row is refused", () => {
    const { changed } = importPrices(new Map(), [special(800, { minQuantity: 10 }, "pen")]);
    assert.deepEqual(changed, []);
  });

  it("leaves alone a gap that stood there already", () => {
    const gap = price(800, { minQuantity: 10 });
    assert.deepEqual(importPrices(books(gap), [special(800, { minQuantity: 10 })]), {
      results: [{ sku: "mug", outcome: "unchanged" }],
      changed: [],
    });
  });

  it("refuses the price above the most that a book may have", () => {
    const full = Array.from({ length: 500 }, (_, index) => price(1, { minQuantity: index + 1 }));
    const { results, changed } = importPrices(books(...full), [
      special(1, { minQuantity: 501 }),
      special(2, { minQuantity: 500 }),
    ]);
    assert.equal(results[0]?.refused?.field, "sku");
    assert.equal(changed[0]?.prices.length, 500);
    assert.equal(changed[0]?.prices.at(-1)?.amountMinor, 2);
  });
});
