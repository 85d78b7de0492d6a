import { fail, ok, type Result } from "@holdfast/result";
import { lowestAmountMinor, type PriceAt } from "../lowest-price.ts";
import type { Purchase } from "../price.ts";
import type { ShopInputs, SkuInputs } from "../price-inputs.ts";
import type { PricingError } from "../pricing-error.ts";
import { fxMessage, unitPrice } from "../unit-price.ts";

/** Minor units of the purchase's currency. */
export type ShownPrice = {
  readonly unitMinor: number;
  readonly totalMinor: number;
  readonly compareAtMinor: number | null;
  /** What an announced reduction must name; null when too much changed to tell. */
  readonly lowestMinor: number | null;
  /** What is in the unit already: rules of dynamic prices, each with what it changed. */
  readonly adjustments: readonly { readonly label: string; readonly amountMinor: number }[];
};

/** Why there is no price to show. */
export type ShowPriceError = Extract<
  PricingError,
  { readonly kind: "price-not-found" | "fx-rate-missing" | "fx-rate-stale" | "amount-too-large" }
>;

/**
 * What the purchase costs at `nowMs`, as a quote prices it before promotions and taxes, and what a unit of it cost at the lowest
 * (`lowestAmountMinor`; rules of dynamic prices are not in it).
 */
export function showPrice(
  inputs: SkuInputs,
  context: { readonly shop: ShopInputs; readonly isDynamic: boolean },
  purchase: Purchase,
  nowMs: number,
): Result<ShownPrice, ShowPriceError> {
  const unit = unitPrice(inputs, context, purchase, nowMs);
  if (!unit.ok) {
    const { error } = unit;
    if (error.kind === "price-not-found") return fail(error);
    if (error.kind === "converted-too-large") return tooLarge("query/currency");
    const errors = [{ path: "query/currency", message: fxMessage(error) }];
    return fail({ kind: error.kind, errors });
  }
  const { unitMinor, compareAtMinor, dynamic } = unit.value;
  const totalMinor = unitMinor * purchase.quantity;
  if (!Number.isSafeInteger(totalMinor)) return tooLarge("query/quantity");
  const { applied } = dynamic;
  const lowestMinor = inputs.historyComplete
    ? lowestAmountMinor(inputs.history, priceIn(inputs, context.shop, purchase), nowMs)
    : undefined;
  return ok({
    ...{ unitMinor, totalMinor, compareAtMinor, lowestMinor: lowestMinor ?? null },
    adjustments: applied === null || applied.amountMinor === 0 ? [] : [applied],
  });
}

const tooLarge = (path: string) => fail({ kind: "amount-too-large", path } as const);

function priceIn(inputs: SkuInputs, shop: ShopInputs, purchase: Purchase): PriceAt {
  const { sku } = inputs;
  return (prices, atMs) => {
    const at = { ...inputs, book: { sku, version: 0, prices } };
    const unit = unitPrice(at, { shop, isDynamic: false }, purchase, atMs);
    if (!unit.ok) return undefined;
    return { amountMinor: unit.value.unitMinor, compareAtMinor: unit.value.compareAtMinor };
  };
}
