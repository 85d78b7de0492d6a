/**
 * One price of a SKU and the conditions under which it applies. null means "any". `validFromMs` is inside the period,
 * `validToMs` is not (Unix ms). Amounts are in the currency's minor unit.
 */
export type Price = {
  readonly currency: string;
  readonly amountMinor: number;
  /** What the seller compares with ("was"), as given: it may be below the amount. */
  readonly compareAtMinor: number | null;
  /** No promotion and no dynamic rule may bring a unit below it. */
  readonly floorMinor: number | null;
  readonly minQuantity: number;
  readonly customerGroup: string | null;
  /** Where it is sold: a shop, an app, a marketplace. */
  readonly channel: string | null;
  /** A country (ES) or one of its subdivisions (ES-CN), ISO 3166. */
  readonly region: string | null;
  readonly validFromMs: number | null;
  readonly validToMs: number | null;
  /** Between prices of the same conditions and tier the highest wins. */
  readonly priority: number;
};

/** Of one SKU: a quote reads whole books, and these are about 100 KB. */
export const PRICES_MAX = 500;

/** One version of a SKU's prices. Versions count from 1 and never change once written. */
export type PriceBook = {
  readonly sku: string;
  readonly version: number;
  readonly prices: readonly Price[];
};

/** A version of a SKU's prices and when it came into force (Unix ms). */
export type RecordedPrices = { readonly recordedAtMs: number; readonly prices: readonly Price[] };

/** Who buys how many, where, paying in what. */
export type Purchase = {
  readonly currency: string;
  readonly quantity: number;
  readonly region: string | null;
  readonly customerGroup: string | null;
  readonly channel: string | null;
};

/**
 * The price that applies at `nowMs`, or undefined. Of those that apply the most specific wins, by the first of these that
 * differs: one for the customer's group before one for any; one for the channel before one for any; one for the
 * subdivision, then one for its country, then one for everywhere; the highest tier; the highest priority; the one that
 * began last, so that a sale with a period stands before the everyday price. `ambiguousPrice` keeps a book free of
 * ties, so the order of the rows does not matter. It depends on nothing else: a scheduled price applies from its
 * very millisecond, and nobody has to put it in force.
 *
 * Looks at every row: 3 rows take some 20 ns, 50 some 200 ns, and 500, the most a book may have, some 2 µs.
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

/** What tells a price from the others of its book: two with the same would apply to the same purchase, neither before the other. */
export function conditionsOf(price: Price): string {
  const { currency, customerGroup, channel, region, minQuantity, validFromMs, priority } = price;
  const where = [currency, customerGroup, channel, region];
  return JSON.stringify([...where, minQuantity, validFromMs, priority]);
}

/** The first price that cannot be told from an earlier one of the same book. */
export function ambiguousPrice(
  prices: readonly Price[],
): { readonly index: number; readonly earlierIndex: number } | undefined {
  const seen = new Map<string, number>();
  for (const [index, price] of prices.entries()) {
    const conditions = conditionsOf(price);
    const earlierIndex = seen.get(conditions);
    if (earlierIndex !== undefined) return { index, earlierIndex };
    seen.set(conditions, index);
  }
  return undefined;
}

/**
 * The prices (by index) that leave whoever buys fewer than their tier without any: no price from 1 unit is for them too, in
 * that currency, for the same customers, channel and region or for more. Periods are not looked at: a price may end.
 */
export function pricesWithGap(prices: readonly Price[]): readonly number[] {
  const fromOne = prices.filter(({ minQuantity }) => minQuantity === 1);
  return prices.flatMap((price, index) =>
    price.minQuantity === 1 || fromOne.some((base) => covers(base, price)) ? [] : [index],
  );
}

/** True when both lists say the same in the same order. */
export function samePrices(a: readonly Price[], b: readonly Price[]): boolean {
  return a.length === b.length && a.every((price, index) => samePrice(price, b[index]));
}

export function samePrice(a: Price, b: Price | undefined): boolean {
  return (
    b !== undefined &&
    conditionsOf(a) === conditionsOf(b) &&
    a.amountMinor === b.amountMinor &&
    a.compareAtMinor === b.compareAtMinor &&
    a.floorMinor === b.floorMinor &&
    a.validToMs === b.validToMs
  );
}

function applies(price: Price, purchase: Purchase, nowMs: number): boolean {
  return (
    price.currency === purchase.currency &&
    price.minQuantity <= purchase.quantity &&
    (price.customerGroup === null || price.customerGroup === purchase.customerGroup) &&
    (price.channel === null || price.channel === purchase.channel) &&
    (price.region === null || isIn(purchase.region, price.region)) &&
    (price.validFromMs === null || price.validFromMs <= nowMs) &&
    (price.validToMs === null || nowMs < price.validToMs)
  );
}

/** ES-CN is in ES-CN and in ES. */
function isIn(region: string | null, whole: string): boolean {
  if (region === null || region === whole) return region !== null;
  return region.length > whole.length && region[whole.length] === "-" && region.startsWith(whole);
}

function covers(base: Price, price: Price): boolean {
  return (
    base.currency === price.currency &&
    (base.customerGroup === null || base.customerGroup === price.customerGroup) &&
    (base.channel === null || base.channel === price.channel) &&
    (base.region === null || isIn(price.region, base.region))
  );
}

/** Above 0 when `a` is the more specific of two prices that both apply. */
function specificity(a: Price, b: Price): number {
  return (
    Number(a.customerGroup !== null) - Number(b.customerGroup !== null) ||
    Number(a.channel !== null) - Number(b.channel !== null) ||
    // Of the regions that one purchase is in, the longer code is the part of the other.
    (a.region?.length ?? 0) - (b.region?.length ?? 0) ||
    a.minQuantity - b.minQuantity ||
    a.priority - b.priority ||
    beginning(a) - beginning(b)
  );
}

/** "Always" began before everything; as a number, for two infinities have no difference. */
const beginning = ({ validFromMs }: Price): number => validFromMs ?? Number.MIN_SAFE_INTEGER;
