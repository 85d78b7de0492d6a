import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ProductItem, ProductPrice } from "../product-view.ts";
import { withPrices } from "./list-products.ts";

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
const ITEMS = [item("cap"), item("mug"), item("pen")];
const known = (sku: string) => (sku === "mug" ? price(1499) : undefined);

describe("a list of product views", () => {
  it("has the price of each, null where pricing has none, whatever was known", () => {
    const pricing = { kind: "fresh", value: [price(100), null, price(300)] } as const;
    assert.deepEqual(withPrices(ITEMS, pricing, known), [
      { ...item("cap"), price: price(100), degraded: [] },
      { ...item("mug"), price: null, degraded: [] },
      { ...item("pen"), price: price(300), degraded: [] },
    ]);
  });

  for (const kind of ["down", "late"] as const) {
    it(`has the last known prices, marked stale, while pricing is ${kind}`, () => {
      assert.deepEqual(withPrices(ITEMS, { kind }, known), [
        { ...item("cap"), price: null, degraded: ["pricing"] },
        { ...item("mug"), price: { ...price(1499), stale: true }, degraded: ["pricing"] },
        { ...item("pen"), price: null, degraded: ["pricing"] },
      ]);
    });
  }

  it("says where pricing itself answered with what it last knew", () => {
    const stale = { ...price(100), stale: true } as const;
    const pricing = { kind: "fresh", value: [stale, price(200)] } as const;
    assert.deepEqual(withPrices(ITEMS.slice(0, 2), pricing, known), [
      { ...item("cap"), price: stale, degraded: ["pricing"] },
      { ...item("mug"), price: price(200), degraded: [] },
    ]);
  });

  it("is empty when inventory lists nothing", () => {
    assert.deepEqual(withPrices([], { kind: "down" }, known), []);
  });
});
