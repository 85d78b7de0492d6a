import type { Dispatcher } from "undici";

/** A place on the way to a process: one connection, or a pool of them. */
export type Seat = { readonly dispatcher: Dispatcher; calls: number };

export type LaneParts = {
  readonly dispatchers: readonly Dispatcher[];
  /** Calls that can be under way at once. */
  readonly capacity: number;
  /** Calls that may wait for that, beyond `capacity`. */
  readonly waitingMax: number;
  /** Runs its work when the current turn of the event loop is over. */
  readonly afterTurn?: (work: () => void) => void;
};

// Half of what one connection takes at once: what is behind a slow answer waits for it.
const TOGETHER_MAX = 8;

/**
 * A bulkhead: the connections of one kind to one process, and how many calls may be on them or wait for them. One callee
 * that hangs holds these calls and their memory, and no more.
 *
 * Of several seats a call takes the one with the fewest. Where none is empty it will wait behind another anyway: then those
 * that are made in one turn of the event loop take the same, to be sent by one system call, and mostly answered by one.
 */
export class Lane {
  readonly #seats: readonly Seat[];
  readonly #capacity: number;
  readonly #callsMax: number;
  readonly #afterTurn: (work: () => void) => void;
  #calls = 0;
  #turn = 0;
  /** Of this turn, and how many more may take it. */
  #shared: Seat | undefined;
  #sharedLeft = 0;

  constructor({ dispatchers, capacity, waitingMax, afterTurn = setImmediate }: LaneParts) {
    this.#afterTurn = afterTurn;
    this.#seats = dispatchers.map((dispatcher) => ({ dispatcher, calls: 0 }));
    this.#capacity = capacity;
    this.#callsMax = capacity + waitingMax;
  }

  get isFull(): boolean {
    return this.#calls >= this.#callsMax;
  }

  get inFlight(): number {
    return Math.min(this.#calls, this.#capacity);
  }

  get waiting(): number {
    return Math.max(0, this.#calls - this.#capacity);
  }

  /** Takes a seat, which the caller gives back by `leave`. */
  enter(): Seat {
    const seat = this.#sharedLeft > 0 && this.#shared ? this.#shared : this.#emptiest();
    if (seat === this.#shared) this.#sharedLeft -= 1;
    else if (seat.calls > 0 && this.#seats.length > 1) this.#share(seat);
    seat.calls += 1;
    this.#calls += 1;
    return seat;
  }

  #share(seat: Seat): void {
    const isFirst = this.#shared === undefined;
    this.#shared = seat;
    this.#sharedLeft = TOGETHER_MAX - 1;
    if (isFirst) this.#afterTurn(this.#endTurn);
  }

  readonly #endTurn = () => {
    this.#shared = undefined;
    this.#sharedLeft = 0;
  };

  #emptiest(): Seat {
    const seats = this.#seats;
    // From another one each time, so that a tie does not always load the first.
    this.#turn = (this.#turn + 1) % seats.length;
    let best = seats[this.#turn];
    for (let i = 1; i < seats.length && best?.calls !== 0; i += 1) {
      const seat = seats[(this.#turn + i) % seats.length];
      if (best === undefined || (seat !== undefined && seat.calls < best.calls)) best = seat;
    }
    if (best === undefined) throw new Error("a lane needs a seat");
    return best;
  }

  leave(seat: Seat): void {
    seat.calls -= 1;
    this.#calls -= 1;
  }

  async close(): Promise<void> {
    await Promise.all(this.#seats.map(({ dispatcher }) => dispatcher.close()));
  }
}
