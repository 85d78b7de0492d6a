import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { knownPrices, type PriceQuestion } from "./known-prices.ts";
import type { ProductPrice } from "./product-view.ts";
import { type Part, pricePart } from "./view-json.ts";

const SHOP = { currency: "EUR", region: "DE" };
const MUG: PriceQuestion = { sku: "mug", ...SHOP };
const price = (amount: number): Part =>
  pricePart({
    unit: { amount, currency: "EUR" },
    total: { amount, currency: "EUR" },
    compareAt: null,
    lowest30Days: null,
    adjustments: [],
    asOf: "2026-11-01T08:00:00.000Z",
  });
const amountOf = (part: Part | undefined) =>
  part && (JSON.parse(part.json) as ProductPrice).total.amount;
const known = () => knownPrices(SHOP, { entriesMax: 2, bytesMax: 10_000 });

describe("last known prices", () => {
  it("are of the very question they answered, in whatever words", () => {
    const prices = known();
    prices.set(MUG, price(100));
    prices.set({ ...MUG, quantity: 3 }, price(290));
    assert.equal(amountOf(prices.get({ ...MUG, quantity: 1 })), 100);
    assert.equal(amountOf(prices.get({ quantity: 3, ...MUG })), 290);
    const others: readonly Partial<PriceQuestion>[] = [
      { sku: "cap" },
      { quantity: 2 },
      { currency: "USD" },
      { region: "AT" },
      { customerGroup: "trade" },
      { quantity: 3, customerGroup: "trade" },
    ];
    for (const other of others) {
      assert.equal(prices.get({ ...MUG, ...other }), undefined, JSON.stringify(other));
    }
  });

  it("of product pages stay, however many other questions a client asks", () => {
    const prices = known();
    prices.set(MUG, price(100));
    for (let quantity = 2; quantity < 20; quantity += 1) {
      prices.set({ ...MUG, quantity }, price(100 * quantity));
      prices.set({ ...MUG, customerGroup: `g${quantity}` }, price(100));
      prices.set({ ...MUG, region: "AT", quantity }, price(100));
    }
    assert.equal(amountOf(prices.get(MUG)), 100);
    assert.equal(prices.get({ ...MUG, quantity: 2 }), undefined, "those are bounded too");
  });

  it("are forgotten question by question", () => {
    const prices = known();
    prices.set(MUG, price(100));
    prices.set({ ...MUG, quantity: 3 }, price(290));
    prices.forget(MUG);
    assert.equal(prices.get(MUG), undefined);
    assert.equal(amountOf(prices.get({ ...MUG, quantity: 3 })), 290);
  });
});
