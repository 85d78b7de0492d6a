import { Readable } from "node:stream";
import type { RequestContext } from "@holdfast/request-context";
import { fail, type Result } from "@holdfast/result";
import type { Context } from "@opentelemetry/api";
import { Attempt, type AttemptParts } from "./attempt.ts";
import { backoffMs, retryAfterMs } from "./backoff.ts";
import { type Answer, type AttemptError, mayPassOnRepeat, verdictOf } from "./call-error.ts";
import type { FaultFor } from "./fault.ts";
import { Flight, type Taken } from "./flight.ts";
import type { OutboundMetrics } from "./metrics.ts";
import type { Operation } from "./operation.ts";
import type { CallPolicy } from "./policy.ts";
import type { Target, Turns } from "./target.ts";
import type { After } from "./timers.ts";
import {
  addContext,
  addExternalContext,
  callerHeaders,
  type HeaderList,
  type RawInput,
  wireBody,
} from "./wire.ts";

export type World = {
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly after: After;
  readonly metrics: OutboundMetrics;
  readonly faultFor: FaultFor | undefined;
  readonly isHedgingOn: (operationId: string) => boolean;
};

export type CallParts = {
  readonly world: World;
  readonly target: Target;
  readonly operation: Operation;
  readonly policy: CallPolicy;
  readonly request: RequestContext;
  /** What the spans of its attempts are part of. */
  readonly within: Context;
  readonly input: RawInput;
};

export type CallOwner = {
  /** `attempts`: requests that were sent, hedges included. */
  readonly ended: (outcome: Outcome, attempts: number) => void;
  /** A bug of ours. */
  readonly broke: (bug: unknown) => void;
};

type Outcome = Result<Answer, AttemptError>;

/**
 * One call: attempts and waits within the call's and the request's deadline, as many as the policy, the retry budget, the
 * bulkheads and the breakers allow; each asks the next origin. Bounded by `policy.attempts` and one hedge.
 *
 * Callbacks instead of promises: a gateway does little else than this, and an attempt that succeeds, the usual case, is
 * over in two of them.
 */
export class Call {
  readonly #parts: CallParts;
  readonly #owner: CallOwner;
  readonly #path: string;
  readonly #headers: HeaderList;
  readonly #body: string | Readable | null;
  readonly #endAtMs: number;
  /** What reaching `#endAtMs` means. */
  readonly #overdue: "timeout" | "deadline-exceeded";
  readonly #isRepeatable: boolean;
  /** What shares a connection is sent again when another read takes the connection with it. */
  readonly #lane: "calls" | "reads";
  readonly #turns: Turns;
  readonly #flights: Flight[] = [];
  #attempts = 0;
  #retries = 0;
  #cancelHedge: (() => void) | undefined;
  /** The last answer that did not know what had come of the call. */
  #doubtful: Outcome | undefined;

