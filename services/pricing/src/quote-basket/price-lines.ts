import type { FieldError } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { applyPromotions } from "../apply-promotions.ts";
import type { ShopInputs, SkuInputs, TaxInputs } from "../price-inputs.ts";
import type { PromotionFacts, PromotionOutcome } from "../promotion.ts";
import type { ProviderTax } from "../tax-basket.ts";
import { fxMessage, type UnitPrice, unitPrice } from "../unit-price.ts";

/** Everything that a quote follows from: the same input gives the same quote, for ever. */
export type QuoteInput = {
  readonly items: readonly QuoteItem[];
  readonly currency: string;
  readonly region: string;
  readonly channel: string | null;
  readonly customerGroup: string | null;
  readonly postcode: string | null;
  /** The buyer's VAT id. */
  readonly taxId: string | null;
  /** As asked. */
  readonly couponCodes: readonly string[];
  readonly skus: ReadonlyMap<string, SkuInputs>;
  readonly shop: ShopInputs;
  readonly tax: TaxInputs | undefined;
  readonly facts: QuoteFacts;
};
type QuoteItem = { readonly sku: string; readonly quantity: number };

/** Of which of a quote's SKUs rules of dynamic prices move the price: of all, none, or these. */
export type DynamicAmong = boolean | readonly string[];

export function dynamicAmong(
  skus: readonly string[],
  isDynamic: (sku: string) => boolean,
): DynamicAmong {
  const dynamic = [...new Set(skus)].filter(isDynamic);
  if (dynamic.length === 0) return false;
  return skus.every((sku) => dynamic.includes(sku)) ? true : dynamic;
}

/** What is in no document. */
export type QuoteFacts = {
  readonly nowMs: number;
  readonly isDynamic: DynamicAmong;
  readonly promotions: PromotionFacts;
  /** Codes that are good for nothing, whatever is in the basket. */
  readonly badCoupons: readonly RejectedCoupon[];
  /** null: no tax provider was asked. */
  readonly provider: ProviderTax | null;
};
export type RejectedCoupon = { readonly code: string; readonly reason: string };

type PricesMissing = {
  readonly kind: "prices-missing";
  readonly currency: string;
  readonly items: readonly { readonly index: number; readonly sku: string }[];
};
type AmountTooLarge = { readonly kind: "amount-too-large"; readonly path: string };
type FxRefusal = {
  readonly kind: "fx-rate-missing" | "fx-rate-stale";
  readonly errors: readonly FieldError[];
};
export type PriceLinesError = PricesMissing | FxRefusal | AmountTooLarge;

export type PricedLine = QuoteItem & {
  readonly unit: UnitPrice;
  readonly inputs: SkuInputs;
  readonly subtotalMinor: number;
};
export type PricedLines = {
  readonly lines: readonly PricedLine[];
  readonly subtotalMinor: number;
  readonly outcome: PromotionOutcome;
  /** What is left of each line after its discounts. */
  readonly amountsMinor: readonly number[];
};

/** Unit prices by the quantity of each SKU over all its lines, then promotions. Lines stay in their order. */
export function priceLines(input: QuoteInput): Result<PricedLines, PriceLinesError> {
  const units = unitPrices(input);
  if (!units.ok) return units;
  const lines: PricedLine[] = [];
  let subtotalMinor = 0;
  for (const [index, { sku, quantity }] of input.items.entries()) {
    const unit = units.value.get(sku);
    const inputs = input.skus.get(sku);
    if (unit === undefined || inputs === undefined) throw new Error(`${sku} was not priced`);
    const lineMinor = unit.unitMinor * quantity;
    if (!areSafe(lineMinor, unit.baseMinor * quantity)) {
      return tooLarge(`/items/${index}/quantity`);
    }
    subtotalMinor += lineMinor;
    lines.push({ sku, quantity, unit, inputs, subtotalMinor: lineMinor });
  }
  if (!areSafe(subtotalMinor, baseOf(lines))) return tooLarge("/items");
  const outcome = discountsOf(input, lines);
  const amountsMinor = lines.map((line, index) => {
    let left = line.subtotalMinor;
    for (const { amountMinor } of outcome.discounts[index] ?? []) left -= amountMinor;
    return left;
  });
  return ok({ lines, subtotalMinor, outcome, amountsMinor });
}

const areSafe = (a: number, b: number): boolean =>
  Number.isSafeInteger(a) && Number.isSafeInteger(b);
const tooLarge = (path: string) => fail({ kind: "amount-too-large", path } as const);
const baseOf = (lines: readonly PricedLine[]): number =>
  lines.reduce((sum, { unit, quantity }) => sum + unit.baseMinor * quantity, 0);

function unitPrices(input: QuoteInput): Result<ReadonlyMap<string, UnitPrice>, PriceLinesError> {
  const { items, skus, shop, currency, region, channel, customerGroup, facts } = input;
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of items) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  const units = new Map<string, UnitPrice>();
  const missing = new Set<string>();
  const among = facts.isDynamic;
  for (const [sku, quantity] of quantities) {
    const inputs = skus.get(sku);
    const purchase = { currency, quantity, region, channel, customerGroup };
    const isDynamic = among === true || (among !== false && among.includes(sku));
    const unit = inputs && unitPrice(inputs, { shop, isDynamic }, purchase, facts.nowMs);
    if (unit?.ok) units.set(sku, unit.value);
    else if (unit === undefined || unit.error.kind === "price-not-found") missing.add(sku);
    else if (unit.error.kind === "converted-too-large") {
      return tooLarge(`/items/${items.findIndex((item) => item.sku === sku)}/sku`);
    } else {
      const message = `${sku}: ${fxMessage(unit.error)}`;
      return fail({ kind: unit.error.kind, errors: [{ path: "/currency", message }] });
    }
  }
  if (missing.size === 0) return ok(units);
  const without = items.flatMap(({ sku }, index) => (missing.has(sku) ? [{ index, sku }] : []));
  return fail({ kind: "prices-missing", currency, items: without });
}

function discountsOf(input: QuoteInput, lines: readonly PricedLine[]): PromotionOutcome {
  const { currency, region, channel, customerGroup, facts, shop } = input;
  const basket = {
    ...{ currency, region, channel, customerGroup, nowMs: facts.nowMs },
    lines: lines.map(({ sku, quantity, unit, inputs: { facts: product } }) => ({
      ...{ sku, quantity, unitMinor: unit.unitMinor, floorMinor: unit.floorMinor },
      ...{ category: product.category, attributes: product.attributes },
    })),
  };
  return applyPromotions(shop.promotions, basket, facts.promotions);
}
