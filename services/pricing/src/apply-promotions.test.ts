import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyPromotions } from "./apply-promotions.ts";
import type { Promotion, PromotionBasket, PromotionFacts } from "./promotion.ts";
import { compilePromotions } from "./promotion-set.ts";
import {
  appliesTo,
  basketOf,
  eur,
  line,
  NO_FACTS,
  percentage,
  promotion,
} from "./testing/promotions.ts";

const apply = (
  promotions: readonly Promotion[],
  basket: PromotionBasket,
  facts: Partial<PromotionFacts> = {},
) => applyPromotions(compilePromotions(promotions, 1), basket, { ...NO_FACTS, ...facts });
/** What comes off each line. */
const off = (...args: Parameters<typeof apply>) =>
  apply(...args).discounts.map((parts) =>
    parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  );
/** What each promotion takes off, in the order applied. */
const applied = (...args: Parameters<typeof apply>) =>
  apply(...args).applied.map(({ promotionId, discountMinor }) => [promotionId, discountMinor]);
/** Why each of the others does not. */
const reasons = (...args: Parameters<typeof apply>) =>
  Object.fromEntries(
    apply(...args).considered.map(({ promotionId, reason }) => [promotionId, reason]),
  );

const shoes = appliesTo({ categories: ["shoes"] });
const shoe = (unitMinor: number, fields = {}) =>
  line("SHOE", unitMinor, { category: "shoes", ...fields });

describe("a percentage", () => {
  // 15 % of 3 × 19.99 = 59.97 is 8.9955, so 9.00; the hat is no shoe.
  it("is of what a SKU costs, rounded once, where it is on lines", () =>
    assert.deepEqual(
      off(
        [percentage("15", { appliesTo: shoes })],
        basketOf([shoe(1999, { quantity: 3 }), line("HAT", 1000)]),
      ),
      [900, 0],
    ));

  // 10 % of 0.04 + 0.04 + 0.04 = 0.12 is 0.012, so 0.01 for all three and not 0.00 for each.
  it("is of the sum, rounded once, where it is on the basket", () =>
    assert.deepEqual(
      off([percentage("10")], basketOf([line("A", 4), line("B", 4), line("C", 4)])),
      [1, 0, 0],
    ));

  it("is on the basket, too, where appliesTo names nothing", () =>
    assert.deepEqual(
      off([percentage("10", { appliesTo: appliesTo({}) })], basketOf([line("A", 4), line("B", 8)])),
      [0, 1],
    ));

  // Half a cent: 12.5 % of 0.04 = 0.005, so 0.01.
  it("rounds halves up", () =>
    assert.deepEqual(off([percentage("12.5")], basketOf([line("A", 4)])), [1]));

  it("of 100 leaves exactly nothing, however it is spread and whatever came before", () => {
    const basket = basketOf([line("A", 333, { quantity: 7 }), line("B", 1), shoe(12_345)]);
    assert.deepEqual(off([percentage("100")], basket), [2331, 1, 12_345]);
    const before = percentage("33.3333", { id: "before", appliesTo: shoes });
    for (const discountBase of ["original", "current"] as const) {
      assert.deepEqual(
        off([before, percentage("100", { discountBase })], basket),
        [2331, 1, 12_345],
      );
    }
  });

  // 20 % of 100.00 = 20.00; then 10 % of the 80.00 that are left = 8.00, or of the 100.00 = 10.00.
  it("is of what is left, or of the original price where that is its base", () => {
    const first = percentage("20", { id: "first", priority: 1 });
    const basket = basketOf([line("A", 10_000)]);
    assert.deepEqual(off([first, percentage("10")], basket), [2800]);
    assert.deepEqual(off([first, percentage("10", { discountBase: "original" })], basket), [3000]);
  });

  it("stays exact where floats do not", () => {
    // 33.3333 % of 9,000,000,000,000,001 = 2,999,997,000,000,000.333333
    assert.deepEqual(
      off([percentage("33.3333")], basketOf([line("A", 9_000_000_000_000_001)])),
      [2_999_997_000_000_000],
    );
  });
});

