import { fail, ok, type Result } from "@holdfast/result";
import {
  ATTRIBUTE_LENGTH_MAX,
  ATTRIBUTE_NAME_LENGTH_MAX,
  ATTRIBUTES_MAX,
  type Attributes,
  CATEGORY_LENGTH_MAX,
  type Cells,
  DESCRIPTION_LENGTH_MAX,
  type Faults,
  type ImportedItem,
  NAME_LENGTH_MAX,
  readAttributeName,
  readText,
} from "./file-row.ts";
import { isSku } from "./sku.ts";

type Details = Omit<ImportedItem, "sku" | "stock">;

/** The columns of our own formats that say what an item is, besides `sku` and `name`. */
export const DETAIL_COLUMNS = ["description", "category", "tax_category", "attributes"] as const;

export function readSku(cells: Cells, faults: Faults): string {
  const sku = cells("sku");
  if (!isSku(sku)) faults.add("sku", "must be 1 to 64 of the characters A-Z a-z 0-9 . _ ~ -");
  return sku;
}

/** What an item is; an empty cell leaves its field out. `words` reads the cells that hold text. */
export function readDetails(cells: Cells, words: Cells, faults: Faults): Details {
  const text = (column: string, lengthMax: number) =>
    faults.take(column, readText(words(column), lengthMax)) ?? "";
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
