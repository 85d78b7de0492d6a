import type { CsvRecord } from "../csv-records.ts";
import {
  ATTRIBUTE_LENGTH_MAX,
  type Attributes,
  CATEGORY_LENGTH_MAX,
  type Cells,
  DESCRIPTION_LENGTH_MAX,
  type Faults,
  type ImportDefaults,
  NAME_LENGTH_MAX,
  type ReadRow,
  readAttributeName,
  readPrice,
  readQuantity,
  readText,
  rowFaults,
} from "./file-row.ts";
import { htmlToText } from "./html-text.ts";
import { deriveSku, isSku } from "./sku.ts";

/** What the rows of one handle share: it stands on the first of them only. */
type Head = {
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  readonly vendor: string;
  readonly type: string;
  readonly tags: string;
  readonly optionNames: readonly string[];
};
type Option = { readonly column: string; readonly name: string; readonly value: string };

/** The columns that make a file a Shopify product export. */
export const SHOPIFY_COLUMNS = ["Handle", "Title", "Variant Price"] as const;

/**
 * Reads a Shopify product export row by row: one item a variant. Rows of a handle take what they leave out from its
 * first row; rows that only name another image are ignored.
 */
export function shopifyReader(defaults: ImportDefaults) {
  let head: Head | undefined;
  return (record: CsvRecord, cells: Cells): ReadRow => {
    const faults = rowFaults(record.line);
    const handle = cells("Handle");
    if (handle === "") faults.add("Handle", "is required");
    else if (cells("Title") !== "") head = headOf(cells);
    else if (head?.handle !== handle) {
      faults.add("Title", "is required on the first row of a handle");
    }
    if (head === undefined || faults.errors.length > 0) {
      return { kind: "rejected", errors: faults.errors };
    }
    if (cells("Title") === "" && isImageOnly(cells)) return { kind: "ignored" };
    return readVariant({ head, cells, faults, line: record.line, defaults });
  };
}

function headOf(cells: Cells): Head {
  return {
    handle: cells("Handle"),
    title: cells("Title"),
    description: htmlToText(cells("Body (HTML)")),
    vendor: cells("Vendor"),
    type: cells("Type"),
    tags: cells("Tags"),
    optionNames: [1, 2, 3].map((n) => cells(`Option${n} Name`)),
  };
}

function isImageOnly(cells: Cells): boolean {
  return ["Option1 Value", "Variant SKU", "Variant Price"].every((column) => cells(column) === "");
}

function readVariant(variant: {
  readonly head: Head;
  readonly cells: Cells;
  readonly faults: Faults;
  readonly line: number;
  readonly defaults: ImportDefaults;
}): ReadRow {
  const { head, cells, faults, line, defaults } = variant;
  const { currency, location } = defaults;
  const options = optionsOf(head, cells);
  const name = faults.take("Title", readText(head.title, NAME_LENGTH_MAX));
  const description = readText(head.description, DESCRIPTION_LENGTH_MAX);
  faults.take("Body (HTML)", description);
  faults.take("Type", readText(head.type, CATEGORY_LENGTH_MAX));
  const sku = readSku(head, options, variant);
  const attributes = readAttributes(head, options, faults);
  const quantity = faults.take(
    "Variant Inventory Qty",
    readQuantity(cells("Variant Inventory Qty")),
  );
  const amount = faults.take("Variant Price", readPrice(cells("Variant Price"), currency));
  const before = readPrice(cells("Variant Compare At Price"), currency);
  const compareAt = faults.take("Variant Compare At Price", before);
  if (cells("Variant Price") === "") faults.add("Variant Price", "is required");
  if (sku === undefined || name === undefined || amount === undefined || faults.errors.length > 0) {
    return { kind: "rejected", errors: faults.errors };
  }
  const item = {
    sku,
    name,
    ...(head.description === "" ? {} : { description: head.description }),
    ...(head.type === "" ? {} : { category: head.type }),
    attributes,
    ...(quantity === undefined ? {} : { stock: { location, quantity } }),
  };
  // Shopify writes 0.00 for "was never dearer".
  const price = { currency, amount, ...(compareAt ? { compareAt } : {}) };
  return { kind: "row", row: { line, item, prices: [price] } };
}

/** The variant's options; none for the only variant of a product, whose option is called `Default Title`. */
function optionsOf({ optionNames }: Head, cells: Cells): readonly Option[] {
  const options = [1, 2, 3].flatMap((n) => {
    const value = cells(`Option${n} Value`);
    const name = cells(`Option${n} Name`) || optionNames[n - 1] || `Option${n}`;
    return value === "" ? [] : [{ column: `Option${n} Value`, name, value }];
  });
  const [only, ...others] = options;
  return only?.value === "Default Title" && others.length === 0 ? [] : options;
}

function readSku(
  { handle }: Head,
  options: readonly Option[],
  { cells, faults }: { readonly cells: Cells; readonly faults: Faults },
): string | undefined {
  // Shopify prefixes with ' what a spreadsheet would turn into a number.
  const given = cells("Variant SKU").replace(/^'/, "");
  const sku = given === "" ? deriveSku([handle, ...options.map(({ value }) => value)]) : given;
  if (sku !== undefined && isSku(sku)) return sku;
  faults.add("Variant SKU", "must be 1 to 64 of the characters A-Z a-z 0-9 . _ ~ -");
  return undefined;
}

function readAttributes(
  { vendor, tags }: Head,
  options: readonly Option[],
  faults: Faults,
): Attributes {
  const attributes: Record<string, string> = {};
  const add = (column: string, name: string, value: string) => {
    if (value === "") return;
    faults.take(column, readAttributeName(name));
    faults.take(column, readText(value, ATTRIBUTE_LENGTH_MAX));
    attributes[name] = value;
  };
  add("Vendor", "vendor", vendor);
  add("Tags", "tags", tags);
  for (const { column, name, value } of options) add(column, name, value);
  return attributes;
}
