import { isProblem } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import type { Answer, AnswerHeaders, AttemptError } from "./call-error.ts";
import type { Read } from "./wire.ts";

type Outcome = Result<Answer, AttemptError>;

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** What a whole answer with the body `text` means; `read` makes the body of a success. */
export function answerOf(
  status: number,
  headers: AnswerHeaders,
  text: string,
  read: Read = JSON.parse,
): Outcome {
  const understand = isSuccess(status) ? read : JSON.parse;
  const body = text === "" ? undefined : jsonIn(text, headers["content-type"], understand);
  if (body === NOT_JSON) {
    return fail({ kind: "unreachable", status, message: `answered ${status} without JSON` });
  }
  if (isSuccess(status) || status === 304) return ok({ status, body, headers });
  if (isProblem(body)) return fail({ kind: "problem", status, problem: body, headers });
  return fail(bareStatus(status));
}

/** An answer with this status that does not say what it is about. */
export const bareStatus = (status: number): AttemptError => ({
  kind: "unreachable",
  status,
  message: `answered ${status} without a problem`,
});

/** Nobody listens there. */
export const REFUSED: AttemptError = {
  kind: "unreachable",
  message: "could not be reached (ECONNREFUSED)",
};

export const BROKEN_OFF: AttemptError = { kind: "unreachable", message: "broke off its answer" };

/** What undici's error means, or `undefined` for a request that could never be sent: a bug of ours. */
export function failureOf(error: unknown): AttemptError | undefined {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  if (code === undefined || code === "UND_ERR_INVALID_ARG" || code === "UND_ERR_NOT_SUPPORTED") {
    return undefined;
  }
  if (code === "UND_ERR_RES_EXCEEDED_MAX_SIZE") {
    return { kind: "unreachable", status: 200, message: "answered more than it may" };
  }
  if (code === "ECONNREFUSED") return REFUSED;
  return { kind: "unreachable", message: `could not be reached (${code})` };
}

const NOT_JSON = Symbol("not JSON");
// What our services say, and so nearly every answer: known without a regular expression.
const OUR_JSON = "application/json; charset=utf-8";

function jsonIn(text: string, contentType: string | string[] | undefined, read: Read): unknown {
  if (contentType !== OUR_JSON) {
    if (typeof contentType !== "string") return NOT_JSON;
    if (!/^application\/([\w.-]+\+)?json\b/i.test(contentType)) return NOT_JSON;
  }
  try {
    return read(text);
  } catch {
    return NOT_JSON;
  }
}
