import type { Problem } from "@holdfast/problem";

/** Answer headers, names in lower case. */
export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/**
 * An answer a caller can use: 2xx or 304, `body` parsed from JSON (`undefined` when there is none), or a stream where the
 * contract says that the answer is no JSON.
 */
export type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers: AnswerHeaders;
};

/**
 * Why a call brought no usable answer.
 * - `problem`: the callee refused or failed, and said so in a problem document.
 * - `timeout`: the callee took longer than resilience.yaml allows; the call may have taken effect.
 * - `deadline-exceeded`: the request's own time is over; the call may have taken effect if it was sent.
 * - `circuit-open`: not sent, because the callee has been failing.
 * - `overloaded`: not sent, because as many calls to the callee wait for a connection as may.
 * - `unreachable`: no connection, a broken one, or an answer that is no HTTP API of ours (`status` when there was one).
 *   `message` names no host and may be shown.
 */
export type CallError =
  | {
      readonly kind: "problem";
      readonly status: number;
      readonly problem: Problem;
      readonly headers: AnswerHeaders;
    }
  | { readonly kind: "timeout" }
  | { readonly kind: "deadline-exceeded" }
  | { readonly kind: "circuit-open" }
  | { readonly kind: "overloaded" }
  | { readonly kind: "unreachable"; readonly message: string; readonly status?: number };

/** What one attempt can end with: a `CallError`, or the caller took its request back: its upload broke. */
export type AttemptError = CallError | { readonly kind: "cancelled" };

/**
 * What a working callee answers when one behind it is away, after its own retries. It must not open the callee's breaker
 * (an outage of payments would take the reading of orders with it), and asking again at once adds load without hope.
 */
const BEHIND_THE_CALLEE: ReadonlySet<string> = new Set([
  "payment-unavailable",
  "upstream-unavailable",
]);

/** What an attempt says about the callee's health; `none` when it was the caller who ended it. */
export type Verdict = "healthy" | "failing" | "none";

/** 4xx other than 408 and 429 are healthy: the callee works, and refused. */
export function verdictOf(error: AttemptError): Verdict {
  switch (error.kind) {
    case "problem":
      if (BEHIND_THE_CALLEE.has(error.problem.code)) return "healthy";
      return isFailingStatus(error.status) ? "failing" : "healthy";
    case "unreachable":
      return error.status === undefined || error.status < 400 || isFailingStatus(error.status)
        ? "failing"
        : "healthy";
    case "timeout":
      return "failing";
    case "deadline-exceeded":
    case "circuit-open":
    case "overloaded":
    case "cancelled":
      return "none";
    default:
      return error satisfies never;
  }
}

// 500 is among them because only calls that may be repeated are asked with it at all.
const REPEATABLE_STATUSES: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** True when the same call, sent again, may well succeed. Whether it may be sent again is the policy's to say. */
export function mayPassOnRepeat(error: AttemptError, repeatTimeouts: boolean): boolean {
  switch (error.kind) {
    case "problem":
      // Its time was ours, so it may be the callee that says first that it is over.
      if (error.problem.code === "deadline-exceeded") return repeatTimeouts;
      return REPEATABLE_STATUSES.has(error.status) && !BEHIND_THE_CALLEE.has(error.problem.code);
    case "unreachable":
      return error.status === undefined || REPEATABLE_STATUSES.has(error.status);
    case "timeout":
      return repeatTimeouts;
    case "deadline-exceeded":
    case "circuit-open":
    case "overloaded":
    case "cancelled":
      return false;
    default:
      return error satisfies never;
  }
}

const isFailingStatus = (status: number): boolean =>
  status >= 500 || status === 408 || status === 429;
