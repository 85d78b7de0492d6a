import { currentRequest } from "@holdfast/request-context";
import { activeSpan, shareWith } from "@holdfast/telemetry";
import type { Side } from "./side.ts";

/**
 * Reads of the same thing at the same time are one call. A hot product is asked for by many at once, and most of all when
 * its service is slow; all of them can have the answer that the first one waits for.
 */
export type SharedReads<Value> = {
  /** What `ask` brings, or what a read of `key` that is under way brings; `late` when the request's own time is over first. */
  read(key: string, ask: () => Promise<Side<Value>>): Promise<Side<Value>>;
  /** Something was written: reads that began before this are not joined any more, so that a writer reads what it wrote. */
  wrote(): void;
};

export type SharedReadsParts = {
  /** The time that a call takes at most, whatever time its request has. */
  readonly askMsMax: number;
  /** Unix ms. */
  readonly nowMs: () => number;
};

type Flight<Value> = {
  readonly beganAtMs: number;
  /** Of the request that asked. */
  readonly deadlineAtMs: number;
  readonly span: ReturnType<typeof activeSpan>;
  readonly outcome: Promise<Side<Value>>;
  joined: number;
};

/** All who wait are answered in one turn of the event loop: so many take some ms. More ask anew. */
const JOINED_MAX = 500;

/**
 * A `Map` that makes room leaves its former table, with all that was in it, behind; and that refers to the next one. As soon
 * as one of them is in the old generation of the heap, so is by and by everything that passes through the map. A copy is not
 * referred to, and one that is made in time leaves none behind.
 */
const RENEWED_AFTER = 256;

/** As many flights as there are requests that asked, at most. What a read brings must not depend on who asks. */
export function sharedReads<Value>({ askMsMax, nowMs }: SharedReadsParts): SharedReads<Value> {
  let flights = new Map<string, Flight<Value>>();
  let begun = 0; // since the map is this one
  let wroteAtMs = Number.NEGATIVE_INFINITY;

  const lead = (key: string, deadlineAtMs: number, ask: () => Promise<Side<Value>>) => {
    const beganAtMs = nowMs();
    const span = activeSpan();
    const outcome = ask();
    const flight = { beganAtMs, deadlineAtMs, span, outcome, joined: 0 };
    flights.set(key, flight);
    begun += 1;
    if (begun >= RENEWED_AFTER + flights.size) {
      flights = new Map(flights);
      begun = 0;
    }
    const landed = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    outcome.then(landed, landed); // before any of those who wait for it goes on
    return outcome;
  };

  return {
    read(key, ask) {
      const deadlineAtMs = currentRequest()?.deadlineAtMs ?? Number.POSITIVE_INFINITY;
      const flight = flights.get(key);
      if (flight === undefined || flight.joined === JOINED_MAX || flight.beganAtMs <= wroteAtMs) {
        return lead(key, deadlineAtMs, ask);
      }
      const endsAtMs = flight.beganAtMs + askMsMax;
      // One that its own request cuts short must not fail a request that has more time.
      if (flight.deadlineAtMs < Math.min(endsAtMs, deadlineAtMs)) {
        return lead(key, deadlineAtMs, ask);
      }
      flight.joined += 1;
      shareWith(flight.span);
      if (endsAtMs <= deadlineAtMs) return flight.outcome;
      return within(deadlineAtMs - nowMs(), flight.outcome);
    },
    wrote: () => {
      wroteAtMs = nowMs();
    },
  };
}

function within<Value>(leftMs: number, outcome: Promise<Side<Value>>): Promise<Side<Value>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve({ kind: "late" }), Math.max(0, leftMs));
    outcome.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