describe("a basket discount over seven lines", () => {
  // 10.00 over 19.99 | 5.49 | 0.99 | 12.50 | 7.77 | 3.33 | 49.93, together 100.00: a tenth of each.
  // 1.999 → 1.99, 0.549 → 0.54, 0.099 → 0.09, 1.25 → 1.25, 0.777 → 0.77, 0.333 → 0.33, 4.993 → 4.99: 9.96 given, 0.04 left.
  // The remainders are .9 .9 .9 0 .7 .3 .3 of a cent: one cent more for A, B, C, and E.
  it("is spread by largest remainder, to the cent", () => {
    const units = [1999, 549, 99, 1250, 777, 333, 4993];
    const basket = basketOf(units.map((unit, index) => line("ABCDEFG".charAt(index), unit)));
    const tenEuros = promotion({ kind: "amount", per: "basket", ...eur(1000) });
    assert.deepEqual(off([tenEuros], basket), [200, 55, 10, 125, 78, 33, 499]);
    assert.deepEqual(applied([tenEuros], basket), [["amount", 1000]]);
  });

  // 1.00 over seven equal lines: 14.28… each; 0.98 given, and the 2 cents left go to the first two SKUs.
  it("gives what cannot be divided to the first SKUs, wherever they stand", () => {
    const oneEuro = promotion({ kind: "amount", per: "basket", ...eur(100) });
    const basket = basketOf([..."GFEDCBA"].map((sku) => line(sku, 500)));
    assert.deepEqual(off([oneEuro], basket), [14, 14, 14, 14, 14, 15, 15]);
  });
});

describe("an amount", () => {
  const fiveOff = promotion({ kind: "amount", per: "unit", ...eur(500) }, { appliesTo: shoes });

  it("is off each unit where it is on lines, and no unit falls below zero", () => {
    assert.deepEqual(
      off([fiveOff], basketOf([shoe(1999, { quantity: 3 }), line("HAT", 900)])),
      [1500, 0],
    );
    assert.deepEqual(off([fiveOff], basketOf([shoe(300, { quantity: 3 })])), [900]);
  });

  it("is off the basket once, and not more than it costs", () => {
    const fifty = promotion({ kind: "amount", per: "basket", ...eur(5000) });
    assert.deepEqual(off([fifty], basketOf([line("A", 6000), line("B", 4000)])), [3000, 2000]);
    assert.deepEqual(off([fifty], basketOf([line("A", 1000), line("B", 500)])), [1000, 500]);
  });

  it("of another currency gives nothing, and says so", () => {
    const yen = basketOf([shoe(2000)], { currency: "JPY" });
    assert.deepEqual(reasons([fiveOff], yen), { amount: "other-currency" });
    // Its minimum is one that the index knows of: of the other currency only a coupon brings it up.
    const given = { coupons: new Map([["percentage", "TEN"]]) };
    const other = eur(5000);
    const budget = { maxUses: null, maxUsesPerCustomer: null, maxDiscount: other };
    assert.deepEqual(reasons([percentage("10", { budget })], yen), {
      percentage: "other-currency",
    });
    assert.deepEqual(reasons([percentage("10", { minBasket: other })], yen, given), {
      percentage: "other-currency",
    });
  });
});

describe("a fixed price", () => {
  const nineNinetyNine = promotion({ kind: "fixed-price", ...eur(999) }, { appliesTo: shoes });

  it("is what a unit costs then", () =>
    assert.deepEqual(off([nineNinetyNine], basketOf([shoe(1999, { quantity: 3 })])), [3000]));

  it("never makes a unit dearer", () =>
    assert.deepEqual(reasons([nineNinetyNine], basketOf([shoe(998)])), {
      "fixed-price": "nothing-left",
    }));
});

