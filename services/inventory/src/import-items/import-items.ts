import {
  ATTRIBUTE_LENGTH_MAX,
  ATTRIBUTES_MAX,
  type Attributes,
  CATEGORY_LENGTH_MAX,
  DESCRIPTION_LENGTH_MAX,
  NAME_LENGTH_MAX,
  QUANTITY_MAX,
  SKU_PATTERN,
  TAX_CATEGORY_PATTERN,
} from "../schemas.ts";
import type { StockRow } from "../stock.ts";

/** One row of a file. What it leaves out stays as it is; a new item gets the defaults. */
export type ImportRow = {
  readonly sku: string;
  readonly name: string;
  readonly description?: string;
  readonly category?: string;
  readonly attributes?: Attributes;
  readonly taxCategory?: string;
  /** A count of the shelf, not a delivery. */
  readonly stock?: { readonly location: string; readonly quantity: number };
};
export type ImportedItem = {
  readonly sku: string;
  readonly name: string;
  readonly description: string | null;
  readonly category: string | null;
  readonly attributes: Attributes;
  readonly taxCategory: string;
};
/** A stock row with the count of the last import; null when none ever counted it. */
export type CountedRow = StockRow & { readonly importedUnits: number | null };
export type World = {
  readonly items: ReadonlyMap<string, ImportedItem>;
  readonly stock: readonly CountedRow[];
  readonly locations: ReadonlySet<string>;
};

type RowError = { readonly code: string; readonly message: string };
export type RowResult = {
  readonly sku: string;
  readonly outcome: "created" | "updated" | "unchanged";
  readonly error?: RowError;
};
export type CountWrite = {
  readonly sku: string;
  readonly location: string;
  /** What the count does to the units on hand; 0 when it only has to be remembered. */
  readonly deltaUnits: number;
  readonly countedUnits: number;
};
export type ImportPlan = {
  readonly results: readonly RowResult[];
  readonly items: readonly ImportedItem[];
  readonly counts: readonly CountWrite[];
};

type RowPlan =
  | { readonly fault: RowError }
  | {
      readonly outcome: RowResult["outcome"];
      readonly item: ImportedItem | undefined;
      readonly count: CountWrite | undefined;
    };

/**
 * What an import writes. A row with a fault is answered and writes nothing; the others land. A count is compared with
 * the last imported one, so a file that was imported before changes nothing, whatever was sold since.
 */
export function decideImport(rows: readonly ImportRow[], world: World): ImportPlan {
  const seen = new Set<string>();
  const plans = rows.map((row) => {
    const plan = seen.has(row.sku) ? { fault: DUPLICATE } : planRow(row, world);
    seen.add(row.sku);
    return plan;
  });
  return {
    results: plans.map((plan, index) => {
      const sku = rows[index]?.sku ?? "";
      return "fault" in plan
        ? { sku, outcome: "unchanged", error: plan.fault }
        : { sku, outcome: plan.outcome };
    }),
    items: plans.flatMap((plan) => ("fault" in plan ? [] : (plan.item ?? []))),
    counts: plans.flatMap((plan) => ("fault" in plan ? [] : (plan.count ?? []))),
  };
}

const DUPLICATE = {
  code: "duplicate-sku",
  message: "sku stands in an earlier row of the same request",
};

function planRow(row: ImportRow, world: World): RowPlan {
  const message = faultOf(row);
  if (message !== undefined) return { fault: { code: "validation-failed", message } };
  const known = world.items.get(row.sku);
  const item = merge(row, known);
  const itemChanged = known === undefined || !sameItem(known, item);
  const count = row.stock === undefined ? undefined : planCount(row.sku, row.stock, world);
  if (count !== undefined && "fault" in count) return count;
  const changed = itemChanged || count !== undefined;
  return {
    outcome: known === undefined ? "created" : changed ? "updated" : "unchanged",
    item: itemChanged ? item : undefined,
    count,
  };
}

function planCount(
  sku: string,
  { location, quantity }: NonNullable<ImportRow["stock"]>,
  { stock, locations }: World,
): CountWrite | { readonly fault: RowError } | undefined {
  if (!locations.has(location)) {
    return { fault: { code: "location-not-found", message: `there is no location ${location}` } };
  }
  const row = stock.find((candidate) => candidate.sku === sku && candidate.location === location);
  if (row?.importedUnits === quantity) return undefined;
  const deltaUnits = quantity - (row?.importedUnits ?? row?.onHandUnits ?? 0);
  const onHandUnits = (row?.onHandUnits ?? 0) + deltaUnits;
  const reservedUnits = row?.reservedUnits ?? 0;
  if (onHandUnits < reservedUnits) {
    const message = `stock.quantity would leave ${onHandUnits} units on hand, ${reservedUnits} are reserved`;
    return { fault: { code: "stock-below-reserved", message } };
  }
  return { sku, location, deltaUnits, countedUnits: quantity };
}

function merge(row: ImportRow, known: ImportedItem | undefined): ImportedItem {
  return {
    sku: row.sku,
    name: row.name,
    description: row.description ?? known?.description ?? null,
    category: row.category ?? known?.category ?? null,
    attributes: row.attributes ?? known?.attributes ?? {},
    taxCategory: row.taxCategory ?? known?.taxCategory ?? "standard",
  };
}

function sameItem(a: ImportedItem, b: ImportedItem): boolean {
  return (
    a.name === b.name &&
    a.description === b.description &&
    a.category === b.category &&
    a.taxCategory === b.taxCategory &&
    Object.keys(a.attributes).length === Object.keys(b.attributes).length &&
    Object.entries(a.attributes).every(([key, value]) => b.attributes[key] === value)
  );
}

const CODE = new RegExp(SKU_PATTERN);
const TAX_CATEGORY = new RegExp(TAX_CATEGORY_PATTERN);

/** What is wrong with the row's own values, naming the field. The same bounds as the item's own route. */
function faultOf(row: ImportRow): string | undefined {
  const { sku, name, description = "", category = "", attributes = {}, stock } = row;
  if (!CODE.test(sku)) return "sku must be 1 to 64 URL-safe characters";
  if (!/\S/.test(name)) return "name is empty";
  if (name.length > NAME_LENGTH_MAX) return tooLong("name", NAME_LENGTH_MAX);
  if (description.length > DESCRIPTION_LENGTH_MAX)
    return tooLong("description", DESCRIPTION_LENGTH_MAX);
  if (category.length > CATEGORY_LENGTH_MAX) return tooLong("category", CATEGORY_LENGTH_MAX);
  if (row.category === "") return "category is empty";
  if (!TAX_CATEGORY.test(row.taxCategory ?? "standard"))
    return "taxCategory must be 1 to 64 plain characters";
  if (stock !== undefined && !isCount(stock.quantity))
    return `stock.quantity must be a whole number from 0 to ${QUANTITY_MAX}`;
  return attributeFault(attributes);
}

function attributeFault(attributes: Attributes): string | undefined {
  const entries = Object.entries(attributes);
  if (entries.length > ATTRIBUTES_MAX) return `attributes has more than ${ATTRIBUTES_MAX} members`;
  for (const [key, value] of entries) {
    if (key.length === 0 || key.length > 100)
      return "attributes has a name not of 1 to 100 characters";
    if (typeof value === "string" && value.length > ATTRIBUTE_LENGTH_MAX)
      return tooLong(`attributes.${key}`, ATTRIBUTE_LENGTH_MAX);
  }
  return undefined;
}

const tooLong = (field: string, max: number) => `${field} is longer than ${max} characters`;
const isCount = (value: number) => Number.isInteger(value) && value >= 0 && value <= QUANTITY_MAX;
