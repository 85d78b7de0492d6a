import { RollingCounts } from "./rolling-counts.ts";

/** What is known of the calls in the window. A call may be both, a failure and slow. */
export type CallCounts = {
  readonly calls: number;
  readonly failures: number;
  readonly slowCalls: number;
};

const [CALL, FAILURE, SLOW] = [0, 1, 2];

/** Counts the calls of the last `windowMs`. */
export class CallWindow {
  readonly #counts: RollingCounts;

  constructor(windowMs: number) {
    this.#counts = new RollingCounts(windowMs, 3);
  }

  record(nowMs: number, isFailure: boolean, isSlow: boolean): void {
    this.#counts.add(nowMs, CALL);
    if (isFailure) this.#counts.add(nowMs, FAILURE);
    if (isSlow) this.#counts.add(nowMs, SLOW);
  }

  counts(nowMs: number): CallCounts {
    const [calls = 0, failures = 0, slowCalls = 0] = this.#counts.sums(nowMs);
    return { calls, failures, slowCalls };
  }

  clear(): void {
    this.#counts.clear();
  }
}