describe("buy 2 get 1", () => {
  const threeForTwo = (percent = "100", fields: Partial<Promotion> = {}) =>
    promotion({ kind: "buy-x-get-y", buy: 2, get: 1, percent }, fields);

  // 7 units: 2 × 30.00, 1 × 20.00, 4 × 10.00. Two whole threes: the two cheapest are free, both of C.
  it("gives the cheapest units of all lines together", () =>
    assert.deepEqual(
      off(
        [threeForTwo()],
        basketOf([
          line("A", 3000, { quantity: 2 }),
          line("B", 2000),
          line("C", 1000, { quantity: 4 }),
        ]),
      ),
      [0, 0, 2000],
    ));

  // 6 units, two of them free: the one of C and one of B.
  it("goes on to the next line when the cheapest has too few", () =>
    assert.deepEqual(
      off(
        [threeForTwo()],
        basketOf([
          line("A", 3000, { quantity: 3 }),
          line("B", 2000, { quantity: 2 }),
          line("C", 1000),
        ]),
      ),
      [0, 2000, 1000],
    ));

  it("takes of equally cheap ones the first SKU", () =>
    assert.deepEqual(
      off([threeForTwo()], basketOf([line("C", 1000), line("B", 1000), line("D", 1000)])),
      [0, 1000, 0],
    ));

  // Half of 9.99 = 4.995, so 5.00.
  it("may take a part off", () =>
    assert.deepEqual(off([threeForTwo("50")], basketOf([line("A", 999, { quantity: 3 })])), [500]));

  it("counts only the lines that it is for, and says when they are too few", () =>
    assert.deepEqual(
      reasons(
        [threeForTwo("100", { appliesTo: shoes })],
        basketOf([shoe(999, { quantity: 2 }), line("HAT", 1)]),
      ),
      { "buy-x-get-y": "too-few-units" },
    ));

  // 20 % off A first: 80.00 a unit, so A is cheaper than B's 90.00, though it was dearer at first.
  it("finds the cheapest by what its discount base says", () => {
    const basket = basketOf([line("A", 10_000), line("B", 9000), line("C", 20_000)]);
    const first = percentage("20", {
      id: "first",
      priority: 1,
      appliesTo: appliesTo({ skus: ["A"] }),
    });
    assert.deepEqual(off([first, threeForTwo()], basket), [10_000, 0, 0]);
    assert.deepEqual(
      off([first, threeForTwo("100", { discountBase: "original" })], basket),
      [2000, 9000, 0],
    );
  });

  it("costs no more for a million units", () =>
    assert.deepEqual(
      off([threeForTwo()], basketOf([line("A", 3, { quantity: 999_999 })])),
      [999_999],
    ));
});

describe("a basket threshold", () => {
  const fromFifty = promotion(
    { kind: "basket-threshold", off: eur(1000) },
    { minBasket: eur(5000) },
  );

  it("gives its discount from exactly the minimum on", () => {
    assert.deepEqual(off([fromFifty], basketOf([line("A", 5000)])), [1000]);
    assert.deepEqual(reasons([fromFifty], basketOf([line("A", 4999)])), {
      "basket-threshold": "below-minimum",
    });
  });

  // 60.00 − 20 % = 48.00: what the customer would pay does not reach the 50.00.
  it("compares with the basket after line promotions", () =>
    assert.deepEqual(
      reasons([fromFifty, percentage("20", { appliesTo: shoes })], basketOf([shoe(6000)])),
      { "basket-threshold": "below-minimum" },
    ));

  // Two of them, each once 50.00 are reached: the second does not find 51.00 − 10.00 = 41.00 too little.
  it("does not compare with what other basket promotions left", () =>
    assert.deepEqual(
      off([fromFifty, { ...fromFifty, id: "other" }], basketOf([line("A", 5100)])),
      [2000],
    ));

  // 10 % of 60.00 in shoes; the hat only helps to reach the minimum.
  it("takes off the lines that it is for", () =>
    assert.deepEqual(
      off(
        [
          promotion(
            { kind: "basket-threshold", off: { percent: "10" } },
            { minBasket: eur(6500), appliesTo: shoes },
          ),
        ],
        basketOf([shoe(6000), line("HAT", 500)]),
      ),
      [600, 0],
    ));
});

