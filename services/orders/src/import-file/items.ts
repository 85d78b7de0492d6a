import type { CsvRecord } from "../csv-records.ts";
import {
  ATTRIBUTE_LENGTH_MAX,
  ATTRIBUTES_MAX,
  type Attributes,
  type Cells,
  type Faults,
  type ReadRow,
  readAttributeName,
  readQuantity,
  readText,
  readTime,
  rowFaults,
} from "./file-row.ts";
import { DETAIL_COLUMNS, readDetails, readSku } from "./item-details.ts";

/** The columns that a file of items must have. */
export const ITEM_COLUMNS = ["sku", "name"] as const;
const UNITS = {
  safety_stock: { field: "safetyStock", least: 0 },
  backorder_limit: { field: "backorderLimit", least: 0 },
  preorder_limit: { field: "preorderLimit", least: 0 },
  max_per_order: { field: "maxPerOrder", least: 1 },
  max_per_buyer: { field: "maxPerBuyer", least: 1 },
} as const;
const KNOWN: ReadonlySet<string> = new Set([
  ...ITEM_COLUMNS,
  ...DETAIL_COLUMNS,
  ...Object.keys(UNITS),
  "available_from",
]);
const ATTRIBUTE = /^attribute\.(.+)$/i;

/** Is it a column of this format? By its name in lower case. */
export const isItemColumn = (column: string): boolean =>
  KNOWN.has(column) || ATTRIBUTE.test(column);

/**
 * Reads items with what is told about them and the rules by which they are sold. Text is taken as it stands, spaces and
 * line breaks too, so that an export comes back as it went.
 */
export function itemReader(header: readonly string[]) {
  const attributeColumns = header.flatMap((column) => {
    const name = ATTRIBUTE.exec(column)?.[1];
    return name === undefined ? [] : [{ column, name }];
  });
  return ({ line }: CsvRecord, cells: Cells, words: Cells): ReadRow => {
    const faults = rowFaults(line);
    const sku = readSku(cells, faults);
    const { attributes: written, ...details } = readDetails(cells, words, faults);
    const told = attributeColumns.flatMap(({ column, name }) =>
      words(column) === "" ? [] : [{ column, name, value: words(column) }],
    );
    const attributes = joinAttributes(written, told, faults);
    const item = {
      sku,
      ...details,
      ...(attributes === undefined ? {} : { attributes }),
      ...readRules(cells, faults),
    };
    if (faults.errors.length > 0) return { kind: "rejected", errors: faults.errors };
    return { kind: "row", row: { line, item, prices: [] } };
  };
}

type Told = { readonly column: string; readonly name: string; readonly value: string };

/** What the `attributes` cell and the columns of single attributes say together; undefined when neither says anything. */
function joinAttributes(
  written: Attributes | undefined,
  told: readonly Told[],
  faults: Faults,
): Attributes | undefined {
  if (told.length === 0) return written;
  for (const { column, name, value } of told) {
    faults.take(column, readAttributeName(name));
    faults.take(column, readText(value, ATTRIBUTE_LENGTH_MAX));
  }
  const columns = told.map(({ name, value }) => [name, value] as const);
  const attributes = { ...written, ...Object.fromEntries(columns) };
  if (Object.keys(attributes).length > ATTRIBUTES_MAX) {
    faults.add(told.at(-1)?.column ?? "", `is the row's attribute above ${ATTRIBUTES_MAX}`);
  }
  return attributes;
}

function readRules(cells: Cells, faults: Faults) {
  const rules: Partial<Record<(typeof UNITS)[keyof typeof UNITS]["field"], number>> = {};
  for (const [column, { field, least }] of Object.entries(UNITS)) {
    const units = faults.take(column, readQuantity(cells(column), least));
    if (units !== undefined) rules[field] = units;
  }
  const availableFrom = faults.take("available_from", readTime(cells("available_from")));
  return { ...rules, ...(availableFrom === undefined ? {} : { availableFrom }) };
}
