import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { QuoteInput } from "../quote-basket/price-lines.ts";
import { quoteBasket } from "../quote-basket/quote-basket.ts";
import { baskets } from "../testing/quote-baskets.ts";
import type { Draft } from "./draft.ts";
import { draftInput, draftShop, judge } from "./replay-draft.ts";

const RUNS = { numRuns: 500 };
const EMPTY: Draft = { books: new Map(), promotions: new Map(), before: new Map() };

function judged(input: QuoteInput, draft: Draft) {
  const shop = draftShop(input.shop, draft);
  const after = draftInput(input, { draft, shop, uses: new Map() }, undefined);
  const quote = quoteBasket(input);
  assert.ok(quote.ok);
  const { totalMinor } = quote.value.totals;
  const verdict = judge(totalMinor, { input, quote }, { input: after, quote: quoteBasket(after) });
  return { totalMinor, verdict };
}

describe("for every basket and shop", () => {
  it("a draft of nothing changes nothing", () => {
    fc.assert(
      fc.property(baskets, (input) => {
        const { totalMinor, verdict } = judged(input, EMPTY);
        assert.deepEqual(verdict, { status: "unchanged", afterMinor: totalMinor, reasons: [] });
      }),
      RUNS,
    );
  });

  it("a draft of what is in force already changes nothing", () => {
    fc.assert(
      fc.property(baskets, (input) => {
        const bodies = [...input.shop.promotions.byId].map(([id, { promotion }]) => {
          const { id: _, version: __, ...body } = promotion;
          return [id, { ...body, couponCode: null }] as const;
        });
        const promotions = new Map(bodies);
        const books = new Map([...input.skus].map(([sku, { book }]) => [sku, book.prices]));
        const { totalMinor, verdict } = judged(input, { books, promotions, before: promotions });
        assert.deepEqual(verdict, { status: "unchanged", afterMinor: totalMinor, reasons: [] });
      }),
      RUNS,
    );
  });

  it("what a draft makes of it is what the engine makes of a shop that is like the draft", () => {
    let changed = 0;
    fc.assert(
      fc.property(baskets, baskets, (input, other) => {
        fc.pre(input.currency === other.currency);
        const books = new Map([...other.skus].map(([sku, { book }]) => [sku, book.prices]));
        const ended = [...input.shop.promotions.byId.keys()].map((id) => [id, null] as const);
        const draft = { books, promotions: new Map(ended), before: new Map() };
        const { totalMinor, verdict } = judged(input, draft);
        const skus = new Map(
          [...input.skus].map(([sku, own]) => {
            const { prices } = other.skus.get(sku)?.book ?? own.book;
            return [sku, { ...own, book: { ...own.book, prices } }];
          }),
        );
        const wanted = quoteBasket({ ...input, skus, shop: draftShop(input.shop, draft) });
        assert.ok(wanted.ok);
        assert.ok("afterMinor" in verdict);
        assert.equal(verdict.afterMinor, wanted.value.totals.totalMinor);
        assert.equal(verdict.status === "changed", verdict.afterMinor !== totalMinor);
        if (verdict.status === "changed") {
          changed += 1;
          assert.notDeepEqual(verdict.reasons, []);
        }
      }),
      RUNS,
    );
    assert.ok(changed > 20, `only ${changed} changed`);
  });
});
