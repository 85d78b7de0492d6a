import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applyPromotions } from "./apply-promotions.ts";
import type { Promotion } from "./promotion.ts";
import type { PromotionIndex } from "./promotion-rules/promotion-index.ts";
import { isLive } from "./promotion-rules/promotion-rule.ts";
import { compilePromotions } from "./promotion-set.ts";
import { appliesTo, basketOf, eur, line, NO_FACTS, percentage } from "./testing/promotions.ts";

const NOW_MS = Date.UTC(2026, 10, 1, 12);
const variable = (name: string) => ({ var: name });
const indexOf = (fields: Partial<Promotion>) =>
  compilePromotions([percentage("10", fields)], 1).liveAt(NOW_MS);
/** Under which keys a promotion stands. */
const keysOf = ({ bySku, byCategory, byAttribute, byBuyer, byMinimum, rest }: PromotionIndex) => [
  ...[...bySku.keys()].map((key) => `sku ${key}`),
  ...[...byCategory.keys()].map((key) => `category ${key}`),
  ...[...byAttribute].flatMap(([name, values]) =>
    [...values.keys()].map((key) => `${name} ${key}`),
  ),
  ...[...byBuyer].flatMap(([name, values]) => [...values.keys()].map((key) => `${name} ${key}`)),
  ...[...byMinimum].flatMap(([currency, from]) =>
    from.map(({ minimumMinor }) => `from ${minimumMinor} ${currency}`),
  ),
  ...rest.map(() => "rest"),
];

describe("the index of promotions", () => {
  for (const [outcome, fields, keys] of [
    [
      "a SKU",
      { appliesTo: appliesTo({ skus: ["A", "B", "A"], categories: ["shoes"] }) },
      ["sku A", "sku B"],
    ],
    ["a category", { appliesTo: appliesTo({ categories: ["shoes"] }) }, ["category shoes"]],
    [
      "an attribute before a category",
      {
        appliesTo: appliesTo({
          categories: ["shoes"],
          attributes: { color: ["red", "blue"], size: ["M"] },
        }),
      },
      ["color red", "color blue"],
    ],
    [
      "a SKU that a condition asks for, before a category",
      {
        appliesTo: appliesTo({ categories: ["shoes"] }),
        condition: { "==": [variable("line.sku"), "A"] },
      },
      ["sku A"],
    ],
    [
      "an attribute that a condition asks for",
      { condition: { in: [variable("line.attributes.color"), ["red"]] } },
      ["color red"],
    ],
    [
      "a buyer that a condition asks for",
      { condition: { "==": [variable("customerGroup"), "vip"] } },
      ["customerGroup vip"],
    ],
    ["nothing when any basket will do", {}, ["rest"]],
    [
      "nothing when a condition asks for a part of an attribute",
      { condition: { "==": [variable("line.attributes.size.eu"), "x"] } },
      ["rest"],
    ],
    [
      "nothing when a condition may hold otherwise",
      { condition: { "!=": [variable("line.sku"), "A"] } },
      ["rest"],
    ],
    ["its minimum", { minBasket: eur(5000) }, ["from 5000 EUR"]],
    [
      "its lowest tier in each currency",
      {
        benefit: {
          kind: "tiered-spend",
          tiers: [
            { from: eur(500), off: eur(1) },
            { from: { amountMinor: 700, currency: "USD" }, off: { percent: "1" } },
            { from: eur(600), off: eur(2) },
          ],
        },
      },
      ["from 500 EUR", "from 700 USD"],
    ],
    ["nowhere when it needs a coupon", { needsCoupon: true }, []],
    ["nowhere before it begins", { validFromMs: NOW_MS + 1 }, []],
    ["nowhere once it has ended", { validToMs: NOW_MS }, []],
  ] as const) {
    it(`has a promotion under ${outcome}`, () => assert.deepEqual(keysOf(indexOf(fields)), keys));
  }

  it("brings up of a thousand promotions only those that may match", () => {
    const others = Array.from({ length: 330 }, (_, index) => [
      percentage("10", { id: `sku-${index}`, appliesTo: appliesTo({ skus: [`OTHER-${index}`] }) }),
      percentage("10", {
        id: `group-${index}`,
        condition: { "==": [variable("customerGroup"), `group-${index}x`] },
      }),
      percentage("10", { id: `old-${index}`, validToMs: NOW_MS - index }),
    ]).flat();
    const set = compilePromotions([...others, percentage("10")], 7);
    const { applied, considered } = applyPromotions(set, basketOf([line("A", 1000)]), NO_FACTS);
    assert.deepEqual(
      applied.map(({ promotionId }) => promotionId),
      ["percentage"],
    );
    assert.deepEqual(considered, []);
    assert.equal(set.revision, 7);
  });

  it("brings up of the minima that are not reached the ten nearest", () => {
    const others = Array.from({ length: 100 }, (_, index) =>
      percentage("1", { id: `from-${index}`, minBasket: eur(1000 + index * 100) }),
    );
    const set = compilePromotions(others.reverse(), 1);
    // 12.00 reach the minima of 10.00, 11.00 and 12.00.
    const { applied, considered } = applyPromotions(set, basketOf([line("A", 1200)]), NO_FACTS);
    const ids = (some: readonly { readonly promotionId: string }[]) =>
      some.map(({ promotionId }) => promotionId).sort();
    assert.deepEqual(ids(applied), ["from-0", "from-1", "from-2"]);
    assert.deepEqual(
      ids(considered),
      [3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((index) => `from-${index}`).sort(),
    );
    assert.ok(considered.every(({ reason }) => reason === "below-minimum"));
  });

  it("is that of the moment, and made again only when a promotion begins or ends", () => {
    const week = percentage("10", { validFromMs: NOW_MS, validToMs: NOW_MS + 1000 });
    const set = compilePromotions([week], 1);
    const during = set.liveAt(NOW_MS);
    assert.deepEqual(keysOf(during), ["rest"]);
    assert.equal(set.liveAt(NOW_MS + 999), during);
    assert.deepEqual(keysOf(set.liveAt(NOW_MS + 1000)), []);
    assert.deepEqual(keysOf(set.liveAt(NOW_MS - 1)), []);
    assert.deepEqual(keysOf(set.liveAt(NOW_MS + 500)), ["rest"]);
  });
});

describe("a set of promotions", () => {
  it("names the customer groups that conditions ask for, whether valid or not", () => {
    const set = compilePromotions(
      [
        percentage("10", {
          id: "a",
          condition: { in: [variable("customerGroup"), ["vip", "staff"]] },
        }),
        percentage("10", {
          id: "b",
          validToMs: 1,
          condition: { "!=": ["b2b", variable("customerGroup")] },
        }),
      ],
      1,
    );
    assert.deepEqual([...set.customerGroups].sort(), ["b2b", "staff", "vip"]);
  });

  it("has a promotion live from its beginning to just before its end", () => {
    const week = percentage("10", { validFromMs: 10, validToMs: 20 });
    assert.deepEqual(
      [9, 10, 19, 20].map((nowMs) => isLive(week, nowMs)),
      [false, true, true, false],
    );
  });
});
