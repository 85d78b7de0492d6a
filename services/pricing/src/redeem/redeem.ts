import { fail, ok, type Result } from "@holdfast/result";
import type { Promotion } from "../promotion.ts";

/** What an order takes of its promotions, once each. The customer is who per-customer limits are counted by. */
export type Redemption = {
  readonly orderId: string;
  readonly customer: string | null;
  readonly currency: string;
  readonly promotions: readonly RedeemedPromotion[];
};
type RedeemedPromotion = {
  readonly promotionId: string;
  readonly couponCode: string | null;
  readonly discountMinor: number;
};

/** What was used of a promotion so far. */
export type PromotionUse = {
  readonly uses: number;
  /** What was given, in minor units by currency. */
  readonly discounts: Readonly<Record<string, number>>;
};
export type CouponUse = {
  readonly promotionId: string;
  readonly uses: number;
  readonly maxUses: number | null;
};
/** What is known of everything that a redemption names. Nothing was used where nothing is said. */
export type Budgets = {
  /** By promotion; those that never were are missing. */
  readonly limits: ReadonlyMap<string, Promotion["budget"]>;
  readonly uses: ReadonlyMap<string, PromotionUse>;
  /** Of this customer, by promotion. */
  readonly customerUses: ReadonlyMap<string, number>;
  /** By code. */
  readonly coupons: ReadonlyMap<string, CouponUse>;
};

type ExhaustionReason =
  | "unknown-promotion"
  | "budget-exhausted"
  | "budget-in-other-currency"
  | "customer-limit-reached"
  | "customer-unknown"
  | "unknown-coupon"
  | "coupon-used-up";
type Exhausted = {
  readonly promotionId: string;
  readonly couponCode?: string;
  readonly reason: ExhaustionReason;
};
export type RedemptionError =
  | { readonly kind: "promotion-exhausted"; readonly promotions: readonly Exhausted[] }
  | { readonly kind: "redemption-differs"; readonly orderId: string }
  | { readonly kind: "redemption-restored"; readonly orderId: string };

/** What an order took before, and whether it was given back. */
export type Redeemed = Omit<Redemption, "orderId"> & { readonly restored: boolean };

/** An order redeems once: a repeat is `already`, and an order that gave back what it had never redeems again. */
export function judgeRepeat(
  before: Redeemed | undefined,
  redemption: Redemption,
): Result<"new" | "already", RedemptionError> {
  const { orderId } = redemption;
  if (before === undefined) return ok("new");
  if (before.restored) return fail({ kind: "redemption-restored", orderId });
  return sameRedemption(before, redemption)
    ? ok("already")
    : fail({ kind: "redemption-differs", orderId });
}

/** Whether one use of every promotion and coupon is left; if not, nothing may be taken, and each that is used up is named. */
export function judgeBudgets(
  redemption: Redemption,
  budgets: Budgets,
): Result<null, RedemptionError> {
  const promotions = redemption.promotions.flatMap((promotion) => {
    const { promotionId, couponCode } = promotion;
    const reason = exhaustion(promotion, redemption, budgets);
    if (reason === undefined) return [];
    return [{ promotionId, ...(couponCode === null ? {} : { couponCode }), reason }];
  });
  return promotions.length === 0 ? ok(null) : fail({ kind: "promotion-exhausted", promotions });
}

function exhaustion(
  { promotionId, couponCode, discountMinor }: RedeemedPromotion,
  { customer, currency }: Redemption,
  budgets: Budgets,
): ExhaustionReason | undefined {
  const limits = budgets.limits.get(promotionId);
  if (limits === undefined) return "unknown-promotion";
  const { maxUses, maxUsesPerCustomer, maxDiscount } = limits;
  const { uses, discounts } = budgets.uses.get(promotionId) ?? { uses: 0, discounts: {} };
  if (maxUses !== null && uses >= maxUses) return "budget-exhausted";
  if (maxDiscount !== null) {
    if (maxDiscount.currency !== currency) return "budget-in-other-currency";
    const given = discounts[currency] ?? 0;
    if (given + discountMinor > maxDiscount.amountMinor) return "budget-exhausted";
  }
  if (maxUsesPerCustomer !== null) {
    if (customer === null) return "customer-unknown";
    const customerUses = budgets.customerUses.get(promotionId) ?? 0;
    if (customerUses >= maxUsesPerCustomer) return "customer-limit-reached";
  }
  if (couponCode === null) return undefined;
  const coupon = budgets.coupons.get(couponCode);
  if (coupon?.promotionId !== promotionId) return "unknown-coupon";
  return coupon.maxUses !== null && coupon.uses >= coupon.maxUses ? "coupon-used-up" : undefined;
}

function sameRedemption(a: Omit<Redemption, "orderId">, b: Omit<Redemption, "orderId">): boolean {
  return textOf(a) === textOf(b);
}

/** The same text for the same promotions in any order. */
function textOf({ customer, currency, promotions }: Omit<Redemption, "orderId">): string {
  const lines = promotions.map(({ promotionId, couponCode, discountMinor }) =>
    JSON.stringify([promotionId, couponCode, discountMinor]),
  );
  return JSON.stringify([customer, currency, lines.sort()]);
}
