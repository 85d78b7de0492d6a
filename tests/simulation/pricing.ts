/** Pricing: one price a unit, one promotion by coupon with a budget, and the real rules of redeeming. */
import type { Redeemable } from "../../services/orders/src/checkout/checkout.ts";
import {
  judgeBudgets,
  judgeRepeat,
  type Redeemed,
  type Redemption,
} from "../../services/pricing/src/redeem/redeem.ts";
import type { CalledBy } from "./callees.ts";
import { type Answer, answered, refused } from "./network.ts";

export const UNIT_PRICE_MINOR = 1_000;
export const DISCOUNT_MINOR = 100;
export const COUPON = "SAVE-1";
export const PROMOTION = "promotion-1";
const CURRENCY = "EUR";

type Goods = readonly { readonly sku: string; readonly quantity: number }[];
export type Pricing = {
  readonly handle: (request: CalledBy) => Answer;
  readonly redeemed: ReadonlyMap<string, Redeemed>;
  readonly uses: () => number;
};

export function pricingOf({ usesMax }: { readonly usesMax: number }): Pricing {
  const redeemed = new Map<string, Redeemed>();
  let uses = 0;
  const redeem = (redemption: Redemption): Answer => {
    const { orderId, promotions } = redemption;
    const repeat = judgeRepeat(redeemed.get(orderId), redemption);
    if (!repeat.ok) return refused(409, repeat.error.kind);
    if (repeat.value === "already") return answered(null);
    const budget = { maxUses: usesMax, maxUsesPerCustomer: null, maxDiscount: null };
    const isWithin = judgeBudgets(redemption, {
      limits: new Map([[PROMOTION, budget]]),
      uses: new Map([[PROMOTION, { uses, discounts: {} }]]),
      customerUses: new Map(),
      coupons: new Map([[COUPON, { promotionId: PROMOTION, uses, maxUses: null }]]),
    });
    if (!isWithin.ok) return refused(409, isWithin.error.kind);
    uses += promotions.length;
    redeemed.set(orderId, { ...redemption, restored: false });
    return answered(null);
  };
  const restore = (orderId: string): Answer => {
    const before = redeemed.get(orderId);
    if (before !== undefined && !before.restored) uses -= before.promotions.length;
    const nothing = { customer: null, currency: "", promotions: [] };
    redeemed.set(orderId, { ...(before ?? nothing), restored: true });
    return answered(null);
  };
  return {
    redeemed,
    uses: () => uses,
    handle: ({ operation, path, body }) => {
      if (operation === "restorePromotions") return restore(path.orderId ?? "");
      if (operation === "redeemPromotions") return redeem(redemptionOf(body as RedeemBody));
      if (operation !== "createQuote") throw new Error(`pricing cannot ${operation}`);
      const { items, couponCodes = [] } = body as { items: Goods; couponCodes?: string[] };
      const isReduced = couponCodes.includes(COUPON) && uses < usesMax;
      const { lines, totalMinor, redeem: claim } = priceOf(items, isReduced);
      const totals = { total: { amount: totalMinor, currency: CURRENCY } };
      return answered({ lines, totals, token: tokenOf(claim) });
    },
  };
}

/** What goods cost. */
export function priceOf(items: Goods, isReduced: boolean) {
  const money = (amount: number) => ({ amount, currency: CURRENCY });
  const lines = items.map((item) => ({
    ...item,
    unit: money(UNIT_PRICE_MINOR),
    subtotal: money(UNIT_PRICE_MINOR * item.quantity),
    discounts: [],
    tax: money(0),
    total: money(UNIT_PRICE_MINOR * item.quantity),
  }));
  const fullMinor = lines.reduce((sum, { total }) => sum + total.amount, 0);
  const claim = { promotionId: PROMOTION, couponCode: COUPON, discountMinor: DISCOUNT_MINOR };
  return {
    lines,
    totalMinor: isReduced ? fullMinor - DISCOUNT_MINOR : fullMinor,
    redeem: isReduced ? [claim] : undefined,
  };
}

type RedeemBody = {
  readonly orderId: string;
  readonly customerId?: string;
  readonly currency: string;
  readonly promotions: readonly Redeemable[];
};

function redemptionOf({ orderId, customerId = "", currency, promotions }: RedeemBody): Redemption {
  const taken = promotions.map(({ promotionId, couponCode = null, discountMinor }) => ({
    ...{ promotionId, couponCode, discountMinor },
  }));
  return { orderId, customer: customerId, currency, promotions: taken };
}

/** As far as the checkout reads the token of a quote that it has just asked for itself. */
function tokenOf(redeem: readonly Redeemable[] | undefined): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const quote = redeem === undefined ? {} : { redeem };
  return `${part({ alg: "EdDSA" })}.${part({ quote })}.unsigned`;
}
