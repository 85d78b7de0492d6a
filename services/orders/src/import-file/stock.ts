import type { CsvRecord } from "../csv-records.ts";
import {
  type Cells,
  type ImportDefaults,
  type ReadRow,
  readQuantity,
  rowFaults,
} from "./file-row.ts";
import { readSku } from "./item-details.ts";
import { isSku } from "./sku.ts";

/** The columns that a file of stock must have. */
export const STOCK_COLUMNS = ["sku", "quantity"] as const;
/** What an export says besides, for whoever reads it: an import only takes the count. */
const TOLD_ONLY = ["on_hand", "reserved", "incoming"] as const;
const KNOWN: ReadonlySet<string> = new Set([...STOCK_COLUMNS, "location", ...TOLD_ONLY]);

/** Is it a column of this format? By its name in lower case. */
export const isStockColumn = (column: string): boolean => KNOWN.has(column);

/** Reads counts of shelves, of items that are there already. */
export function stockReader(defaults: ImportDefaults) {
  return ({ line }: CsvRecord, cells: Cells): ReadRow => {
    const faults = rowFaults(line);
    const sku = readSku(cells, faults);
    const location = cells("location") || defaults.location;
    if (!isSku(location)) faults.add("location", "is no code of a location");
    const quantity = faults.take("quantity", readQuantity(cells("quantity")));
    if (cells("quantity") === "") faults.add("quantity", "is required");
    if (quantity === undefined || faults.errors.length > 0) {
      return { kind: "rejected", errors: faults.errors };
    }
    return { kind: "row", row: { line, item: { sku, stock: { location, quantity } }, prices: [] } };
  };
}
