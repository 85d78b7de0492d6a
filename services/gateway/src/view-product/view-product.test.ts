import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ProductItem, ProductPrice, ProductView } from "../product-view.ts";
import type { Side } from "../side.ts";
import { itemPart, type Part, pricePart, viewJson } from "../view-json.ts";
import { aggregate, type Known } from "./view-product.ts";

const AS_OF = "2026-11-01T08:00:00.000Z";
const EARLIER = "2026-11-01T07:00:00.000Z";
const item = (asOf: string, available: number): ProductItem => ({
  sku: "mug",
  name: "Mug",
  description: "A blue one",
  category: "Kitchen",
  attributes: { colour: "blue" },
  availability: { status: "in-stock", available, locations: [{ code: "BER", available }], asOf },
});
const price = (asOf: string, amount: number): ProductPrice => ({
  unit: { amount, currency: "EUR" },
  total: { amount, currency: "EUR" },
  compareAt: null,
  lowest30Days: null,
  adjustments: [],
  asOf,
});

const ITEM: Side<Part> = { kind: "fresh", value: itemPart(item(AS_OF, 50)) };
const PRICE: Side<Part> = { kind: "fresh", value: pricePart(price(AS_OF, 1999)) };
const ABSENT = { kind: "absent" } as const;
const DOWN = { kind: "down" } as const;
const LATE = { kind: "late" } as const;
const NOTHING: Known = { item: undefined, price: undefined };
const BOTH: Known = { item: itemPart(item(EARLIER, 40)), price: pricePart(price(EARLIER, 1499)) };

type Shown = { name: string | null; available: unknown; price: unknown; degraded: string[] };
type Case = {
  readonly it: string;
  readonly inventory: Side<Part>;
  readonly pricing: Side<Part>;
  readonly known?: Known;
  readonly shown?: Shown;
  readonly refused?: object;
};

const fresh = { name: "Mug", available: ["in-stock", 50, AS_OF, undefined] };
const stale = { name: "Mug", available: ["in-stock", 40, EARLIER, true] };
const unknown = { name: null, available: ["unknown", null, null, undefined] };
const freshPrice = { price: [1999, AS_OF, undefined] };
const stalePrice = { price: [1499, EARLIER, true] };
const noPrice = { price: null };

const CASES: readonly Case[] = [
  {
    it: "shows both sides as they answered",
    inventory: ITEM,
    pricing: PRICE,
    shown: { ...fresh, ...freshPrice, degraded: [] },
  },
  {
    it: "says that pricing itself answered with what it last knew",
    inventory: ITEM,
    pricing: { kind: "fresh", value: pricePart({ ...price(EARLIER, 1499), stale: true }) },
    shown: { ...fresh, ...stalePrice, degraded: ["pricing"] },
  },
  {
    it: "does not look at what was known while both sides answer",
    inventory: ITEM,
    pricing: PRICE,
    known: BOTH,
    shown: { ...fresh, ...freshPrice, degraded: [] },
  },
  {
    it: "has no price, and is not degraded, where pricing knows that there is none",
    inventory: ITEM,
    pricing: ABSENT,
    known: BOTH,
    shown: { ...fresh, ...noPrice, degraded: [] },
  },
  {
    it: "shows the last known price, marked stale, while pricing is down",
    inventory: ITEM,
    pricing: DOWN,
    known: BOTH,
    shown: { ...fresh, ...stalePrice, degraded: ["pricing"] },
  },
  {
    it: "has no price while pricing is down and none is known",
    inventory: ITEM,
    pricing: LATE,
    shown: { ...fresh, ...noPrice, degraded: ["pricing"] },
  },
  {
    it: "shows the last known item, its availability marked stale, while inventory is down",
    inventory: DOWN,
    pricing: PRICE,
    known: BOTH,
    shown: { ...stale, ...freshPrice, degraded: ["inventory"] },
  },
  {
    it: "shows the last known item without a price where pricing has none",
    inventory: DOWN,
    pricing: ABSENT,
    known: BOTH,
    shown: { ...stale, ...noPrice, degraded: ["inventory"] },
  },
  {
    it: "shows the price of a SKU that it knows nothing else of, availability unknown",
    inventory: LATE,
    pricing: PRICE,
    shown: { ...unknown, ...freshPrice, degraded: ["inventory"] },
  },
  {
    it: "believes inventory that there is no such product, whatever pricing and memory say",
    inventory: ABSENT,
    pricing: PRICE,
    known: BOTH,
    refused: { kind: "product-not-found", sku: "mug" },
  },
  {
    it: "believes inventory also while pricing is down",
    inventory: ABSENT,
    pricing: DOWN,
    refused: { kind: "product-not-found", sku: "mug" },
  },
  {
    it: "refuses while both are down, even with everything known",
    inventory: DOWN,
    pricing: DOWN,
    known: BOTH,
    refused: { kind: "upstream-unavailable", dependency: "inventory and pricing" },
  },
  {
    it: "says that time was over where that was the reason",
    inventory: LATE,
    pricing: LATE,
    refused: { kind: "deadline-exceeded", dependency: "inventory and pricing" },
  },
  {
    it: "refuses a SKU that inventory cannot be asked about and pricing has no price for",
    inventory: DOWN,
    pricing: ABSENT,
    refused: { kind: "upstream-unavailable", dependency: "inventory" },
  },
];

describe("the product view", () => {
  for (const { it: outcome, inventory, pricing, known = NOTHING, shown, refused } of CASES) {
    it(outcome, () => {
      const view = aggregate("mug", { inventory, pricing }, known);
      if (!view.ok) return assert.deepEqual(view.error, refused);
      const {
        name,
        availability,
        price: shownPrice,
        degraded,
      } = JSON.parse(viewJson(view.value)) as ProductView;
      const { status, available, asOf, stale: isStale } = availability;
      assert.deepEqual(
        {
          name,
          available: [status, available, asOf, isStale],
          price: shownPrice && [shownPrice.unit.amount, shownPrice.asOf, shownPrice.stale],
          degraded,
        },
        shown,
      );
    });
  }
});
