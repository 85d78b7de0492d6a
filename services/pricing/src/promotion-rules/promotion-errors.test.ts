import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Benefit, Promotion } from "../promotion.ts";
import { appliesTo, eur, percentage, promotion } from "../testing/promotions.ts";
import { promotionErrors } from "./promotion-errors.ts";

const NONE = { maxUses: null, maxUsesPerCustomer: null, maxDiscount: null };
const paths = (one: Promotion) => promotionErrors(one).map(({ path }) => path);
const tiered = (...tiers: Extract<Benefit, { readonly kind: "tiered-spend" }>["tiers"]) =>
  promotion({ kind: "tiered-spend", tiers });
const gift = (sku: string, quantity = 1) => promotion({ kind: "free-gift", sku, quantity });

describe("the check of a promotion", () => {
  for (const [outcome, one] of [
    [
      "a percentage with everything that there is",
      percentage("12.5", {
        appliesTo: appliesTo({
          skus: ["A"],
          categories: ["shoes"],
          attributes: { color: ["red"] },
        }),
        condition: { "==": [{ var: "region" }, "DE"] },
        minBasket: eur(1),
        budget: { maxUses: 1, maxUsesPerCustomer: 1, maxDiscount: eur(1) },
        validFromMs: 1,
        validToMs: 2,
      }),
    ],
    [
      "as many uses as can be counted",
      percentage("1", {
        budget: { ...NONE, maxUses: 2_147_483_647, maxUsesPerCustomer: 2_147_483_647 },
      }),
    ],
    ["0 and 100 %", percentage("100.0000")],
    ["an amount", promotion({ kind: "amount", per: "unit", ...eur(1) })],
    ["a fixed price", promotion({ kind: "fixed-price", ...eur(1) })],
    ["buy 1 get 1", promotion({ kind: "buy-x-get-y", buy: 1, get: 1, percent: "0" })],
    ["a threshold", promotion({ kind: "basket-threshold", off: eur(5) }, { minBasket: eur(10) })],
    [
      "tiers of two currencies",
      tiered(
        { from: eur(5), off: { percent: "1" } },
        { from: { amountMinor: 3, currency: "USD" }, off: { amountMinor: 1, currency: "USD" } },
        { from: eur(6), off: eur(1) },
      ),
    ],
    ["a gift for another SKU", { ...gift("MUG"), appliesTo: appliesTo({ skus: ["A"] }) }],
  ] as const) {
    it(`accepts ${outcome}`, () => assert.deepEqual(promotionErrors(one), []));
  }

  for (const [outcome, one, expected] of [
    ["more than 100 %", percentage("100.0001"), ["/value/percent"]],
    ["less than 0 %", percentage("-1"), ["/value/percent"]],
    ["a percentage that is no number", percentage("ten"), ["/value/percent"]],
    ["five digits after the point", percentage("1.00001"), ["/value/percent"]],
    ["no amount", promotion({ kind: "amount", per: "unit", ...eur(0) }), ["/value/amount"]],
    ["a negative price", promotion({ kind: "fixed-price", ...eur(-1) }), ["/value/amount"]],
    ["half a cent", promotion({ kind: "amount", per: "basket", ...eur(0.5) }), ["/value/amount"]],
    [
      "an amount beyond all",
      promotion({ kind: "amount", per: "basket", ...eur(1e14) }),
      ["/value/amount"],
    ],
    [
      "an unknown currency",
      promotion({ kind: "fixed-price", amountMinor: 1, currency: "EUX" }),
      ["/value/currency"],
    ],
    [
      "buying and getting nothing",
      promotion({ kind: "buy-x-get-y", buy: 0, get: 0, percent: "101" }),
      ["/value/buy", "/value/get", "/value/percent"],
    ],
    ["a gift of no unit", gift("MUG", 0), ["/value/quantity"]],
    [
      "a gift that unlocks itself",
      { ...gift("MUG"), appliesTo: appliesTo({ skus: ["A", "MUG"] }) },
      ["/appliesTo/skus/1"],
    ],
    [
      "a threshold without minimum",
      promotion({ kind: "basket-threshold", off: { percent: "1" } }),
      ["/minBasket"],
    ],
    [
      "a threshold that gives nothing",
      promotion({ kind: "basket-threshold", off: eur(0) }, { minBasket: eur(1) }),
      ["/value/amount"],
    ],
    ["no tiers", tiered(), ["/value/tiers"]],
    [
      "tiers that do not rise",
      tiered({ from: eur(5), off: eur(1) }, { from: eur(5), off: eur(2) }),
      ["/value/tiers/1/minBasket/amount"],
    ],
    [
      "tiers that begin below zero and give too much",
      tiered({ from: eur(-5), off: { percent: "101" } }),
      ["/value/tiers/0/minBasket/amount", "/value/tiers/0/percent"],
    ],
    [
      "a tier that gives another currency",
      tiered({ from: eur(5), off: { amountMinor: 1, currency: "USD" } }),
      ["/value/tiers/0/currency"],
    ],
    ["a minimum of nothing", percentage("1", { minBasket: eur(0) }), ["/minBasket/amount"]],
    [
      "budgets of nothing",
      percentage("1", { budget: { maxUses: 0, maxUsesPerCustomer: 0, maxDiscount: eur(0) } }),
      ["/budget/maxDiscount/amount", "/budget/maxUses", "/budget/maxUsesPerCustomer"],
    ],
    [
      "more uses than can be counted",
      percentage("1", { budget: { ...NONE, maxUses: 2_147_483_648 } }),
      ["/budget/maxUses"],
    ],
    ["half a use", percentage("1", { budget: { ...NONE, maxUses: 0.5 } }), ["/budget/maxUses"]],
    [
      "an end before the beginning",
      percentage("1", { validFromMs: 2, validToMs: 1 }),
      ["/validTo"],
    ],
    ["an end at the beginning", percentage("1", { validFromMs: 2, validToMs: 2 }), ["/validTo"]],
    [
      "a condition that is none",
      percentage("1", { condition: { "!": [{ var: "price" }] } }),
      ["/condition/!/0/var"],
    ],
    [
      "lists of nothing",
      percentage("1", {
        appliesTo: appliesTo({ skus: [], categories: [], attributes: { "a/b~": [] } }),
      }),
      ["/appliesTo/skus", "/appliesTo/categories", "/appliesTo/attributes/a~1b~0"],
    ],
  ] as const) {
    it(`refuses ${outcome}`, () => assert.deepEqual(paths(one), expected));
  }
});
