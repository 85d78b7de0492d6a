import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ProductItem, ProductPrice } from "./product-view.ts";
import { itemPart, pricePart, stale, substanceOf, viewJson, viewTag } from "./view-json.ts";

const AS_OF = "2026-11-01T08:00:00.000Z";
const LATER = "2026-11-01T08:00:01.000Z";
const ITEM: ProductItem = {
  ...{ sku: "mug", name: 'The "asOf": mug', description: '"asOf":"never"', category: null },
  attributes: { asOf: "print run 3", ml: 300 },
  availability: {
    ...{ status: "low", available: 3, asOf: AS_OF },
    locations: [{ code: "BER", available: 3 }],
  },
};
const PRICE: ProductPrice = {
  unit: { amount: 1999, currency: "EUR" },
  total: { amount: 1999, currency: "EUR" },
  compareAt: null,
  lowest30Days: null,
  adjustments: [{ label: '"asOf":', amount: { amount: -1, currency: "EUR" } }],
  asOf: AS_OF,
};
type Change = {
  readonly item?: Partial<ProductItem>;
  readonly availability?: Partial<ProductItem["availability"]>;
  readonly price?: Partial<ProductPrice>;
};
const parts = ({ item, availability, price }: Change = {}) => ({
  item: itemPart({ ...ITEM, ...item, availability: { ...ITEM.availability, ...availability } }),
  price: pricePart({ ...PRICE, ...price }),
  degraded: [],
});

describe("a view as text", () => {
  it("is the item with its price and what is degraded", () => {
    assert.deepEqual(JSON.parse(viewJson(parts())), { ...ITEM, price: PRICE, degraded: [] });
    const degraded = ["inventory", "pricing"] as ("inventory" | "pricing")[];
    const without = { item: itemPart(ITEM), price: null, degraded };
    assert.deepEqual(JSON.parse(viewJson(without)), { ...ITEM, price: null, degraded });
  });

  it("shows nothing that a service answers beyond it", () => {
    const answer = { ...ITEM, taxCategory: "standard", cost: 7 };
    assert.equal(itemPart(answer).json, itemPart(ITEM).json);
    assert.equal(pricePart({ ...PRICE, margin: 3 } as ProductPrice).json, pricePart(PRICE).json);
  });
});

describe("a part that is only known any more", () => {
  it("says so beside its time, whatever customers wrote", () => {
    const availability = { ...ITEM.availability, stale: true as const };
    assert.deepEqual(stale(itemPart(ITEM)), itemPart({ ...ITEM, availability }));
    assert.deepEqual(stale(pricePart(PRICE)), pricePart({ ...PRICE, stale: true }));
  });

  it("says so once", () => {
    const once = stale(pricePart(PRICE));
    assert.deepEqual(stale(once), once);
  });
});

describe("the tag of a view", () => {
  it("is another one where the view says something else, and not where it was read later", () => {
    const later = parts({ availability: { asOf: LATER }, price: { asOf: LATER } });
    assert.equal(viewTag(later), viewTag(parts()));
    const others = [
      parts({ item: { name: "Mug" } }),
      parts({ price: { adjustments: [] } }),
      { ...parts(), price: null },
      { ...parts(), degraded: ["pricing" as const] },
    ];
    assert.equal(new Set([parts(), ...others].map(viewTag)).size, 5);
    for (const each of others) assert.match(viewTag(each), /^W\/"[\w-]{22,}"$/);
  });
});

describe("the substance of a view", () => {
  it("does not change with the time at which it was read", () => {
    const later = parts({ availability: { asOf: LATER }, price: { asOf: LATER } });
    assert.equal(substanceOf(later), substanceOf(parts()));
  });

  const changes: readonly Change[] = [
    { item: { name: "Mug" } },
    { item: { description: '"asOf":"ever"' } },
    { item: { attributes: { asOf: "print run 4", ml: 300 } } },
    { availability: { available: 2 } },
    { availability: { locations: [] } },
    { price: { total: { amount: 1998, currency: "EUR" } } },
    { price: { adjustments: [] } },
  ];
  for (const change of changes) {
    it(`changes with ${JSON.stringify(change)}`, () => {
      assert.notEqual(substanceOf(parts(change)), substanceOf(parts()));
    });
  }

  it("changes where a side could not be asked or has no price any more", () => {
    const texts = [
      parts(),
      { ...parts(), degraded: ["pricing" as const] },
      { ...parts(), price: null },
      { ...parts(), price: null, degraded: ["pricing" as const] },
    ].map(substanceOf);
    assert.equal(new Set(texts).size, texts.length);
  });
});