describe("tiered spend", () => {
  const tiers = promotion({
    kind: "tiered-spend",
    tiers: [
      { from: eur(5000), off: eur(500) },
      { from: eur(10_000), off: { percent: "15" } },
    ],
  });

  for (const [spentMinor, offMinor] of [
    [4999, 0],
    [5000, 500],
    [9999, 500],
    [10_000, 1500], // 15 % of 100.00
  ] as const) {
    it(`takes ${offMinor} off ${spentMinor}`, () =>
      assert.deepEqual(off([tiers], basketOf([line("A", spentMinor)])), [offMinor]));
  }

  it("says when no tier is reached, or none is in the basket's currency", () => {
    assert.deepEqual(reasons([tiers], basketOf([line("A", 4999)])), {
      "tiered-spend": "below-minimum",
    });
    const dollars = basketOf([line("A", 9000)], { currency: "USD" });
    assert.deepEqual(reasons([tiers], dollars, { coupons: new Map([["tiered-spend", "SPEND"]]) }), {
      "tiered-spend": "other-currency",
    });
    assert.deepEqual(reasons([tiers], dollars), {});
  });
});

describe("a free gift", () => {
  const gift = (fields: Partial<Promotion> = {}) =>
    promotion({ kind: "free-gift", sku: "MUG", quantity: 1 }, fields);
  const mugs = (quantity: number) => line("MUG", 800, { quantity, category: "shoes" });

  it("costs nothing, up to its quantity", () => {
    assert.deepEqual(off([gift()], basketOf([mugs(1)])), [800]);
    assert.deepEqual(off([gift()], basketOf([mugs(3)])), [800]);
  });

  it("has to be in the basket", () =>
    assert.deepEqual(reasons([gift()], basketOf([shoe(9000)])), {
      "free-gift": "gift-not-in-basket",
    }));

  it("needs a line of those that unlock it, and is none itself", () => {
    assert.deepEqual(off([gift({ appliesTo: shoes })], basketOf([mugs(1), shoe(9000)])), [800, 0]);
    assert.deepEqual(reasons([gift({ appliesTo: shoes })], basketOf([mugs(2)])), {
      "free-gift": "no-matching-line",
    });
  });

  it("is not unlocked by another gift, so that a circle of them gives nothing away for nothing", () => {
    const giving = (sku: string, from: string, priority = 0) =>
      promotion(
        { kind: "free-gift", sku, quantity: 1 },
        { id: `${from}-${sku}`, appliesTo: appliesTo({ skus: [from] }), priority },
      );
    const pair = [giving("A", "B"), giving("B", "A")];
    const [a, b, c] = [line("A", 500), line("B", 700), line("C", 900)];
    assert.deepEqual(off(pair, basketOf([a, b])), [0, 700]);
    assert.deepEqual(reasons(pair, basketOf([a, b])), { "B-A": "no-matching-line" });
    // One of each is paid for.
    const two = { ...b, quantity: 2 };
    assert.deepEqual(off(pair, basketOf([{ ...a, quantity: 2 }, two])), [500, 700]);
    // Whichever comes first: what unlocked a gift is not given away later.
    for (const priority of [-1, 1]) {
      const chain = [giving("A", "C"), giving("B", "A", priority)];
      const gifts = off(chain, basketOf([a, b, c])).filter((amountMinor) => amountMinor > 0);
      assert.equal(gifts.length, 1);
    }
    const circle = [giving("A", "C"), giving("B", "A"), giving("C", "B")];
    assert.deepEqual(off(circle, basketOf([a, b, c])), [0, 0, 900]);
  });

  // 45.00 + 8.00 reach 50.00 only with the gift; 50.00 + 8.00 do without.
  it("does not help to reach the minimum that unlocks it", () => {
    const from = gift({ minBasket: eur(5000) });
    assert.deepEqual(reasons([from], basketOf([mugs(1), shoe(4500)])), {
      "free-gift": "below-minimum",
    });
    assert.deepEqual(off([from], basketOf([mugs(1), shoe(5000)])), [800, 0]);
  });

  // 90.00 + 10.00 + 10.00: 100.00 without either of them, but 90.00 without both.
  it("does not help another gift to reach its minimum, either", () => {
    const giving = (sku: string) =>
      promotion(
        { kind: "free-gift", sku, quantity: 1 },
        { id: `gift-${sku}`, minBasket: eur(10_000) },
      );
    const both = [giving("A"), giving("B")];
    const basket = (shoeMinor: number) =>
      basketOf([line("A", 1000), line("B", 1000), shoe(shoeMinor)]);
    assert.deepEqual(off(both, basket(9000)), [1000, 0, 0]);
    assert.deepEqual(reasons(both, basket(9000)), { "gift-B": "below-minimum" });
    assert.deepEqual(off(both, basket(10_000)), [1000, 1000, 0]);
  });
});

