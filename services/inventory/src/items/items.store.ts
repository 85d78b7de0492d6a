import type { Precondition } from "@holdfast/http-service/precondition";
import type { Queryable } from "@holdfast/postgres";
import type { Attributes } from "../schemas.ts";

export type Item = {
  readonly sku: string;
  readonly name: string;
  readonly description: string | null;
  readonly category: string | null;
  readonly attributes: Attributes;
  readonly taxCategory: string;
  readonly safetyStock: number;
  readonly backorderLimit: number;
  readonly maxPerOrder: number;
};
export type StoredItem = Item & {
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

const COLUMNS = `sku, name, description, category, attributes, tax_category as "taxCategory",
  safety_stock as "safetyStock", backorder_limit as "backorderLimit", max_per_order as "maxPerOrder", version,
  created_at as "createdAt", updated_at as "updatedAt"`;
const INSERT = `insert into item (sku, name, description, category, attributes, tax_category, safety_stock,
  backorder_limit, max_per_order, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`;
const SET = `set name = $2, description = $3, category = $4, attributes = $5, tax_category = $6,
  safety_stock = $7, backorder_limit = $8, max_per_order = $9, updated_at = $10, version = item.version + 1`;

/**
 * Creates the item or replaces it whole, under the precondition, in one atomic statement; undefined when the
 * precondition fails. Version 1 is a created one.
 */
export async function putItem(
  db: Queryable,
  { item, precondition, nowMs }: { item: Item; precondition: Precondition; nowMs: number },
): Promise<StoredItem | undefined> {
  const written = [
    item.sku,
    item.name,
    item.description,
    item.category,
    JSON.stringify(item.attributes),
    item.taxCategory,
    item.safetyStock,
    item.backorderLimit,
    item.maxPerOrder,
    new Date(nowMs),
  ];
  switch (precondition.kind) {
    case "none":
      return upsertItem(db, written);
    case "absent":
      return createItem(db, written);
    case "present":
      return replaceItem(db, [...written, null]);
    case "version":
      return replaceItem(db, [...written, precondition.versions]);
    default:
      return precondition satisfies never;
  }
}

export async function findItem(db: Queryable, sku: string): Promise<StoredItem | undefined> {
  const [item] = await db.query<StoredItem>({
    name: "find-item",
    text: `select ${COLUMNS} from item where sku = $1`,
    values: [sku],
  });
  return item;
}

async function upsertItem(db: Queryable, values: readonly unknown[]) {
  const [item] = await db.query<StoredItem>({
    name: "upsert-item",
    text: `${INSERT} on conflict (sku) do update ${SET} returning ${COLUMNS}`,
    values,
  });
  return item;
}

async function createItem(db: Queryable, values: readonly unknown[]) {
  const [item] = await db.query<StoredItem>({
    name: "create-item",
    text: `${INSERT} on conflict (sku) do nothing returning ${COLUMNS}`,
    values,
  });
  return item;
}

/** The last value lists the versions that may be replaced; null for any. */
async function replaceItem(db: Queryable, values: readonly unknown[]) {
  const [item] = await db.query<StoredItem>({
    name: "replace-item",
    text: `update item ${SET} where sku = $1 and ($11::bigint[] is null or version = any($11))
           returning ${COLUMNS}`,
    values,
  });
  return item;
}
