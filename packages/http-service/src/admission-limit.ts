/**
 * How many requests a process works on at once, found from the latency it gives: the more are in flight beyond what it
 * can do, the longer each takes and the fewer are answered in time. A fixed number would be wrong on the next machine.
 *
 * Latency now (`shortMs`) is set against latency with room to spare (`longMs`). Above what is tolerated the limit shrinks by
 * their ratio, at most by half a step; else it grows by the square root of itself, which is the queue that it allows.
 * Idea: Gradient2 of Netflix' concurrency-limits, after TCP Vegas. Two things are otherwise:
 * - Latency below `QUIET_MS` is never a reason to refuse anybody: a few hundred clients of a fast process wait less.
 * - The long latency is learned only while there is room. Learned during an overload it would drift up with it, and the
 *   limit with both.
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
/** An honest crowd at the start is not refused, and an overload brings it down within a second. */
export const LIMIT_AT_START = 384;

/** A person does not notice it, and a caller's timeout is far above. */
const QUIET_MS = 200;
const TOLERANCE = 1.5;
const GRADIENT_MIN = 0.5;
/** Half of the way to what one window says: it may have been an unlucky one. */
const SMOOTHING = 0.5;
/** A window's weight in the long latency: ten seconds of windows of 100 ms. */
const LONG_WEIGHT = 0.01;

/** The limit for the next window: from `LIMIT_FLOOR` to `LIMIT_CEILING`. It stays where less than half of it was used. */
export function nextLimit({ limit, shortMs, longMs, inFlight }: Load): number {
  if (inFlight < limit / 2) return limit;
  const toleratedMs = Math.max(QUIET_MS, longMs * TOLERANCE);
  const gradient = Math.min(1, Math.max(GRADIENT_MIN, toleratedMs / shortMs));
  const aim = limit * gradient + (gradient === 1 ? Math.sqrt(limit) : 0);
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
