import { type Engine, SagaStopped } from "../saga.ts";

/** The process died: nothing after this line ran. Thrown out of the engine, never seen by a saga's own code. */
class ProcessDied extends Error {}

export type EngineFault = {
  /** The run it happens in, and when: before its work, after its work but before the journal, or a stop from outside. */
  readonly run: string;
  readonly kind: "crash-before" | "crash-after" | "stop-before" | "stop-after";
};

const STOPPED = "stopped"; // no JSON

// A fake may fail a few times; more than this is a saga that never ends.
const ATTEMPTS_MAX = 20;

/**
 * An engine in memory with the guarantees of the real one: work runs at least once, its value is journaled as JSON, a
 * replay must ask for the same runs in the same order. Each fault happens once.
 */
export function fakeEngine(faults: readonly EngineFault[] = []) {
  const journal: { readonly name: string; readonly text: string }[] = [];
  const pending = [...faults];
  const take = (run: string, kind: EngineFault["kind"]): boolean => {
    const index = pending.findIndex((fault) => fault.run === run && fault.kind === kind);
    if (index >= 0) pending.splice(index, 1);
    return index >= 0;
  };
  /** What the journal gets for a run: its value as JSON, or that it was stopped. */
  const perform = async (name: string, work: () => Promise<unknown>): Promise<string> => {
    if (take(name, "crash-before")) throw new ProcessDied();
    if (take(name, "stop-before")) return STOPPED;
    const value = await persist(work);
    if (take(name, "crash-after")) throw new ProcessDied();
    return take(name, "stop-after") ? STOPPED : JSON.stringify(value);
  };
  const attach = (): Engine => {
    let position = 0;
    return {
      run: async <T>(name: string, work: () => Promise<T>): Promise<T> => {
        if (position === journal.length) journal.push({ name, text: await perform(name, work) });
        const entry = journal[position];
        if (entry?.name !== name) throw new Error(`the journal has ${entry?.name}, asked ${name}`);
        position += 1;
        if (entry.text === STOPPED) throw new SagaStopped();
        return JSON.parse(entry.text) as T;
      },
    };
  };
  return {
    /** Runs a saga to its end, starting it again after each death, as the real engine does. */
    complete: async <T>(saga: (engine: Engine) => Promise<T>): Promise<T> => {
      for (;;) {
        try {
          return await saga(attach());
        } catch (error) {
          if (!(error instanceof ProcessDied)) throw error; // faults are finite, so this loop ends
        }
      }
    },
  };
}

async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS_MAX) throw error;
    }
  }
}
