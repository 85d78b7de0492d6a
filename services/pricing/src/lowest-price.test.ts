import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { lowestAmountMinor } from "./lowest-price.ts";
import { type Price, selectPrice } from "./price.ts";
import { price } from "./testing/prices.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW_MS = 1000 * DAY_MS;
const PURCHASE = {
  ...{ currency: "EUR", quantity: 1, region: "DE" },
  ...{ customerGroup: null, channel: null },
};
const daysAgo = (days: number) => NOW_MS - days * DAY_MS;
/** Prices that came into force so many days ago. */
const since = (days: number, ...prices: readonly Price[]) => ({
  recordedAtMs: daysAgo(days),
  prices,
});
const sale = (amountMinor: number, from: number, to: number | null = null) =>
  price(amountMinor, {
    validFromMs: daysAgo(from),
    validToMs: to === null ? null : daysAgo(to),
    compareAtMinor: 2500,
  });
const announced = (amountMinor: number) => price(amountMinor, { compareAtMinor: 2500 });

describe("the lowest price of 30 days", () => {
  for (const [outcome, history, lowest] of [
    ["is today's when it never changed", [since(90, price(1999))], 1999],
    ["is today's when the SKU is new", [since(0, price(1999))], 1999],
    [
      "is an earlier, lower one when the price rose since",
      [since(90, price(1999)), since(20, price(1500)), since(10, price(2500))],
      1500,
    ],
    [
      "counts the one in force when the 30 days began",
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
      [since(90, price(1999), sale(1200, 9, 8))],
      1200,
    ],
    ["ignores a sale that ended before", [since(90, price(1999), sale(1200, 40, 30))], 1999],
    [
      "counts a sale's last moment inside",
      [since(90, price(1999), { ...sale(1200, 40), validToMs: daysAgo(30) + 1 })],
      1200,
    ],
    ["ignores a sale to come", [since(90, price(1999), sale(1200, -1))], 1999],
    [
      "counts the price that a dearer period was taken back to",
      [since(90, price(1999), price(2500, { validFromMs: daysAgo(9) }))],
      1999,
    ],
    [
      "ignores another group's, channel's, region's, tier's and currency's",
      [
        since(
          90,
          price(1, { customerGroup: "vip" }),
          price(2, { region: "FR" }),
          price(3, { minQuantity: 2 }),
          price(4, { currency: "USD" }),
          price(5, { channel: "app" }),
          price(1999),
        ),
      ],
      1999,
    ],
    [
      "leaves out what was charged before it was out of sale for longer",
      [since(90, price(900)), since(40), since(10, price(1999))],
      1999,
    ],
    ["is open when it could not be bought", [since(90, price(1, { region: "FR" }))], undefined],
  ] as const) {
    it(outcome, () => assert.equal(lowestOf(history), lowest));
  }
});

describe("the lowest price of 30 days while it is reduced", () => {
  for (const [outcome, history, lowest] of [
    // 25.00 for 80 days, then 19.99: the reduction is from 25.00.
    ["is the price before", [since(90, price(2500)), since(10, price(1999))], 2500],
    ["is it from the first moment on", [since(90, price(1999), sale(1200, 0))], 1999],
    [
      "is it, too, when the newest version is recorded by a clock that goes ahead",
      [since(90, price(1999)), since(-1, price(1500))],
      1999,
    ],
    // The 30 days before the 10th day ago are days 40 to 10: 20.00 (day 45 to 35) is in, 30.00 was dearer.
    [
      "is the lowest of the 30 days before it began",
      [
        since(90, price(3000)),
        since(45, price(2000)),
        since(35, price(3000)),
        since(10, announced(1500)),
      ],
      2000,
    ],
    // 20.00 ended on the 41st day ago: outside of days 40 to 10.
    [
      "leaves out what ended before those 30 days",
      [
        since(90, price(3000)),
        since(45, price(2000)),
        since(41, price(3000)),
        since(10, announced(1500)),
      ],
      3000,
    ],
    // An earlier sale at 12.00, 15 days ago, lies in the 30 days before this one at 15.00.
    [
      "counts an earlier sale in those 30 days",
      [since(90, price(2500), sale(1200, 20, 15), sale(1500, 2))],
      1200,
    ],
    // 25.00 → 20.00 → 18.00 → 15.00 without a rise: one reduction, from 25.00.
    [
      "counts from the first of reductions that follow each other",
      [
        since(90, price(2500)),
        since(12, announced(2000)),
        since(8, announced(1800)),
        since(2, announced(1500)),
      ],
      2500,
    ],
    // The rise to 21.00 three days ago ended it: the new one is from the lowest of the 30 days before, 18.00.
    [
      "begins anew after a rise",
      [
        since(90, price(2500)),
        since(8, announced(1800)),
        since(3, announced(2100)),
        since(2, announced(1500)),
      ],
      1800,
    ],
    [
      "stays the same however long the reduction is announced",
      [since(170, price(2500)), since(100, announced(1999))],
      2500,
    ],
    [
      "is that of the everyday price once the reduction was announced for more than 150 days",
      [since(175, price(2500)), since(151, announced(1999))],
      1999,
    ],
    [
      "stays for 30 days when nothing announces the reduction",
      [since(90, price(2500)), { recordedAtMs: daysAgo(30) + 1, prices: [price(1999)] }],
      2500,
    ],
    ["is that of the lower price then", [since(90, price(2500)), since(30, price(1999))], 1999],
    // 25.00 → 20.00 for good, 70 days ago; a sale at 15.00 since 10 days is a reduction of 20.00.
    [
      "does not count from a lower everyday price's beginning",
      [since(170, price(2500)), since(80, price(2000)), since(10, announced(1500))],
      2000,
    ],
    [
      "is not ended by a version that says the same",
      [
        since(90, price(2500)),
        since(40, announced(1999)),
        since(5, announced(1999), price(1, { currency: "USD" })),
      ],
      2500,
    ],
    // Out of sale from day 60 to day 10, then cheaper than it last was.
    [
      "is the last price before when it was out of sale for those 30 days",
      [since(90, price(2500)), since(60), since(10, announced(1999))],
      2500,
    ],
  ] as const) {
    it(outcome, () => assert.equal(lowestOf(history), lowest));
  }

  it("is the current price again when the sale is over and 30 days have passed", () => {
    const history = [since(90, price(2500), sale(1200, 31, 30.5))];
    assert.equal(lowestOf(history), 2500);
  });
});

function lowestOf(
  history: readonly { readonly recordedAtMs: number; readonly prices: readonly Price[] }[],
) {
  return lowestAmountMinor(history, (prices, atMs) => selectPrice(prices, PURCHASE, atMs), NOW_MS);
}
