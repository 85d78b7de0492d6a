import { fail, type Result } from "@holdfast/result";
import { type AttemptError, type Verdict, verdictOf } from "./call-error.ts";
import { CallWindow } from "./call-window.ts";
import type { TargetPolicy } from "./resilience.ts";

export type BreakerState = "closed" | "half-open" | "open";

/** The breaker as it stands: its state and the calls of its window. Times are Unix ms. */
export type BreakerDetail = {
  readonly state: BreakerState;
  readonly calls: number;
  readonly failures: number;
  readonly slowCalls: number;
  /** Unless closed. */
  readonly openedAtMs?: number;
  /** While open: from when on the next call is let through as a probe. */
  readonly retryAtMs?: number;
};

/** What let an attempt through. It is worth nothing once the breaker has changed its state. */
export type Permit = number;

/**
 * A circuit breaker for one process of a callee.
 * - closed: all calls pass; opens when, of at least `minimumCalls` in the last `windowMs`, `errorRatePercent` % failed or
 *   `slowCallRatePercent` % took `slowCallMs` and more.
 * - open: all calls are refused for `openMs`.
 * - half-open: `halfOpenProbes` calls pass, all others are refused. All of them healthy and quick close it, the first
 *   that is not opens it for another period. So does one that its caller ended: nothing was proved.
 *
 * What an attempt says that began before the last change of state is ignored.
 */
export type Breaker = {
  readonly state: () => BreakerState;
  readonly detail: () => BreakerDetail;
  /** Lets one attempt through, or refuses it with `undefined`. Whoever gets a permit gives it back by `leave`. */
  readonly enter: () => Permit | undefined;
  readonly leave: (permit: Permit, verdict: Verdict, tookMs: number) => void;
  /** `enter`, the work, and `leave` with what it came to; `circuit-open` at once when refused. */
  readonly run: <T>(
    work: () => Promise<Result<T, AttemptError>>,
  ) => Promise<Result<T, AttemptError>>;
};

export function createBreaker(
  policy: TargetPolicy["breaker"],
  nowMs: () => number,
  onState: (state: BreakerState) => void,
): Breaker {
  const circuit = new Circuit(policy, nowMs, onState);
  return {
    state: () => circuit.state,
    detail: () => circuit.detail(),
    enter: () => circuit.enter(),
    leave: (permit, verdict, tookMs) => circuit.leave(permit, verdict, tookMs),
    async run(work) {
      const permit = circuit.enter();
      if (permit === undefined) return fail({ kind: "circuit-open" });
      const beganAtMs = nowMs();
      let verdict: Verdict = "none"; // of a bug of ours, which says nothing about the callee
      try {
        const outcome = await work();
        verdict = outcome.ok ? "healthy" : verdictOf(outcome.error);
        return outcome;
      } finally {
        circuit.leave(permit, verdict, nowMs() - beganAtMs);
      }
    },
  };
}

/** Lets everything through and counts nothing. */
export const NO_BREAKER: Breaker = {
  state: () => "closed",
  detail: () => ({ state: "closed", calls: 0, failures: 0, slowCalls: 0 }),
  enter: () => 0,
  leave: () => {},
  run: (work) => work(),
};

class Circuit {
  state: BreakerState = "closed";
  readonly #policy: TargetPolicy["breaker"];
  readonly #nowMs: () => number;
  readonly #onState: (state: BreakerState) => void;
  readonly #window: CallWindow;
  readonly #slowCallMs: number;
  readonly #probes: number;
  #openedAtMs = 0;
  /** Counts the changes of state; a permit names the one it was given in. */
  #era: Permit = 0;
  #probesSent = 0;
  #probesHealthy = 0;

  constructor(
    policy: TargetPolicy["breaker"],
    nowMs: () => number,
    onState: (state: BreakerState) => void,
  ) {
    this.#policy = policy;
    this.#nowMs = nowMs;
    this.#onState = onState;
    this.#window = new CallWindow(policy.windowMs);
    this.#slowCallMs = policy.slowCallMs ?? Number.POSITIVE_INFINITY;
    this.#probes = policy.halfOpenProbes ?? 1;
  }

  enter(): Permit | undefined {
    if (this.state === "closed") return this.#era;
    if (this.state === "open") {
      if (this.#nowMs() < this.#openedAtMs + this.#policy.openMs) return undefined;
      this.#become("half-open");
    }
    if (this.#probesSent === this.#probes) return undefined;
    this.#probesSent += 1;
    return this.#era;
  }

  leave(permit: Permit, verdict: Verdict, tookMs: number): void {
    if (permit !== this.#era) return;
    const isSlow = tookMs >= this.#slowCallMs;
    if (this.state === "half-open") {
      this.#probed(verdict === "healthy" && !isSlow);
    } else if (verdict !== "none" || isSlow) {
      this.#count(verdict === "failing", isSlow);
    }
  }

  detail(): BreakerDetail {
    const { state } = this;
    const counts = { ...this.#window.counts(this.#nowMs()) };
    if (state === "closed") return { state, ...counts };
    const openedAtMs = this.#openedAtMs;
    if (state === "half-open") return { state, ...counts, openedAtMs };
    return { state, ...counts, openedAtMs, retryAtMs: openedAtMs + this.#policy.openMs };
  }

  #count(isFailure: boolean, isSlow: boolean): void {
    const nowMs = this.#nowMs();
    this.#window.record(nowMs, isFailure, isSlow);
    if (!isFailure && !isSlow) return;
    const { calls, failures, slowCalls } = this.#window.counts(nowMs);
    const { minimumCalls, errorRatePercent, slowCallRatePercent = 100 } = this.#policy;
    if (calls < minimumCalls) return;
    const isFailing = failures * 100 >= errorRatePercent * calls;
    if (isFailing || slowCalls * 100 >= slowCallRatePercent * calls) this.#become("open");
  }

  #probed(isProof: boolean): void {
    if (isProof) this.#probesHealthy += 1;
    else this.#become("open");
    if (this.#probesHealthy === this.#probes) this.#become("closed");
  }

  #become(state: BreakerState): void {
    this.state = state;
    this.#era += 1;
    this.#probesSent = 0;
    this.#probesHealthy = 0;
    if (state === "open") this.#openedAtMs = this.#nowMs();
    if (state === "closed") this.#window.clear();
    this.#onState(state);
  }
}
