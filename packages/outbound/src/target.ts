import type { OperationTable } from "@holdfast/contracts";
import { createOrigin, type Origin, type OriginParts } from "./origin.ts";
import { rendezvousOrder } from "./rendezvous.ts";
import { depositFirstAttempt, newRetryBudget, retriesLeft, withdrawRetry } from "./retry-budget.ts";

/** One callee: its origins and its retry budget, shared by all calls to it. */
export type Target = {
  readonly name: string;
  /** Never empty. */
  readonly origins: readonly Origin[];
  /** Whom the attempts of one call ask, in turn, round and round. */
  readonly turns: (routingKey: string | undefined) => Turns;
  /** Somebody else's: it is not told who asks. */
  readonly external: boolean;
  readonly operations: () => OperationTable;
  readonly depositFirstAttempt: () => void;
  /** Takes one retry out of the budget; false when there is none. */
  readonly takeRetry: () => boolean;
  /** Whole retries that the budget has left. */
  readonly retriesLeft: () => number;
};

export type Turns = Iterator<Origin, never>;

export type TargetParts = OriginParts & {
  /** `http://host:port` of each of its processes; at least one. */
  readonly urls: readonly string[];
  readonly operations: () => OperationTable;
};

export function createTarget(parts: TargetParts): Target {
  const { target: name, urls, policy, operations, nowMs } = parts;
  const origins = urls.map((url) => createOrigin(url, parts));
  let budget = newRetryBudget(nowMs());
  return {
    name,
    origins,
    turns: turnsOf(origins),
    external: policy.external ?? false,
    operations,
    depositFirstAttempt: () => {
      budget = depositFirstAttempt(budget, policy.retryBudgetPercent, nowMs());
    },
    takeRetry: () => {
      const left = withdrawRetry(budget, nowMs());
      budget = left ?? budget;
      return left !== undefined;
    },
    retriesLeft: () => retriesLeft(budget, nowMs()),
  };
}

/**
 * All calls with one routing key begin at the same origin, in every process that knows the same origins: the callee can
 * serve together what arrives together. Calls without one begin at each in turn. It is never more than a preference: the
 * callee must be right whichever of its processes is asked.
 */
function turnsOf(origins: readonly Origin[]): Target["turns"] {
  const only = round(origins);
  if (origins.length === 1) return () => only;
  let begin = 0;
  return (routingKey) => {
    begin = (begin + 1) % origins.length;
    const preferred =
      routingKey === undefined
        ? [...origins.slice(begin), ...origins.slice(0, begin)]
        : rendezvousOrder(routingKey, origins);
    return round(preferred.toSorted((a, b) => Number(a.isPassedOver()) - Number(b.isPassedOver())));
  };
}

function* round<T>(items: readonly T[]): Generator<T, never> {
  for (;;) yield* items;
}
