import type { CheckoutEnding, CheckoutInput } from "../checkout/checkout.workflow.ts";
import { type Engine, SagaStopped } from "../saga.ts";

/** One run as the engine journaled it: the value, or that the saga was stopped from outside while it ran. */
export type JournalEntry = { readonly name: string } & (
  | { readonly value: unknown }
  | { readonly stopped: true }
);
/** A checkout that has ended, with all that a replay of it needs. */
export type RecordedCheckout = {
  readonly input: CheckoutInput;
  readonly journal: readonly JournalEntry[];
  readonly answer: { readonly ending: CheckoutEnding; readonly paymentUnknown: boolean };
};

/** Writes down what `engine` journals. */
export function recordingEngine(engine: Engine) {
  const journal: JournalEntry[] = [];
  const recording: Engine = {
    run: async (name, work) => {
      try {
        const value = await engine.run(name, work);
        journal.push({ name, value });
        return value;
      } catch (error) {
        if (error instanceof SagaStopped) journal.push({ name, stopped: true });
        throw error;
      }
    },
  };
  return { engine: recording, journal };
}

/**
 * Answers every run from the journal and does no work, as an engine does that replays a saga. Throws at the first run that
 * the journal does not have at this place, and at `end` when the code was through before the journal was.
 */
export function replayingEngine(journal: readonly JournalEntry[]) {
  let position = 0;
  const engine: Engine = {
    run: async <T>(name: string): Promise<T> => {
      const entry = journal[position];
      position += 1;
      if (entry?.name !== name) throw new Error(notReplayable(position, name, entry?.name));
      if ("stopped" in entry) throw new SagaStopped();
      return structuredClone(entry.value) as T;
    },
  };
  const end = () => {
    const next = journal[position];
    if (next !== undefined) throw new Error(notReplayable(position + 1, "its end", next.name));
  };
  return { engine, end };
}

function notReplayable(place: number, asked: string, recorded = "its end"): string {
  return (
    `Run ${place} of this checkout is "${recorded}", and today's code asks for "${asked}" there: checkouts in flight could ` +
    "not go on after a deploy. Make it a new version beside the old one (docs/orders.md, Changing the saga)."
  );
}
