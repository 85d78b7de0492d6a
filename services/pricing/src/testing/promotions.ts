import type {
  AppliesTo,
  Benefit,
  Promotion,
  PromotionBasket,
  PromotionFacts,
  PromotionLine,
} from "../promotion.ts";

/** A promotion on everything, for everyone, for ever, unless the fields say otherwise. Its label is its id. */
export function promotion(benefit: Benefit, fields: Partial<Promotion> = {}): Promotion {
  const id = fields.id ?? benefit.kind;
  return {
    id,
    version: 1,
    label: id,
    benefit,
    appliesTo: null,
    condition: null,
    minBasket: null,
    needsCoupon: false,
    budget: { maxUses: null, maxUsesPerCustomer: null, maxDiscount: null },
    priority: 0,
    stacking: "stackable",
    stackingGroup: null,
    discountBase: "current",
    validFromMs: null,
    validToMs: null,
    ...fields,
  };
}

export function percentage(percent: string, fields: Partial<Promotion> = {}): Promotion {
  return promotion({ kind: "percentage", percent }, fields);
}

export function appliesTo(fields: Partial<AppliesTo>): AppliesTo {
  return { skus: null, categories: null, attributes: null, ...fields };
}

export function eur(amountMinor: number) {
  return { amountMinor, currency: "EUR" };
}

/** One unit of the SKU, without floor, category and attributes, unless the fields say otherwise. */
export function line(
  sku: string,
  unitMinor: number,
  fields: Partial<PromotionLine> = {},
): PromotionLine {
  return { sku, quantity: 1, unitMinor, floorMinor: 0, category: null, attributes: {}, ...fields };
}

export function basketOf(
  lines: readonly PromotionLine[],
  fields: Partial<PromotionBasket> = {},
): PromotionBasket {
  return {
    currency: "EUR",
    region: "DE",
    channel: null,
    customerGroup: null,
    lines,
    nowMs: Date.UTC(2026, 10, 1, 12),
    ...fields,
  };
}

/** No coupon given, no budget used. */
export const NO_FACTS: PromotionFacts = {
  coupons: new Map(),
  exhausted: new Set(),
  discountLeftMinor: new Map(),
};
