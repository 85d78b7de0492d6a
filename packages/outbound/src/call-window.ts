/** What is known of the calls in the window. A call may be both, a failure and slow. */
export type CallCounts = {
  readonly calls: number;
  readonly failures: number;
  readonly slowCalls: number;
};

// A tenth of the window is what the count may lag behind the clock.
const SLOTS = 10;

/**
 * Counts the calls of the last `windowMs`, and forgets by the clock, also when nothing was called in between. Recording
 * costs the same however many calls there were: sums are kept, and a slot is taken out of them when its time is over.
 */
export class CallWindow {
  readonly #slotMs: number;
  readonly #slots = Array.from({ length: SLOTS }, () => ({ calls: 0, failures: 0, slowCalls: 0 }));
  readonly #sums = { calls: 0, failures: 0, slowCalls: 0 };
  /** Of the slot that counts now, since 1970. */
  #index = 0;

  constructor(windowMs: number) {
    this.#slotMs = windowMs / SLOTS;
  }

  record(nowMs: number, isFailure: boolean, isSlow: boolean): void {
    this.#moveTo(nowMs);
    const slot = this.#slots[this.#index % SLOTS];
    if (slot === undefined) return;
    for (const counts of [slot, this.#sums]) {
      counts.calls += 1;
      if (isFailure) counts.failures += 1;
      if (isSlow) counts.slowCalls += 1;
    }
  }

  counts(nowMs: number): CallCounts {
    this.#moveTo(nowMs);
    return this.#sums;
  }

  clear(): void {
    for (const slot of this.#slots) this.#forget(slot);
  }

  /** A clock that steps back stays in the slot it was in. */
  #moveTo(nowMs: number): void {
    const index = Math.floor(nowMs / this.#slotMs);
    if (index <= this.#index) return;
    const passed = Math.min(SLOTS, index - this.#index);
    for (let i = 0; i < passed; i += 1) {
      const slot = this.#slots[(index - i) % SLOTS];
      if (slot !== undefined) this.#forget(slot);
    }
    this.#index = index;
  }

  #forget(slot: { calls: number; failures: number; slowCalls: number }): void {
    this.#sums.calls -= slot.calls;
    this.#sums.failures -= slot.failures;
    this.#sums.slowCalls -= slot.slowCalls;
    slot.calls = 0;
    slot.failures = 0;
    slot.slowCalls = 0;
  }
}
