import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Price } from "../price.ts";
import { price } from "../testing/prices.ts";
import { showPrice } from "./show-price.ts";

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

describe("a shown price", () => {
  const tiers = [price(1000, { compareAtMinor: 1200 }), price(800, { minQuantity: 10 })];

  it("is for the quantity asked", () => {
    const history = [since(1, ...tiers)];
    const show = (quantity: number) =>
      showPrice({ sku: "mug", history, complete: true }, { ...PURCHASE, quantity }, NOW_MS);
    const compared = { compareAtMinor: 1200, lowestMinor: 1000 };
    assert.deepEqual(show(1), {
      ok: true,
      value: { unitMinor: 1000, totalMinor: 1000, ...compared },
    });
    const tier = { compareAtMinor: null, lowestMinor: 800 };
    assert.deepEqual(show(10), { ok: true, value: { unitMinor: 800, totalMinor: 8000, ...tier } });
  });

  it("leaves the lowest open rather than guess it when the history is not all there", () => {
    const history = [since(1, price(1999))];
    const shown = showPrice({ sku: "mug", history, complete: false }, PURCHASE, NOW_MS);
    assert.equal(shown.ok && shown.value.lowestMinor, null);
  });

  it("is the newest version's, not a lower one of the past", () => {
    const history = [since(9, price(1)), since(1, price(1999))];
    const shown = showPrice({ sku: "mug", history, complete: true }, PURCHASE, NOW_MS);
    assert.equal(shown.ok && shown.value.unitMinor, 1999);
  });

  it("is refused when none applies, though one did", () => {
    const error = { kind: "price-not-found", sku: "mug" };
    for (const history of [[], [since(9, price(1)), since(1)]]) {
      const shown = showPrice({ sku: "mug", history, complete: true }, PURCHASE, NOW_MS);
      assert.deepEqual(shown, { ok: false, error });
    }
  });

  it("is refused when the total is no safe integer", () => {
    const history = [since(1, price(10 ** 13))];
    const purchase = { ...PURCHASE, quantity: 1000 };
    assert.deepEqual(showPrice({ sku: "mug", history, complete: true }, purchase, NOW_MS), {
      ok: false,
      error: { kind: "amount-too-large", path: "query/quantity" },
    });
  });
});
