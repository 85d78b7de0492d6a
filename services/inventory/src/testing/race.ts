import type { Database, Queryable } from "@holdfast/postgres";

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
    await untilOneWaits(db);
    return early;
  });
  return [done, await waiting.promise];
}

const LOOKS_MAX = 2_000; // each is a round trip: some seconds together

async function untilOneWaits(db: Database): Promise<void> {
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    const waiting = await db.query({
      name: "find-waiting",
      text: `select pid from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'`,
    });
    if (waiting.length > 0) return;
  }
  throw new Error("the second transaction does not wait for the first");
}
