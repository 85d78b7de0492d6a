/** Budgets that a draft sets: counted from the first order of a replay on, in the order of the orders. */
import type { PromotionFacts } from "../promotion.ts";
import type { PromotionBody } from "../promotion-document.ts";
import type { PromotionSet } from "../promotion-set.ts";
import type { Quote } from "../quote-basket/quote-basket.ts";
import { judgeFacts } from "../quote-basket/quote-facts.ts";
import type { Draft } from "./draft.ts";

/** What the orders so far would have taken of a promotion whose budget the draft sets. */
export type PromotionUse = {
  readonly promotionId: string;
  readonly uses: number;
  /** Minor units by currency. */
  readonly discounts: Readonly<Record<string, number>>;
  /** Uses by customer, where the budget has a limit for each. */
  readonly customers: Readonly<Record<string, number>>;
};
export type PromotionUses = { readonly uses: ReadonlyMap<string, PromotionUse> };
type Buyer = { readonly currency: string; readonly customerId: string | undefined };

/** The recorded facts, with what `uses` say of budgets that the draft sets. */
export function budgetFacts(
  recorded: PromotionFacts,
  drafted: PromotionUses & { readonly draft: Draft; readonly set: PromotionSet },
  { currency, customerId }: Buyer,
): Omit<PromotionFacts, "coupons"> {
  const { draft, set, uses } = drafted;
  const own = new Set([...draft.promotions.keys()].filter((id) => setsBudget(draft, id)));
  const stands = [...own].flatMap((id) => {
    const use = uses.get(id);
    if (use === undefined) return [];
    const customerUses = customerId === undefined ? 0 : countOf(use.customers, customerId);
    return [{ promotionId: id, uses: use.uses, discounts: use.discounts, customerUses }];
  });
  const { promotions } = judgeFacts({ codes: [], currency, set }, [], stands);
  const others = <Entry>(entries: Iterable<Entry>, idOf: (entry: Entry) => string) =>
    [...entries].filter((entry) => !own.has(idOf(entry)));
  return {
    exhausted: new Set([...others(recorded.exhausted, (id) => id), ...promotions.exhausted]),
    discountLeftMinor: new Map([
      ...others(recorded.discountLeftMinor, ([id]) => id),
      ...promotions.discountLeftMinor,
    ]),
  };
}

/** With what an order at this quote would have taken. */
export function countUses(
  { uses }: PromotionUses,
  { draft, quote }: { readonly draft: Draft; readonly quote: Quote },
  { currency, customerId }: Buyer,
): ReadonlyMap<string, PromotionUse> {
  const counted = new Map(uses);
  for (const { promotionId, discountMinor } of quote.redeem) {
    if (!setsBudget(draft, promotionId)) continue;
    const none = { promotionId, uses: 0, discounts: {}, customers: {} };
    const use: PromotionUse = counted.get(promotionId) ?? none;
    const isPerCustomer = draft.promotions.get(promotionId)?.budget.maxUsesPerCustomer !== null;
    counted.set(promotionId, {
      promotionId,
      uses: use.uses + 1,
      discounts: add(use.discounts, currency, discountMinor),
      customers:
        isPerCustomer && customerId !== undefined
          ? add(use.customers, customerId, 1)
          : use.customers,
    });
  }
  return counted;
}

function setsBudget({ promotions, before }: Draft, id: string): boolean {
  const budget = promotions.get(id)?.budget;
  return budget !== undefined && textOf(budget) !== textOf(before.get(id)?.budget);
}

/** By its fields, in whatever order they were stored. */
function textOf(budget: PromotionBody["budget"] | undefined): string {
  const { maxUses, maxUsesPerCustomer, maxDiscount } = budget ?? {};
  return JSON.stringify([
    maxUses,
    maxUsesPerCustomer,
    maxDiscount?.amountMinor,
    maxDiscount?.currency,
  ]);
}

const add = (counts: Readonly<Record<string, number>>, name: string, more: number) => ({
  ...counts,
  [name]: countOf(counts, name) + more,
});

/** Customers may be called anything, "constructor" too. */
const countOf = (counts: Readonly<Record<string, number>>, name: string): number =>
  Object.hasOwn(counts, name) ? (counts[name] ?? 0) : 0;
