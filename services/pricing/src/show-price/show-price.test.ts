import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compileDynamicRules } from "../dynamic-rules.ts";
import type { Price } from "../price.ts";
import { price } from "../testing/prices.ts";
import { shopInputs, skuInputs } from "../testing/quote-inputs.ts";
import { type ShownPrice, showPrice } from "./show-price.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW_MS = 100 * DAY_MS;
const PURCHASE = {
  ...{ currency: "EUR", quantity: 1, region: "DE" },
  ...{ customerGroup: null, channel: null },
};

/** Prices that came into force so many days ago. */
const since = (daysAgo: number, ...prices: readonly Price[]) => ({
  recordedAtMs: NOW_MS - daysAgo * DAY_MS,
  prices,
});

type History = ReturnType<typeof since>[];
const inputsOf = (history: History) => ({
  ...skuInputs("mug", history.at(-1)?.prices ?? []),
  ...{ history, historyComplete: true },
});
const PLAIN = { shop: shopInputs(), isDynamic: false };

describe("a shown price", () => {
  const tiers = [price(1000, { compareAtMinor: 1200 }), price(800, { minQuantity: 10 })];

  it("is for the quantity asked", () => {
    const history = [since(1, ...tiers)];
    const show = (quantity: number) =>
      showPrice(inputsOf(history), PLAIN, { ...PURCHASE, quantity }, NOW_MS);
    const compared = { compareAtMinor: 1200, lowestMinor: 1000, adjustments: [] };
    assert.deepEqual(show(1), {
      ok: true,
      value: { unitMinor: 1000, totalMinor: 1000, ...compared },
    });
    const tier = { compareAtMinor: null, lowestMinor: 800, adjustments: [] };
    assert.deepEqual(show(10), { ok: true, value: { unitMinor: 800, totalMinor: 8000, ...tier } });
  });

  it("leaves the lowest open rather than guess it when the history is not all there", () => {
    const history = [since(1, price(1999))];
    const shown = showPrice(
      { ...inputsOf(history), historyComplete: false },
      PLAIN,
      PURCHASE,
      NOW_MS,
    );
    assert.equal(shown.ok && shown.value.lowestMinor, null);
  });

  it("is the newest version's, not a lower one of the past", () => {
    const history = [since(9, price(1)), since(1, price(1999))];
    const shown = showPrice(inputsOf(history), PLAIN, PURCHASE, NOW_MS);
    assert.equal(shown.ok && shown.value.unitMinor, 1999);
  });

  it("is refused when none applies, though one did", () => {
    const error = { kind: "price-not-found", sku: "mug" };
    for (const history of [[], [since(9, price(1)), since(1)]]) {
      const shown = showPrice(inputsOf(history), PLAIN, PURCHASE, NOW_MS);
      assert.deepEqual(shown, { ok: false, error });
    }
  });

  it("is refused when the total is no safe integer", () => {
    const history = [since(1, price(10 ** 13))];
    const purchase = { ...PURCHASE, quantity: 1000 };
    assert.deepEqual(showPrice(inputsOf(history), PLAIN, purchase, NOW_MS), {
      ok: false,
      error: { kind: "amount-too-large", path: "query/quantity" },
    });
  });

  const moved = (percent: string) => {
    const when = { stockBelow: null, stockAtLeast: null, demandAtLeast: null };
    const window = { days: null, from: "00:00", to: "00:00", timeZone: "UTC" };
    const rule = {
      ...{ key: "always", label: "Always", percent, priority: 0 },
      ...{ appliesTo: { skus: null, categories: null }, when: { ...when, window } },
      ...{ validFromMs: null, validToMs: null },
    };
    return { shop: shopInputs({ dynamicRules: compileDynamicRules([rule], 1) }), isDynamic: true };
  };
  const shownBy = (context: typeof PLAIN, row: Price): ShownPrice => {
    const shown = showPrice(inputsOf([since(1, row)]), context, PURCHASE, NOW_MS);
    assert.ok(shown.ok);
    return shown.value;
  };

  it("says what a rule of dynamic prices put in or took off, which the lowest price does not have", () => {
    const { unitMinor, lowestMinor, adjustments } = shownBy(moved("-10"), price(1000));
    assert.deepEqual([unitMinor, lowestMinor], [900, 1000]);
    assert.deepEqual(
      adjustments.map(({ label, amountMinor }) => ({ label, amountMinor })),
      [{ label: "Always", amountMinor: -100 }],
    );
    assert.deepEqual(shownBy({ ...moved("-10"), isDynamic: false }, price(1000)).adjustments, []);
  });

  it("never falls below the floor of its row by a rule of dynamic prices", () => {
    const floored = shownBy(moved("-50"), price(1000, { floorMinor: 950 }));
    assert.deepEqual([floored.unitMinor, floored.adjustments[0]?.amountMinor], [950, -50]);
  });
});

describe("a shown price in a currency that the book has no price in", () => {
  const rates = new Map([
    ["EUR", "1"],
    ["USD", "1.0832"],
  ]);
  const fx = {
    ...{ revision: 1, version: 1, base: "EUR", asOf: "1970-04-01", asOfMs: 90 * DAY_MS, rates },
    ...{ maxAgeHours: null, whenStale: "refuse" as const },
  };
  const usd = { ...PURCHASE, currency: "USD" };
  const history = [since(1, price(1999, { compareAtMinor: 2500, floorMinor: 1500 }))];

  it("is converted by the stored rates, as is what it is compared with", () => {
    const shown = showPrice(
      inputsOf(history),
      { shop: shopInputs({ fx }), isDynamic: false },
      usd,
      NOW_MS,
    );
    // 19.99 × 1.0832 = 21.653168; 25.00 × 1.0832 = 27.08
    assert.deepEqual(shown.ok && [shown.value.unitMinor, shown.value.compareAtMinor], [2165, 2708]);
  });

  it("gives way to an explicit one", () => {
    const both = [since(1, price(1999), price(2000, { currency: "USD" }))];
    const context = { shop: shopInputs({ fx }), isDynamic: false };
    const shown = showPrice(inputsOf(both), context, usd, NOW_MS);
    assert.equal(shown.ok && shown.value.unitMinor, 2000);
  });

  for (const [name, table, kind] of [
    ["there are no rates at all", undefined, "price-not-found"],
    [
      "there is no rate of that currency",
      { ...fx, rates: new Map([["EUR", "1"]]) },
      "fx-rate-missing",
    ],
    ["the rates are too old", { ...fx, maxAgeHours: 24 }, "fx-rate-stale"],
  ] as const) {
    it(`is refused when ${name}`, () => {
      const shop = table === undefined ? shopInputs() : shopInputs({ fx: table });
      const shown = showPrice(inputsOf(history), { shop, isDynamic: false }, usd, NOW_MS);
      assert.equal(!shown.ok && shown.error.kind, kind);
    });
  }
});
