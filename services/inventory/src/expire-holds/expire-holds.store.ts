import type { Queryable } from "@holdfast/postgres";
import { type Draft, draftOf } from "../engine/draft.ts";
import { expireDue, moreOf } from "../engine/engine.ts";
import { tellStock } from "../engine/tell-stock.ts";
import {
  loadStatements,
  lockFreeItems,
  OLDEST,
  skusOfReservations,
  type Wanted,
} from "../engine/world.store.ts";
import { worldOf } from "../engine/world-rows.store.ts";
import { writeStatements } from "../engine/write.store.ts";

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
 * Expires those of the holds that are still held and due at `nowMs`, and some others that are due on their items, with their
 * stock and events; returns how many. Run it in a transaction. It waits for nobody: a hold on an item that somebody has
 * locked is left to them or to the next time, so any number of processes may do this, beside buyers.
 */
export async function expireHolds(
  tx: Queryable,
  { ids, nowMs }: { readonly ids: readonly string[]; readonly nowMs: number },
): Promise<number> {
  const skus = await tx.query<{ sku: string }>(skusOfReservations(ids));
  const wanted: Wanted = {
    ...{
      skus: skus.map(({ sku }) => sku),
      reservationIds: ids,
      reductions: [],
      holdKeys: [],
      movementKeys: [],
    },
    ...{ movementIds: [], locations: [], buyers: [], oldest: OLDEST },
  };
  let draft = await expireIn(tx, wanted, nowMs);
  // More was freed than those need whose promises were read: more are read, so that nobody comes before them.
  for (let oldest = moreOf(draft, NONE); oldest !== undefined; oldest = moreOf(draft, NONE)) {
    draft = await expireIn(tx, { ...wanted, oldest }, nowMs);
  }
  tellStock(draft);
  for (const statement of writeStatements(draft)) await tx.query(statement);
  return draft.settled.size;
}

const NONE: ReadonlySet<string> = new Set();

async function expireIn(tx: Queryable, wanted: Wanted, nowMs: number): Promise<Draft> {
  const results: (readonly unknown[])[] = [];
  for (const statement of loadStatements(wanted, nowMs, lockFreeItems)) {
    results.push(await tx.query(statement));
  }
  const draft = draftOf(worldOf(wanted, results), nowMs);
  expireDue(draft);
  return draft;
}
