import { CircuitState, type IBreaker } from "cockatiel";

type Slot = { index: number; failures: number; successes: number };

// A tenth of the window is what the count may lag behind the clock.
const SLOTS = 10;

/**
 * Decides when a circuit opens: of the calls in the last `windowMs`, at least `minimumCalls` are known and at least
 * `errorRatePercent` % of them failed.
 *
 * cockatiel's own SamplingBreaker moves its window one slot per call, so failures from before a quiet hour still count
 * after it, and its minimum is a rate instead of a number of calls. This one forgets by the clock.
 */
export function outcomeWindow(
  policy: {
    readonly windowMs: number;
    readonly errorRatePercent: number;
    readonly minimumCalls: number;
  },
  nowMs: () => number,
): IBreaker {
  const slotMs = policy.windowMs / SLOTS;
  let slots: Slot[] = [];

  const record = (count: "failures" | "successes"): void => {
    const index = Math.floor(nowMs() / slotMs);
    slots = slots.filter((slot) => slot.index > index - SLOTS);
    let slot = slots.find((known) => known.index === index);
    if (slot === undefined) {
      slot = { index, failures: 0, successes: 0 };
      slots.push(slot);
    }
    slot[count] += 1;
  };

  return {
    // Part of cockatiel's interface for carrying a breaker between processes, which we never do.
    state: undefined,
    success(state) {
      if (state === CircuitState.HalfOpen) slots = [];
      record("successes");
    },
    failure(state) {
      record("failures");
      if (state !== CircuitState.Closed) return true;
      const failures = sum(slots, "failures");
      const calls = failures + sum(slots, "successes");
      return calls >= policy.minimumCalls && failures * 100 >= policy.errorRatePercent * calls;
    },
  };
}

const sum = (slots: readonly Slot[], count: "failures" | "successes"): number =>
  slots.reduce((total, slot) => total + slot[count], 0);