describe("stacking", () => {
  // Line promotions first: 20 % of the 50.00 shoe = 10.00. Then 10 % of 40.00 + 60.00 = 10.00, spread 4.00 : 6.00.
  // Then 5.00 off 36.00 + 54.00, spread 2.00 : 3.00.
  it("applies what is on lines before what is on the basket, each on what is left", () => {
    const promotions = [
      promotion({ kind: "amount", per: "basket", ...eur(500) }, { id: "five", priority: 1 }),
      percentage("10", { id: "ten-percent", priority: 2 }),
      percentage("20", { id: "shoes", appliesTo: shoes }),
    ];
    const basket = basketOf([shoe(5000), line("HAT", 6000)]);
    assert.deepEqual(applied(promotions, basket), [
      ["shoes", 1000],
      ["ten-percent", 1000],
      ["five", 500],
    ]);
    assert.deepEqual(apply(promotions, basket).discounts, [
      [
        { promotionId: "shoes", label: "shoes", amountMinor: 1000 },
        { promotionId: "ten-percent", label: "ten-percent", amountMinor: 400 },
        { promotionId: "five", label: "five", amountMinor: 200 },
      ],
      [
        { promotionId: "ten-percent", label: "ten-percent", amountMinor: 600 },
        { promotionId: "five", label: "five", amountMinor: 300 },
      ],
    ]);
  });

  const basket = basketOf([line("A", 10_000)]);
  const exclusive = (percent: string, priority: number) =>
    percentage(percent, { id: "exclusive", stacking: "exclusive", priority });

  it("lets an exclusive promotion that comes first apply alone", () => {
    const promotions = [exclusive("10", 1), percentage("20")];
    assert.deepEqual(applied(promotions, basket), [["exclusive", 1000]]);
    assert.deepEqual(reasons(promotions, basket), { percentage: "exclusive-applied" });
  });

  it("does without an exclusive promotion that comes after another", () => {
    const promotions = [exclusive("30", 0), percentage("20", { priority: 1 })];
    assert.deepEqual(applied(promotions, basket), [["percentage", 2000]]);
    assert.deepEqual(reasons(promotions, basket), { exclusive: "other-applied" });
  });

  it("passes over an exclusive promotion that gives nothing", () => {
    const promotions = [{ ...exclusive("30", 1), minBasket: eur(20_000) }, percentage("20")];
    assert.deepEqual(applied(promotions, basket), [["percentage", 2000]]);
    assert.deepEqual(reasons(promotions, basket), { exclusive: "below-minimum" });
  });

  it("tries of the same priority first what gives more, so that the customer has the better one", () => {
    assert.deepEqual(applied([exclusive("30", 0), percentage("20")], basket), [
      ["exclusive", 3000],
    ]);
    assert.deepEqual(applied([exclusive("10", 0), percentage("20")], basket), [
      ["percentage", 2000],
    ]);
  });

  it("goes by id where all else is the same", () => {
    const twins = [percentage("10", { id: "b" }), percentage("10", { id: "a" })];
    assert.deepEqual(applied(twins, basket), [
      ["a", 1000],
      ["b", 900],
    ]); // 10 % of 100.00, then of 90.00
  });

  it("applies of a group the one with the highest priority, then the one that gives most", () => {
    const group = (id: string, percent: string, priority = 0) =>
      percentage(percent, { id, priority, stackingGroup: "season" });
    const promotions = [group("five", "5"), group("fifteen", "15"), percentage("10")];
    assert.deepEqual(applied(promotions, basket), [
      ["fifteen", 1500],
      ["percentage", 850],
    ]);
    assert.deepEqual(reasons(promotions, basket), { five: "group-applied" });
    assert.deepEqual(applied([...promotions, group("one", "1", 1)], basket), [
      ["one", 100],
      ["percentage", 990],
    ]);
  });

  it("hands a group's place on when its first finds nothing left", () => {
    // The threshold, first of its group, falls short after the 40 % off the shoe: 100.00 − 40.00 < 80.00.
    const threshold = promotion(
      { kind: "basket-threshold", off: eur(2000) },
      { id: "threshold", priority: 1, minBasket: eur(8000), stackingGroup: "season" },
    );
    const fallback = percentage("5", { id: "fallback", stackingGroup: "season" });
    const promotions = [threshold, fallback, percentage("40", { id: "shoes", appliesTo: shoes })];
    assert.deepEqual(applied(promotions, basketOf([shoe(10_000)])), [
      ["shoes", 4000],
      ["fallback", 300],
    ]);
    assert.deepEqual(reasons(promotions, basketOf([shoe(10_000)])), { threshold: "below-minimum" });
  });
});

