import type { Queryable } from "@holdfast/postgres";
import type { StockRow } from "./stock.ts";

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
                  stock.on_hand as "onHandUnits", stock.reserved - coalesce(due.units, 0) as "reservedUnits",
                  stock.incoming as "incomingUnits"
             from stock
             join location on location.code = stock.location
             left join due on due.sku = stock.sku and due.location = stock.location
            where stock.sku = any($1)`,
    values: [skus, new Date(nowMs)],
  });
}
