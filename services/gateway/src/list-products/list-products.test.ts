import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ProductItem, ProductPrice } from "../product-view.ts";
import type { Side } from "../side.ts";
import { itemPart, pricePart, viewJson } from "../view-json.ts";
import { type ListedPrice, withPrices } from "./list-products.ts";

const AS_OF = "2026-11-01T08:00:00.000Z";
const item = (sku: string): ProductItem => ({
  ...{ sku, name: sku, description: null, category: null, attributes: {} },
  availability: { status: "out", available: 0, locations: [], asOf: AS_OF },
});
const price = (amount: number): ProductPrice => ({
  unit: { amount, currency: "EUR" },
  total: { amount, currency: "EUR" },
  compareAt: null,
  lowest30Days: null,
  adjustments: [],
  asOf: AS_OF,
});
const ITEMS = ["cap", "mug", "pen"].map((sku) => ({ sku, part: itemPart(item(sku)) }));
const known = (sku: string) => (sku === "mug" ? pricePart(price(1499)) : undefined);

const listed = (items: typeof ITEMS, pricing: Side<readonly ListedPrice[]>) =>
  withPrices(items, pricing, known).map((view) => JSON.parse(viewJson(view)) as unknown);

describe("a list of product views", () => {
  it("has the price of each, null where pricing has none, whatever was known", () => {
    const pricing = {
      kind: "fresh",
      value: [pricePart(price(100)), null, pricePart(price(300))],
    } as const;
    assert.deepEqual(listed(ITEMS, pricing), [
      { ...item("cap"), price: price(100), degraded: [] },
      { ...item("mug"), price: null, degraded: [] },
      { ...item("pen"), price: price(300), degraded: [] },
    ]);
  });

  for (const kind of ["down", "late"] as const) {
    it(`has the last known prices, marked stale, while pricing is ${kind}`, () => {
      assert.deepEqual(listed(ITEMS, { kind }), [
        { ...item("cap"), price: null, degraded: ["pricing"] },
        { ...item("mug"), price: { ...price(1499), stale: true }, degraded: ["pricing"] },
        { ...item("pen"), price: null, degraded: ["pricing"] },
      ]);
    });
  }

  it("says where pricing itself answered with what it last knew", () => {
    const stale = { ...price(100), stale: true } as const;
    const pricing = { kind: "fresh", value: [pricePart(stale), pricePart(price(200))] } as const;
    assert.deepEqual(listed(ITEMS.slice(0, 2), pricing), [
      { ...item("cap"), price: stale, degraded: ["pricing"] },
      { ...item("mug"), price: price(200), degraded: [] },
    ]);
  });

  it("has the last known price where pricing cannot say one, and is degraded", () => {
    const pricing = { kind: "fresh", value: [pricePart(price(100)), "unable", "unable"] } as const;
    assert.deepEqual(listed(ITEMS, pricing), [
      { ...item("cap"), price: price(100), degraded: [] },
      { ...item("mug"), price: { ...price(1499), stale: true }, degraded: ["pricing"] },
      { ...item("pen"), price: null, degraded: ["pricing"] },
    ]);
  });

  it("is empty when inventory lists nothing", () => {
    assert.deepEqual(listed([], { kind: "down" }), []);
  });
});
