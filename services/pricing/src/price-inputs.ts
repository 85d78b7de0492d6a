/**
 * What a price follows from. Everything here is immutable once loaded and says its version, so that the same inputs give
 * the same price for ever. `price-source.ts` brings them, from memory, Redis or PostgreSQL.
 */
import type { CurrencyRule, FxTable } from "./currency.ts";
import type { Adjustment, PriceLimits } from "./dynamic-price.ts";
import type { DynamicRuleSet } from "./dynamic-rules.ts";
import type { PriceBook, RecordedPrices } from "./price.ts";
import type { PromotionSet } from "./promotion-set.ts";
import type { TaxRule } from "./tax.ts";

/** What promotions and taxes ask of a product; version 0 with the defaults where inventory has not told of it. */
export type ProductFacts = {
  readonly version: number;
  readonly category: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly taxCategory: string;
};

/** Everything about one SKU. */
export type SkuInputs = {
  readonly sku: string;
  /** Version 0 and no prices where there is no book. */
  readonly book: PriceBook;
  readonly facts: ProductFacts;
  readonly adjustment: Adjustment;
  /** The versions of the book that were in force since `HISTORY_MS` ago (lowest-price.ts), oldest first. */
  readonly history: readonly RecordedPrices[];
  /** False when there were too many changes to keep them all. */
  readonly historyComplete: boolean;
};

/** Everything that is not about one SKU. */
export type ShopInputs = {
  readonly promotions: PromotionSet;
  readonly fx: FxTable;
  readonly currencies: {
    readonly revision: number;
    readonly rules: ReadonlyMap<string, CurrencyRule>;
  };
  readonly groups: {
    readonly revision: number;
    readonly groups: ReadonlyMap<string, CustomerGroup>;
  };
  readonly dynamicRules: DynamicRuleSet;
  readonly limits: { readonly revision: number; readonly bySku: ReadonlyMap<string, PriceLimits> };
};
export type CustomerGroup = { readonly name: string; readonly taxTreatment: "standard" | "exempt" };

export type TaxInputs = {
  readonly region: string;
  readonly version: number;
  readonly rule: TaxRule;
};

/** How old what was read may be. `isStale`: the database could not be asked, so this is what was last known. */
export type Freshness = { readonly asOfMs: number; readonly isStale: boolean };

/** Where inputs come from. A rejection means that they cannot be had. Each answer may be shared: never change it. */
export type PriceSource = {
  readonly skus: (
    skus: readonly string[],
  ) => Promise<{ readonly bySku: ReadonlyMap<string, SkuInputs>; readonly freshness: Freshness }>;
  readonly shop: () => Promise<{ readonly shop: ShopInputs; readonly freshness: Freshness }>;
  /** Undefined when the region has no tax rule. "ES-CN" falls back on "ES". */
  readonly tax: (
    region: string,
  ) => Promise<{ readonly tax: TaxInputs | undefined; readonly freshness: Freshness }>;
};
