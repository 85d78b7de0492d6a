import type { Queryable } from "@holdfast/postgres";

/** `stock` is what the stock row says, `ledger` what the movements or the held reservations add up to. */
export type Drift = {
  readonly sku: string;
  readonly location: string;
  readonly field: "onHand" | "reserved";
  readonly stock: number;
  readonly ledger: number;
};
export type Checked = {
  readonly stockRows: number;
  readonly movements: number;
  readonly reservations: number;
};

/** Past this many the cause is the same, and the answer must stay small. */
const DRIFT_ROWS_MAX = 1_000;

/**
 * Every stock row that disagrees with its ledger or its reservations. One statement, so one snapshot: it may run under
 * load. Holds that are due count as reserved until they are swept, as in the stock row.
 */
export async function findDrift(db: Queryable): Promise<readonly Drift[]> {
  return db.query<Drift>({
    name: "find-drift",
    text: `with moved as (
             select sku, location, sum(quantity) as units from movement group by sku, location),
           held as (
             select line.sku, line.location, sum(line.quantity) as units
               from reservation_line line join reservation on reservation.id = line.reservation_id
              where reservation.status = 'held' group by line.sku, line.location)
           select stock.sku, stock.location, told.field, told.stock, told.ledger
             from stock
             left join moved on moved.sku = stock.sku and moved.location = stock.location
             left join held on held.sku = stock.sku and held.location = stock.location
            cross join lateral (values
              ('onHand', stock.on_hand, coalesce(moved.units, 0)),
              ('reserved', stock.reserved, coalesce(held.units, 0))) as told (field, stock, ledger)
            where told.stock <> told.ledger
            order by stock.sku, stock.location, told.field
            limit $1`,
    values: [DRIFT_ROWS_MAX],
  });
}

export async function countChecked(db: Queryable): Promise<Checked> {
  const [checked] = await db.query<Checked>({
    name: "count-checked",
    text: `select (select count(*) from stock) as "stockRows", (select count(*) from movement) as movements,
                  (select count(*) from reservation) as reservations`,
  });
  return checked ?? { stockRows: 0, movements: 0, reservations: 0 };
}
