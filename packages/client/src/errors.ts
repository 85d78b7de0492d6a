/** Why a call did not succeed, as a value. */
import { PROBLEM_CODES } from "./generated/operations.ts";
import { jsonIn } from "./json.ts";

export type KnownProblemCode = (typeof PROBLEM_CODES)[number];
/** Any other text too: a newer server has codes that this client does not know. */
export type ProblemCode = KnownProblemCode | (string & Record<never, never>);

/** RFC 9457, as every refusal of Holdfast. What else a code carries stands beside these. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly instance?: string;
  readonly traceId?: string;
  /** The refused fields. */
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  /** With `insufficient-stock`. */
  readonly shortages?: readonly {
    readonly sku: string;
    readonly requested: number;
    readonly available: number;
  }[];
  /** With `price-changed`. */
  readonly newTotal?: { readonly amount: number; readonly currency: string };
  /** With `payment-declined`. */
  readonly declineCode?: string;
  readonly [member: string]: unknown;
};

type Attempted = {
  /** How often it was sent. */
  readonly attempts: number;
  /** The key it was sent under: the same call with the same key acts once, however often it is made. */
  readonly idempotencyKey?: string;
};
export type ClientError = Attempted &
  (
    | {
        /** Holdfast refused. */
        readonly kind: "problem";
        readonly code: ProblemCode;
        readonly status: number;
        readonly problem: Problem;
        /** When the same call may succeed, where the server said it. */
        readonly retryAfterMs?: number;
      }
    /** No whole answer came: it may have taken effect, or not. */
    | { readonly kind: "network"; readonly message: string; readonly cause: unknown }
    /** As `network`, after `timeoutMs`. */
    | { readonly kind: "timeout"; readonly timeoutMs: number }
    /** The caller's signal ended it. */
    | { readonly kind: "aborted" }
    /** Something answered that is not Holdfast, such as a proxy's page. */
    | { readonly kind: "unexpected"; readonly status: number; readonly text: string }
  );

/** Thrown by iterators, which have no other way to say it. */
export class HoldfastError extends Error {
  override readonly name = "HoldfastError";
  readonly error: ClientError;

  constructor(error: ClientError) {
    super(messageOf(error), error.kind === "network" ? { cause: error.cause } : undefined);
    this.error = error;
  }
}

/** One sentence for people. */
export function messageOf(error: ClientError): string {
  switch (error.kind) {
    case "problem":
      return `${error.problem.detail} (${error.status} ${error.code})`;
    case "network":
      return `no answer: ${error.message}`;
    case "timeout":
      return `no answer within ${error.timeoutMs} ms`;
    case "aborted":
      return "the call was aborted";
    case "unexpected":
      return `an answer that is not Holdfast's (${error.status}): ${error.text}`;
    default:
      return error satisfies never;
  }
}

/** Is it a code that this version of the client knows? */
export const isKnownCode = (code: string): code is KnownProblemCode => KNOWN.has(code);
const KNOWN: ReadonlySet<string> = new Set(PROBLEM_CODES);

/** The problem in a text; undefined when there is none. */
export function problemIn(text: string): Problem | undefined {
  const value = jsonIn(text)?.value;
  return isProblem(value) ? value : undefined;
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === "object" &&
  value !== null &&
  "code" in value &&
  typeof value.code === "string" &&
  "detail" in value &&
  typeof value.detail === "string";