describe("a floor", () => {
  // 50 % of 20.00 would be 10.00 a unit; 15.00 is the least.
  it("keeps units from falling below it", () =>
    assert.deepEqual(
      off(
        [percentage("50", { appliesTo: shoes })],
        basketOf([shoe(2000, { quantity: 2, floorMinor: 1500 })]),
      ),
      [1000],
    ));

  it("holds for a unit that is free otherwise, though the line as a whole would have room", () => {
    const free = promotion({ kind: "buy-x-get-y", buy: 2, get: 1, percent: "100" });
    assert.deepEqual(off([free], basketOf([shoe(2000, { quantity: 3, floorMinor: 1500 })])), [500]);
  });

  // 30.00 over 20.00 | 40.00 would be 10.00 | 20.00; A may give 5.00 only, so B gives 25.00.
  it("makes other lines take what one cannot", () =>
    assert.deepEqual(
      off(
        [promotion({ kind: "amount", per: "basket", ...eur(3000) })],
        basketOf([line("A", 2000, { floorMinor: 1500 }), line("B", 4000)]),
      ),
      [500, 2500],
    ));

  it("above the price leaves nothing to take", () =>
    assert.deepEqual(reasons([percentage("50")], basketOf([shoe(2000, { floorMinor: 2500 })])), {
      percentage: "nothing-left",
    }));
});

describe("a budget", () => {
  const budget = { maxUses: null, maxUsesPerCustomer: null, maxDiscount: eur(1000) };

  // 20 % of 40.00 | 60.00 = 8.00 | 12.00; 5.00 left: 2.00 | 3.00.
  it("caps the discount at what is left of it, to the cent", () => {
    const basket = basketOf([line("A", 4000), line("B", 6000)]);
    assert.deepEqual(
      off([percentage("20")], basket, { discountLeftMinor: new Map([["percentage", 500]]) }),
      [200, 300],
    );
    assert.deepEqual(off([percentage("20", { budget })], basket), [400, 600]);
  });

  it("that is used up gives nothing, and says so", () => {
    const basket = basketOf([line("A", 4000)]);
    const usedUp = { percentage: "budget-exhausted" };
    assert.deepEqual(
      reasons([percentage("20")], basket, { exhausted: new Set(["percentage"]) }),
      usedUp,
    );
    assert.deepEqual(
      reasons([percentage("20")], basket, { discountLeftMinor: new Map([["percentage", 0]]) }),
      usedUp,
    );
  });
});

