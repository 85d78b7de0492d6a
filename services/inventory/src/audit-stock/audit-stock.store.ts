import type { Database, Queryable } from "@holdfast/postgres";
import { type Drift, decideRepairs, type Repair } from "./audit-stock.ts";

export type Checked = {
  readonly stockRows: number;
  readonly movements: number;
  readonly reservations: number;
};

/** Past this many the cause is the same, and the answer must stay small. */
const DRIFT_ROWS_MAX = 1_000;
/** Of one transaction: its locks stay short. */
const REPAIRED_ITEMS_MAX = 100;

/**
 * Everything that disagrees: shelves with their ledger or with what is held on them, items with what is owed of them. One
 * statement, so one snapshot: it may run under load. It reads the whole ledger, so it may take longer than others.
 */
export async function findDrift(db: Database): Promise<readonly Drift[]> {
  return db.inTransaction(async (tx) => {
    await allowMinutes(tx);
    return readDrift(tx, undefined);
  });
}

/**
 * Makes an end of the drift that `findDrift` finds, item by item under its lock: says what it did, or why not. What was
 * found is looked at again there, so drift that somebody else has mended meanwhile is not mended twice.
 */
export async function repairDrift(
  db: Database,
  by: { readonly actor: string; readonly traceId: string | undefined; readonly nowMs: number },
): Promise<readonly Repair[]> {
  const skus = [...new Set((await findDrift(db)).map(({ sku }) => sku))];
  const repairs: Repair[] = [];
  for (let from = 0; from < skus.length; from += REPAIRED_ITEMS_MAX) {
    const part = skus.slice(from, from + REPAIRED_ITEMS_MAX);
    repairs.push(...(await db.inTransaction((tx) => repairItems(tx, part, by))));
  }
  return repairs;
}

async function repairItems(
  tx: Queryable,
  skus: readonly string[],
  by: Parameters<typeof repairDrift>[1],
): Promise<readonly Repair[]> {
  await allowMinutes(tx);
  await tx.query({
    name: "lock-drifted-items",
    text: `select from item_stock where sku = any($1) order by sku collate "C" for update`,
    values: [skus],
  });
  const repairs = decideRepairs(await readDrift(tx, skus), await readOnHand(tx, skus));
  const done = repairs.filter(({ unrepaired }) => unrepaired === undefined);
  await correctLedger(tx, done, by);
  await correctReserved(tx, done);
  await correctOwed(tx, done);
  await tellRepairs(tx, done, by.nowMs);
  return repairs;
}

async function allowMinutes(tx: Queryable): Promise<void> {
  await tx.query({ name: "allow-minutes", text: "set local statement_timeout = '10min'" });
}

/**
 * The status is looked up line by line, not joined: with statistics from before a rush the planner expects no held line,
 * and joins a hundred thousand of each with each other.
 */
async function readDrift(
  tx: Queryable,
  skus: readonly string[] | undefined,
): Promise<readonly Drift[]> {
  const of = (table: string) => (skus === undefined ? "true" : `${table}.sku = any($2)`);
  return tx.query<Drift>({
    name: skus === undefined ? "find-drift" : "find-drift-of-items",
    text: `with moved as (
             select sku, location, sum(quantity) as units from movement where ${of("movement")} group by sku, location),
           promised as (
             select sku, location, sum(quantity) as units from (
               select line.sku, line.location, line.quantity from reservation_line line
                where line.held_until is not null and ${of("line")}
                  and (select status from reservation where id = line.reservation_id) = 'held'
               union all
               select line.sku, line.location, line.quantity from reservation_line line
                where line.location is null and not line.withdrawn and ${of("line")}
                  and (select status from reservation where id = line.reservation_id) = 'confirmed'
             ) promise group by sku, location),
           shelf as (
             select coalesce(stock.sku, promised.sku) as sku, coalesce(stock.location, promised.location) as location,
                    coalesce(on_hand, 0) as on_hand, coalesce(reserved, 0) as reserved, coalesce(promised.units, 0) as held
               from (select * from stock where ${of("stock")}) stock
               full join (select * from promised where location is not null) promised
                 on promised.sku = stock.sku and promised.location = stock.location)
           select shelf.sku, shelf.location, told.field, told.stock, told.ledger
             from shelf
             left join moved on moved.sku = shelf.sku and moved.location = shelf.location
            cross join lateral (values
              ('onHand', shelf.on_hand, coalesce(moved.units, 0)),
              ('reserved', shelf.reserved, shelf.held)) as told (field, stock, ledger)
            where told.stock <> told.ledger
           union all
           select item_stock.sku, null, 'owed', item_stock.owed, coalesce(promised.units, 0)
             from item_stock
             left join promised on promised.sku = item_stock.sku and promised.location is null
            where item_stock.owed <> coalesce(promised.units, 0) and ${of("item_stock")}
            order by sku, location nulls last, field
            limit $1`,
    values: skus === undefined ? [DRIFT_ROWS_MAX] : [DRIFT_ROWS_MAX, skus],
  });
}

