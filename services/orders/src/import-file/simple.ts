import { isCurrency } from "@holdfast/money";
import type { CsvRecord } from "../csv-records.ts";
import {
  type Cells,
  type Faults,
  type ImportDefaults,
  type ImportedPrice,
  type ReadRow,
  readPrice,
  readQuantity,
  rowFaults,
} from "./file-row.ts";
import { DETAIL_COLUMNS, readDetails, readSku } from "./item-details.ts";

/** The columns that make a file of products one of our own. */
export const SIMPLE_COLUMNS = ["sku", "name"] as const;
const KNOWN: ReadonlySet<string> = new Set([
  ...SIMPLE_COLUMNS,
  ...DETAIL_COLUMNS,
  "location",
  "quantity",
]);
const PRICE = /^(?:price|compare_at)_([a-z]{3})$/;

/** Is it a column of this format? By its name in lower case. */
export function isSimpleColumn(column: string): boolean {
  const currency = PRICE.exec(column)?.[1];
  return KNOWN.has(column) || (currency !== undefined && isCurrency(currency.toUpperCase()));
}

/** Reads our own format: one item a row, and a price for each `price_<currency>` column that is filled. */
export function simpleReader(defaults: ImportDefaults, header: readonly string[]) {
  const currencies = [...new Set(header.flatMap((column) => PRICE.exec(column)?.[1] ?? []))];
  return ({ line }: CsvRecord, cells: Cells): ReadRow => {
    const faults = rowFaults(line);
    const sku = readSku(cells, faults);
    const item = {
      sku,
      ...readDetails(cells, cells, faults),
      ...readStock(cells, faults, defaults),
    };
    const prices = currencies.flatMap((currency) => readPrices(cells, faults, currency));
    if (faults.errors.length > 0) return { kind: "rejected", errors: faults.errors };
    return { kind: "row", row: { line, item, prices } };
  };
}

function readStock(cells: Cells, faults: Faults, defaults: ImportDefaults) {
  const quantity = faults.take("quantity", readQuantity(cells("quantity")));
  const location = cells("location") || defaults.location;
  return quantity === undefined ? {} : { stock: { location, quantity } };
}

function readPrices(cells: Cells, faults: Faults, currency: string): readonly ImportedPrice[] {
  const code = currency.toUpperCase();
  const column = `price_${currency}`;
  const amount = faults.take(column, readPrice(cells(column), code));
  const before = `compare_at_${currency}`;
  const compareAt = faults.take(before, readPrice(cells(before), code));
  if (cells(column) === "" && cells(before) !== "") faults.add(column, `is required by ${before}`);
  if (amount === undefined) return [];
  return [{ currency: code, amount, ...(compareAt === undefined ? {} : { compareAt }) }];
}
