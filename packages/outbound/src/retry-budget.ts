/**
 * How much of the live traffic to one target may be retries. Per-call attempt counts multiply an outage (three services
 * deep, three attempts each, 27 × the load); a budget caps the added load whatever the counts are.
 *
 * A token bucket: each first attempt deposits `percent`/100 of a retry, each retry withdraws one. Under steady failure
 * retries are therefore at most `percent` % of the first attempts. Two bounds:
 * - a reserve, refilled by the clock, so that a target asked once a minute can be retried at all;
 * - a ceiling, so that a quiet hour does not save up a storm of retries for the next outage.
 * Idea: Finagle's `RetryBudget`; "Handling Overload", Site Reliability Engineering, 2016.
 */
export type RetryBudget = {
  /** Hundredths of a retry: whole numbers, so that a hundred deposits of 20 % are exactly twenty retries. */
  readonly hundredths: number;
  readonly refilledAtMs: number;
};

const RETRY = 100;
// One order's saga asks a target about five times; ten lets two such orders retry every call from a standing start.
const RESERVE = 10 * RETRY;
// One retry a second: an extra load from each caller that no target of ours can feel.
const RESERVE_PER_MS = RETRY / 1_000;
// A burst of at most this many retries above the steady share.
const CEILING = 100 * RETRY;

export const newRetryBudget = (nowMs: number): RetryBudget => ({
  hundredths: RESERVE,
  refilledAtMs: nowMs,
});

/** The budget after one first attempt. */
export function depositFirstAttempt(
  budget: RetryBudget,
  percent: number,
  nowMs: number,
): RetryBudget {
  const { hundredths, refilledAtMs } = refill(budget, nowMs);
  return { hundredths: Math.min(CEILING, hundredths + percent), refilledAtMs };
}

/** The budget after one retry, or `undefined` when there is none left for it. */
export function withdrawRetry(budget: RetryBudget, nowMs: number): RetryBudget | undefined {
  const { hundredths, refilledAtMs } = refill(budget, nowMs);
  return hundredths < RETRY ? undefined : { hundredths: hundredths - RETRY, refilledAtMs };
}

/** How many retries in a row the budget has left. */
export const retriesLeft = (budget: RetryBudget, nowMs: number): number =>
  Math.floor(refill(budget, nowMs).hundredths / RETRY);

/** The clock only refills up to the reserve; above it, only traffic earns retries. */
function refill({ hundredths, refilledAtMs }: RetryBudget, nowMs: number): RetryBudget {
  const elapsedMs = Math.max(0, nowMs - refilledAtMs);
  const refilled = Math.min(RESERVE, hundredths + elapsedMs * RESERVE_PER_MS);
  return { hundredths: Math.max(hundredths, refilled), refilledAtMs: nowMs };
}
