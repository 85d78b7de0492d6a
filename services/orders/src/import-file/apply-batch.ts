import type { FileRow, ImportedPrice, RowError } from "./file-row.ts";
import type { ImportFormat } from "./import-file.ts";

type Outcome = "created" | "updated" | "unchanged";
export type ItemResult = {
  readonly outcome: Outcome;
  readonly error?: { readonly code: string; readonly message: string };
};
/** One price of a row, as pricing takes it. */
export type PriceOf = ImportedPrice & { readonly sku: string };
export type PriceResult =
  | { readonly outcome: Outcome }
  /** `field`: of the price, where the refusal is about one. */
  | { readonly refused: string; readonly field?: string };

/** What became of a batch's rows. */
export type BatchReport = {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly errors: readonly RowError[];
};

/** The prices of the rows whose item landed, in order: a row that inventory refused gets no price either. */
export function pricesToImport(
  rows: readonly FileRow[],
  items: readonly ItemResult[],
): readonly PriceOf[] {
  return rows.flatMap(({ item, prices }, index) =>
    items[index]?.error === undefined ? prices.map((price) => ({ sku: item.sku, ...price })) : [],
  );
}

/**
 * Counts the rows by what changed and gathers their errors. `prices` are the results of `pricesToImport`, in its order.
 * A row is unchanged when neither its item nor any of its prices changed.
 */
export function reportBatch(
  rows: readonly FileRow[],
  results: { readonly items: readonly ItemResult[]; readonly prices: readonly PriceResult[] },
  format: ImportFormat,
): BatchReport {
  const counts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  const errors: RowError[] = [];
  let price = 0;
  for (const [index, { line, prices }] of rows.entries()) {
    const item = results.items[index];
    if (item === undefined) throw new Error("inventory answered fewer rows than it was sent");
    if (item.error !== undefined) {
      counts.rejected += 1;
      errors.push({ line, column: columnOf(item.error, format), message: item.error.message });
      continue;
    }
    const priced = results.prices.slice(price, price + prices.length);
    price += prices.length;
    const refused = priced.find((each) => "refused" in each);
    if (refused !== undefined) {
      counts.rejected += 1;
      errors.push({ line, column: COLUMNS[format].price, message: refused.refused });
    } else counts[outcomeOf(item.outcome, priced)] += 1;
  }
  return { ...counts, errors };
}

/** As `reportBatch`, of a file of prices: each row is its one price. */
export function reportPrices(
  rows: readonly FileRow[],
  results: readonly PriceResult[],
): BatchReport {
  const counts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  const errors: RowError[] = [];
  for (const [index, { line }] of rows.entries()) {
    const result = results[index];
    if (result === undefined) throw new Error("pricing answered fewer rows than it was sent");
    if ("outcome" in result) counts[result.outcome] += 1;
    else {
      counts.rejected += 1;
      errors.push({ line, column: result.field ?? "sku", message: result.refused });
    }
  }
  return { ...counts, errors };
}

function outcomeOf(item: Outcome, prices: readonly PriceResult[]): Outcome {
  if (item !== "unchanged") return item;
  return prices.every((price) => "outcome" in price && price.outcome === "unchanged")
    ? "unchanged"
    : "updated";
}

const OWN_COLUMNS = { row: "sku", location: "location", quantity: "quantity", price: "price" };

/** Which column a callee's refusal is about: the stock's, the price's, or the row's own name for itself. */
export const COLUMNS: Readonly<Record<ImportFormat, typeof OWN_COLUMNS>> = {
  shopify: {
    row: "Variant SKU",
    location: "Variant Inventory Qty",
    quantity: "Variant Inventory Qty",
    price: "Variant Price",
  },
  simple: OWN_COLUMNS,
  items: OWN_COLUMNS,
  stock: OWN_COLUMNS,
  prices: OWN_COLUMNS,
};

function columnOf({ code }: { readonly code: string }, format: ImportFormat): string {
  const columns = COLUMNS[format];
  if (code === "location-not-found") return columns.location;
  return code === "stock-below-reserved" ? columns.quantity : columns.row;
}
