import {
  conditionsOf,
  PRICES_MAX,
  type Price,
  type PriceBook,
  pricesWithGap,
  samePrice,
} from "../price.ts";

/** A price to put into a SKU's book. `floorMinor` undefined: the floor stays as it is. */
export type ImportedPrice = {
  readonly sku: string;
  readonly price: Omit<Price, "floorMinor"> & { readonly floorMinor: number | null | undefined };
};
type ImportOutcome = "created" | "updated" | "unchanged";

/** `refused`: why the price is not in the book; then it changed nothing. */
export type ImportResult = {
  readonly sku: string;
  readonly outcome: ImportOutcome;
  readonly refused?: Refusal;
};
type Refusal = { readonly field: string; readonly message: string };
type Imported = {
  readonly results: readonly ImportResult[];
  readonly changed: readonly PriceBook[];
};

/**
 * Puts each row into its SKU's book, in order, in the place of the price with the same conditions, tier, priority and
 * beginning, and leaves all other prices alone. A row that leaves smaller quantities without a price, once all rows are
 * in, is refused, unless it stood there already. `changed` has the next version of every book that is no longer
 * what it was: one version more, however many of its rows changed. `books` has every SKU of the rows.
 */
export function importPrices(
  books: ReadonlyMap<string, PriceBook>,
  rows: readonly ImportedPrice[],
): Imported {
  const results: ImportResult[] = [];
  const changed: PriceBook[] = [];
  const indexed = rows.map((row, index) => ({ ...row, index }));
  for (const [sku, own] of Map.groupBy(indexed, (row) => row.sku)) {
    const book = books.get(sku) ?? { sku, version: 0, prices: [] };
    const imported = importIntoBook(book, own);
    for (const [at, row] of own.entries()) {
      results[row.index] = imported.results[at] ?? { sku, outcome: "unchanged" };
    }
    if (imported.prices !== book.prices) {
      changed.push({ sku, version: book.version + 1, prices: imported.prices });
    }
  }
  return { results, changed };
}

const GAP = {
  field: "minQuantity",
  message:
    "leaves fewer units without a price: a row from 1 unit, for the same purchases, must come with it or before it",
} as const;
const BELOW_FLOOR = {
  field: "amount",
  message: "is below the floor of the price that stands there",
} as const;
const FULL = { field: "sku", message: `has ${PRICES_MAX} prices already` } as const;

/** The rows that would leave a gap are left out, which may take the base of no other: a base begins at 1 unit. */
function importIntoBook(book: PriceBook, rows: readonly ImportedPrice[]) {
  const first = putAll(book.prices, rows, () => false);
  const gaps = new Set(
    pricesWithGap(first.prices).flatMap((index) => {
      const price = first.prices[index];
      return price === undefined ? [] : [conditionsOf(price)];
    }),
  );
  for (const price of book.prices) gaps.delete(conditionsOf(price));
  const { prices, results } =
    gaps.size === 0 ? first : putAll(book.prices, rows, (conditions) => gaps.has(conditions));
  return { prices, results: results.map((result) => ({ sku: book.sku, ...result })) };
}

type PutResult = Omit<ImportResult, "sku">;

function putAll(
  before: readonly Price[],
  rows: readonly ImportedPrice[],
  hasGap: (conditions: string) => boolean,
): { readonly prices: readonly Price[]; readonly results: readonly PutResult[] } {
  const prices = [...before];
  const places = new Map(prices.map((price, index) => [conditionsOf(price), index]));
  const results = rows.map(({ price }): PutResult => {
    const conditions = conditionsOf({ ...price, floorMinor: null });
    const place = places.get(conditions);
    const current = place === undefined ? undefined : prices[place];
    const { floorMinor = current?.floorMinor ?? null } = price;
    const next = { ...price, floorMinor };
    const refused = refusalOf(next, { isFull: place === undefined && prices.length >= PRICES_MAX });
    if (refused !== undefined) return { outcome: "unchanged", refused };
    if (hasGap(conditions)) return { outcome: "unchanged", refused: GAP };
    if (current !== undefined && samePrice(next, current)) return { outcome: "unchanged" };
    const at = place ?? prices.length;
    prices[at] = next;
    places.set(conditions, at);
    return { outcome: current === undefined ? "created" : "updated" };
  });
  const changed = results.some(({ outcome }) => outcome !== "unchanged");
  return { prices: changed ? prices : before, results };
}

function refusalOf(
  { floorMinor, amountMinor }: Price,
  { isFull }: { readonly isFull: boolean },
): Refusal | undefined {
  if (floorMinor !== null && floorMinor > amountMinor) return BELOW_FLOOR;
  return isFull ? FULL : undefined;
}
