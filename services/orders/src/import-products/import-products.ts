import { fail, ok, type Result } from "@holdfast/result";
import type { CsvRecord } from "../csv-records.ts";
import type { ImportDefaults, ReadRow, RowError } from "./product-row.ts";
import { SHOPIFY_COLUMNS, shopifyReader } from "./shopify.ts";
import { SIMPLE_COLUMNS, simpleReader, unknownSimpleColumns } from "./simple.ts";

export type ImportFormat = "shopify" | "simple";

/** Reads a file's rows one after the other; the first row of a handle is remembered for the next. */
export type RowReader = {
  readonly format: ImportFormat;
  readonly read: (record: CsvRecord) => ReadRow;
};
export type FormatUnknown = { readonly kind: "import-format-unknown"; readonly reason: string };

/** A Shopify export has some 80 columns, and 3 for each further market. */
const COLUMNS_MAX = 500;
/** A name stands in every error of its column. */
const COLUMN_LENGTH_MAX = 255;

/** How the file is read, by its header. Column names count whatever their case and the spaces around them. */
export function readerFor(
  header: readonly string[],
  defaults: ImportDefaults,
): Result<RowReader, FormatUnknown> {
  if (header.length > COLUMNS_MAX) return unknown(`It has more than ${COLUMNS_MAX} columns.`);
  const names = header.map((column) => column.trim());
  if (names.some(({ length }) => length > COLUMN_LENGTH_MAX)) {
    return unknown(`It has a column whose name is longer than ${COLUMN_LENGTH_MAX} characters.`);
  }
  const keys = names.map((name) => name.toLowerCase());
  const known = new Set(keys);
  const has = (columns: readonly string[]) =>
    columns.every((column) => known.has(column.toLowerCase()));
  const twice = firstRepeated(keys);
  if (twice !== undefined) return unknown(`Its column ${JSON.stringify(twice)} stands twice.`);
  if (has(SHOPIFY_COLUMNS)) return ok(reader("shopify", names, shopifyReader(defaults)));
  if (!has(SIMPLE_COLUMNS)) {
    return unknown(
      `Its first line is not a header we know: ${JSON.stringify(names.join(",").slice(0, 200))}.`,
    );
  }
  const strange = unknownSimpleColumns(keys);
  if (strange.length === 0) return ok(reader("simple", names, simpleReader(defaults, keys)));
  const listed = strange.slice(0, 10).map((column) => JSON.stringify(column));
  return unknown(`It has columns we do not know: ${listed.join(", ")}.`);
}

function firstRepeated(keys: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return keys.find((key) => key !== "" && seen.size === seen.add(key).size);
}

function reader(
  format: ImportFormat,
  names: readonly string[],
  read: (record: CsvRecord, cells: (column: string) => string) => ReadRow,
): RowReader {
  const indexes = new Map(names.map((name, index) => [name.toLowerCase(), index]));
  return {
    format,
    read: (record) => {
      const fault = shapeFault(record, names);
      if (fault !== undefined) return { kind: "rejected", errors: [fault] };
      const cell = (column: string) => record.cells[indexes.get(column.toLowerCase()) ?? -1] ?? "";
      return read(record, (column) => cell(column).trim());
    },
  };
}

/** What makes the row unreadable before any cell is looked at. */
function shapeFault({ line, cells }: CsvRecord, names: readonly string[]): RowError | undefined {
  if (cells.length !== names.length) {
    const column = names[Math.min(cells.length, names.length - 1)] ?? "";
    const message = `the row has ${cells.length} fields, the header ${names.length}`;
    return { line, column, message };
  }
  const broken = cells.findIndex((cell) => cell.includes("\u0000") || cell.includes("\ufffd"));
  if (broken < 0) return undefined;
  return { line, column: names[broken] ?? "", message: "is not UTF-8 text" };
}

function unknown(reason: string): Result<never, FormatUnknown> {
  return fail({ kind: "import-format-unknown", reason });
}
