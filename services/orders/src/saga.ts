import { fail, ok, type Result } from "@holdfast/result";

/**
 * One step of a saga. A refusal is a value, so that a replay reads the same outcome from the journal; what throws is
 * tried again for ever by the engine.
 */
export type Step<State, Refusal> = {
  readonly name: string;
  /** True: there is nothing to do, nor to undo. Follows from the state alone, so that a replay decides alike. */
  readonly skip?: (state: State) => boolean;
  /** True: nobody stops the saga here any more. The step's own outcome says whether it goes on or is undone. */
  readonly isPivot?: boolean;
  /** Answers what it adds to the state. At least once: every call inside carries a key of its own. */
  readonly run: (state: State) => Promise<Result<Partial<State>, Refusal>>;
  /**
   * Takes back whatever `run` did or may have done: the step may have timed out. Gets the state as far as it was known.
   * May be repeated. Throws until it has succeeded.
   */
  readonly undo?: (state: State) => Promise<void>;
};

/** Where in a saga the running code is. `seq` counts steps and undos from 1, in the order in which they begin. */
export type Mark = {
  readonly seq: number;
  readonly step: string;
  readonly undo: boolean;
  /** The saga may be stopped after this step. */
  readonly canStop: boolean;
};

/** What runs the steps durably. */
export type Engine = {
  /**
   * Runs `work` at least once until it resolves, and journals its value: a replay gets the value and runs nothing.
   * Throws only `SagaStopped`.
   */
  readonly run: <T>(name: string, work: () => Promise<T>) => Promise<T>;
};

/** Somebody stopped the saga from outside. Thrown once by the call of the engine that was running. */
export class SagaStopped extends Error {}

/**
 * Wraps every attempt of a step or an undo: where spans and the timeline come from. A step that `canStop` may be answered
 * with a refusal although it succeeded: so a saga is stopped between its steps.
 */
export type Observe<Refusal> = <T, E>(
  mark: Mark,
  work: () => Promise<Result<T, E>>,
) => Promise<Result<T, E | Refusal>>;

export type Ending<State, Refusal> =
  | { readonly kind: "done"; readonly state: State }
  | { readonly kind: "undone"; readonly state: State; readonly refusal: Refusal };

/**
 * Runs the steps in order. At the first refusal (or when stopped, with `options.stopped` as the refusal) it undoes in
 * reverse, starting with the failed step itself, because a step without an answer may have taken effect. A stop does not
 * reach the pivot, and past its last step a saga is done and nothing undoes it.
 */
export async function runSaga<State extends object, Refusal>(
  engine: Engine,
  steps: readonly Step<State, Refusal>[],
  options: { readonly start: State; readonly stopped: Refusal; readonly observe: Observe<Refusal> },
): Promise<Ending<State, Refusal>> {
  const { start, stopped, observe } = options;
  const begun: Step<State, Refusal>[] = [];
  let state = start;
  let seq = 0;
  for (const step of steps) {
    if (step.skip?.(state)) continue;
    begun.unshift(step); // before it runs: an undo that is not known cannot be owed
    seq += 1;
    const { name, isPivot = false } = step;
    const mark = { seq, step: name, undo: false, canStop: !isPivot };
    const before = state;
    const work = () => observe(mark, () => step.run(before));
    const outcome = isPivot
      ? await insist(engine, name, work)
      : await engine.run(name, work).catch(orElse<State, Refusal>(stopped));
    if (!outcome.ok) {
      await undoAll(engine, begun, { state, firstSeq: seq + 1, observe });
      return { kind: "undone", state, refusal: outcome.error };
    }
    state = { ...state, ...outcome.value };
  }
  return { kind: "done", state };
}

/** Runs `work` to its end, whoever asks to stop: for what must happen once it is owed. */
export async function insist<T>(engine: Engine, name: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await engine.run(name, work);
    } catch (error) {
      if (!(error instanceof SagaStopped)) throw error; // each stop is one act of an operator: this loop ends
    }
  }
}

/**
 * Every undo gets one try, in order, before any is insisted on: while one callee is away, what is held at another is
 * given back at once.
 */
async function undoAll<State, Refusal>(
  engine: Engine,
  begun: readonly Step<State, Refusal>[],
  { state, firstSeq, observe }: { state: State; firstSeq: number; observe: Observe<Refusal> },
): Promise<void> {
  const owed: { readonly mark: Mark; readonly undo: () => Promise<void> }[] = [];
  for (const { name, undo } of begun) {
    if (undo === undefined) continue;
    const mark = { seq: firstSeq + owed.length, step: name, undo: true, canStop: false };
    owed.push({ mark, undo: () => undo(state) });
  }
  const failed: typeof owed = [];
  for (const each of owed) {
    const tried = await insist(engine, `undo ${each.mark.step}`, () =>
      observe(each.mark, () => tryOnce(each.undo)),
    );
    if (!tried.ok) failed.push(each);
  }
  for (const { mark, undo } of failed) {
    await insist(engine, `insist on undo ${mark.step}`, () =>
      observe(mark, async () => {
        await undo();
        return ok(null);
      }),
    );
  }
}

async function tryOnce(undo: () => Promise<void>): Promise<Result<null, string>> {
  try {
    await undo();
    return ok(null);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function orElse<State, Refusal>(stopped: Refusal) {
  return (error: unknown): Result<Partial<State>, Refusal> => {
    if (error instanceof SagaStopped) return fail(stopped);
    throw error;
  };
}
