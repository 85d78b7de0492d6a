import type { Queryable } from "@holdfast/postgres";
import type { StockRow } from "./stock.ts";

/** Which stock row. */
export type StockKeys = { readonly sku: string; readonly location: string };

/**
 * Locks the SKUs' stock rows until the transaction ends, in (sku, location) order, after sweeping the due holds on
 * them; returns the rows as they then are. Everyone who changes `reserved` or `on_hand` of several rows locks them in
 * this order first, so nobody waits in a circle, and whoever has all rows of a reservation may change its status.
 */
export async function lockStock(
  tx: Queryable,
  { skus, nowMs }: { readonly skus: readonly string[]; readonly nowMs: number },
): Promise<readonly StockRow[]> {
  const locked = await lockRowsOfSkus(tx, skus, nowMs);
  const freed = await sweepDueHolds(tx, { skus, locked, nowMs });
  const freedUnits = new Map(freed.map((row) => [keyOf(row), row.units]));
  const wanted = new Set(skus);
  return locked
    .filter(({ sku }) => wanted.has(sku))
    .map((row) => ({
      ...row,
      reservedUnits: row.reservedUnits - (freedUnits.get(keyOf(row)) ?? 0),
    }));
}

/** The SKUs' stock rows at `nowMs`, unlocked: holds that are due do not count, swept or not. */
export async function readStock(
  db: Queryable,
  { skus, nowMs }: { readonly skus: readonly string[]; readonly nowMs: number },
): Promise<readonly StockRow[]> {
  return db.query<StockRow>({
    name: "read-stock",
    text: `with due as (
             select sku, location, sum(quantity) as units from reservation_line
              where sku = any($1) and held_until <= $2 group by sku, location)
           select stock.sku, stock.location, location.priority as "locationPriority",
                  stock.on_hand as "onHandUnits", stock.reserved - coalesce(due.units, 0) as "reservedUnits"
             from stock
             join location on location.code = stock.location
             left join due on due.sku = stock.sku and due.location = stock.location
            where stock.sku = any($1)`,
    values: [skus, new Date(nowMs)],
  });
}

/**
 * Also locks the other rows of due holds on these SKUs: a basket's hold is swept as a whole. `any(array(…))` here and
 * below, not a join: the planner takes the few due holds for many, and would read all lines there are.
 */
async function lockRowsOfSkus(
  tx: Queryable,
  skus: readonly string[],
  nowMs: number,
): Promise<readonly StockRow[]> {
  return tx.query<StockRow>({
    name: "lock-stock",
    text: `with keys as materialized (
             select sku, location from stock where sku = any($1)
             union
             select sku, location from reservation_line
              where reservation_id = any(array(
                select reservation_id from reservation_line where sku = any($1) and held_until <= $2)))
           select stock.sku, stock.location, location.priority as "locationPriority",
                  stock.on_hand as "onHandUnits", stock.reserved as "reservedUnits"
             from keys
             join stock on stock.sku = keys.sku and stock.location = keys.location
             join location on location.code = stock.location
            order by stock.sku, stock.location
              for update of stock`,
    values: [skus, new Date(nowMs)],
  });
}

/**
 * Ends the holds of `chosen (reservation_id)`, which stands before it, and gives their units back: those that are still
 * held at $1, the time, and stand on nothing but the stock rows $2 and $3, their SKUs and locations, which must be
 * locked. Its own statement after the lock: only then does it see what those who held the locks before us did.
 */
export const EXPIRE_CHOSEN = `expired as (
             update reservation set status = 'expired'
              where id = any(array(select reservation_id from chosen)) and status = 'held' and expires_at <= $1
                and not exists (select from reservation_line line
                             where line.reservation_id = reservation.id and (line.sku, line.location) not in
                               (select * from unnest($2::text[], $3::text[])))
             returning id),
           ended as (
             update reservation_line set held_until = null
              where reservation_id = any(array(select id from expired)) returning sku, location, quantity),
           freed as (
             select sku, location, sum(quantity)::int as units from ended group by sku, location)
           update stock set reserved = stock.reserved - freed.units from freed
            where stock.sku = freed.sku and stock.location = freed.location
           returning stock.sku, stock.location, freed.units`;

/** A hold that became due after the rows were chosen, and stands on a row we did not lock, is left to the next sweep. */
async function sweepDueHolds(
  tx: Queryable,
  sweep: {
    readonly skus: readonly string[];
    readonly locked: readonly StockKeys[];
    readonly nowMs: number;
  },
): Promise<readonly (StockKeys & { readonly units: number })[]> {
  return tx.query({
    name: "sweep-due-holds",
    text: `with chosen as (
             select reservation_id from reservation_line where sku = any($4) and held_until <= $1),
           ${EXPIRE_CHOSEN}`,
    values: [new Date(sweep.nowMs), ...columnsOf(sweep.locked), sweep.skus],
  });
}

export const columnsOf = (keys: readonly StockKeys[]) => [
  keys.map(({ sku }) => sku),
  keys.map(({ location }) => location),
];
const keyOf = ({ sku, location }: StockKeys): string => `${sku}\n${location}`;
