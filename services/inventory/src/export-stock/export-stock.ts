/** What an export tells of an item that is sold. Text that is not there is empty, like a rule that is not set. */
export type ExportedItem = {
  readonly sku: string;
  readonly name: string;
  readonly description: string | null;
  readonly category: string | null;
  readonly taxCategory: string;
  /** A JSON object. */
  readonly attributes: string;
  readonly safetyStock: number;
  readonly backorderLimit: number;
  readonly preorderLimit: number;
  /** RFC 3339. */
  readonly availableFrom: string | null;
  readonly maxPerOrder: number;
  readonly maxPerBuyer: number | null;
};
export type ExportedShelf = {
  readonly sku: string;
  readonly location: string;
  readonly onHandUnits: number;
  readonly reservedUnits: number;
  readonly incomingUnits: number;
  /** What the last import counted; null when none did. */
  readonly importedUnits: number | null;
};

export const ITEM_HEADER = csvLine([
  ...["sku", "name", "description", "category", "tax_category", "attributes"],
  ...["safety_stock", "backorder_limit", "preorder_limit", "available_from"],
  ...["max_per_order", "max_per_buyer"],
]);

/** The line of an item. An import of it changes nothing, since an empty cell leaves its field as it is. */
export const itemLine = (item: ExportedItem): string =>
  csvLine([
    ...[item.sku, item.name, item.description, item.category, item.taxCategory],
    item.attributes === "{}" ? null : item.attributes,
    ...[item.safetyStock, item.backorderLimit, item.preorderLimit, item.availableFrom],
    ...[item.maxPerOrder, item.maxPerBuyer],
  ]);

export const STOCK_HEADER = csvLine([
  ...["sku", "location", "quantity", "on_hand", "reserved", "incoming"],
]);

/**
 * The line of a shelf. `quantity` is the count that an import states, so that importing the line changes nothing, whatever
 * was sold or delivered since the last import (ADR 0007); a shelf that no import has counted gets what is on it.
 */
export const stockLine = (shelf: ExportedShelf): string =>
  csvLine([
    ...[shelf.sku, shelf.location, shelf.importedUnits ?? shelf.onHandUnits],
    ...[shelf.onHandUnits, shelf.reservedUnits, shelf.incomingUnits],
  ]);

/** One line of RFC 4180. Cells are written as they are, also those that a spreadsheet would take for a formula. */
function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join()}\n`;
}

function csvCell(value: string | number | null): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
