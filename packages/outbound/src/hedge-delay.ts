import type { DeclaredHedge } from "./resilience.ts";
import { RollingCounts } from "./rolling-counts.ts";

/** How long a call waits for its first attempt before it sends a second one beside it. */
export type HedgeDelay = {
  readonly afterMs: (nowMs: number) => number;
  /** To be told how long the calls take that are answered, or not in time. */
  readonly took: (tookMs: number, nowMs: number) => void;
};

/** Of fewer calls in the window the percentile is chance. */
const CALLS_MIN = 100;
/** So often the percentile is worked out at most. */
const FRESH_MS = 100;

/**
 * The delay that is declared; or the percentile of how long the calls of the last `windowMs` took, give or take a tenth,
 * within its bounds: `maxMs` while there are too few of them.
 *
 * A hedge shortens only calls that take longer than the percentile, so that its own effect does not move it.
 */
export function hedgeDelay(declared: DeclaredHedge, windowMs: number): HedgeDelay {
  if (typeof declared === "number") return { afterMs: () => declared, took: () => {} };
  const { percentile, minMs, maxMs } = declared;
  const counts = new RollingCounts(windowMs, BUCKETS);
  let delayMs = maxMs;
  let workedOutAtMs = Number.NEGATIVE_INFINITY;
  return {
    afterMs: (nowMs) => {
      if (nowMs - workedOutAtMs < FRESH_MS) return delayMs;
      workedOutAtMs = nowMs;
      const tookMs = percentileOf(counts.sums(nowMs), percentile) ?? maxMs;
      delayMs = Math.min(maxMs, Math.max(minMs, tookMs));
      return delayMs;
    },
    took: (tookMs, nowMs) => counts.add(nowMs, bucketOf(tookMs)),
  };
}

/** Each bucket goes to a tenth above the one before it, the last one beyond an hour. */
const LOG_GROWTH = Math.log(1.1);
const BUCKETS = 160;

const bucketOf = (ms: number): number =>
  ms < 1 ? 0 : Math.min(BUCKETS - 1, 1 + Math.floor(Math.log(ms) / LOG_GROWTH));

/** Upper bound of the bucket that the percentile is in, whole ms. */
function percentileOf(counts: Readonly<Uint32Array>, percentile: number): number | undefined {
  let calls = 0;
  for (const count of counts) calls += count;
  if (calls < CALLS_MIN) return undefined;
  const wanted = (calls * percentile) / 100;
  let seen = 0;
  const bucket = counts.findIndex((count) => {
    seen += count;
    return seen >= wanted;
  });
  return Math.ceil(Math.exp(bucket * LOG_GROWTH));
}
