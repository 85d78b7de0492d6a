import type { Queryable } from "@holdfast/postgres";
import { unrecorded } from "@holdfast/telemetry";
import { notifyOfEvents } from "./events.store.ts";
import type { Schedule } from "./loop.ts";

/** Says within the process that there may be new events. */
export type Signal = {
  readonly raise: () => void;
  /** Until the returned function is called. A listener must neither throw nor block. */
  readonly onRaise: (listener: () => void) => () => void;
};

export function createSignal(): Signal {
  const listeners = new Set<() => void>();
  return {
    raise: () => {
      for (const listener of [...listeners]) listener();
    },
    onRaise: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type Notifier = {
  /** Call it after each commit that wrote events. Costs nothing to speak of, and never throws. */
  readonly wake: () => void;
};

/** A subscriber does not notice 50 ms; a relay that ran after each of a thousand commits a second would. */
const PAUSE_MS = 50;

/**
 * Wakes the relays of this process and of all others, at once and then at most every 50 ms. Not within the writing
 * transaction: PostgreSQL lets only one transaction that notifies commit at a time. A notification that is lost delays
 * its events to the next poll, no longer.
 */
export function createNotifier(
  db: Queryable,
  { signal, schedule }: { readonly signal: Signal; readonly schedule: Schedule },
): Notifier {
  let resting = false;
  let again = false;
  const send = async (): Promise<void> => {
    resting = true;
    again = false;
    signal.raise();
    await unrecorded(() => notifyOfEvents(db)).catch(() => undefined);
    schedule(() => {
      resting = false;
      if (again) void send();
    }, PAUSE_MS);
  };
  return {
    wake: () => {
      if (resting) again = true;
      else void send();
    },
  };
}
