import type { Price, PriceBook } from "../price.ts";

export type ImportedPrice = {
  readonly sku: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
};
type ImportOutcome = "created" | "updated" | "unchanged";

export type ImportResult = { readonly sku: string; readonly outcome: ImportOutcome };

/**
 * Puts each row into its SKU's book, in order, as the plain price of its currency (any customer, region and quantity,
 * always), and leaves all other prices alone. `changed` has the next version of every book that is no longer what it
 * was: one version more, however many of its rows changed. `books` has every SKU of the rows.
 */
export function importPrices(
  books: ReadonlyMap<string, PriceBook>,
  rows: readonly ImportedPrice[],
): { readonly results: readonly ImportResult[]; readonly changed: readonly PriceBook[] } {
  const next = new Map<string, PriceBook>();
  const results = rows.map((row) => {
    const { sku } = row;
    const book = books.get(sku) ?? { sku, version: 0, prices: [] };
    const { prices, outcome } = importPrice((next.get(sku) ?? book).prices, row);
    if (outcome !== "unchanged") next.set(sku, { sku, version: book.version + 1, prices });
    return { sku, outcome };
  });
  return { results, changed: [...next.values()] };
}

function importPrice(
  prices: readonly Price[],
  { currency, amountMinor, compareAtMinor }: ImportedPrice,
): { readonly prices: readonly Price[]; readonly outcome: ImportOutcome } {
  const index = prices.findIndex((price) => price.currency === currency && isPlain(price));
  const current = prices[index];
  if (current === undefined) {
    const plain = { ...PLAIN, currency, amountMinor, compareAtMinor };
    return { prices: [...prices, plain], outcome: "created" };
  }
  if (current.amountMinor === amountMinor && current.compareAtMinor === compareAtMinor) {
    return { prices, outcome: "unchanged" };
  }
  const updated = { ...current, amountMinor, compareAtMinor };
  return { prices: prices.with(index, updated), outcome: "updated" };
}

const PLAIN = {
  minQuantity: 1,
  customerGroup: null,
  region: null,
  validFromMs: null,
  validToMs: null,
} as const;

function isPlain(price: Price): boolean {
  return (
    price.minQuantity === 1 &&
    price.customerGroup === null &&
    price.region === null &&
    price.validFromMs === null &&
    price.validToMs === null
  );
}
