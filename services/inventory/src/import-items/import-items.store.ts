import type { Queryable } from "@holdfast/postgres";
import {
  type CountedRow,
  decideImport,
  type ImportedItem,
  type ImportRow,
  type RowPlan,
} from "./import-items.ts";

/**
 * Writes the items of the good rows and says what is left to do for each row, in order. Run it in a transaction. Imports
 * wait for one another; whoever changes one of the items meanwhile waits, or is waited for.
 */
export async function importItems(
  tx: Queryable,
  rows: readonly ImportRow[],
  nowMs: number,
): Promise<readonly RowPlan[]> {
  const skus = [...new Set(rows.map(({ sku }) => sku))];
  await waitForOtherImports(tx);
  const plans = decideImport(rows, {
    items: await lockItems(tx, skus),
    stock: await findCountedStock(tx, skus),
    locations: await findKnownLocations(tx, rows),
  });
  const written = plans.flatMap((plan) => ("fault" in plan ? [] : (plan.item ?? [])));
  if (written.length > 0) await writeItems(tx, written, nowMs);
  return plans;
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

async function findCountedStock(
  tx: Queryable,
  skus: readonly string[],
): Promise<readonly CountedRow[]> {
  return tx.query<CountedRow>({
    name: "find-counted-stock",
    text: `select sku, location, on_hand as "onHandUnits", reserved as "reservedUnits",
                  imported_units as "importedUnits"
             from stock where sku = any($1)`,
    values: [skus],
  });
}

/** Whoever created one of them at the same time is waited for, and written over: the file comes after. */
async function writeItems(
  tx: Queryable,
  items: readonly ImportedItem[],
  nowMs: number,
): Promise<void> {
  await tx.query({
    name: "write-imported-items",
    text: `insert into item (sku, name, description, category, attributes, tax_category, safety_stock, backorder_limit,
             preorder_limit, available_from, max_per_order, max_per_buyer, discontinued_at, created_at, updated_at)
           select sku, name, description, category, attributes, "taxCategory", "safetyStock", "backorderLimit",
                  "preorderLimit", "availableFrom", "maxPerOrder", "maxPerBuyer",
                  case when discontinued then $2::timestamptz end, $2, $2
             from jsonb_to_recordset($1::jsonb) as row (sku text, name text, description text, category text,
               attributes jsonb, "taxCategory" text, "safetyStock" int, "backorderLimit" int, "preorderLimit" int,
               "availableFrom" timestamptz, "maxPerOrder" int, "maxPerBuyer" int, discontinued boolean)
            order by sku
           on conflict (sku) do update set name = excluded.name, description = excluded.description,
             category = excluded.category, attributes = excluded.attributes, tax_category = excluded.tax_category,
             safety_stock = excluded.safety_stock, backorder_limit = excluded.backorder_limit,
             preorder_limit = excluded.preorder_limit, available_from = excluded.available_from,
             max_per_order = excluded.max_per_order, max_per_buyer = excluded.max_per_buyer,
             discontinued_at = case when excluded.discontinued_at is not null then item.discontinued_at end, updated_at = excluded.updated_at, version = item.version + 1`,
    values: [JSON.stringify(items), new Date(nowMs)],
  });
}
