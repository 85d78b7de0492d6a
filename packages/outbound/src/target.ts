import type { OperationTable } from "@holdfast/contracts";
import { NO_BREAKER } from "./breaker.ts";
import { type Operation, prepareOperation } from "./operation.ts";
import { createOrigin, type Origin, type OriginParts } from "./origin.ts";
import type { PolicyOf } from "./policy.ts";
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
  /** @throws Error for one that its contract lacks. */
  readonly operation: (id: string) => Operation;
  readonly depositFirstAttempt: () => void;
  /** Takes one retry out of the budget; false when there is none. */
  readonly takeRetry: () => boolean;
  /** Whole retries that the budget has left. */
  readonly retriesLeft: () => number;
};

export type Turns = () => Origin;

export type TargetParts = OriginParts & {
  /** `http://host:port` of each of its processes; at least one. */
  readonly urls: readonly string[];
  readonly operations: () => OperationTable;
  readonly policyOf: PolicyOf;
  readonly isRoutingOn: (routingKey: string) => boolean;
};

export function createTarget(parts: TargetParts): Target {
  const { target: name, urls, policy, nowMs, isRoutingOn } = parts;
  const origins = urls.map((url) => createOrigin(url, parts));
  let budget = newRetryBudget(nowMs());
  return {
    name,
    origins,
    turns: turnsOf(origins, isRoutingOn),
    external: policy.external ?? false,
    operation: operationsOf(parts),
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

/** For each process a target of that one alone, past its breaker: neither asked by it nor counted in it. */
export function eachAlone(target: Target): readonly Target[] {
  return target.origins.map((each) => {
    const origin = { ...each, breaker: NO_BREAKER };
    return { ...target, origins: [origin], turns: () => () => origin };
  });
}

/** Prepares each operation at its first call. */
function operationsOf(parts: TargetParts): Target["operation"] {
  const { target, operations, policyOf, metrics } = parts;
  const prepared = new Map<string, Operation>();
  return (id) => {
    const known = prepared.get(id);
    if (known !== undefined) return known;
    const entry = operations().get(id);
    if (entry === undefined) throw new Error(`the contract of ${target} has no operation ${id}`);
    const names = { target, operation: id };
    const operation = prepareOperation({ names, entry, policyOf, metrics });
    prepared.set(id, operation);
    return operation;
  };
}

/**
 * All calls with one routing key begin at the same origin, in every process that knows the same origins: the callee can
 * serve together what arrives together. Calls without one begin at each in turn. It is never more than a preference: the
 * callee must be right whichever of its processes is asked.
 */
function turnsOf(
  origins: readonly Origin[],
  isRoutingOn: (routingKey: string) => boolean,
): Target["turns"] {
  const only = round(origins);
  if (origins.length === 1) return () => only;
  let begin = 0;
  return (routingKey) => {
    begin = (begin + 1) % origins.length;
    const preferred =
      routingKey === undefined || !isRoutingOn(routingKey)
        ? [...origins.slice(begin), ...origins.slice(0, begin)]
        : rendezvousOrder(routingKey, origins);
    return round(preferred.toSorted((a, b) => Number(a.isPassedOver()) - Number(b.isPassedOver())));
  };
}

/** @throws Error without origins. */
function round(origins: readonly Origin[]): Turns {
  let at = -1;
  return () => {
    at = (at + 1) % origins.length;
    const origin = origins[at];
    if (origin === undefined) throw new Error("a target needs an origin");
    return origin;
  };
}
