import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { compilePromotions } from "../promotion-set.ts";
import { baskets } from "../testing/quote-baskets.ts";
import { promotion, shopInputs } from "../testing/quote-inputs.ts";
import type { QuoteInput } from "./price-lines.ts";
import { type Quote, quoteBasket } from "./quote-basket.ts";
import { readFacts, writeFacts } from "./quote-facts.ts";
import { writeAnswer } from "./quote-wire.ts";

const RUNS = { numRuns: 1_000 };
function quoted(input: QuoteInput): Quote {
  const result = quoteBasket(input);
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}
const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0);
const shuffled = <T>(all: readonly T[], keys: readonly number[]): readonly T[] =>
  all
    .map((one, index) => ({ one, key: keys[index % keys.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);
const keys = fc.array(fc.nat(), { minLength: 8, maxLength: 8 });

describe("for every basket, shop, tax rule and currency", () => {
  it("lines, discounts and taxes add up to the totals exactly, in safe integers, none negative", () => {
    let discounted = 0;
    fc.assert(
      fc.property(baskets, (input) => {
        const { lines, totals, pricesIncludeTax } = quoted(input);
        const added = pricesIncludeTax ? 0 : 1;
        for (const { subtotalMinor, discounts, taxMinor, totalMinor, unitMinor } of lines) {
          const off = sum(discounts.map(({ amountMinor }) => amountMinor));
          assert.equal(totalMinor, subtotalMinor - off + added * taxMinor);
          const amounts = [subtotalMinor, off, taxMinor, totalMinor, unitMinor];
          for (const amount of [...amounts, ...discounts.map((one) => one.amountMinor)]) {
            assert.ok(Number.isSafeInteger(amount) && amount >= 0);
          }
        }
        const { subtotalMinor, discountMinor, taxMinor, totalMinor } = totals;
        assert.equal(subtotalMinor, sum(lines.map((line) => line.subtotalMinor)));
        assert.equal(taxMinor, sum(lines.map((line) => line.taxMinor)));
        assert.equal(totalMinor, sum(lines.map((line) => line.totalMinor)));
        assert.equal(totalMinor, subtotalMinor - discountMinor + added * taxMinor);
        if (discountMinor > 0) discounted += 1;
      }),
      RUNS,
    );
    assert.ok(discounted > 200, `only ${discounted} baskets had a discount`);
  });

  it("the explanation leads from 0 to the total step by step, and names each promotion once", () => {
    fc.assert(
      fc.property(baskets, (input) => {
        const { explanation, totals } = quoted(input);
        let running = 0;
        for (const { step, beforeMinor, afterMinor } of explanation) {
          assert.equal(beforeMinor, running);
          if (step === "considered") assert.equal(afterMinor, beforeMinor);
          running = afterMinor;
        }
        assert.equal(running, totals.totalMinor);
        for (const { promotion: one } of input.shop.promotions.byId.values()) {
          const told = explanation.filter(({ rule }) => rule.startsWith(one.label));
          assert.ok(told.length <= 1);
          // A promotion on the whole basket is looked at whatever is in it.
          if (one.appliesTo === null) assert.equal(told.length, 1);
        }
      }),
      RUNS,
    );
  });

  it("no line falls below its floor by promotions", () => {
    fc.assert(
      fc.property(baskets, (input) => {
        const taxed = { ...input, customerGroup: null };
        for (const { sku, quantity, discounts, unitMinor, subtotalMinor } of quoted(taxed).lines) {
          const row = input.skus.get(sku)?.book.prices[0];
          const floor = row?.amountMinor === unitMinor ? (row.floorMinor ?? 0) : 0;
          const left = subtotalMinor - sum(discounts.map(({ amountMinor }) => amountMinor));
          assert.ok(left >= Math.min(floor, unitMinor) * quantity);
        }
      }),
      RUNS,
    );
  });

  it("100 % off is exactly 0, for each line and all of it", () => {
    fc.assert(
      fc.property(baskets, (input) => {
        const free = promotion("free", {
          ...{ benefit: { kind: "percentage", percent: "100" }, stacking: "exclusive" },
          priority: 99,
        });
        const skus = new Map(
          [...input.skus].map(([sku, of]) => {
            const prices = of.book.prices.map((row) => ({ ...row, floorMinor: null }));
            return [sku, { ...of, book: { ...of.book, prices } }] as const;
          }),
        );
        const shop = shopInputs({ promotions: compilePromotions([free], 1) });
        const { lines, totals } = quoted({ ...input, customerGroup: null, skus, shop });
        const { subtotalMinor, discountMinor, taxMinor, totalMinor } = totals;
        assert.deepEqual([subtotalMinor - discountMinor, taxMinor, totalMinor], [0, 0, 0]);
        for (const line of lines) assert.deepEqual([line.taxMinor, line.totalMinor], [0, 0]);
      }),
      RUNS,
    );
  });

  it("the order of items and promotions changes no total", () => {
    fc.assert(
      fc.property(baskets, keys, keys, (input, byItem, byPromotion) => {
        const all = [...input.shop.promotions.byId.values()].map((rule) => rule.promotion);
        const set = compilePromotions(shuffled(all, byPromotion), 1);
        const items = shuffled(input.items, byItem);
        const other = { ...input, items, shop: { ...input.shop, promotions: set } };
        const [was, is] = [quoted(input).totals, quoted(other).totals];
        assert.deepEqual(is, was);
      }),
      RUNS,
    );
  });

  it("splitting a line changes no subtotal and no discount; nor tax and total where tax is rounded per basket", () => {
    fc.assert(
      fc.property(baskets, fc.nat(7), (input, at) => {
        const index = at % input.items.length;
        const items = input.items.flatMap((item, place) =>
          place === index && item.quantity > 1
            ? [
                { ...item, quantity: item.quantity - 1 },
                { ...item, quantity: 1 },
              ]
            : [item],
        );
        const taxed = { ...input, customerGroup: null };
        const [was, is] = [quoted(taxed).totals, quoted({ ...taxed, items }).totals];
        if (input.tax?.rule.rounding.level === "basket") return assert.deepEqual(is, was);
        assert.equal(is.subtotalMinor, was.subtotalMinor);
        assert.equal(is.discountMinor, was.discountMinor);
        if (input.tax?.rule.pricesIncludeTax) assert.equal(is.totalMinor, was.totalMinor);
      }),
      RUNS,
    );
  });

  it("the same input gives the same bytes, also with facts that were stored in between", () => {
    fc.assert(
      fc.property(baskets, (input) => {
        const request = { items: [...input.items], currency: input.currency, region: "DE" };
        const promise = { id: "q", account: "a", request, nowMs: 0, expiresAtSeconds: 900 };
        const bytes = (of: QuoteInput) => writeAnswer(quoted(of), promise, "token");
        const facts = readFacts(JSON.parse(JSON.stringify(writeFacts(input.facts))));
        assert.equal(bytes({ ...input, facts }), bytes(input));
      }),
      RUNS,
    );
  });
});
