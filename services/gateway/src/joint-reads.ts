import { currentRequest } from "@holdfast/request-context";
import { activeSpan, shareWith } from "@holdfast/telemetry";

/** What a call that asked for several brought for the one at `index`. May throw, for that one. */
type Answered<Asked, Value> = (asked: Asked, index: number) => Value;

export type JointReadsParts<Asked, Value> = {
  /** Only reads of the same group can be one call. */
  readonly groupOf: (asked: Asked) => string;
  readonly one: (asked: Asked) => Promise<Value>;
  readonly several: (asked: readonly Asked[]) => Promise<Answered<Asked, Value>>;
  /** The time that a call takes at most, whatever time its request has. */
  readonly askMsMax: number;
  /** Unix ms. */
  readonly nowMs: () => number;
  /** Runs its work when the current turn of the event loop is over. */
  readonly afterTurn?: (work: () => void) => void;
};

type Batch<Asked, Value> = {
  readonly asked: Asked[];
  /** Of the request whose call it is. */
  readonly span: ReturnType<typeof activeSpan>;
  readonly answered: Promise<Answered<Asked, Value>>;
};

/** An answer that is much longer keeps the event loop from all else for as long as it is taken apart. */
const TOGETHER_MAX = 16;

/**
 * Reads that are asked for in one turn of the event loop are one call, made for the first of them. A gateway that is busy
 * finds many requests in each turn, and a call costs both sides about the same whether it brings one item or twenty; one
 * that is not finds one, and nothing waits: a turn is over as soon as nothing else is to do.
 */
export function jointReads<Asked, Value>({
  groupOf,
  one,
  several,
  askMsMax,
  nowMs,
  afterTurn = setImmediate,
}: JointReadsParts<Asked, Value>): (asked: Asked) => Promise<Value> {
  let open = new Map<string, Batch<Asked, Value>>();

  const begin = (group: string, first: Asked): Batch<Asked, Value> => {
    const { promise: answered, resolve } = Promise.withResolvers<Answered<Asked, Value>>();
    const batch = { asked: [first], span: activeSpan(), answered };
    open.set(group, batch);
    afterTurn(() => {
      open = new Map(); // and no `delete`: see RENEWED_AFTER of shared-reads.ts
      const isOne = batch.asked.length === 1;
      resolve(isOne ? one(first).then((value) => () => value) : several(batch.asked));
    });
    return batch;
  };

  return async (asked) => {
    const deadlineAtMs = currentRequest()?.deadlineAtMs ?? Number.POSITIVE_INFINITY;
    // One that has less time than a call may take would cut short the others, or wait for them too long.
    if (deadlineAtMs < nowMs() + askMsMax) return one(asked);
    const group = groupOf(asked);
    const batch = open.get(group);
    if (batch === undefined || batch.asked.length === TOGETHER_MAX) {
      return (await begin(group, asked).answered)(asked, 0);
    }
    shareWith(batch.span);
    const index = batch.asked.push(asked) - 1;
    return (await batch.answered)(asked, index);
  };
}
