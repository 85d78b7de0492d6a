import { fail, ok, type Result } from "@holdfast/result";
import { lowestAmountMinor, type PriceAt } from "../lowest-price.ts";
import { type Purchase, type RecordedPrices, selectPrice } from "../price.ts";
import type { PricingError } from "../pricing-error.ts";

/** A SKU's versions in their order, beginning with the one in force `HISTORY_MS` ago unless not `complete`. */
export type PriceHistory = {
  readonly sku: string;
  readonly history: readonly RecordedPrices[];
  readonly complete: boolean;
};

/** Minor units of the purchase's currency. */
export type ShownPrice = {
  readonly unitMinor: number;
  readonly totalMinor: number;
  readonly compareAtMinor: number | null;
  /** What an announced reduction must name; null when too much changed to tell. */
  readonly lowestMinor: number | null;
};

/** What the purchase costs now (the newest version is in force), and what a unit of it cost at the lowest (`lowestAmountMinor`). */
export function showPrice(
  { sku, history, complete }: PriceHistory,
  purchase: Purchase,
  nowMs: number,
): Result<ShownPrice, PricingError> {
  const priceAt: PriceAt = (prices, atMs) => selectPrice(prices, purchase, atMs);
  const price = selectPrice(history.at(-1)?.prices ?? [], purchase, nowMs);
  if (price === undefined) return fail({ kind: "price-not-found", sku });
  const totalMinor = price.amountMinor * purchase.quantity;
  if (!Number.isSafeInteger(totalMinor)) {
    return fail({ kind: "amount-too-large", path: "query/quantity" });
  }
  return ok({
    unitMinor: price.amountMinor,
    totalMinor,
    compareAtMinor: price.compareAtMinor,
    lowestMinor: complete ? (lowestAmountMinor(history, priceAt, nowMs) ?? null) : null,
  });
}
