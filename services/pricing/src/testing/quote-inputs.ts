import { NO_ADJUSTMENT } from "../dynamic-price.ts";
import { compileDynamicRules } from "../dynamic-rules.ts";
import type { Price } from "../price.ts";
import type { ProductFacts, ShopInputs, SkuInputs } from "../price-inputs.ts";
import type { Promotion } from "../promotion.ts";
import { compilePromotions } from "../promotion-set.ts";
import type { QuoteFacts } from "../quote-basket/price-lines.ts";
import { percentage } from "./promotions.ts";

export const NOW_MS = Date.UTC(2026, 10, 1, 12);

/** A SKU with these prices, its book at `version`. */
export function skuInputs(
  sku: string,
  prices: readonly Price[],
  { version = 1, ...facts }: Partial<ProductFacts> = {},
): SkuInputs {
  return {
    sku,
    book: { sku, version, prices },
    facts: { version: 0, category: null, attributes: {}, taxCategory: "standard", ...facts },
    adjustment: NO_ADJUSTMENT,
    history: [],
    historyComplete: true,
  };
}

/** A shop without any rule. */
export function shopInputs(fields: Partial<ShopInputs> = {}): ShopInputs {
  const none = { revision: 0, version: 0, base: "", asOf: "", asOfMs: 0, rates: new Map() };
  return {
    promotions: compilePromotions([], 0),
    fx: { ...none, maxAgeHours: null, whenStale: "refuse" },
    currencies: { revision: 0, rules: new Map() },
    groups: { revision: 0, groups: new Map() },
    dynamicRules: compileDynamicRules([], 0),
    limits: { revision: 0, bySku: new Map() },
    ...fields,
  };
}

/** Nothing besides the documents: no coupon, nothing used up, rules of dynamic prices off. */
export function quoteFacts(fields: Partial<QuoteFacts> = {}): QuoteFacts {
  return {
    nowMs: NOW_MS,
    isDynamic: false,
    promotions: { coupons: new Map(), exhausted: new Set(), discountLeftMinor: new Map() },
    badCoupons: [],
    provider: null,
    ...fields,
  };
}

/** 10 % off the basket's original price, for everybody and always, with the given fields instead. */
export function promotion(id: string, fields: Partial<Promotion> = {}): Promotion {
  const label = `Promotion ${id}`;
  return percentage("10", { id, label, discountBase: "original", ...fields });
}
