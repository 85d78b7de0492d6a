import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type CurrencyRule, compileFx, FX_KEY } from "./currency.ts";
import { price } from "./testing/prices.ts";
import { NOW_MS, shopInputs, skuInputs } from "./testing/quote-inputs.ts";
import { unitPrice } from "./unit-price.ts";

const USD_IN_99: CurrencyRule = { ending: "99", cashIncrementMinor: null };
const SHOP = shopInputs({
  fx: compileFx({
    revision: 1,
    documents: [
      {
        ...{ key: FX_KEY, version: 1, revision: 1, recordedAt: new Date(NOW_MS) },
        body: {
          ...{ base: "EUR", asOf: "2026-11-01", rates: { USD: "1.0832" } },
          ...{ maxAgeHours: null, whenStale: "refuse" },
        },
      },
    ],
  }),
  currencies: { revision: 1, rules: new Map([["USD", USD_IN_99]]) },
});

describe("the price of a unit in a currency that its book has no price in", () => {
  // EUR × 1.0832, half-up, then to the nearer of …,99
  for (const [eur, floorEur, usd, floorUsd, why] of [
    [1999, null, 2199, 0, "21.65 is nearer to 21.99 than to 20.99"],
    [960, null, 999, 0, "10.40 is nearer to 9.99 than to 10.99"],
    [960, 900, 999, 975, "9.99 is above the floor of 9.75"],
    [960, 960, 1040, 1040, "9.99 is below the floor of 10.40, which has no ending"],
    [965, 960, 1040, 1040, "10.45 would end in 9.99, below the floor of 10.40"],
  ] as const) {
    it(`is ${usd} for ${eur} with the floor ${floorEur}: ${why}`, () => {
      const inputs = skuInputs("mug", [price(eur, { floorMinor: floorEur })]);
      const purchase = { currency: "USD", quantity: 1, region: null, channel: null };
      const context = { shop: SHOP, isDynamic: false };
      const unit = unitPrice(inputs, context, { ...purchase, customerGroup: null }, NOW_MS);
      assert.ok(unit.ok);
      const { unitMinor, baseMinor, floorMinor } = unit.value;
      assert.deepEqual([unitMinor, baseMinor, floorMinor], [usd, usd, floorUsd]);
    });
  }
});
