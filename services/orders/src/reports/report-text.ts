import { formatDecimal, fromWire, type MoneyWire } from "@holdfast/money";
import type { ReportFormat, ReportType } from "./reports.ts";

type Cell = string | number | null | MoneyWire;
/** A row of a report: the columns of its type by name, in their order. */
export type ReportRow = Readonly<Record<string, Cell>>;

/** The columns by type, in the order of the file. */
export const COLUMNS: Readonly<Record<ReportType, readonly string[]>> = {
  "stock-movements": [
    ...["id", "at", "sku", "location", "kind", "quantity", "otherLocation", "reason", "reference"],
  ],
  sales: [
    ...["orderId", "account", "confirmedAt", "status", "sku", "quantity", "unit", "discount"],
    ...["tax", "total", "currency", "orderTotal", "orderRefunded"],
  ],
  "price-history": [
    ...["sku", "version", "recordedAt", "currency", "amount", "minQuantity", "customerGroup"],
    ...["channel", "region", "validFrom", "validTo", "compareAt", "floor", "priority"],
  ],
  "stock-valuation": ["sku", "location", "onHand", "reserved", "unit", "value", "currency"],
};

/** How a file of a format is written, piece by piece. */
export type ReportText = {
  /** Before the first row. */
  readonly head: string;
  /** `isFirst`: of the whole file. */
  readonly row: (row: ReportRow, isFirst: boolean) => string;
  /** After the last row, of which there were some or none. */
  readonly tail: string;
};

export function reportText(type: ReportType, format: ReportFormat): ReportText {
  const columns = COLUMNS[type];
  if (format === "csv") {
    return { head: csvLine(columns), row: (row) => csvRow(columns, row), tail: "" };
  }
  return {
    head: "[",
    row: (row, isFirst) => (isFirst ? "\n" : ",\n") + JSON.stringify(row),
    tail: "\n]\n",
  };
}

export const CONTENT_TYPES: Readonly<Record<ReportFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
};

function csvRow(columns: readonly string[], row: ReportRow): string {
  let line = "";
  for (const [index, name] of columns.entries()) {
    line += (index === 0 ? "" : ",") + csvCell(row[name] ?? null);
  }
  return `${line}\r\n`;
}

/** A line of RFC 4180. */
const csvLine = (cells: readonly string[]): string => `${cells.map(csvText).join()}\r\n`;

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  return typeof cell === "string" ? csvText(cell) : formatDecimal(fromWire(cell));
}

/**
 * People open these files in spreadsheets, which would run a text that looks like a formula: an apostrophe keeps it a text.
 * Nobody imports a report, so that nothing has to be read back; numbers are written as they are.
 */
function csvText(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
