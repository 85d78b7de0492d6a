import { createHash } from "node:crypto";
import type { Queryable } from "@holdfast/postgres";
import { type Problem, problem } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { findAnswer, rememberAnswer, tryLockKey } from "./idempotency.store.ts";

/** What a request was answered with; refusals (4xx) are answers too. */
export type Answer = { readonly status: number; readonly body: unknown };

export type IdempotencyError =
  | { readonly kind: "idempotency-key-missing" }
  | { readonly kind: "idempotency-key-invalid" }
  | { readonly kind: "idempotency-key-reused" }
  | { readonly kind: "idempotency-key-in-flight" };

export type KeyedRequest = {
  readonly account: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly nowMs: number;
};

/** Answers are kept for a day: longer than any client's retries, short enough to bound the table. */
export const KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * Does `work` once per (account, key). Call it first in the transaction that `work` writes in: the answer is stored
 * with the effect, so there is never one without the other, and a throw leaves neither. A repeat with the same
 * fingerprint gets the first answer (`replayed`), with another `idempotency-key-reused`; while the first still runs,
 * `idempotency-key-in-flight`. The service's migrations hold the table:
 *
 *     create table idempotency_key (account text, key text, fingerprint text not null, status int not null,
 *       body jsonb, created_at timestamptz not null, primary key (account, key));
 *     create index idempotency_key_age on idempotency_key (created_at);
 */
export async function once(
  tx: Queryable,
  request: KeyedRequest,
  work: () => Promise<Answer>,
): Promise<Result<Answer & { readonly replayed: boolean }, IdempotencyError>> {
  if (!(await tryLockKey(tx, request))) return fail({ kind: "idempotency-key-in-flight" });
  const first = await findAnswer(tx, request, request.nowMs - KEPT_MS);
  if (first !== undefined) {
    if (first.fingerprint !== request.fingerprint) return fail({ kind: "idempotency-key-reused" });
    return ok({ status: first.status, body: first.body, replayed: true });
  }
  const answer = await work();
  await rememberAnswer(tx, request, answer);
  return ok({ ...answer, replayed: false });
}

/** The key of an `Idempotency-Key` header: 1–255 visible ASCII characters, with or without the draft's quotes. */
export function readIdempotencyKey(
  header: string | readonly string[] | undefined,
): Result<string | undefined, IdempotencyError> {
  if (header === undefined) return ok(undefined);
  if (typeof header !== "string") return fail({ kind: "idempotency-key-invalid" });
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header;
  return /^[\x21-\x7e]{1,255}$/.test(key) ? ok(key) : fail({ kind: "idempotency-key-invalid" });
}

/** As `readIdempotencyKey`, where the key is required. */
export function requireIdempotencyKey(
  header: string | readonly string[] | undefined,
): Result<string, IdempotencyError> {
  const read = readIdempotencyKey(header);
  if (!read.ok) return read;
  return read.value === undefined ? fail({ kind: "idempotency-key-missing" }) : ok(read.value);
}

/** SHA-256 over the operation and the body's canonical JSON: the order of members does not make another request. */
export function fingerprintOf(operationId: string, body: unknown): string {
  return createHash("sha256")
    .update(operationId)
    .update("\n")
    .update(canonical(body))
    .digest("hex");
}

/** Every refusal of a key as its problem. */
export function idempotencyProblem({ kind }: IdempotencyError): Problem {
  const errors = (message: string) => [{ path: "header/idempotency-key", message }];
  switch (kind) {
    case "idempotency-key-missing":
      return problem({
        status: 400,
        code: kind,
        title: "Idempotency key missing",
        detail:
          "Send an Idempotency-Key header, a new value for each new request, so that a retry cannot act twice.",
        errors: errors("is required"),
      });
    case "idempotency-key-invalid":
      return problem({
        status: 400,
        code: kind,
        title: "Idempotency key invalid",
        detail: "An Idempotency-Key has 1 to 255 visible ASCII characters and is sent once.",
        errors: errors("must be 1 to 255 visible ASCII characters"),
      });
    case "idempotency-key-reused":
      return problem({
        status: 422,
        code: kind,
        title: "Idempotency key reused",
        detail:
          "This Idempotency-Key was used for another request. Use a new key, or repeat the first request exactly.",
        errors: errors("belongs to another request"),
      });
    case "idempotency-key-in-flight":
      return problem({
        status: 409,
        code: kind,
        title: "First request still running",
        detail:
          "The first request with this Idempotency-Key has not been answered yet. Retry shortly with the same key.",
      });
    default:
      return kind satisfies never;
  }
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(",")}}`;
}
