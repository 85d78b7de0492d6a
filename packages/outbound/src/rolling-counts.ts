// A tenth of the window is what a count may lag behind the clock.
const SLOTS = 10;

/**
 * Counts of several kinds over the last `windowMs`, which forget by the clock, also when nothing was counted in between.
 * Counting costs the same however much there was: sums are kept, and a slot is taken out of them when its time is over.
 */
export class RollingCounts {
  readonly #slotMs: number;
  readonly #slots: readonly Uint32Array[];
  readonly #sums: Uint32Array;
  /** Of the slot that counts now, since 1970. */
  #index = 0;

  constructor(windowMs: number, kinds: number) {
    this.#slotMs = windowMs / SLOTS;
    this.#slots = Array.from({ length: SLOTS }, () => new Uint32Array(kinds));
    this.#sums = new Uint32Array(kinds);
  }

  add(nowMs: number, kind: number): void {
    this.#moveTo(nowMs);
    const slot = this.#slots[this.#index % SLOTS];
    if (slot === undefined) return;
    slot[kind] = (slot[kind] ?? 0) + 1;
    this.#sums[kind] = (this.#sums[kind] ?? 0) + 1;
  }

  /** By kind; good until the next count. */
  sums(nowMs: number): Readonly<Uint32Array> {
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

  #forget(slot: Uint32Array): void {
    for (let kind = 0; kind < slot.length; kind += 1) {
      this.#sums[kind] = (this.#sums[kind] ?? 0) - (slot[kind] ?? 0);
    }
    slot.fill(0);
  }
}
