/**
 * One price of a SKU and the conditions under which it applies. null means "any". `validFromMs` is inside the period,
 * `validToMs` is not (Unix ms). Amounts are in the currency's minor unit.
 */
export type Price = {
  readonly currency: string;
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
  readonly minQuantity: number;
  readonly customerGroup: string | null;
  readonly region: string | null;
  readonly validFromMs: number | null;
  readonly validToMs: number | null;
};

/** One version of a SKU's prices. Versions count from 1 and never change once written. */
export type PriceBook = {
  readonly sku: string;
  readonly version: number;
  readonly prices: readonly Price[];
};

/** Who buys how many, where, paying in what. */
export type Purchase = {
  readonly currency: string;
  readonly quantity: number;
  readonly region: string | null;
  readonly customerGroup: string | null;
};

/**
 * The price that applies at `nowMs`, or undefined. Of those that apply the most specific wins: one for the customer's group
 * before one for any; then one for the region; then the highest tier; then the one that began last, so that a sale
 * with a period stands before the everyday price. `ambiguousPrice` keeps a book free of ties, so the order of the rows
 * does not matter.
 */
export function selectPrice(
  prices: readonly Price[],
  purchase: Purchase,
  nowMs: number,
): Price | undefined {
  let best: Price | undefined;
  for (const price of prices) {
    if (!applies(price, purchase, nowMs)) continue;
    if (best === undefined || specificity(price, best) > 0) best = price;
  }
  return best;
}

/** The first price that cannot be told from an earlier one of the same book (same conditions, same beginning). */
export function ambiguousPrice(
  prices: readonly Price[],
): { readonly index: number; readonly earlierIndex: number } | undefined {
  const seen = new Map<string, number>();
  for (const [index, price] of prices.entries()) {
    const { currency, customerGroup, region, minQuantity, validFromMs } = price;
    const conditions = JSON.stringify([currency, customerGroup, region, minQuantity, validFromMs]);
    const earlierIndex = seen.get(conditions);
    if (earlierIndex !== undefined) return { index, earlierIndex };
    seen.set(conditions, index);
  }
  return undefined;
}

/** True when both lists say the same in the same order. */
export function samePrices(a: readonly Price[], b: readonly Price[]): boolean {
  return a.length === b.length && a.every((price, index) => samePrice(price, b[index]));
}

function samePrice(a: Price, b: Price | undefined): boolean {
  return (
    b !== undefined &&
    a.currency === b.currency &&
    a.amountMinor === b.amountMinor &&
    a.compareAtMinor === b.compareAtMinor &&
    a.minQuantity === b.minQuantity &&
    a.customerGroup === b.customerGroup &&
    a.region === b.region &&
    a.validFromMs === b.validFromMs &&
    a.validToMs === b.validToMs
  );
}

function applies(price: Price, purchase: Purchase, nowMs: number): boolean {
  return (
    price.currency === purchase.currency &&
    price.minQuantity <= purchase.quantity &&
    (price.customerGroup === null || price.customerGroup === purchase.customerGroup) &&
    (price.region === null || price.region === purchase.region) &&
    (price.validFromMs === null || price.validFromMs <= nowMs) &&
    (price.validToMs === null || nowMs < price.validToMs)
  );
}

/** Above 0 when `a` is the more specific of two prices that both apply. */
function specificity(a: Price, b: Price): number {
  return (
    Number(a.customerGroup !== null) - Number(b.customerGroup !== null) ||
    Number(a.region !== null) - Number(b.region !== null) ||
    a.minQuantity - b.minQuantity ||
    (a.validFromMs ?? Number.NEGATIVE_INFINITY) - (b.validFromMs ?? Number.NEGATIVE_INFINITY)
  );
}
