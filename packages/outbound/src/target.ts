import type { OperationTable } from "@holdfast/contracts";
import type { Logger } from "@holdfast/log";
import { Pool } from "undici";
import { type Breaker, createBreaker } from "./breaker.ts";
import type { OutboundMetrics } from "./metrics.ts";
import type { TargetPolicy } from "./resilience.ts";
import { depositFirstAttempt, newRetryBudget, withdrawRetry } from "./retry-budget.ts";

// The largest answer of ours, 10,000 lines of a bulk check, is about 2 MiB. More is a fault, and must not fill the heap.
const ANSWER_BYTES_MAX = 8 * 1024 * 1024;

/** One callee: its connections, its breaker and its retry budget, shared by all calls to it. */
export type Target = {
  readonly name: string;
  readonly origin: URL;
  /** Somebody else's: it is not told who asks. */
  readonly external: boolean;
  readonly pool: Pool;
  readonly breaker: Breaker;
  readonly operations: () => OperationTable;
  readonly depositFirstAttempt: () => void;
  /** Takes one retry out of the budget; false when there is none. */
  readonly takeRetry: () => boolean;
};

export type TargetParts = {
  readonly name: string;
  readonly origin: URL;
  readonly policy: TargetPolicy;
  readonly operations: () => OperationTable;
  readonly nowMs: () => number;
  readonly metrics: OutboundMetrics;
  readonly log: Logger;
};

export function createTarget(parts: TargetParts): Target {
  const { name, origin, policy, operations, nowMs, metrics, log } = parts;
  let budget = newRetryBudget(nowMs());
  metrics.breakerIs(name, "closed");
  return {
    name,
    origin,
    external: policy.external ?? false,
    operations,
    pool: new Pool(origin.origin, {
      connections: policy.connections,
      maxResponseSize: ANSWER_BYTES_MAX,
      // Every attempt has its own timer, which bounds these as well, and exactly.
      headersTimeout: 0,
      bodyTimeout: 0,
    }),
    breaker: createBreaker(policy.breaker, nowMs, (state) => {
      metrics.breakerIs(name, state);
      log.warn({ target: name, state }, "circuit breaker changed its state");
    }),
    depositFirstAttempt: () => {
      budget = depositFirstAttempt(budget, policy.retryBudgetPercent, nowMs());
    },
    takeRetry: () => {
      const left = withdrawRetry(budget, nowMs());
      budget = left ?? budget;
      return left !== undefined;
    },
  };
}
