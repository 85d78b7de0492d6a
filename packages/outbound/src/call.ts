import { Readable } from "node:stream";
import type { OperationEntry } from "@holdfast/contracts";
import type { RequestContext } from "@holdfast/request-context";
import { fail, type Result } from "@holdfast/result";
import { type AttemptRequest, attempt } from "./attempt.ts";
import { backoffMs, retryAfterMs } from "./backoff.ts";
import { type Answer, type AttemptError, mayPassOnRepeat, verdictOf } from "./call-error.ts";
import type { FaultFor } from "./fault.ts";
import type { OutboundMetrics } from "./metrics.ts";
import type { Origin } from "./origin.ts";
import type { CallReport } from "./outbound.ts";
import type { CallPolicy } from "./policy.ts";
import type { Target, Turns } from "./target.ts";
import { type After, wait } from "./timers.ts";
import {
  callerHeaders,
  contextHeaders,
  externalHeaders,
  type RawInput,
  requestPath,
  wireBody,
} from "./wire.ts";

export type World = {
  readonly nowMs: () => number;
  readonly random: () => number;
  readonly after: After;
  readonly metrics: OutboundMetrics;
  readonly faultFor: FaultFor | undefined;
  readonly onCall: ((call: CallReport) => void) | undefined;
};

export type Call = {
  readonly operationId: string;
  readonly operation: OperationEntry;
  readonly policy: CallPolicy;
  readonly request: RequestContext;
  readonly input: RawInput;
};

type Outcome = Result<Answer, AttemptError>;
/** A call under way: when it must end, and what is the same in all its attempts. */
type Course = {
  readonly endAtMs: number;
  /** What reaching `endAtMs` means. */
  readonly overdue: AttemptRequest["overdue"];
  readonly repeatable: boolean;
  readonly turns: Turns;
  /** Sent so far. */
  attempts: number;
  readonly wire: Omit<AttemptRequest, "timeoutMs" | "overdue" | "resendCount">;
};

/**
 * Makes one call: attempts and waits within the call's and the request's deadline, as many as the policy, the retry
 * budget and the breakers allow; each asks the next origin. Bounded by `policy.attempts`.
 */
export async function makeCall(
  world: World,
  target: Target,
  call: Call,
): Promise<{ readonly outcome: Outcome; readonly attempts: number }> {
  const course = courseOf(world, target, call);
  let outcome = await attemptOnce(world, target, { call, course, resendCount: 0 });
  let doubtful = isInDoubt(outcome) ? outcome : undefined;
  for (let retry = 1; retry < call.policy.attempts; retry += 1) {
    const waitMs = waitBefore(world, { call, course, outcome, retry });
    if (waitMs === undefined || !isAnyClosed(target) || !target.takeRetry()) break;
    await wait(world.after, waitMs);
    world.metrics.retried({ target: target.name, operation: call.operationId });
    outcome = await attemptOnce(world, target, { call, course, resendCount: retry });
    if (isInDoubt(outcome)) doubtful = outcome;
  }
  // A later attempt that could not even ask does not know what an earlier one has done.
  const isSettled = outcome.ok || verdictOf(outcome.error) === "healthy";
  return { outcome: isSettled ? outcome : (doubtful ?? outcome), attempts: course.attempts };
}

/** The callee does not know whether it did what was asked, and says so. */
const isInDoubt = (outcome: Outcome): boolean =>
  !outcome.ok &&
  outcome.error.kind === "problem" &&
  outcome.error.problem.code === "outcome-unknown";

const isAnyClosed = ({ origins }: Target): boolean =>
  origins.some(({ breaker }) => breaker.state() === "closed");

