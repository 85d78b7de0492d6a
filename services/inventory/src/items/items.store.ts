import { type Precondition, permits } from "@holdfast/http-service/precondition";
import type { Database, Queryable } from "@holdfast/postgres";
import { fail, ok, type Result } from "@holdfast/result";
import type { InventoryError } from "../inventory-error.ts";
import { TOLD_COLUMNS, tellItems } from "../item-events.store.ts";
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
  readonly preorderLimit: number;
  readonly availableFrom: Date | null;
  readonly maxPerOrder: number;
  readonly maxPerBuyer: number | null;
};
export type StoredItem = Item & {
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Set while the item is not sold any more. */
  readonly discontinuedAt: Date | null;
};
/** `created`: there was no such item, or only a discontinued one. */
export type WrittenItem = StoredItem & { readonly created: boolean };

const COLUMNS = `item.sku, item.name, item.description, item.category, item.attributes,
  item.tax_category as "taxCategory", item.safety_stock as "safetyStock", item.backorder_limit as "backorderLimit",
  item.preorder_limit as "preorderLimit", item.available_from as "availableFrom",
  item.max_per_order as "maxPerOrder", item.max_per_buyer as "maxPerBuyer", item.version,
  item.created_at as "createdAt", item.updated_at as "updatedAt", item.discontinued_at as "discontinuedAt"`;
const INSERT = `insert into item (sku, name, description, category, attributes, tax_category, safety_stock,
  backorder_limit, preorder_limit, available_from, max_per_order, max_per_buyer, created_at, updated_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13)`;
const SET = `set name = $2, description = $3, category = $4, attributes = $5, tax_category = $6, safety_stock = $7,
  backorder_limit = $8, preorder_limit = $9, available_from = $10, max_per_order = $11, max_per_buyer = $12,
  updated_at = $13, version = item.version + 1, discontinued_at = null`;
const CREATED = "old.sku is null or old.discontinued_at is not null as created";
/** What writes the item, and its event with it. */
const told = (write: string) =>
  `with written as (${write} returning ${COLUMNS}, ${CREATED}),
        told as (${tellItems({ from: "written", at: "$13", traceparent: "$14" })})
   select * from written`;

/**
 * Creates the item or replaces it whole, under the precondition, and tells of it, in one atomic statement; undefined when
 * the precondition fails. A discontinued item counts as none, so that writing it creates it again: with the next version, and
 * with the stock and the ledger that it always had.
 */
export async function putItem(
  db: Queryable,
  asked: {
    readonly item: Item;
    readonly precondition: Precondition;
    readonly nowMs: number;
    readonly traceparent?: string | undefined;
  },
): Promise<WrittenItem | undefined> {
  const { item, precondition, nowMs, traceparent } = asked;
  const written = [
    item.sku,
    item.name,
    item.description,
    item.category,
    JSON.stringify(item.attributes),
    item.taxCategory,
    item.safetyStock,
    item.backorderLimit,
    item.preorderLimit,
    item.availableFrom,
    item.maxPerOrder,
    item.maxPerBuyer,
    new Date(nowMs),
    traceparent ?? null,
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

/**
 * Ends the sale of an item: shops see it no more and nothing more of it is held. What was held stays held, its stock and
 * its ledger stay, and `putItem` brings it back.
 */
export async function discontinueItem(
  db: Database,
  asked: {
    readonly sku: string;
    readonly precondition: Precondition;
    readonly nowMs: number;
    readonly traceparent?: string | undefined;
  },
): Promise<Result<undefined, InventoryError>> {
  return db.inTransaction(async (tx) => {
    const item = await lockItem(tx, asked.sku);
    if (item?.discontinuedAt !== null) return fail(notSold(asked.sku, item));
    if (!permits(asked.precondition, item.version)) return fail({ kind: "precondition-failed" });
    await markDiscontinued(tx, asked);
    return ok(undefined);
  });
}

/** The item, sold or discontinued. */
export async function findItem(db: Queryable, sku: string): Promise<StoredItem | undefined> {
  const [item] = await db.query<StoredItem>({
    name: "find-item",
    text: `select ${COLUMNS} from item where sku = $1`,
    values: [sku],
  });
  return item;
}

/** The refusal of an item that there is not, or not any more. */
export function notSold(
  sku: string,
  item: Pick<StoredItem, "discontinuedAt"> | undefined,
): InventoryError {
  const named = { path: "path/sku", value: sku };
  const discontinuedAt = item?.discontinuedAt?.toISOString();
  return discontinuedAt === undefined
    ? { kind: "item-not-found", items: [named] }
    : { kind: "item-discontinued", item: named, discontinuedAt };
}

async function upsertItem(db: Queryable, values: readonly unknown[]) {
  const [item] = await db.query<WrittenItem>({
    name: "upsert-item",
    text: told(`${INSERT} on conflict (sku) do update ${SET}`),
    values,
  });
  return item;
}

async function createItem(db: Queryable, values: readonly unknown[]) {
  const [item] = await db.query<WrittenItem>({
    name: "create-item",
    text: told(
      `${INSERT} on conflict (sku) do update ${SET} where item.discontinued_at is not null`,
    ),
    values,
  });
  return item;
}

/** The last value lists the versions that may be replaced; null for any. */
async function replaceItem(db: Queryable, values: readonly unknown[]) {
  const [item] = await db.query<WrittenItem>({
    name: "replace-item",
    text: told(`update item ${SET}
            where sku = $1 and discontinued_at is null and ($15::bigint[] is null or version = any($15))`),
    values,
  });
  return item;
}

async function lockItem(tx: Queryable, sku: string) {
  const [item] = await tx.query<{
    readonly version: number;
    readonly discontinuedAt: Date | null;
  }>({
    name: "lock-item",
    text: `select version, discontinued_at as "discontinuedAt" from item where sku = $1 for no key update`,
    values: [sku],
  });
  return item;
}

async function markDiscontinued(
  tx: Queryable,
  { sku, nowMs, traceparent }: { sku: string; nowMs: number; traceparent?: string | undefined },
): Promise<void> {
  await tx.query({
    name: "discontinue-item",
    text: `with written as (
             update item set discontinued_at = $2, updated_at = $2, version = version + 1 where sku = $1
             returning ${TOLD_COLUMNS})
           ${tellItems({ from: "written", at: "$2", traceparent: "$3" })}`,
    values: [sku, new Date(nowMs), traceparent ?? null],
  });
}
