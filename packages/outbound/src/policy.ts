import { type HedgeDelay, hedgeDelay } from "./hedge-delay.ts";
import type { DeclaredCall, DeclaredRetry, Resilience } from "./resilience.ts";

/** The policy of one call: what resilience.yaml says, with names resolved and defaults filled in. */
export type CallPolicy = {
  /** One attempt. */
  readonly timeoutMs: number;
  /** All attempts and the waits between them. */
  readonly deadlineMs: number;
  /** Attempts in all, the first included. */
  readonly attempts: number;
  readonly backoffBaseMs: number;
  readonly backoffMaxMs: number;
  readonly repeatTimeouts: boolean;
  readonly idempotent: boolean;
  /** May share a connection, if it is a GET. */
  readonly isPipelined: boolean;
  /** When a second attempt is sent beside the first that has not answered; undefined: never. */
  readonly hedge: HedgeDelay | undefined;
};

/** Which call: made while handling `during`, to `operation` of `target`. */
type CallName = {
  readonly during: string;
  readonly target: string;
  readonly operation: string;
};

/** Looks a call's policy up. @throws Error for a call that resilience.yaml does not declare, which is a bug. */
export type PolicyOf = (call: CallName) => CallPolicy;

/** Resolves all calls of `caller` once, so that a look-up is one map access. */
export function policiesOf(resilience: Resilience, caller: string): PolicyOf {
  const policies = new Map<string, CallPolicy>();
  for (const [during, operation] of operationsOf(resilience, caller)) {
    for (const call of operation.calls) {
      const retry = resilience.retries[call.retry];
      if (retry === undefined) throw new Error(`resilience names no retry ${call.retry}`);
      const windowMs = resilience.targets[call.target]?.breaker.windowMs ?? 0;
      const hedge =
        call.hedgeAfterMs === undefined ? undefined : hedgeDelay(call.hedgeAfterMs, windowMs);
      policies.set(keyOf({ during, target: call.target, operation: call.operation }), {
        ...resolve(call, retry, operation.deadlineMs),
        hedge,
      });
    }
  }
  return (call) => {
    const policy = policies.get(keyOf(call));
    if (policy === undefined) throw new Error(undeclared(caller, call));
    return policy;
  };
}

/** Every target that `caller` declares a call to. */
export function targetsOf(resilience: Resilience, caller: string): ReadonlySet<string> {
  return new Set(
    operationsOf(resilience, caller).flatMap(([, { calls }]) => calls.map(({ target }) => target)),
  );
}

const operationsOf = (resilience: Resilience, caller: string) =>
  Object.entries(resilience.services[caller]?.operations ?? {});

const keyOf = ({ during, target, operation }: CallName): string =>
  `${during} ${target} ${operation}`;

const undeclared = (caller: string, { during, target, operation }: CallName): string =>
  `${caller} calls ${target}.${operation} while handling ${during}, which resilience.yaml does not declare; ` +
  `add it under services.${caller}.operations.${during}.calls`;

function resolve(
  call: DeclaredCall,
  retry: DeclaredRetry,
  operationDeadlineMs: number,
): Omit<CallPolicy, "hedge"> {
  return {
    timeoutMs: call.timeoutMs,
    deadlineMs: call.deadlineMs ?? operationDeadlineMs,
    attempts: retry.attempts,
    // Absent only where there is one attempt, so nothing is ever waited for.
    backoffBaseMs: retry.backoffBaseMs ?? 0,
    backoffMaxMs: retry.backoffMaxMs ?? 0,
    repeatTimeouts: retry.afterTimeout ?? true,
    idempotent: call.idempotent,
    isPipelined: call.pipelined ?? false,
  };
}
