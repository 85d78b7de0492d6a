import { hash } from "node:crypto";
import type { Service } from "@holdfast/http-service";
import { callerOf } from "@holdfast/http-service/caller";
import { etagOf, PreconditionHeaders, preconditionOf } from "@holdfast/http-service/precondition";
import {
  type Answer,
  fingerprintOf,
  idempotencyProblem,
  once,
  readIdempotencyKey,
} from "@holdfast/idempotency";
import type { Queryable } from "@holdfast/postgres";
import { type Problem, ProblemError, problemResponses } from "@holdfast/problem";
import { ok, type Result } from "@holdfast/result";
import { type Static, Type } from "typebox";
import type { Scope } from "../authenticate/authenticate.ts";
import { toProblem } from "../problems.ts";
import { refuse } from "../refuse.ts";
import {
  COMMON,
  endOf,
  IdPath,
  idOf,
  inTransaction,
  type KeyRoutesDeps,
  type KeyView,
  KeyWithSecret,
  limitFields,
  NewKey,
  Rotation,
  toKeyView,
} from "./api-key-json.route.ts";
import { createKey, rotateKey } from "./api-keys.store.ts";
import { type KeyError, keyOf, OVERLAP_SECONDS, SECRET_BYTES, type StoredKey } from "./api-keys.ts";

const KeyHeader = {
  "idempotency-key": Type.Optional(
    Type.String({
      description:
        "1 to 255 visible ASCII characters; a repeat gets the first answer without its secret.",
    }),
  ),
};
const CREATE = {
  ...COMMON,
  operationId: "createApiKey",
  summary: "Make an API key",
  description:
    "Its secret is in this answer and nowhere else. It opens within a second everywhere.",
  headers: Type.Object(KeyHeader),
  body: NewKey,
  response: { 201: KeyWithSecret, ...problemResponses(400, 401, 403, 409, 422, 429, 503) },
};
const ROTATE = {
  ...COMMON,
  operationId: "rotateApiKey",
  summary: "Give a key a new secret; the one that it had opens besides for a while",
  description:
    "The secret before that ends at once. Its id, account, scope and rate limit stay, so usage counts on.",
  params: IdPath,
  headers: Type.Object({ ...PreconditionHeaders.properties, ...KeyHeader }),
  body: Rotation,
  response: {
    200: KeyWithSecret,
    ...problemResponses(400, 401, 403, 404, 409, 412, 422, 429, 503),
  },
};

/** The two answers that show a secret. */
export function addSecretRoutes(api: Service, deps: KeyRoutesDeps): void {
  const { nowMs, newId, randomBytes } = deps;
  api.post("/api/v1/admin/keys", { schema: CREATE }, async (request, reply) => {
    const { account, scope, label, rateLimit = null, expiresAt } = request.body;
    const end = endOf(expiresAt, nowMs());
    if (!end.ok) return refuse(reply, toProblem(end.error));
    const { key, sha256 } = secretOf(scope, randomBytes);
    const fields = { account, scope, label, sha256, ...limitFields(rateLimit) };
    const asked = [CREATE.operationId, request.body] as const;
    const made = await keyed(
      deps,
      { header: request.headers["idempotency-key"], asked },
      async (tx) => {
        const row = { ...fields, id: newId(), expiresAtMs: end.value };
        return answerOf(await createKey(tx, row, nowMs()), 201);
      },
    );
    if (made.replayed) reply.header("idempotency-replayed", "true");
    const { etag, view } = made;
    reply.code(201).headers({ etag, location: `/api/v1/admin/keys/${view.id}` });
    return reply.send(made.replayed ? view : { ...view, key });
  });
  addRotateRoute(api, deps);
}

function addRotateRoute(api: Service, deps: KeyRoutesDeps): void {
  const { nowMs, randomBytes } = deps;
  api.post("/api/v1/admin/keys/:id/rotate", { schema: ROTATE }, async (request, reply) => {
    const id = idOf(request);
    const { overlapSeconds = OVERLAP_SECONDS.byDefault } = request.body;
    const precondition = preconditionOf(request.headers);
    let secret: string | undefined;
    const made = await keyed(
      deps,
      {
        header: request.headers["idempotency-key"],
        asked: [ROTATE.operationId, { id, overlapSeconds }],
      },
      async (tx) => {
        const makeSha256 = (scope: Scope) => {
          const { key, sha256 } = secretOf(scope, randomBytes);
          secret = key;
          return sha256;
        };
        const previousUntilMs = nowMs() + overlapSeconds * 1000;
        return answerOf(
          await rotateKey(tx, { id, precondition, makeSha256, previousUntilMs }),
          200,
        );
      },
    );
    if (made.replayed) reply.header("idempotency-replayed", "true");
    const { etag, view } = made;
    return reply.header("etag", etag).send(secret === undefined ? view : { ...view, key: secret });
  });
}

function secretOf(scope: Scope, randomBytes: KeyRoutesDeps["randomBytes"]) {
  const key = keyOf(scope, randomBytes(SECRET_BYTES));
  return { key, sha256: hash("sha256", key, "buffer") };
}

type Stored = { readonly etag: string; readonly view: Static<typeof KeyView> };

/** What is kept for a repeat: never the secret. */
function answerOf(outcome: Result<StoredKey, KeyError>, status: number): Answer {
  if (outcome.ok) {
    const body: Stored = { etag: etagOf(outcome.value.version), view: toKeyView(outcome.value) };
    return { status, body };
  }
  const refusal = toProblem(outcome.error);
  return { status: refusal.status, body: refusal };
}

/**
 * Does the work, once for a key where there is one.
 * @throws ProblemError for a refusal, of the work or of its key.
 */
async function keyed(
  deps: KeyRoutesDeps,
  {
    header,
    asked,
  }: { readonly header: string | undefined; readonly asked: readonly [string, object] },
  work: (tx: Queryable) => Promise<Answer>,
): Promise<Stored & { readonly replayed: boolean }> {
  const key = readIdempotencyKey(header);
  if (!key.ok) throw new ProblemError(idempotencyProblem(key.error));
  const answer = await inTransaction(deps, async (tx) => {
    if (key.value === undefined) return ok({ ...(await work(tx)), replayed: false });
    const fingerprint = fingerprintOf(...asked);
    const { account } = callerOf();
    return once(tx, { account, key: key.value, fingerprint, nowMs: deps.nowMs() }, () => work(tx));
  });
  if (!answer.ok) throw new ProblemError(idempotencyProblem(answer.error));
  const { status, body, replayed } = answer.value;
  if (status >= 400) throw new ProblemError(body as Problem);
  return { ...(body as Stored), replayed };
}
