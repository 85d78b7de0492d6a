import { fail, ok, type Result } from "@holdfast/result";
import { type Price, type Purchase, selectPrice } from "../price.ts";
import type { PricingError } from "../pricing-error.ts";

/** A version of a SKU's prices and when it came into force (Unix ms). */
export type RecordedPrices = { readonly recordedAtMs: number; readonly prices: readonly Price[] };

/** A SKU's versions in their order, beginning with the one in force at the start of the period unless not `complete`. */
export type PriceHistory = {
  readonly sku: string;
  readonly history: readonly RecordedPrices[];
  readonly complete: boolean;
};
type Period = { readonly sinceMs: number; readonly nowMs: number };

/** Minor units of the purchase's currency. */
export type ShownPrice = {
  readonly unitMinor: number;
  readonly totalMinor: number;
  readonly compareAtMinor: number | null;
  /** null when too much changed in the period to tell. */
  readonly lowestMinor: number | null;
};

/** What the purchase costs now (the newest version is in force), and what a unit of it cost at the lowest in the period. */
export function showPrice(
  { sku, history, complete }: PriceHistory,
  purchase: Purchase,
  period: Period,
): Result<ShownPrice, PricingError> {
  const price = selectPrice(history.at(-1)?.prices ?? [], purchase, period.nowMs);
  if (price === undefined) return fail({ kind: "price-not-found", sku });
  const totalMinor = price.amountMinor * purchase.quantity;
  if (!Number.isSafeInteger(totalMinor)) {
    return fail({ kind: "amount-too-large", path: "query/quantity" });
  }
  return ok({
    unitMinor: price.amountMinor,
    totalMinor,
    compareAtMinor: price.compareAtMinor,
    lowestMinor: complete ? (lowestAmountMinor(history, purchase, period) ?? null) : null,
  });
}

/**
 * The lowest amount that this purchase could have been made at, at any moment from `sinceMs` to `nowMs`, both included.
 * `history` has the versions in their order, beginning with the one in force at `sinceMs` where there was one.
 * undefined when no price applied at any moment.
 */
function lowestAmountMinor(
  history: readonly RecordedPrices[],
  purchase: Purchase,
  { sinceMs, nowMs }: Period,
): number | undefined {
  let lowest: number | undefined;
  for (const [index, { prices, recordedAtMs }] of history.entries()) {
    // A version is in force until the next is recorded, that moment not included; the last one still is, whatever the
    // clock of the process that recorded it said.
    const next = history[index + 1];
    const startedAtMs = next === undefined ? Math.min(recordedAtMs, nowMs) : recordedAtMs;
    const fromMs = Math.max(sinceMs, startedAtMs);
    const toMs = next === undefined ? nowMs : Math.min(next.recordedAtMs - 1, nowMs);
    for (const atMs of momentsOfChange(prices, { fromMs, toMs })) {
      const price = selectPrice(prices, purchase, atMs);
      if (price && (lowest === undefined || price.amountMinor < lowest)) lowest = price.amountMinor;
    }
  }
  return lowest;
}

/** The moments from `fromMs` to `toMs` at which the selection may change: the beginning, and each limit of a period. */
function momentsOfChange(
  prices: readonly Price[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Iterable<number> {
  if (fromMs > toMs) return [];
  const moments = new Set([fromMs]);
  for (const { validFromMs, validToMs } of prices) {
    for (const atMs of [validFromMs, validToMs]) {
      if (atMs !== null && atMs > fromMs && atMs <= toMs) moments.add(atMs);
    }
  }
  return moments;
}
