import { isDeepStrictEqual } from "node:util";
import { type Precondition, permits } from "@holdfast/http-service/precondition";
import type { Queryable } from "@holdfast/postgres";
import { fail, ok, type Result } from "@holdfast/result";
import { appendDocument, type DocumentKind, lockDocument } from "./documents.store.ts";
import type { PricingError } from "./pricing-error.ts";

type Named = {
  readonly kind: DocumentKind;
  readonly key: string;
  readonly precondition: Precondition;
};
type Put<Body> = { readonly version: number; readonly body: Body; readonly created: boolean };

/** Puts the document in force, unless it is so already: then nothing is written and the version stays. */
export async function putDocument<Body>(
  tx: Queryable,
  { kind, key, body, precondition }: Named & { readonly body: Body },
  nowMs: number,
): Promise<Result<Put<Body>, PricingError>> {
  const stored = await lockDocument<Body>(tx, kind, key);
  const current = stored === undefined || stored.body === null ? undefined : stored;
  const version = current?.version;
  if (!permits(precondition, version)) return fail({ kind: "precondition-failed", version });
  if (version !== undefined && isDeepStrictEqual(current?.body, body)) {
    return ok({ version, body, created: false });
  }
  const put = await appendDocument<Body>(tx, { kind, key, body }, nowMs);
  return ok({ version: put.version, body, created: current === undefined });
}

/** Takes the document out of force; what it said stays in its history. Undefined when there is none. */
export async function deleteDocument(
  tx: Queryable,
  { kind, key, precondition }: Named,
  nowMs: number,
): Promise<Result<null, PricingError> | undefined> {
  const stored = await lockDocument(tx, kind, key);
  if (stored === undefined || stored.body === null) return undefined;
  const { version } = stored;
  if (!permits(precondition, version)) return fail({ kind: "precondition-failed", version });
  await appendDocument(tx, { kind, key, body: null }, nowMs);
  return ok(null);
}
