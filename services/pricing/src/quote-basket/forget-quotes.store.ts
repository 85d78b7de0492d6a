import type { Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { deleteQuotes } from "./quotes.store.ts";

export type ForgetQuotesDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** Quotes older than this are deleted; never one that still holds. */
  readonly quoteRetentionMs: number;
  /** Runs the work once after the delay, unless the returned function is called before. */
  readonly schedule: (work: () => void, delayMs: number) => () => void;
};

/** Some 10 ms of a transaction, that nobody waits for. */
const QUOTES_MAX = 500;
/** Of one run: 5,000 quotes a second are kept up with. */
const BATCHES_MAX = 600;
const EVERY_MS = 60_000;

/** Deletes old quotes beside the requests, a minute after the last time. `stop` resolves when no run is under way. */
export function forgetQuotes(deps: ForgetQuotesDeps): { readonly stop: () => Promise<void> } {
  let isStopping = false;
  let running = Promise.resolve();
  const begin = (): void => {
    running = forget(deps, () => isStopping).then(() => {
      if (!isStopping) cancel = deps.schedule(begin, EVERY_MS);
    });
  };
  let cancel = deps.schedule(begin, EVERY_MS); // not at once: a start has more urgent things to ask of its database
  return {
    stop: async () => {
      isStopping = true;
      cancel();
      await running;
    },
  };
}

async function forget(deps: ForgetQuotesDeps, isStopping: () => boolean): Promise<void> {
  const { db, log, nowMs, quoteRetentionMs } = deps;
  const beforeMs = nowMs() - quoteRetentionMs;
  try {
    for (let batch = 0; batch < BATCHES_MAX && !isStopping(); batch += 1) {
      if ((await deleteQuotes(db, { beforeMs, limit: QUOTES_MAX })) < QUOTES_MAX) return;
    }
  } catch (error) {
    log.warn({ err: error }, "old quotes were not deleted");
  }
}
