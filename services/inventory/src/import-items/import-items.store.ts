import type { Queryable } from "@holdfast/postgres";
import { TOLD_COLUMNS, tellItems } from "../item-events.store.ts";
import {
  type CountedRow,
  decideImport,
  type ImportedItem,
  type ImportRow,
  type RowPlan,
} from "./import-items.ts";

type ImportedBy = { readonly nowMs: number; readonly traceparent?: string | undefined };

/**
 * Writes the items of the good rows, tells of them, and says what is left to do for each row, in order. Run it in a transaction. Imports
 * wait for one another; whoever changes one of the items meanwhile waits, or is waited for.
 */
export async function importItems(
  tx: Queryable,
  rows: readonly ImportRow[],
  by: ImportedBy,
): Promise<readonly RowPlan[]> {
  const { nowMs } = by;
  await waitForOtherImports(tx);
  const first = await planImport(tx, rows, { nowMs, added: new Set() });
  const missing = itemsToWrite(first.plans).filter(({ sku }) => !first.known.has(sku));
  const added = missing.length === 0 ? new Set<string>() : await addItems(tx, missing, by);
  // Whoever created one of them at the same time was waited for: what a row leaves out stays as they wrote it.
  const { plans } =
    added.size === missing.length ? first : await planImport(tx, rows, { nowMs, added });
  const changed = itemsToWrite(plans).filter(({ sku }) => !added.has(sku));
  if (changed.length > 0) await replaceItems(tx, changed, by);
  return plans;
}

/** Decides on locked items. Those that this import `added` count as unknown. */
async function planImport(
  tx: Queryable,
  rows: readonly ImportRow[],
  { nowMs, added }: { readonly nowMs: number; readonly added: ReadonlySet<string> },
) {
  const skus = [...new Set(rows.map(({ sku }) => sku))];
  const locked = await lockItems(tx, skus);
  const known = new Map([...locked].filter(([sku]) => !added.has(sku)));
  const stock = await findCountedStock(tx, skus, nowMs);
  const locations = await findKnownLocations(tx, rows);
  return { known, plans: decideImport(rows, { items: known, stock, locations }) };
}

/** Each item once, as the last row that names it leaves it. */
function itemsToWrite(plans: readonly RowPlan[]): readonly ImportedItem[] {
  const items = plans.flatMap((plan) => ("fault" in plan ? [] : (plan.item ?? [])));
  return [...new Map(items.map((item) => [item.sku, item])).values()];
}

async function waitForOtherImports(tx: Queryable): Promise<void> {
  await tx.query({
    name: "wait-for-other-imports",
    text: "select pg_advisory_xact_lock(hashtextextended('inventory import', 0))",
  });
}

async function findKnownLocations(
  tx: Queryable,
  rows: readonly ImportRow[],
): Promise<ReadonlySet<string>> {
  const locations = await tx.query<{ code: string }>({
    name: "find-known-locations",
    text: "select code from location where code = any($1)",
    values: [[...new Set(rows.flatMap((row) => row.stock?.location ?? []))]],
  });
  return new Set(locations.map(({ code }) => code));
}

async function lockItems(
  tx: Queryable,
  skus: readonly string[],
): Promise<ReadonlyMap<string, ImportedItem>> {
  const items = await tx.query<ImportedItem>({
    name: "lock-items",
    text: `select sku, name, description, category, attributes, tax_category as "taxCategory",
                  safety_stock as "safetyStock", backorder_limit as "backorderLimit", preorder_limit as "preorderLimit",
                  to_char(available_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "availableFrom",
                  max_per_order as "maxPerOrder", max_per_buyer as "maxPerBuyer",
                  discontinued_at is not null as discontinued
             from item where sku = any($1) order by sku for no key update`,
    values: [skus],
  });
  return new Map(items.map((item) => [item.sku, item]));
}

/** A hold whose time is over does not count, swept or not. */
async function findCountedStock(
  tx: Queryable,
  skus: readonly string[],
  nowMs: number,
): Promise<readonly CountedRow[]> {
  return tx.query<CountedRow>({
    name: "find-counted-stock",
    text: `with due as (
             select sku, location, sum(quantity) as units from reservation_line
              where sku = any($1) and held_until <= $2 group by sku, location)
           select stock.sku, stock.location, on_hand as "onHandUnits", imported_units as "importedUnits",
                  reserved - coalesce(due.units, 0) as "reservedUnits"
             from stock left join due on due.sku = stock.sku and due.location = stock.location
            where stock.sku = any($1)`,
    values: [skus, new Date(nowMs)],
  });
}

const ITEM_RECORDS = `jsonb_to_recordset($1::jsonb) as row (sku text, name text, description text, category text,
               attributes jsonb, "taxCategory" text, "safetyStock" int, "backorderLimit" int, "preorderLimit" int,
               "availableFrom" timestamptz, "maxPerOrder" int, "maxPerBuyer" int, discontinued boolean)`;

const TELL = tellItems({ from: "written", at: "$2", traceparent: "$3" });

/** The SKUs that it added, and nobody else. */
async function addItems(
  tx: Queryable,
  items: readonly ImportedItem[],
  { nowMs, traceparent }: ImportedBy,
): Promise<ReadonlySet<string>> {
  const added = await tx.query<{ sku: string }>({
    name: "add-imported-items",
    text: `with written as (
             insert into item (sku, name, description, category, attributes, tax_category, safety_stock, backorder_limit,
               preorder_limit, available_from, max_per_order, max_per_buyer, created_at, updated_at)
             select sku, name, description, category, attributes, "taxCategory", "safetyStock", "backorderLimit",
                    "preorderLimit", "availableFrom", "maxPerOrder", "maxPerBuyer", $2, $2
               from ${ITEM_RECORDS}
              order by sku
             on conflict (sku) do nothing returning ${TOLD_COLUMNS}),
           told as (${TELL})
           select sku from written`,
    values: [JSON.stringify(items), new Date(nowMs), traceparent ?? null],
  });
  return new Set(added.map(({ sku }) => sku));
}

async function replaceItems(
  tx: Queryable,
  items: readonly ImportedItem[],
  { nowMs, traceparent }: ImportedBy,
): Promise<void> {
  await tx.query({
    name: "lock-imported-items-stock", // in the engine's order; the update's trigger would take them in any
    text: `select from item_stock where sku = any($1) order by sku collate "C" for update`,
    values: [items.map(({ sku }) => sku)],
  });
  await tx.query({
    name: "replace-imported-items",
    text: `with written as (
           update item set name = row.name, description = row.description, category = row.category,
             attributes = row.attributes, tax_category = row."taxCategory", safety_stock = row."safetyStock",
             backorder_limit = row."backorderLimit", preorder_limit = row."preorderLimit",
             available_from = row."availableFrom", max_per_order = row."maxPerOrder", max_per_buyer = row."maxPerBuyer",
             discontinued_at = case when row.discontinued then item.discontinued_at end, updated_at = $2,
             version = item.version + 1
             from ${ITEM_RECORDS} where item.sku = row.sku
           returning ${TOLD_COLUMNS})
           ${TELL}`,
    values: [JSON.stringify(items), new Date(nowMs), traceparent ?? null],
  });
}
