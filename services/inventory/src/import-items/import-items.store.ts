import type { Queryable } from "@holdfast/postgres";
import { lockStock } from "../stock.store.ts";
import {
  type CountWrite,
  decideImport,
  type ImportedItem,
  type ImportRow,
  type RowResult,
  type World,
} from "./import-items.ts";

/**
 * Lands the good rows and answers every row, in order. Run it in a transaction. Imports wait for one another: two that
 * make the same new stock row must not both count its units.
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
  await waitForOtherImports(tx);
  const plan = decideImport(batch.rows, await readWorld(tx, batch.rows, nowMs));
  if (plan.items.length > 0) await writeItems(tx, plan.items, nowMs);
  if (plan.counts.length > 0) {
    await addMissingStockRows(tx, plan.counts);
    await writeCounts(tx, { ...batch, counts: plan.counts, nowMs });
  }
  return plan.results;
}

async function waitForOtherImports(tx: Queryable): Promise<void> {
  await tx.query({
    name: "wait-for-other-imports",
    text: "select pg_advisory_xact_lock(hashtextextended('inventory import', 0))",
  });
}

/** Locks what the import compares with: the items and their stock rows, each in order. */
async function readWorld(tx: Queryable, rows: readonly ImportRow[], nowMs: number): Promise<World> {
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
  const locations = await tx.query<{ code: string }>({
    name: "find-known-locations",
    text: "select code from location where code = any($1)",
    values: [[...new Set(rows.flatMap((row) => row.stock?.location ?? []))]],
  });
  return {
    items: new Map(items.map((item) => [item.sku, item])),
    stock: stock.map((row) => ({ ...row, importedUnits: counts.get(keyOf(row)) ?? null })),
    locations: new Set(locations.map(({ code }) => code)),
  };
}

async function writeItems(
  tx: Queryable,
  items: readonly ImportedItem[],
  nowMs: number,
): Promise<void> {
  await tx.query({
    name: "import-items",
    text: `insert into item (sku, name, description, category, attributes, tax_category, created_at, updated_at)
           select sku, name, description, category, attributes, "taxCategory", $2, $2
             from jsonb_to_recordset($1::jsonb) as row (sku text, name text, description text, category text,
               attributes jsonb, "taxCategory" text)
            order by sku
           on conflict (sku) do update set name = excluded.name, description = excluded.description,
             category = excluded.category, attributes = excluded.attributes,
             tax_category = excluded.tax_category, updated_at = excluded.updated_at, version = item.version + 1`,
    values: [JSON.stringify(items), new Date(nowMs)],
  });
}

/** Apart from the counts: a CHECK judges the row to be inserted, and a count may be a negative change. */
async function addMissingStockRows(tx: Queryable, counts: readonly CountWrite[]): Promise<void> {
  await tx.query({
    name: "add-missing-stock-rows",
    text: `insert into stock (sku, location, on_hand)
           select sku, location, 0 from unnest($1::text[], $2::text[]) as row (sku, location)
            order by sku, location on conflict (sku, location) do nothing`,
    values: [counts.map(({ sku }) => sku), counts.map(({ location }) => location)],
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
