import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { compileDynamicRules } from "../dynamic-rules.ts";
import { price } from "../testing/prices.ts";
import { quoteFacts, shopInputs, skuInputs } from "../testing/quote-inputs.ts";
import { dynamicAmong, type QuoteInput } from "./price-lines.ts";
import { quoteBasket } from "./quote-basket.ts";
import { readFacts, writeFacts } from "./quote-facts.ts";

/** 10 % off everything, always. */
const RULE = {
  ...{ key: "always", label: "Always", percent: "-10", priority: 0 },
  appliesTo: { skus: null, categories: null },
  when: {
    ...{ stockBelow: null, stockAtLeast: null, demandAtLeast: null },
    window: { days: null, from: "00:00", to: "00:00", timeZone: "UTC" },
  },
  ...{ validFromMs: null, validToMs: null },
};
const SKUS: readonly string[] = ["CUP", "MUG"];

const basketWith = (isDynamic: boolean | readonly string[]): QuoteInput => ({
  items: SKUS.map((sku) => ({ sku, quantity: 1 })),
  ...{ currency: "EUR", region: "DE", channel: null, customerGroup: null },
  ...{ postcode: null, taxId: null, couponCodes: [] },
  skus: new Map(SKUS.map((sku) => [sku, skuInputs(sku, [price(1000)])])),
  shop: shopInputs({ dynamicRules: compileDynamicRules([RULE], 1) }),
  tax: {
    ...{ region: "DE", version: 1 },
    rule: {
      ...{ pricesIncludeTax: true, rounding: { mode: "half-up", level: "line" } },
      rates: [{ category: "standard", ratePercent: "19", validFromMs: null }],
    },
  },
  facts: quoteFacts({ isDynamic }),
});

function unitsOf(isDynamic: boolean | readonly string[]): readonly number[] {
  const quote = quoteBasket(basketWith(isDynamic));
  assert.ok(quote.ok, JSON.stringify(quote));
  return quote.value.lines.map(({ unitMinor }) => unitMinor);
}

describe("dynamic prices that are rolled out by SKU", () => {
  it("move the prices of the SKUs that take part, and of no other", () => {
    assert.deepEqual(unitsOf(["MUG"]), [1000, 900]);
    assert.deepEqual(unitsOf(true), [900, 900]);
    assert.deepEqual(unitsOf(false), [1000, 1000]);
  });

  it("are kept with the quote: what is read back makes the same prices", () => {
    fc.assert(
      fc.property(fc.subarray([...SKUS]), (dynamic) => {
        const isDynamic = dynamicAmong(SKUS, (sku) => dynamic.includes(sku));
        const stored = JSON.parse(JSON.stringify(writeFacts(quoteFacts({ isDynamic }))));
        assert.deepEqual(unitsOf(readFacts(stored).isDynamic), unitsOf(dynamic));
      }),
    );
  });
});
