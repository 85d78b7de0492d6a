/**
 * How many requests a process works on at once, found from the latency it gives: the more are in flight beyond what it
 * can do, the longer each takes and the fewer are answered in time. A fixed number would be wrong on the next machine.
 *
 * Latency now (`shortMs`) is set against latency with room to spare (`longMs`). Above what is tolerated the limit shrinks by
 * their ratio, at most by half a step; else it grows by the square root of itself, which is the queue that it allows, or by a half
 * where answers are quick.
 * Idea: Gradient2 of Netflix' concurrency-limits, after TCP Vegas. Three things are otherwise:
 * - Latency below `QUIET_MS` is never a reason to refuse anybody: a few hundred clients of a fast process wait less.
 * - The long latency is learned only while there is room. Learned during an overload it would drift up with it, and the
 *   limit with both.
 * - A limit that nobody uses goes back to where it began. What was right an hour ago would let in, when a service has become
 *   slow, more at once than any timeout bears, and the breakers would open for everybody.
 */
export type Load = {
  readonly limit: number;
  /** Of the last window. */
  readonly shortMs: number;
  /** With room to spare. */
  readonly longMs: number;
  /** The most at once in the last window. */
  readonly inFlight: number;
};

/** Below it nothing is refused: whatever the machine, this many at once are worth working on. */
export const LIMIT_FLOOR = 64;
/** Above it more at once gain nothing for one process of Node; each costs memory. */
export const LIMIT_CEILING = 1_024;
/** So many wait less than the timeouts of our calls even before an overload has been noticed; a crowd raises it at once. */
export const LIMIT_AT_START = 192;

/** A person does not notice it, and a caller's timeout is far above. */
const QUIET_MS = 200;
const TOLERANCE = 1.5;
const GRADIENT_MIN = 0.5;
/** Half of the way to what one window says: it may have been an unlucky one. */
const SMOOTHING = 0.5;
/** Of the way back, a window in which less than half of the limit was used. */
const FORGETTING = 0.05;
/** A window's weight in the long latency: ten seconds of windows of 100 ms. */
const LONG_WEIGHT = 0.01;

/** The limit for the next window: from `LIMIT_FLOOR` to `LIMIT_CEILING`. */
export function nextLimit({ limit, shortMs, longMs, inFlight }: Load): number {
  if (inFlight < limit / 2) return limit + (LIMIT_AT_START - limit) * FORGETTING;
  const toleratedMs = Math.max(QUIET_MS, longMs * TOLERANCE);
  const gradient = Math.min(1, Math.max(GRADIENT_MIN, toleratedMs / shortMs));
  const growth = shortMs < QUIET_MS / 2 ? limit / 2 : Math.sqrt(limit);
  const aim = gradient < 1 ? limit * gradient : limit + growth;
  return Math.min(LIMIT_CEILING, Math.max(LIMIT_FLOOR, limit + (aim - limit) * SMOOTHING));
}

/** The long latency after a window; it stays as it was where the window had no room to spare. */
export function nextLongMs({ limit, shortMs, longMs, inFlight }: Load): number {
  if (inFlight >= limit / 2) return longMs;
  return longMs === 0 ? shortMs : longMs + (shortMs - longMs) * LONG_WEIGHT;
}

/** What is worth more when not all can be served. */
export const PRIORITIES = ["checkout", "normal", "browse"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What each may use of the limit: what is worth less is refused first, and leaves room for what is worth more. */
const SHARE: Readonly<Record<Priority, number>> = { checkout: 1, normal: 0.85, browse: 0.6 };

/** Whether one more of this priority fits beside those in flight, of any priority. */
export function fits(priority: Priority, inFlight: number, limit: number): boolean {
  return inFlight < limit * SHARE[priority];
}
