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
