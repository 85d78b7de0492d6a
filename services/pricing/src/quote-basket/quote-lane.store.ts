import { AsyncLocalStorage } from "node:async_hooks";
import type { Queryable } from "@holdfast/postgres";
import { openLane } from "@holdfast/postgres/lane";
import { isConnectionLost } from "@holdfast/postgres/pipeline";
import { ProblemError, problem } from "@holdfast/problem";
import { insertQuotes, type StoredQuote } from "./quotes.store.ts";

export type QuoteLane = {
  /** Resolves when the quote is committed. Throws `overloaded` when too many wait. */
  store(quote: StoredQuote): Promise<void>;
};

type Job = {
  readonly quote: StoredQuote;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
};

/** Some 2.5 KB each: a statement of 200 KB at most. */
const BATCH_MAX = 64;
/** Some 0.5 s of work: whoever comes then is told at once, and may try again. */
const QUEUE_MAX = 2_048;

/** Stores quotes many at a time: while one insert is in flight the next gathers, so many share one commit. */
export function openQuoteLane(db: Queryable): QuoteLane {
  // A batch belongs to many requests: it must not run in the context, and so in the trace, of the one that began it.
  const outside = AsyncLocalStorage.snapshot();
  const lane = openLane<Job>({
    work: (jobs) => storeAll(db, jobs),
    batchMax: BATCH_MAX,
    queueMax: QUEUE_MAX,
    soon: (start) => {
      setImmediate(outside, start);
    },
  });
  return {
    store: (quote) =>
      new Promise((done, failed) => {
        if (!lane.add({ quote, done, failed })) failed(new ProblemError(OVERLOADED));
      }),
  };
}

const OVERLOADED = problem({
  status: 503,
  code: "overloaded",
  title: "Overloaded",
  detail: "More quotes wait to be stored than can be within a request's time. Try again.",
});

async function storeAll(db: Queryable, jobs: readonly Job[]): Promise<void> {
  try {
    await insertQuotes(
      db,
      jobs.map(({ quote }) => quote),
    );
    for (const { done } of jobs) done();
  } catch (error) {
    // One that cannot be stored must not take the others with it; without a connection none can.
    if (jobs.length > 1 && !isConnectionLost(error)) {
      for (const job of jobs) await storeAll(db, [job]);
    } else for (const { failed } of jobs) failed(error);
  }
}
