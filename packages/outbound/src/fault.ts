import { bareStatus, REFUSED } from "./answer.ts";
import type { AttemptError } from "./call-error.ts";
import type { After } from "./timers.ts";

/**
 * What a drill does to an attempt, at the wire: timeout, retries, budget and breaker take it for the callee's.
 * - `refused`: nobody listens.
 * - `hang`: no answer ever comes.
 * - `status`: an answer with this status and without a body, as a proxy or a crash would give it.
 * - `delay`: the request is sent `delayMs` later.
 */
export type Fault =
  | { readonly kind: "refused" }
  | { readonly kind: "hang" }
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "delay"; readonly delayMs: number };

/** The fault for the next attempt of this call, or none. */
export type FaultFor = (target: string, operation: string) => Fault | undefined;

/** Does `fault` to an attempt, never before it returns; the returned function takes back what is still to come. */
export function inject(
  fault: Fault,
  after: After,
  attempt: { readonly send: () => void; readonly end: (error: AttemptError) => void },
): () => void {
  switch (fault.kind) {
    case "refused":
      queueMicrotask(() => attempt.end(REFUSED));
      return nothing;
    case "hang":
      return nothing;
    case "status":
      queueMicrotask(() => attempt.end(bareStatus(fault.status)));
      return nothing;
    case "delay":
      return after(fault.delayMs, attempt.send);
    default:
      return fault satisfies never;
  }
}

const nothing = (): void => {};
