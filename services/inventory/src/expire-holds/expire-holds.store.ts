import type { Queryable } from "@holdfast/postgres";
import { columnsOf, EXPIRE_CHOSEN, type StockKeys } from "../stock.store.ts";

/** The ids of the holds that have been due for longest at `nowMs`, unlocked. */
export async function findDueHolds(
  db: Queryable,
  { nowMs, limit }: { readonly nowMs: number; readonly limit: number },
): Promise<readonly string[]> {
  const due = await db.query<{ id: string }>({
    name: "find-due-holds",
    text: `select id from reservation where status = 'held' and expires_at <= $1
            order by expires_at limit $2`,
    values: [new Date(nowMs), limit],
  });
  return due.map(({ id }) => id);
}

/**
 * Expires those of the holds that are still held and due at `nowMs`, with their stock; returns how many stock rows got
 * units back. Run it in a transaction. It waits for nobody: a hold on a stock row that somebody has locked is left to
 * them or to the next time, so any number of processes may do this, beside buyers, without a circle of waits. Whoever
 * settles a reservation has its stock rows, so a confirmed one is not held any more when we see it.
 */
export async function expireHolds(
  tx: Queryable,
  { ids, nowMs }: { readonly ids: readonly string[]; readonly nowMs: number },
): Promise<number> {
  const locked = await tx.query<StockKeys>({
    name: "lock-stock-of-due-holds",
    text: `select sku, location from stock
            where (sku, location) in (select sku, location from reservation_line where reservation_id = any($1))
            order by sku, location
              for update skip locked`,
    values: [ids],
  });
  const freed = await tx.query({
    name: "expire-holds",
    text: `with chosen as (select unnest($4::uuid[]) as reservation_id),
           ${EXPIRE_CHOSEN}`,
    values: [new Date(nowMs), ...columnsOf(locked), ids],
  });
  return freed.length;
}
