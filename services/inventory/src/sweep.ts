import type { Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { unrecorded, withSpan } from "@holdfast/telemetry";
import { expireHolds, findDueHolds } from "./expire-holds/expire-holds.store.ts";

export type SweepDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** Called after holds have expired: there are new events. */
  readonly wake?: () => void;
};
/** Runs `work` once after `delayMs`, unless the returned function is called before. */
export type Schedule = (work: () => void, delayMs: number) => () => void;

/** Of one transaction: buyers of those SKUs wait for it, some 15 ms. */
const HOLDS_MAX = 200;
/** Of one sweep: 1,000 holds a second; a larger backlog takes more sweeps. */
const BATCHES_MAX = 10;
const EVERY_MS = 2_000;

/**
 * Expires what is due, so that `reserved` and the indexes of open holds stay small on SKUs that nobody asks for. Nothing
 * waits for it: whoever reads or holds stock leaves out what is due. Leaves no trace when nothing is due.
 */
export async function sweep({ db, nowMs, wake }: SweepDeps): Promise<void> {
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const atMs = nowMs();
    const ids = await unrecorded(() => findDueHolds(db, { nowMs: atMs, limit: HOLDS_MAX }));
    if (ids.length === 0) return;
    const freed = await withSpan("expire holds", {}, () =>
      db.inTransaction((tx) => expireHolds(tx, { ids, nowMs: atMs })),
    );
    if (freed > 0) wake?.();
    if (ids.length < HOLDS_MAX || freed === 0) return; // what is left is somebody else's at the moment
  }
}

/** Sweeps at once and then 2 s after each sweep, until stopped. Failures are logged; the next sweep is the retry. */
export function keepSweeping(
  deps: SweepDeps,
  schedule: Schedule,
): { readonly stop: () => Promise<void> } {
  let stopped = false;
  let cancel = () => {};
  const sweepAndWait = async (): Promise<void> => {
    await sweep(deps).catch((error: unknown) => deps.log.warn({ err: error }, "sweep failed"));
    if (stopped) return;
    cancel = schedule(() => {
      running = sweepAndWait();
    }, EVERY_MS);
  };
  let running = sweepAndWait();
  return {
    /** Resolves when no sweep runs or will: the database may be closed then. */
    stop: () => {
      stopped = true;
      cancel();
      return running;
    },
  };
}