async function readOnHand(
  tx: Queryable,
  skus: readonly string[],
): Promise<readonly { sku: string; location: string; onHand: number }[]> {
  return tx.query({
    name: "read-on-hand",
    text: `select sku, location, on_hand as "onHand" from stock where sku = any($1)`,
    values: [skus],
  });
}

async function correctLedger(
  tx: Queryable,
  repairs: readonly Repair[],
  by: Parameters<typeof repairDrift>[1],
): Promise<void> {
  const lines = repairs.filter(({ field }) => field === "onHand");
  if (lines.length === 0) return;
  await tx.query({
    name: "correct-ledger",
    text: `insert into movement (at, sku, location, kind, quantity, reason, actor, trace_id)
           select $1, sku, location, 'adjust', quantity, reason, $2, $3
             from unnest($4::text[], $5::text[], $6::int[], $7::text[]) as line (sku, location, quantity, reason)`,
    values: [
      new Date(by.nowMs),
      by.actor,
      by.traceId ?? null,
      lines.map(({ sku }) => sku),
      lines.map(({ location }) => location),
      lines.map(({ stock, ledger }) => stock - ledger),
      lines.map(({ done }) => `audit: ${done}`),
    ],
  });
}

async function correctReserved(tx: Queryable, repairs: readonly Repair[]): Promise<void> {
  const rows = repairs.filter(({ field }) => field === "reserved");
  await tx.query({
    name: "correct-reserved",
    text: `update stock set reserved = right_one.reserved
             from unnest($1::text[], $2::text[], $3::int[]) as right_one (sku, location, reserved)
            where stock.sku = right_one.sku and stock.location = right_one.location`,
    values: [
      rows.map(({ sku }) => sku),
      rows.map(({ location }) => location),
      rows.map(({ ledger }) => ledger),
    ],
  });
}

async function correctOwed(tx: Queryable, repairs: readonly Repair[]): Promise<void> {
  const rows = repairs.filter(({ field }) => field === "owed");
  await tx.query({
    name: "correct-owed",
    text: `update item_stock set owed = right_one.owed, owed_max = greatest(owed_max, right_one.owed)
             from unnest($1::text[], $2::int[]) as right_one (sku, owed) where item_stock.sku = right_one.sku`,
    values: [rows.map(({ sku }) => sku), rows.map(({ ledger }) => ledger)],
  });
}

/** Whoever keeps a copy of the stock hears of it, as of every change. */
async function tellRepairs(
  tx: Queryable,
  repairs: readonly Repair[],
  nowMs: number,
): Promise<void> {
  await tx.query({
    name: "tell-repairs",
    text: `with counted as (
             update item_stock set event_sequence = event_sequence + 1 where sku = any($1)
             returning sku, event_sequence)
           insert into outbox (aggregate, sequence, type, at, payload)
           select 'stock/' || sku, event_sequence, 'stock.changed', $2, json_build_object('sku', sku, 'locations', (
                    select coalesce(json_agg(json_build_object('code', location, 'onHand', on_hand, 'reserved', reserved)), '[]')
                      from stock where stock.sku = counted.sku))
             from counted`,
    values: [[...new Set(repairs.map(({ sku }) => sku))], new Date(nowMs)],
  });
}

export async function countChecked(db: Database): Promise<Checked> {
  return db.inTransaction(async (tx) => {
    await allowMinutes(tx);
    const [checked] = await tx.query<Checked>({
      name: "count-checked",
      text: `select (select count(*) from stock) as "stockRows", (select count(*) from movement) as movements,
                    (select count(*) from reservation) as reservations`,
    });
    return checked ?? { stockRows: 0, movements: 0, reservations: 0 };
  });
}
