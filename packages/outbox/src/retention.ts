import type { Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { pruneEvents } from "./events.store.ts";
import { declareSubscriptions, forgetSubscriptions } from "./subscriptions.store.ts";

export type TidyParts = {
  readonly db: Database;
  readonly log: Logger;
  /** The subscriptions that this process delivers to. */
  readonly names: readonly string[];
  readonly nowMs: () => number;
  readonly retentionMs: number;
  readonly isStopping: () => boolean;
};

/** Some 20 ms of a transaction, that nobody waits for. */
const EVENTS_MAX = 1_000;
/** Of one run, which comes every minute: 10,000 events a second are kept up with. */
const BATCHES_MAX = 600;

/**
 * Deletes events that are older than the retention and that every subscription has passed. A subscription that no process
 * has declared for as long is forgotten first: it would keep them for ever. Failures are logged; the next run goes on.
 */
export async function tidy(parts: TidyParts): Promise<void> {
  const { db, log, names, nowMs, retentionMs, isStopping } = parts;
  const beforeMs = nowMs() - retentionMs;
  try {
    await declareSubscriptions(db, { names, nowMs: nowMs() });
    const forgotten = await forgetSubscriptions(db, beforeMs);
    if (forgotten.length > 0) log.warn({ forgotten }, "forgot subscriptions that nobody declares");
    for (let batch = 0; batch < BATCHES_MAX && !isStopping(); batch += 1) {
      const deleted = await pruneEvents(db, { beforeMs, limit: EVENTS_MAX });
      if (deleted < EVENTS_MAX) return;
    }
  } catch (error) {
    log.warn({ err: error }, "old events were not deleted");
  }
}