describe("a coupon", () => {
  const needing = (fields: Partial<Promotion> = {}) =>
    percentage("10", { needsCoupon: true, ...fields });
  const given = { coupons: new Map([["percentage", "SAVE10"]]) };
  const basket = basketOf([line("HAT", 1000)]);

  it("makes its promotion apply, under its code", () =>
    assert.deepEqual(apply([needing()], basket, given).applied, [
      { promotionId: "percentage", label: "percentage", couponCode: "SAVE10", discountMinor: 100 },
    ]));

  it("that nobody gave is not worth a word", () =>
    assert.deepEqual(apply([needing()], basket), { discounts: [[]], applied: [], considered: [] }));

  for (const [reason, fields] of [
    ["no-matching-line", { appliesTo: shoes }],
    ["below-minimum", { minBasket: eur(5000) }],
    ["not-started", { validFromMs: basket.nowMs + 1 }],
    ["ended", { validToMs: basket.nowMs }],
    ["condition-not-met", { condition: { "==": [{ var: "region" }, "FR"] } }],
    ["condition-failed", { condition: { "<": [{ var: "region" }, 5] } }],
    ["condition-failed", { condition: { "<": [{ var: "line.sku" }, 5] } }],
    ["condition-failed", { condition: { system: "rm" } }],
  ] as const) {
    it(`that does not apply says ${reason}`, () =>
      assert.deepEqual(reasons([needing(fields)], basket, given), { percentage: reason }));
  }

  it("of a promotion that is gone changes nothing", () =>
    assert.deepEqual(apply([], basket, given), { discounts: [[]], applied: [], considered: [] }));
});

describe("a condition", () => {
  const asks = (condition: unknown) => [percentage("10", { condition })];
  const basket = basketOf(
    [
      shoe(6000, { attributes: { color: "red", tags: ["new", "sale"], size: 38 } }),
      line("HAT", 4000, { quantity: 2, category: "hats" }),
    ],
    { customerGroup: "vip" },
  );

  for (const [outcome, condition, expected] of [
    ["about a category", { "==": [{ var: "line.category" }, "shoes"] }, [600, 0]],
    ["about an attribute", { in: [{ var: "line.attributes.color" }, ["red", "blue"]] }, [600, 0]],
    [
      "about a list of an attribute",
      { in: ["sale", { var: ["line.attributes.tags", ""] }] },
      [600, 0],
    ],
    ["about a number", { ">": [{ var: "line.attributes.size" }, 37] }, [600, 0]],
    ["about units", { ">=": [{ var: "line.quantity" }, 2] }, [0, 800]],
    ["about the basket", { ">=": [{ var: "basket.subtotal" }, 14_000] }, [600, 800]],
    ["about the buyer", { "==": [{ var: "customerGroup" }, "vip"] }, [600, 800]],
    [
      "about two things",
      { and: [{ "==": [{ var: "region" }, "DE"] }, { "==": [{ var: "line.sku" }, "HAT"] }] },
      [0, 800],
    ],
  ] as const) {
    it(`${outcome} selects lines or baskets`, () =>
      assert.deepEqual(off(asks(condition), basket), expected));
  }

  it("counts a SKU's units over all of its lines", () =>
    assert.deepEqual(
      off(
        asks({ ">=": [{ var: "line.quantity" }, 3] }),
        basketOf([line("A", 1000, { quantity: 2 }), line("A", 1000)]),
      ),
      [200, 100],
    ));

  it("does not count a line twice that has two of the values", () => {
    const colors = appliesTo({ attributes: { color: ["red", "blue"] } });
    const twoTone = basketOf([line("A", 1000, { attributes: { color: ["red", "blue"] } })]);
    assert.deepEqual(off([percentage("10", { appliesTo: colors })], twoTone), [100]);
  });

  it("is asked together with appliesTo", () => {
    const promotions = [
      percentage("10", { appliesTo: shoes, condition: { "==": [{ var: "line.sku" }, "HAT"] } }),
    ];
    assert.deepEqual(off(promotions, basket), [0, 0]);
  });
});