  /** @throws Error for a path parameter that is missing. */
  constructor(parts: CallParts, owner: CallOwner) {
    const { world, target, operation, policy, request, input } = parts;
    this.#parts = parts;
    this.#owner = owner;
    this.#path = operation.pathOf(input);
    this.#headers = callerHeaders(input);
    this.#body = wireBody(input.body);
    const ownEndAtMs = world.nowMs() + policy.deadlineMs;
    const requestEndAtMs = request.deadlineAtMs ?? Number.POSITIVE_INFINITY;
    this.#endAtMs = Math.min(ownEndAtMs, requestEndAtMs);
    // Only a deadline the request brought is the request's; running into our own policy is the callee's slowness.
    this.#overdue = requestEndAtMs <= ownEndAtMs ? "deadline-exceeded" : "timeout";
    this.#isRepeatable = isRepeatable(operation, policy, {
      headers: this.#headers,
      body: this.#body,
    });
    const isRead = this.#isRepeatable && policy.isPipelined && operation.entry.method === "GET";
    this.#lane = isRead ? "reads" : "calls";
    this.#turns = target.turns(input.routingKey);
  }

  start(): void {
    const refusal = this.#send(false);
    if (refusal !== undefined) this.#roundEnded(fail(refusal));
    else if (this.#attempts === 1) this.#planHedge();
  }

  /** Sends an attempt to the next origin that lets it; when none does, what refused it. */
  #send(isHedge: boolean): AttemptError | undefined {
    const { world, target, operation } = this.#parts;
    const nowMs = world.nowMs();
    const remainingMs = Math.floor(this.#endAtMs - nowMs);
    if (remainingMs < 1) return { kind: this.#overdue };
    let refusal: AttemptError = CIRCUIT_OPEN;
    for (let asked = 0; asked < target.origins.length; asked += 1) {
      const origin = this.#turns();
      // A hedge may be called back at any time, and as a probe it would prove nothing.
      if (isHedge && origin.breaker.state() !== "closed") continue;
      const lane = operation.isStreamed ? origin.streams : origin[this.#lane];
      if (lane.isFull) {
        refusal = OVERLOADED;
        continue;
      }
      const permit = origin.breaker.enter();
      if (permit === undefined) continue;
      if (isHedge) origin.hedged();
      this.#launch({ origin, lane, permit, beganAtMs: nowMs }, remainingMs);
      return undefined;
    }
    return refusal;
  }

  #launch({ origin, lane, permit, beganAtMs }: Taken, remainingMs: number): void {
    const { world, target, operation, policy, request, within, input } = this.#parts;
    const { isStreamed, entry, names } = operation;
    // The callee is told the attempt's time, not the call's: it would work on for nobody, beside the retry.
    const timeoutMs = Math.min(policy.timeoutMs, remainingMs);
    const headers = this.#headers.slice();
    if (target.external) addExternalContext(headers, request);
    else addContext(headers, request, isStreamed ? remainingMs : timeoutMs);
    const seat = lane.enter();
    const parts: AttemptParts = {
      dispatcher: seat.dispatcher,
      span: operation.spanAt(origin, request.operationId),
      method: entry.method,
      path: this.#path,
      headers,
      body: this.#body,
      isBodiless: entry.isBodiless === true,
      read: input.read ?? JSON.parse,
      isExternal: target.external,
      timeoutMs,
      streamedUntilMs: isStreamed ? remainingMs : undefined,
      overdue: policy.timeoutMs <= remainingMs ? "timeout" : this.#overdue,
      resendCount: this.#attempts,
      fault: world.faultFor?.(names.target, names.operation),
      within,
      after: world.after,
    };
    const flight = new Flight({ origin, lane, seat, permit, beganAtMs });
    const attempt = new Attempt(parts, {
      ended: (outcome) => this.#landed(flight, outcome),
      broke: (bug) => this.#broke(flight, bug),
    });
    flight.attempt = attempt;
    this.#flights.push(flight);
    if (this.#attempts === 0) target.depositFirstAttempt();
    this.#attempts += 1;
    attempt.start();
  }

  #landed(flight: Flight, outcome: Outcome): void {
    flight.land(outcome, this.#parts.world.nowMs());
    if (flight.isUnwanted) return;
    this.#flights.splice(this.#flights.indexOf(flight), 1);
    if (isInDoubt(outcome)) this.#doubtful = outcome;
    // A failure waits for the attempt beside it, which may still bring the answer.
    if (this.#flights.length === 0 || isConclusive(outcome)) this.#roundEnded(outcome);
  }

  #broke(flight: Flight, bug: unknown): void {
    flight.land(CANCELLED, this.#parts.world.nowMs());
    this.#owner.broke(bug);
  }

  #roundEnded(outcome: Outcome): void {
    this.#cancelHedge?.();
    for (const loser of this.#flights.splice(0)) loser.giveUp();
    const { world, target, operation, policy } = this.#parts;
    const waitMs = this.#retries + 1 < policy.attempts ? this.#waitBeforeRetry(outcome) : undefined;
    if (waitMs === undefined || !isAnyToAsk(target) || !target.takeRetry()) {
      this.#end(outcome);
      return;
    }
    this.#retries += 1;
    world.after(waitMs, () => {
      world.metrics.retried(operation.names);
      this.start();
    });
  }

  #end(outcome: Outcome): void {
    // A later attempt that could not even ask does not know what an earlier one has done.
    this.#owner.ended(
      isConclusive(outcome) ? outcome : (this.#doubtful ?? outcome),
      this.#attempts,
    );
  }

  /** How long to wait before the next retry, or `undefined` when it would not help or not fit the deadline. */
  #waitBeforeRetry(outcome: Outcome): number | undefined {
    if (outcome.ok || !this.#isRepeatable) return undefined;
    const { world, policy } = this.#parts;
    const { error } = outcome;
    if (!mayPassOnRepeat(error, policy.repeatTimeouts)) return undefined;
    const nowMs = world.nowMs();
    const asked = error.kind === "problem" ? retryAfterMs(error.headers["retry-after"], nowMs) : 0;
    const waitMs = Math.max(asked ?? 0, backoffMs(policy, this.#retries + 1, world.random()));
    return waitMs < this.#endAtMs - nowMs ? waitMs : undefined;
  }

  /** One hedge a call, beside its first attempt: a read that is slow twice is not slow by chance. */
  #planHedge(): void {
    const { world, policy, operation } = this.#parts;
    const { hedge } = policy;
    if (hedge === undefined || !this.#isRepeatable || operation.isStreamed) return;
    if (this.#flights.length === 0 || !world.isHedgingOn(operation.names.operation)) return;
    this.#cancelHedge = world.after(hedge.afterMs(world.nowMs()), () => this.#hedge());
  }

  #hedge(): void {
    const { world, target, operation } = this.#parts;
    if (!isAnyToAsk(target) || !target.takeRetry()) return;
    if (this.#send(true) === undefined) world.metrics.hedged(operation.names);
  }
}

const CIRCUIT_OPEN: AttemptError = { kind: "circuit-open" };
const OVERLOADED: AttemptError = { kind: "overloaded" };
const CANCELLED: Outcome = fail({ kind: "cancelled" });

/** Declared idempotent, and really so: an operation that takes an Idempotency-Key is only with one. A stream is spent. */
function isRepeatable(
  { entry }: Operation,
  { idempotent }: CallPolicy,
  sent: { readonly headers: HeaderList; readonly body: string | Readable | null },
): boolean {
  if (!idempotent || sent.body instanceof Readable) return false;
  const needsKey = entry.takesIdempotencyKey && !entry.idempotent;
  return !needsKey || sent.headers.includes("idempotency-key");
}

/** The callee knows what it did: nothing that another attempt says can be better. */
const isConclusive = (outcome: Outcome): boolean =>
  outcome.ok || verdictOf(outcome.error) === "healthy";

/** The callee does not know whether it did what was asked, and says so. */
const isInDoubt = (outcome: Outcome): boolean =>
  !outcome.ok &&
  outcome.error.kind === "problem" &&
  outcome.error.problem.code === "outcome-unknown";

const isAnyToAsk = ({ origins }: Target): boolean =>
  origins.some(({ breaker, isGone }) => breaker.state() === "closed" && !isGone());
