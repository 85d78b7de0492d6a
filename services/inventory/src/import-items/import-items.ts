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
/** One row of a file. What it leaves out stays as it is; a new item needs a name, and gets the defaults. */
export type ImportRow = Partial<Omit<ImportedItem, "sku" | "discontinued">> & {
  readonly sku: string;
  /** A count of the shelf, not a delivery. */
  readonly stock?: ShelfCount;
};
type ShelfCount = { readonly location: string; readonly quantity: number };
export type ImportedItem = {
  readonly sku: string;
  readonly name: string;
  readonly description: string | null;
  readonly category: string | null;
  readonly attributes: Attributes;
  readonly taxCategory: string;
  readonly safetyStock: number;
  readonly backorderLimit: number;
  readonly preorderLimit: number;
  readonly availableFrom: string | null;
  readonly maxPerOrder: number;
  readonly maxPerBuyer: number | null;
  readonly discontinued: boolean;
};
/** A stock row with the count of the last import; null when none ever counted it. */
export type CountedRow = {
  readonly sku: string;
  readonly location: string;
  readonly onHandUnits: number;
  readonly reservedUnits: number;
  readonly importedUnits: number | null;
};
export type World = {
  readonly items: ReadonlyMap<string, ImportedItem>;
  readonly stock: readonly CountedRow[];
  readonly locations: ReadonlySet<string>;
};

type RowError = { readonly code: string; readonly message: string };
export type RowPlan =
  | { readonly fault: RowError }
  | {
      readonly outcome: "created" | "updated" | "unchanged";
      /** To be written. */
      readonly item: ImportedItem | undefined;
      /** To be counted: the shelf decides whether that changes anything. */
      readonly count: ShelfCount | undefined;
    };

/** What to do for each row, in their order. A row with a fault writes nothing; the others land. */
export function decideImport(rows: readonly ImportRow[], world: World): readonly RowPlan[] {
  const seen = new Map<string, Set<string>>();
  const items = new Map(world.items); // as the rows leave them: an item may have a row for each of its shelves
  return rows.map((row) => {
    const places = seen.get(row.sku) ?? new Set();
    const place = row.stock?.location ?? "";
    const twice = places.has(place) || (places.size > 0 && row.name !== undefined);
    seen.set(row.sku, places.add(place));
    if (twice) return { fault: DUPLICATE };
    const plan = planRow(row, { ...world, items });
    if ("item" in plan && plan.item !== undefined) items.set(row.sku, plan.item);
    return plan;
  });
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
  if (item === undefined) {
    return { fault: { code: "item-not-found", message: `there is no item ${row.sku}` } };
  }
  const fault = row.stock === undefined ? undefined : countFault(row.sku, row.stock, world);
  if (fault !== undefined) return { fault };
  const changed = known === undefined || !sameItem(known, item);
  return {
    outcome: known === undefined ? "created" : changed ? "updated" : "unchanged",
    item: changed ? item : undefined,
    count: row.stock,
  };
}

/** What will be wrong with the count, as far as the shelf can be seen without its lock. */
function countFault(
  sku: string,
  { location, quantity }: ShelfCount,
  { stock, locations }: World,
): RowError | undefined {
  if (!locations.has(location)) {
    return { code: "location-not-found", message: `there is no location ${location}` };
  }
  const row = stock.find((candidate) => candidate.sku === sku && candidate.location === location);
  if (row === undefined || row.importedUnits === quantity) return undefined;
  const { reservedUnits, importedUnits, onHandUnits: before } = row;
  const onHandUnits = before + quantity - (importedUnits ?? before);
  if (onHandUnits >= reservedUnits) return undefined;
  return { code: "stock-below-reserved", message: belowReserved({ onHandUnits, reservedUnits }) };
}

export const belowReserved = (it: {
  readonly onHandUnits: number;
  readonly reservedUnits: number;
}): string =>
  `stock.quantity would leave ${it.onHandUnits} units on hand, ${it.reservedUnits} are reserved`;

/** A row with a name sells the item again; one without a name only speaks of what is there. */
function merge(row: ImportRow, known: ImportedItem | undefined): ImportedItem | undefined {
  const name = row.name ?? known?.name;
  if (name === undefined) return undefined;
  const { stock: _stock, ...told } = row;
  const defaults = { description: null, category: null, attributes: {}, taxCategory: "standard" };
  const limits = { safetyStock: 0, backorderLimit: 0, preorderLimit: 0, availableFrom: null };
  const most = { maxPerOrder: 10, maxPerBuyer: null };
  const discontinued = row.name === undefined && (known?.discontinued ?? false);
  return { ...defaults, ...limits, ...most, ...known, ...told, name, discontinued };
}

function sameItem(a: ImportedItem, b: ImportedItem): boolean {
  const { attributes: left, ...one } = a;
  const { attributes: right, ...other } = b;
  const keys = Object.keys(one) as (keyof typeof one)[];
  return (
    keys.every((key) => one[key] === other[key]) &&
    Object.keys(left).length === Object.keys(right).length &&
    Object.entries(left).every(([key, value]) => right[key] === value)
  );
}

const CODE = new RegExp(SKU_PATTERN);
const TAX_CATEGORY = new RegExp(TAX_CATEGORY_PATTERN);

/** What is wrong with the row's own values, naming the field. The same bounds as the item's own route. */
function faultOf(row: ImportRow): string | undefined {
  const { sku, name = "-", attributes = {}, stock } = row;
  const description = row.description ?? "";
  const category = row.category ?? "";
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
  return limitFault(row) ?? attributeFault(attributes);
}

const UNITS_FIELDS = ["safetyStock", "backorderLimit", "preorderLimit"] as const;
const COUNT_FIELDS = ["maxPerOrder", "maxPerBuyer"] as const;

function limitFault(row: ImportRow): string | undefined {
  for (const field of UNITS_FIELDS) {
    if (!isCount(row[field] ?? 0))
      return `${field} must be a whole number from 0 to ${QUANTITY_MAX}`;
  }
  for (const field of COUNT_FIELDS) {
    const value = row[field] ?? 1;
    if (!isCount(value) || value < 1) {
      return `${field} must be a whole number from 1 to ${QUANTITY_MAX}`;
    }
  }
  return undefined;
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
