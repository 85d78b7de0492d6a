import type { Queryable } from "@holdfast/postgres";
import { lockStock } from "../stock.store.ts";
import {
  type CountWrite,
  decideImport,
  type ImportedItem,
  type ImportRow,
  type RowResult,
} from "./import-items.ts";

/**
 * Lands the good rows and answers every row, in order. Run it in a transaction. What is missing is added first, so that
 * there is a row to lock for everything that is decided: a delivery or an item that comes at the same time is either seen
 * or comes after. Imports wait for one another.
 */
export async function importItems(
  tx: Queryable,
  batch: {
    readonly rows: readonly ImportRow[];
    readonly actor: string;
    readonly traceId: string | undefined;
  },
  nowMs: number,
): Promise<readonly RowResult[]> {
  const { rows } = batch;
  await waitForOtherImports(tx);
  const locations = await findKnownLocations(tx, rows);
  const allNew = decideImport(rows, { items: new Map(), stock: [], locations }); // all good rows
  const created = await addMissingItems(tx, allNew.items, nowMs);
  await addMissingStockRows(tx, allNew.counts);

  const { items, stock } = await lockWorld(tx, rows, nowMs);
  for (const sku of created) items.delete(sku);
  const plan = decideImport(rows, { items, stock, locations });
  const replaced = plan.items.filter(({ sku }) => !created.has(sku));
  if (replaced.length > 0) await replaceItems(tx, replaced, nowMs);
  if (plan.counts.length > 0) await writeCounts(tx, { ...batch, counts: plan.counts, nowMs });
  return plan.results;
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

const ITEM_RECORDS = `jsonb_to_recordset($1::jsonb) as row (sku text, name text, description text, category text,
               attributes jsonb, "taxCategory" text)`;

/** The SKUs it added; waits for whoever creates one of them at the same time. */
async function addMissingItems(
  tx: Queryable,
  items: readonly ImportedItem[],
  nowMs: number,
): Promise<ReadonlySet<string>> {
  const added = await tx.query<{ sku: string }>({
    name: "add-missing-items",
    text: `insert into item (sku, name, description, category, attributes, tax_category, created_at, updated_at)
           select sku, name, description, category, attributes, "taxCategory", $2, $2 from ${ITEM_RECORDS}
            order by sku on conflict (sku) do nothing returning sku`,
    values: [JSON.stringify(items), new Date(nowMs)],
  });
  return new Set(added.map(({ sku }) => sku));
}

/** Waits for whoever receives the first units there at the same time. */
async function addMissingStockRows(tx: Queryable, counts: readonly CountWrite[]): Promise<void> {
  await tx.query({
    name: "add-missing-stock-rows",
    text: `insert into stock (sku, location, on_hand)
           select sku, location, 0 from unnest($1::text[], $2::text[]) as row (sku, location)
            order by sku, location on conflict (sku, location) do nothing`,
    values: [counts.map(({ sku }) => sku), counts.map(({ location }) => location)],
  });
}

/** Locks what the import compares with: the items and their stock rows, each in order. */
async function lockWorld(tx: Queryable, rows: readonly ImportRow[], nowMs: number) {
  const skus = [...new Set(rows.map(({ sku }) => sku))];
  const items = await tx.query<ImportedItem>({
    name: "lock-items",
    text: `select sku, name, description, category, attributes, tax_category as "taxCategory"
             from item where sku = any($1) order by sku for no key update`,
    values: [skus],
  });
  const stock = await lockStock(tx, { skus, nowMs });
  const counted = await tx.query<{ sku: string; location: string; importedUnits: number }>({
    name: "find-imported-counts",
    text: `select sku, location, imported_units as "importedUnits" from stock
            where sku = any($1) and imported_units is not null`,
    values: [skus],
  });
  const counts = new Map(counted.map((row) => [keyOf(row), row.importedUnits]));
  return {
    items: new Map(items.map((item) => [item.sku, item])),
    stock: stock.map((row) => ({ ...row, importedUnits: counts.get(keyOf(row)) ?? null })),
  };
}

async function replaceItems(
  tx: Queryable,
  items: readonly ImportedItem[],
  nowMs: number,
): Promise<void> {
  await tx.query({
    name: "replace-items",
    text: `update item set name = row.name, description = row.description, category = row.category,
             attributes = row.attributes, tax_category = row."taxCategory", updated_at = $2,
             version = item.version + 1
             from ${ITEM_RECORDS} where item.sku = row.sku`,
    values: [JSON.stringify(items), new Date(nowMs)],
  });
}

async function writeCounts(
  tx: Queryable,
  write: {
    readonly counts: readonly CountWrite[];
    readonly actor: string;
    readonly traceId: string | undefined;
    readonly nowMs: number;
  },
): Promise<void> {
  await tx.query({
    name: "write-imported-counts",
    text: `with counted as (
             select * from unnest($1::text[], $2::text[], $3::int[], $4::int[]) as row (sku, location, delta, count)),
           ledger as (
             insert into movement (at, sku, location, kind, quantity, reason, actor, trace_id)
             select $5, sku, location, 'import', delta, 'counted ' || count, $6, $7
               from counted where delta <> 0 order by sku, location)
           update stock set on_hand = stock.on_hand + counted.delta, imported_units = counted.count
             from counted where stock.sku = counted.sku and stock.location = counted.location`,
    values: [
      write.counts.map(({ sku }) => sku),
      write.counts.map(({ location }) => location),
      write.counts.map(({ deltaUnits }) => deltaUnits),
      write.counts.map(({ countedUnits }) => countedUnits),
      new Date(write.nowMs),
      write.actor,
      write.traceId ?? null,
    ],
  });
}

const keyOf = ({ sku, location }: { readonly sku: string; readonly location: string }): string =>
  `${sku}\n${location}`;
