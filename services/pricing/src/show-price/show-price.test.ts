import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Price } from "../price.ts";
import { price } from "../testing/prices.ts";
import { showPrice } from "./show-price.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW_MS = 100 * DAY_MS;
const PERIOD = { sinceMs: NOW_MS - 30 * DAY_MS, nowMs: NOW_MS };
const PURCHASE = { currency: "EUR", quantity: 1, region: "DE", customerGroup: null };

/** Prices that came into force so many days ago. */
const since = (daysAgo: number, ...prices: readonly Price[]) => ({
  recordedAtMs: NOW_MS - daysAgo * DAY_MS,
  prices,
});
const daysAgo = (days: number) => NOW_MS - days * DAY_MS;

describe("the lowest price of the last 30 days", () => {
  for (const [outcome, history, lowest] of [
    ["is today's when it never changed", [since(90, price(1999))], 1999],
    ["is today's when the SKU is new", [since(0, price(1999))], 1999],
    [
      "is an earlier, lower one",
      [since(90, price(1999)), since(20, price(1500)), since(10, price(2500))],
      1500,
    ],
    [
      "counts the one in force when the period began",
      [since(90, price(900)), since(29, price(1999))],
      900,
    ],
    [
      "counts a price that held for a moment",
      [
        since(90, price(1999)),
        since(5, price(1)),
        { recordedAtMs: daysAgo(5) + 1, prices: [price(1999)] },
      ],
      1,
    ],
    [
      "skips a version that never held, replaced in the moment it was recorded",
      [since(90, price(1999)), since(5, price(1)), since(5, price(1999))],
      1999,
    ],
    [
      "counts a sale that began and ended unattended",
      [since(90, price(1999), price(1200, { validFromMs: daysAgo(9), validToMs: daysAgo(8) }))],
      1200,
    ],
    [
      "ignores a sale that ended before",
      [since(90, price(1999), price(1200, { validFromMs: daysAgo(40), validToMs: daysAgo(30) }))],
      1999,
    ],
    [
      "counts a sale's last moment inside",
      [
        since(
          90,
          price(1999),
          price(1200, { validFromMs: daysAgo(40), validToMs: daysAgo(30) + 1 }),
        ),
      ],
      1200,
    ],
    [
      "ignores a sale to come",
      [since(90, price(1999), price(1200, { validFromMs: NOW_MS + 1 }))],
      1999,
    ],
    [
      "counts a sale that begins this very moment",
      [since(90, price(1999), price(1200, { validFromMs: NOW_MS }))],
      1200,
    ],
    [
      "counts the price that a sale was taken back to, when that is lower",
      [since(90, price(1999), price(2500, { validFromMs: daysAgo(9) }))],
      1999,
    ],
    [
      "ignores another group's, region's, tier's and currency's",
      [
        since(
          90,
          price(1, { customerGroup: "vip" }),
          price(2, { region: "FR" }),
          price(3, { minQuantity: 2 }),
          price(4, { currency: "USD" }),
          price(1999),
        ),
      ],
      1999,
    ],
    [
      "counts the newest version though its clock recorded it in the future",
      [since(90, price(1999)), since(-1, price(1500))],
      1500,
    ],
  ] as const) {
    it(outcome, () => {
      const shown = showPrice({ sku: "mug", history, complete: true }, PURCHASE, PERIOD);
      assert.ok(shown.ok);
      assert.equal(shown.value.lowestMinor, lowest);
    });
  }

  it("is left open rather than guessed when the history is not all there", () => {
    const history = [since(1, price(1999))];
    const shown = showPrice({ sku: "mug", history, complete: false }, PURCHASE, PERIOD);
    assert.ok(shown.ok);
    assert.equal(shown.value.lowestMinor, null);
  });
});

describe("a shown price", () => {
  const tiers = [price(1000, { compareAtMinor: 1200 }), price(800, { minQuantity: 10 })];

  it("is for the quantity asked", () => {
    const history = [since(1, ...tiers)];
    const show = (quantity: number) =>
      showPrice({ sku: "mug", history, complete: true }, { ...PURCHASE, quantity }, PERIOD);
    const compared = { compareAtMinor: 1200, lowestMinor: 1000 };
    assert.deepEqual(show(1), {
      ok: true,
      value: { unitMinor: 1000, totalMinor: 1000, ...compared },
    });
    const tier = { compareAtMinor: null, lowestMinor: 800 };
    assert.deepEqual(show(10), { ok: true, value: { unitMinor: 800, totalMinor: 8000, ...tier } });
  });

  it("is the newest version's, not a lower one of the past", () => {
    const history = [since(9, price(1)), since(1, price(1999))];
    const shown = showPrice({ sku: "mug", history, complete: true }, PURCHASE, PERIOD);
    assert.equal(shown.ok && shown.value.unitMinor, 1999);
  });

  it("is refused when none applies, though one did", () => {
    const error = { kind: "price-not-found", sku: "mug" };
    for (const history of [[], [since(9, price(1)), since(1)]]) {
      const shown = showPrice({ sku: "mug", history, complete: true }, PURCHASE, PERIOD);
      assert.deepEqual(shown, { ok: false, error });
    }
  });

  it("is refused when the total is no safe integer", () => {
    const history = [since(1, price(10 ** 13))];
    const purchase = { ...PURCHASE, quantity: 1000 };
    assert.deepEqual(showPrice({ sku: "mug", history, complete: true }, purchase, PERIOD), {
      ok: false,
      error: { kind: "amount-too-large", path: "query/quantity" },
    });
  });
});
