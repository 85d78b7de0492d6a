import { Readable } from "node:stream";
import type { Result } from "@holdfast/result";
import { REFUSED } from "./answer.ts";
import type { Attempt } from "./attempt.ts";
import type { Permit } from "./breaker.ts";
import { type Answer, type AttemptError, verdictOf } from "./call-error.ts";
import type { Lane, Seat } from "./lane.ts";
import type { Origin } from "./origin.ts";

/** What an attempt was given before it was sent. */
export type Taken = {
  readonly origin: Origin;
  readonly lane: Lane;
  readonly permit: Permit;
  readonly beganAtMs: number;
};

/** An attempt under way, with the seat and the permit that it holds. */
export class Flight {
  attempt: Attempt | undefined;
  /** Given up: what it comes to is for the breaker only. */
  isUnwanted = false;
  readonly #taken: Taken & { readonly seat: Seat };

  constructor(taken: Taken & { readonly seat: Seat }) {
    this.#taken = taken;
  }

  giveUp(): void {
    this.isUnwanted = true;
    this.attempt?.cancel();
  }

  /** Gives back what was taken, and tells the origin what it was like. */
  land(outcome: Result<Answer, AttemptError>, nowMs: number): void {
    const { origin, lane, seat, permit, beganAtMs } = this.#taken;
    const verdict = outcome.ok ? "healthy" : verdictOf(outcome.error);
    origin.breaker.leave(permit, verdict, nowMs - beganAtMs);
    // A streamed answer keeps its connection for as long as it lasts.
    if (outcome.ok && outcome.value.body instanceof Readable) {
      outcome.value.body.once("close", () => lane.leave(seat));
      return;
    }
    lane.leave(seat);
    if (outcome.ok) return;
    // Without a status there was no connection, or it broke.
    const { error } = outcome;
    if (error === REFUSED) origin.refused();
    else if (error.kind === "unreachable" && error.status === undefined) origin.passOver();
  }
}