function courseOf(
  { nowMs }: World,
  { turns }: Target,
  { operation, policy, request, input }: Call,
): Course {
  const headers = callerHeaders(input);
  const ownEndAtMs = nowMs() + policy.deadlineMs;
  const requestEndAtMs = request.deadlineAtMs ?? Number.POSITIVE_INFINITY;
  return {
    endAtMs: Math.min(ownEndAtMs, requestEndAtMs),
    // Only a deadline the request brought is the request's; running into our own policy is the callee's slowness.
    overdue: requestEndAtMs <= ownEndAtMs ? "deadline-exceeded" : "timeout",
    repeatable: isRepeatable(operation, policy, { headers, body: input.body }),
    turns: turns(input.routingKey),
    attempts: 0,
    wire: {
      method: operation.method,
      path: requestPath(operation.path, input),
      template: operation.path,
      headers,
      body: wireBody(input.body),
      isBodiless: operation.isBodiless === true,
    },
  };
}

/** Declared idempotent, and really so: an operation that takes an Idempotency-Key is only with one. A stream is spent. */
function isRepeatable(
  operation: OperationEntry,
  policy: CallPolicy,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: unknown },
): boolean {
  if (!policy.idempotent || body instanceof Readable) return false;
  const needsKey = operation.takesIdempotencyKey && !operation.idempotent;
  return !needsKey || headers["idempotency-key"] !== undefined;
}

/** How long to wait before retry number `retry`, or `undefined` when it would not help or not fit the deadline. */
function waitBefore(
  { nowMs, random }: World,
  step: { call: Call; course: Course; outcome: Outcome; retry: number },
): number | undefined {
  const { call, course, outcome, retry } = step;
  if (outcome.ok || !course.repeatable) return undefined;
  const { error } = outcome;
  if (!mayPassOnRepeat(error, call.policy.repeatTimeouts)) return undefined;
  const asked = error.kind === "problem" ? retryAfterMs(error.headers["retry-after"], nowMs()) : 0;
  const waitMs = Math.max(asked ?? 0, backoffMs(call.policy, retry, random()));
  return waitMs < course.endAtMs - nowMs() ? waitMs : undefined;
}

async function attemptOnce(
  world: World,
  target: Target,
  step: { call: Call; course: Course; resendCount: number },
): Promise<Outcome> {
  const { call, course, resendCount } = step;
  const remainingMs = Math.floor(course.endAtMs - world.nowMs());
  if (remainingMs < 1) return fail({ kind: course.overdue });
  const { timeoutMs } = call.policy;
  // The callee is told the attempt's time, not the call's: it would work on for nobody, beside the retry.
  const attemptMs = Math.min(timeoutMs, remainingMs);
  const { external } = target;
  const { isStreamed = false } = call.operation;
  const toldMs = isStreamed ? remainingMs : attemptMs;
  const own = external ? externalHeaders(call.request) : contextHeaders(call.request, toldMs);
  const fault = world.faultFor?.(target.name, call.operationId);
  return askInTurn(target, course.turns, ({ pool, streams, url }) => {
    if (resendCount === 0) target.depositFirstAttempt();
    course.attempts += 1;
    return attempt(
      { pool: isStreamed ? streams : pool, origin: url, external, after: world.after },
      {
        ...course.wire,
        headers: { ...course.wire.headers, ...own },
        timeoutMs: attemptMs,
        overdue: timeoutMs <= remainingMs ? "timeout" : course.overdue,
        ...(isStreamed ? { streamedUntilMs: remainingMs } : {}),
        resendCount,
        fault,
      },
    );
  });
}

/** Sends to the next origin whose breaker lets it; refuses with `circuit-open` when none of them does. */
async function askInTurn(
  { origins }: Target,
  turns: Turns,
  send: (origin: Origin) => Promise<Outcome>,
): Promise<Outcome> {
  let outcome: Outcome = fail({ kind: "circuit-open" });
  for (let refused = 0; refused < origins.length; refused += 1) {
    const origin = turns.next().value;
    outcome = await origin.run(() => send(origin));
    if (outcome.ok) break;
    // Without a status there was no connection, or it broke.
    const { error } = outcome;
    if (error.kind === "unreachable" && error.status === undefined) origin.passOver();
    if (error.kind !== "circuit-open") break;
  }
  return outcome;
}
