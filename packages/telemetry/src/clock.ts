import type { TimeInput } from "@opentelemetry/api";

/** Unix time in ms, with a fraction (about 0.25 µs fine). */
export type Clock = () => number;

const CHECK_CALLS = 1024; // the wall clock is compared this often: asking it every time would double the price
const DRIFT_MAX_MS = 20; // beyond it, NTP or a suspended machine moved the wall clock and spans must follow

/** Where a clock reads: the time that people set, and one that only runs forward. Both in ms. */
type TimeSources = { readonly wallMs: () => number; readonly monotonicMs: () => number };

const MACHINE: TimeSources = { wallMs: Date.now, monotonicMs: () => performance.now() };

/**
 * Wall time at the resolution of the monotonic clock. Runs forward between two corrections, so that a child never starts
 * before its parent; a correction can only shift spans that are open at that moment.
 */
export function systemClock({ wallMs, monotonicMs }: TimeSources = MACHINE): Clock {
  let offsetMs = wallMs() - monotonicMs();
  let calls = 0;
  return () => {
    calls += 1;
    if (calls % CHECK_CALLS === 0) {
      const nowOffsetMs = wallMs() - monotonicMs();
      if (Math.abs(nowOffsetMs - offsetMs) > DRIFT_MAX_MS) offsetMs = nowOffsetMs;
    }
    return offsetMs + monotonicMs();
  };
}

/** A time as callers of the API may give it: `[seconds, nanoseconds]`, a Date, Unix ms, or a `performance.now()`. */
export function toUnixMs(time: TimeInput): number {
  if (Array.isArray(time)) return time[0] * 1000 + time[1] / 1e6;
  if (time instanceof Date) return time.getTime();
  return time <= performance.now() ? performance.timeOrigin + time : time;
}
