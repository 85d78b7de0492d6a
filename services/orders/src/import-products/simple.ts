import { isCurrency } from "@holdfast/money";
import { fail, ok, type Result } from "@holdfast/result";
import type { CsvRecord } from "../csv-records.ts";
import {
  ATTRIBUTE_LENGTH_MAX,
  ATTRIBUTE_NAME_LENGTH_MAX,
  ATTRIBUTES_MAX,
  type Attributes,
  CATEGORY_LENGTH_MAX,
  DESCRIPTION_LENGTH_MAX,
  type ImportDefaults,
  type ImportedPrice,
  NAME_LENGTH_MAX,
  type ReadRow,
  readAttributeName,
  readPrice,
  readQuantity,
  readText,
  rowFaults,
} from "./product-row.ts";
import { isSku } from "./sku.ts";

type Cells = (column: string) => string;
type Faults = ReturnType<typeof rowFaults>;

/** The columns that make a file one of our own. */
export const SIMPLE_COLUMNS = ["sku", "name"] as const;
const OPTIONAL = [
  "description",
  "category",
  "tax_category",
  "attributes",
  "location",
  "quantity",
] as const;
const PRICE = /^(?:price|compare_at)_([a-z]{3})$/;

/** The file's columns that its format does not know: most likely misspelt, so nothing of it is imported. */
export function unknownSimpleColumns(header: readonly string[]): readonly string[] {
  const known: ReadonlySet<string> = new Set([...SIMPLE_COLUMNS, ...OPTIONAL]);
  return header.filter((column) => {
    const currency = PRICE.exec(column)?.[1];
    return !known.has(column) && !(currency !== undefined && isCurrency(currency.toUpperCase()));
  });
}

/** Reads our own format: one item a row, and a price for each `price_<currency>` column that is filled. */
export function simpleReader(defaults: ImportDefaults, header: readonly string[]) {
  const currencies = [...new Set(header.flatMap((column) => PRICE.exec(column)?.[1] ?? []))];
  return ({ line }: CsvRecord, cells: Cells): ReadRow => {
    const faults = rowFaults(line);
    const sku = cells("sku");
    if (!isSku(sku)) {
      faults.add("sku", "must be 1 to 64 of the characters A-Z a-z 0-9 . _ ~ -");
    }
    const item = { sku, ...readDetails(cells, faults), ...readStock(cells, faults, defaults) };
    const prices = currencies.flatMap((currency) => readPrices(cells, faults, currency));
    if (faults.errors.length > 0) return { kind: "rejected", errors: faults.errors };
    return { kind: "product", row: { line, item, prices } };
  };
}

function readDetails(cells: Cells, faults: Faults) {
  const text = (column: string, lengthMax: number) =>
    faults.take(column, readText(cells(column), lengthMax)) ?? "";
  const name = text("name", NAME_LENGTH_MAX);
  if (cells("name") === "") faults.add("name", "is required");
  const description = text("description", DESCRIPTION_LENGTH_MAX);
  const category = text("category", CATEGORY_LENGTH_MAX);
  const taxCategory = cells("tax_category");
  if (taxCategory !== "" && !isSku(taxCategory)) {
    faults.add("tax_category", "must be 1 to 64 plain characters");
  }
  const attributes = faults.take("attributes", readAttributes(cells("attributes")));
  return {
    name,
    ...(description === "" ? {} : { description }),
    ...(category === "" ? {} : { category }),
    ...(taxCategory === "" ? {} : { taxCategory }),
    ...(attributes === undefined ? {} : { attributes }),
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

/** A JSON object of plain values; undefined for an empty cell. */
function readAttributes(text: string): Result<Attributes | undefined, string> {
  if (text === "") return ok(undefined);
  const value = parsed(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return fail('must be a JSON object such as {"colour":"blue"}');
  }
  const entries = Object.entries(value);
  if (entries.length > ATTRIBUTES_MAX) return fail(`has more than ${ATTRIBUTES_MAX} members`);
  for (const [name, member] of entries) {
    if (name === "" || name.length > ATTRIBUTE_NAME_LENGTH_MAX || !isStorable(name)) {
      return fail(`has a name that is not of 1 to ${ATTRIBUTE_NAME_LENGTH_MAX} characters`);
    }
    const known = readAttributeName(name);
    if (!known.ok) return known;
    const isPlain = typeof member === "boolean" || Number.isFinite(member);
    const isText =
      typeof member === "string" && member.length <= ATTRIBUTE_LENGTH_MAX && isStorable(member);
    if (!isPlain && !isText) {
      return fail(
        `${name} must be a number, true, false or text of up to ${ATTRIBUTE_LENGTH_MAX} characters`,
      );
    }
  }
  return ok(value as Attributes);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON can write, as escapes, what no CSV cell and no PostgreSQL text can hold. */
const isStorable = (text: string): boolean => !text.includes("\u0000") && text.isWellFormed();
