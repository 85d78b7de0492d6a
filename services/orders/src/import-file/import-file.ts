import { fail, ok, type Result } from "@holdfast/result";
import type { CsvRecord } from "../csv-records.ts";
import type { Cells, FileRow, ImportDefaults, ReadRow, RowError } from "./file-row.ts";
import { ITEM_COLUMNS, isItemColumn, itemReader } from "./items.ts";
import { isPriceColumn, PRICE_COLUMNS, priceReader, priceSubject } from "./prices.ts";
import { SHOPIFY_COLUMNS, shopifyReader } from "./shopify.ts";
import { isSimpleColumn, SIMPLE_COLUMNS, simpleReader } from "./simple.ts";
import { isStockColumn, STOCK_COLUMNS, stockReader } from "./stock.ts";

/** What a file is about, as its sender says. */
export type ImportKind = "products" | "items" | "stock" | "prices";
/** How a file is written. Products come in two ways, the others in one. */
export type ImportFormat = "shopify" | "simple" | "items" | "stock" | "prices";

/** Reads a file's rows one after the other; the first row of a handle is remembered for the next. */
export type RowReader = {
  readonly format: ImportFormat;
  readonly read: (record: CsvRecord) => ReadRow;
};
export type FormatUnknown = { readonly kind: "import-format-unknown"; readonly reason: string };

/** What a row is about: no two rows of a file may have the same. SKUs and codes have no spaces, so that it is unambiguous. */
export function subjectOf({ item: { sku, name, stock }, prices: [price] }: FileRow): string {
  if (name !== undefined) return sku;
  if (stock !== undefined) return `${sku} at ${stock.location}`;
  return price === undefined ? sku : priceSubject(sku, price);
}

/** A Shopify export has some 80 columns, and 3 for each further market. */
const COLUMNS_MAX = 500;
/** A name stands in every error of its column. */
const COLUMN_LENGTH_MAX = 255;

/** How the file is read, by its header. Column names count whatever their case and the spaces around them. */
export function readerFor(
  kind: ImportKind,
  header: readonly string[],
  defaults: ImportDefaults,
): Result<RowReader, FormatUnknown> {
  if (header.length > COLUMNS_MAX) return unknown(`It has more than ${COLUMNS_MAX} columns.`);
  const names = header.map((column) => column.trim());
  if (names.some(({ length }) => length > COLUMN_LENGTH_MAX)) {
    return unknown(`It has a column whose name is longer than ${COLUMN_LENGTH_MAX} characters.`);
  }
  const keys = names.map((name) => name.toLowerCase());
  const twice = firstRepeated(keys);
  if (twice !== undefined) return unknown(`Its column ${JSON.stringify(twice)} stands twice.`);
  const known = new Set(keys);
  const format = formatsOf(kind, names, defaults).find(({ required }) =>
    required.every((column) => known.has(column.toLowerCase())),
  );
  if (format === undefined) {
    const shown = JSON.stringify(names.join(",").slice(0, 200));
    return unknown(`Its first line is not a header we know of ${kind}: ${shown}.`);
  }
  const strange = keys.filter((column) => !format.isKnown(column));
  if (strange.length === 0) return ok(reader(format.name, names, format.read));
  const listed = strange.slice(0, 10).map((column) => JSON.stringify(column));
  return unknown(`It has columns we do not know: ${listed.join(", ")}.`);
}

type Read = (record: CsvRecord, cells: Cells, words: Cells) => ReadRow;
type Format = {
  readonly name: ImportFormat;
  readonly required: readonly string[];
  readonly isKnown: (column: string) => boolean;
  readonly read: Read;
};

function formatsOf(
  kind: ImportKind,
  names: readonly string[],
  defaults: ImportDefaults,
): readonly Format[] {
  const keys = names.map((name) => name.toLowerCase());
  switch (kind) {
    case "products":
      return [
        // Shopify adds columns as it likes.
        {
          name: "shopify",
          required: SHOPIFY_COLUMNS,
          isKnown: () => true,
          read: shopifyReader(defaults),
        },
        {
          name: "simple",
          required: SIMPLE_COLUMNS,
          isKnown: isSimpleColumn,
          read: simpleReader(defaults, keys),
        },
      ];
    case "items":
      return [
        { name: kind, required: ITEM_COLUMNS, isKnown: isItemColumn, read: itemReader(names) },
      ];
    case "stock":
      return [
        {
          name: kind,
          required: STOCK_COLUMNS,
          isKnown: isStockColumn,
          read: stockReader(defaults),
        },
      ];
    case "prices":
      return [{ name: kind, required: PRICE_COLUMNS, isKnown: isPriceColumn, read: priceReader() }];
    default:
      return kind satisfies never;
  }
}

function firstRepeated(keys: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return keys.find((key) => key !== "" && seen.size === seen.add(key).size);
}

function reader(format: ImportFormat, names: readonly string[], read: Read): RowReader {
  const indexes = new Map(names.map((name, index) => [name.toLowerCase(), index]));
  return {
    format,
    read: (record) => {
      const fault = shapeFault(record, names);
      if (fault !== undefined) return { kind: "rejected", errors: [fault] };
      const words = (column: string) => record.cells[indexes.get(column.toLowerCase()) ?? -1] ?? "";
      return read(record, (column) => tidied(words(column)), words);
    },
  };
}

/** Without the spaces around it, and with `\n` as its only line ending. */
const tidied = (cell: string): string => cell.trim().replace(/\r\n?/g, "\n");

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
