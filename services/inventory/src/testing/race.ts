import type { Database, Queryable } from "@holdfast/postgres";
import type { Command, Engine } from "../engine/command.ts";

/**
 * Runs `second` against a `first` that has done its work and not committed; `first` commits as soon as `second` waits
 * for it. The order of a race, without chance.
 */
export async function inTurn<First, Second>(
  db: Database,
  first: (tx: Queryable) => Promise<First>,
  second: (tx: Queryable) => Promise<Second>,
): Promise<readonly [First, Second]> {
  const waiting = Promise.withResolvers<Second>();
  const done = await db.inTransaction(async (tx) => {
    const early = await first(tx);
    db.inTransaction(second).then(waiting.resolve, waiting.reject);
    await untilWaiting(db, 1);
    return early;
  });
  return [done, await waiting.promise];
}

/**
 * Runs `work` while somebody else has the lock of the SKU and the engine waits for it with `waits`: what `work` submits
 * gathers behind. Then lets go. Resolves to what `work` returned, which must not be a promise that waits for the engine.
 */
export async function behindLock<T>(
  { db, engine }: { readonly db: Database; readonly engine: Engine },
  waits: Command & { readonly sku: string },
  work: (tx: Queryable) => T,
): Promise<T> {
  const held = await db.inTransaction(async (tx) => {
    await lockItem(tx, waits.sku);
    void engine.submit(waits);
    await untilWaiting(db, 1);
    return { value: await work(tx) };
  });
  return held.value;
}

export async function lockItem(tx: Queryable, sku: string): Promise<void> {
  const text = "select from item_stock where sku = $1 for update";
  await tx.query({ name: "lock-item-stock", text, values: [sku] });
}

const LOOKS_MAX = 2_000; // each is a round trip: some seconds together

/** Until so many wait for a lock in this database. */
export async function untilWaiting(db: Database, processes: number): Promise<void> {
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    const waiting = await db.query({
      name: "find-waiting",
      text: `select pid from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'`,
    });
    if (waiting.length >= processes) return;
  }
  throw new Error(`there are no ${processes} that wait for a lock`);
}
