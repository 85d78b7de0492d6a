import { fail, type Result } from "@holdfast/result";
import { BrokenCircuitError, CircuitState, circuitBreaker, handleWhen } from "cockatiel";
import { type AttemptError, verdictOf } from "./call-error.ts";
import { outcomeWindow } from "./outcome-window.ts";
import type { TargetPolicy } from "./resilience.ts";

/** `half-open` lasts exactly as long as the one probe that decides between the other two. */
export type BreakerState = "closed" | "half-open" | "open";

export type Breaker = {
  readonly state: () => BreakerState;
  /**
   * Runs `work` unless the circuit is open, and learns from its outcome. Refuses with `circuit-open` at once, also
   * while a probe is on its way. Outcomes that say nothing about the callee do not count; as a probe they re-open.
   */
  readonly run: <T>(
    work: () => Promise<Result<T, AttemptError>>,
  ) => Promise<Result<T, AttemptError>>;
};

type Outcome = Result<unknown, AttemptError>;

export function createBreaker(
  policy: TargetPolicy["breaker"],
  nowMs: () => number,
  onState: (state: BreakerState) => void,
): Breaker {
  const circuit = circuitBreaker(
    handleWhen((error) => !(error instanceof Unjudged)).orWhenResult(
      (outcome) => judge(outcome as Outcome) !== "healthy",
    ),
    { halfOpenAfter: openPeriods(policy.openMs, nowMs), breaker: outcomeWindow(policy, nowMs) },
  );
  circuit.onStateChange((state) => onState(nameOf(state)));
  return {
    state: () => nameOf(circuit.state),
    async run(work) {
      // cockatiel would hold these calls back until the probe has decided: longer than many of them may take.
      if (circuit.state === CircuitState.HalfOpen) return fail({ kind: "circuit-open" });
      try {
        return await circuit.execute(async () => {
          const wasClosed = circuit.state === CircuitState.Closed;
          const outcome = await work();
          if (wasClosed && judge(outcome) === "none") throw new Unjudged(outcome);
          return outcome;
        });
      } catch (error) {
        if (error instanceof BrokenCircuitError) return fail({ kind: "circuit-open" });
        if (error instanceof Unjudged) return error.outcome as Awaited<ReturnType<typeof work>>;
        throw error;
      }
    },
  };
}

const judge = (outcome: Outcome) => (outcome.ok ? "healthy" : verdictOf(outcome.error));

/** Carries an outcome past cockatiel without being counted: it ignores errors its policy does not handle. */
class Unjudged extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super("says nothing about the callee");
    this.outcome = outcome;
  }
}

/**
 * cockatiel compares `duration` with the wall clock. Ours may be another, so `duration` is only ever "not yet" or "over".
 */
function openPeriods(openMs: number, nowMs: () => number) {
  const next = () => {
    const openedAtMs = nowMs();
    return {
      get duration() {
        return nowMs() - openedAtMs < openMs ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
      },
      next,
    };
  };
  return { next };
}

function nameOf(state: CircuitState): BreakerState {
  switch (state) {
    case CircuitState.Closed:
      return "closed";
    case CircuitState.HalfOpen:
      return "half-open";
    // Nothing here isolates a circuit by hand.
    case CircuitState.Open:
    case CircuitState.Isolated:
      return "open";
    default:
      return state satisfies never;
  }
}
