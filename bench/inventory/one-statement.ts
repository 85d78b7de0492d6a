/** Baseline (b): the same work as one prepared statement that commits by itself; how wide its pool is, is tried out. */
import { randomUUID, randomUUIDv7 } from "node:crypto";
import { drive, type Pace } from "../shared/drive.ts";
import { openPool } from "./baseline.ts";
import type { Buyable } from "./contestant.ts";

const RESERVE = {
  name: "reserve",
  text: `with taken as (
           update stock set reserved = reserved + $2 where sku = $1 and on_hand - reserved >= $2 returning sku),
         placed as (
           insert into reservation (id, idempotency_key, sku, quantity, status)
           select $3, $4, sku, $2, 'held' from taken)
         insert into ledger (sku, quantity, reservation_id) select sku, $2, $3 from taken`,
};
const CONNECTIONS_TRIED = [2, 4, 8, 16, 32];

export function openOneStatement(url: string, connections: number): Buyable {
  const pool = openPool(url, "one_statement", connections);
  return {
    reserve: async (sku) => {
      const values = [sku, 1, randomUUIDv7(), randomUUID()];
      return (await pool.query({ ...RESERVE, values })).rowCount === 1;
    },
    close: () => pool.end(),
  };
}

/** The pool that reserves the most: on a hot row few connections are best, as the others would only wait for it. */
export async function bestPool(url: string, pick: () => string, pace: Pace): Promise<number> {
  const tried: { readonly connections: number; readonly perSecond: number }[] = [];
  for (const connections of CONNECTIONS_TRIED) {
    const { reserve, close } = openOneStatement(url, connections);
    try {
      const { perSecond } = await drive(() => reserve(pick()), pace);
      tried.push({ connections, perSecond });
    } finally {
      await close();
    }
  }
  const [best] = tried.toSorted((a, b) => b.perSecond - a.perSecond);
  return best?.connections ?? 0;
}
