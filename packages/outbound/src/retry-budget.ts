/**
 * How much of the live traffic to one target may be retries. Per-call attempt counts multiply an outage (three services
 * deep, three attempts each, 27 × the load); a budget caps the added load whatever the counts are.
 *
 * A token bucket: each first attempt deposits `percent`/100, each retry withdraws 1. Under steady failure retries are
 * therefore at most `percent` % of the first attempts. Two bounds:
 * - a reserve, refilled by the clock, so that a target asked once a minute can be retried at all;
 * - a ceiling, so that a quiet hour does not save up a storm of retries for the next outage.
 * Idea: Finagle's `RetryBudget`; "Handling Overload", Site Reliability Engineering, 2016.
 */
export type RetryBudget = { readonly tokens: number; readonly refilledAtMs: number };

// One order's saga asks a target about five times; ten lets two such orders retry every call from a standing start.
const RESERVE_TOKENS = 10;
// Adds at most one request a second and caller, which no target of ours can feel.
const RESERVE_TOKENS_PER_SECOND = 1;
// A burst of at most this many retries above the steady share.
const TOKENS_MAX = 100;

export const newRetryBudget = (nowMs: number): RetryBudget => ({
  tokens: RESERVE_TOKENS,
  refilledAtMs: nowMs,
});

/** The budget after one first attempt. */
export function depositFirstAttempt(
  budget: RetryBudget,
  percent: number,
  nowMs: number,
): RetryBudget {
  const { tokens, refilledAtMs } = refill(budget, nowMs);
  return { tokens: Math.min(TOKENS_MAX, tokens + percent / 100), refilledAtMs };
}

/** The budget after one retry, or `undefined` when there is none left for it. */
export function withdrawRetry(budget: RetryBudget, nowMs: number): RetryBudget | undefined {
  const { tokens, refilledAtMs } = refill(budget, nowMs);
  return tokens < 1 ? undefined : { tokens: tokens - 1, refilledAtMs };
}

/** The clock only refills up to the reserve; above it, only traffic earns tokens. */
function refill({ tokens, refilledAtMs }: RetryBudget, nowMs: number): RetryBudget {
  const elapsedMs = Math.max(0, nowMs - refilledAtMs);
  const refilled = Math.min(
    RESERVE_TOKENS,
    tokens + (elapsedMs / 1000) * RESERVE_TOKENS_PER_SECOND,
  );
  return { tokens: Math.max(tokens, refilled), refilledAtMs: nowMs };
}
