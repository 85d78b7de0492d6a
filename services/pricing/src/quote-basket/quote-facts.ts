import type { ShopInputs, SkuInputs, TaxInputs } from "../price-inputs.ts";
import type { Promotion } from "../promotion.ts";
import { isLive } from "../promotion-rules/promotion-rule.ts";
import type { PromotionSet } from "../promotion-set.ts";
import type { QuoteFacts, RejectedCoupon } from "./price-lines.ts";

/** A coupon as it stands; one that nobody made is not there. */
export type CouponStand = {
  readonly code: string;
  readonly promotionId: string;
  readonly uses: number;
  readonly maxUses: number | null;
};
/** What is used of a promotion's budget; nothing where there is no row. */
export type UseStand = {
  readonly promotionId: string;
  readonly uses: number;
  /** Minor units by currency. */
  readonly discounts: Readonly<Record<string, number>>;
  /** Of the customer who asks. */
  readonly customerUses: number;
};

/** As coupon codes are stored: they are taken in any case. */
export const storedCode = (code: string): string => code.toUpperCase();

/** The live promotions with a budget that this basket may get: all but those that need a coupon that it does not have. */
export function budgetedIds(
  set: PromotionSet,
  coupons: readonly CouponStand[],
  nowMs: number,
): readonly string[] {
  return budgeted(set).flatMap((promotion) => {
    const { id, needsCoupon } = promotion;
    if (!isLive(promotion, nowMs)) return [];
    return !needsCoupon || coupons.some(({ promotionId }) => promotionId === id) ? [id] : [];
  });
}

const known = new WeakMap<PromotionSet, readonly Promotion[]>();

/** By set, as most have none, and each is asked often. */
function budgeted(set: PromotionSet): readonly Promotion[] {
  const found = known.get(set);
  if (found !== undefined) return found;
  const promotions = [...set.byId.values()].flatMap(({ promotion }) =>
    Object.values(promotion.budget).some((most) => most !== null) ? [promotion] : [],
  );
  known.set(set, promotions);
  return promotions;
}

/** What coupons and budgets mean for a basket. `codes` are as asked, in their order. */
export function judgeFacts(
  {
    codes,
    currency,
    set,
  }: {
    readonly codes: readonly string[];
    readonly currency: string;
    readonly set: PromotionSet;
  },
  coupons: readonly CouponStand[],
  uses: readonly UseStand[],
): Pick<QuoteFacts, "promotions" | "badCoupons"> {
  const good = new Map<string, string>();
  const badCoupons: RejectedCoupon[] = [];
  for (const code of new Set(codes.map(storedCode))) {
    const coupon = coupons.find((one) => one.code === code);
    const reason = whyBad(coupon, { set, good });
    if (reason !== undefined) badCoupons.push({ code, reason });
    else if (coupon !== undefined) good.set(coupon.promotionId, code);
  }
  const exhausted = new Set<string>();
  const discountLeftMinor = new Map<string, number>();
  for (const use of uses) {
    const budget = set.byId.get(use.promotionId)?.promotion.budget;
    if (budget === undefined) continue;
    const { maxUses, maxUsesPerCustomer, maxDiscount } = budget;
    if (maxUses !== null && use.uses >= maxUses) exhausted.add(use.promotionId);
    if (maxUsesPerCustomer !== null && use.customerUses >= maxUsesPerCustomer) {
      exhausted.add(use.promotionId);
    }
    const given = use.discounts[currency] ?? 0;
    if (maxDiscount?.currency === currency && given > 0) {
      discountLeftMinor.set(use.promotionId, Math.max(0, maxDiscount.amountMinor - given));
    }
  }
  return { promotions: { coupons: good, exhausted, discountLeftMinor }, badCoupons };
}

function whyBad(
  coupon: CouponStand | undefined,
  { set, good }: { readonly set: PromotionSet; readonly good: ReadonlyMap<string, string> },
): string | undefined {
  if (coupon === undefined || !set.byId.has(coupon.promotionId)) return "unknown-coupon";
  if (coupon.maxUses !== null && coupon.uses >= coupon.maxUses) return "coupon-used-up";
  return good.has(coupon.promotionId) ? "same-promotion" : undefined;
}

/** The facts as they are stored; `readFacts` gives the same back. */
export function writeFacts({ nowMs, isDynamic, promotions, badCoupons, provider }: QuoteFacts) {
  return {
    nowMs,
    isDynamic,
    coupons: [...promotions.coupons],
    exhausted: [...promotions.exhausted],
    discountLeftMinor: [...promotions.discountLeftMinor],
    badCoupons,
    provider,
  };
}
export type StoredFacts = ReturnType<typeof writeFacts>;

export function readFacts(stored: StoredFacts): QuoteFacts {
  const { nowMs, isDynamic, coupons, exhausted, discountLeftMinor, badCoupons, provider } = stored;
  const promotions = {
    coupons: new Map(coupons),
    exhausted: new Set(exhausted),
    discountLeftMinor: new Map(discountLeftMinor),
  };
  return { nowMs, isDynamic, promotions, badCoupons, provider };
}

/** What a quote was computed from, besides request and facts: enough to read exactly that again. */
export type QuoteVersions = {
  /** Of price book, product facts and dynamic adjustment; 0 where there was none. */
  readonly skus: Readonly<Record<string, readonly [number, number, number]>>;
  readonly promotions: number;
  readonly fx: number;
  readonly currencies: number;
  readonly groups: number;
  readonly dynamicRules: number;
  readonly limits: number;
  readonly tax: { readonly region: string; readonly version: number } | null;
};

export function versionsOf(
  skus: Iterable<SkuInputs>,
  shop: ShopInputs,
  tax: TaxInputs | undefined,
): QuoteVersions {
  const { promotions, fx, currencies, groups, dynamicRules, limits } = shop;
  return {
    skus: Object.fromEntries(
      Array.from(skus, ({ sku, book, facts, adjustment }) => [
        sku,
        [book.version, facts.version, adjustment.version] as const,
      ]),
    ),
    promotions: promotions.revision,
    fx: fx.revision,
    currencies: currencies.revision,
    groups: groups.revision,
    dynamicRules: dynamicRules.revision,
    limits: limits.revision,
    tax: tax === undefined ? null : { region: tax.region, version: tax.version },
  };
}
