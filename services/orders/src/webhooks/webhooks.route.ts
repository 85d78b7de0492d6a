import type { Service } from "@holdfast/http-service";
import { callerOf } from "@holdfast/http-service/caller";
import { sendProblem } from "@holdfast/http-service/errors";
import { etagOf, PreconditionHeaders, preconditionOf } from "@holdfast/http-service/precondition";
import {
  type Answer,
  fingerprintOf,
  idempotencyProblem,
  once,
  readIdempotencyKey,
} from "@holdfast/idempotency";
import type { Database, Queryable } from "@holdfast/postgres";
import { type Problem, problemResponses } from "@holdfast/problem";
import { ok, type Result } from "@holdfast/result";
import { type Static, Type } from "typebox";
import { toProblem } from "../problems.ts";
import { makeSecret, type Vault } from "../secret-vault.ts";
import type { Endpoint, WebhookError } from "../webhook.ts";
import type { WakeEndpoints } from "./wake-endpoints.client.ts";
import {
  NewWebhook,
  toWebhookView,
  WebhookPatch,
  WebhookView,
  WebhookWithSecret,
} from "./webhook-json.ts";
import {
  changeEndpoint,
  createEndpoint,
  deleteEndpoint,
  findEndpoint,
  listEndpoints,
  rotateSecret,
} from "./webhooks.store.ts";
import { OLD_SECRET_MS } from "./webhooks.ts";

export type WebhooksDeps = {
  readonly db: Database;
  readonly nowMs: () => number;
  readonly newId: () => string;
  /** Fit for secrets. */
  readonly randomBytes: (size: number) => Uint8Array;
  readonly vault: Vault;
  readonly wakeEndpoints: WakeEndpoints;
  /** Why nothing may be sent to a URL; undefined when it may. */
  readonly refusalOfUrl: (url: string) => string | undefined;
};

const SECRET_BYTES = 32;

const IdPath = Type.Object(
  { id: Type.String({ format: "uuid" }) },
  { additionalProperties: false },
);
const KeyHeader = {
  "idempotency-key": Type.Optional(
    Type.String({
      description: "1 to 255 visible ASCII characters; a repeat gets the first answer.",
    }),
  ),
};
const CREATE = {
  operationId: "createWebhook",
  summary: "Have events sent to a URL, signed as Standard Webhooks says",
  description:
    "Those of `eventTypes`, or all, of every account, in order, at least once: know a repeat by `webhook-id`.",
  tags: ["webhooks"],
  headers: Type.Object(KeyHeader),
  body: NewWebhook,
  response: { 201: WebhookWithSecret, ...problemResponses(400, 401, 409, 422) },
};
const LIST = {
  operationId: "listWebhooks",
  summary: "All webhooks, in the order in which they were made",
  tags: ["webhooks"],
  response: {
    200: Type.Object({ data: Type.Array(WebhookView), nextCursor: Type.Null() }),
    ...problemResponses(400),
  },
};
const GET = {
  operationId: "getWebhook",
  summary: "One webhook, and how it stands",
  tags: ["webhooks"],
  params: IdPath,
  response: { 200: WebhookView, ...problemResponses(400, 404) },
};
const PATCH = {
  operationId: "patchWebhook",
  summary: "Change a webhook; what waits for it is tried at once",
  tags: ["webhooks"],
  params: IdPath,
  headers: PreconditionHeaders,
  body: WebhookPatch,
  response: { 200: WebhookView, ...problemResponses(400, 404, 412, 422) },
};
const DELETE = {
  operationId: "deleteWebhook",
  summary: "Send nothing more to a webhook, and forget what was sent",
  tags: ["webhooks"],
  params: IdPath,
  headers: PreconditionHeaders,
  response: { 204: Type.Null({ description: "Deleted" }), ...problemResponses(400, 404, 412) },
};
const ROTATE = {
  operationId: "rotateWebhookSecret",
  summary: "Make a new secret; the old one signs besides for 24 hours",
  tags: ["webhooks"],
  params: IdPath,
  headers: Type.Object({ ...PreconditionHeaders.properties, ...KeyHeader }),
  response: { 200: WebhookWithSecret, ...problemResponses(400, 401, 404, 409, 412, 422) },
};

type WithSecret = Static<typeof WebhookWithSecret>;

/** /v1/admin/webhooks, /v1/admin/webhooks/{id} and its rotate-secret. */
export function addWebhookRoutes(app: Service, deps: WebhooksDeps): void {
  addSecretRoutes(app, deps);
  addReadRoutes(app, deps);
  app.patch("/v1/admin/webhooks/:id", { schema: PATCH }, async (request, reply) => {
    const fields = request.body;
    const reason = fields.url === undefined ? undefined : deps.refusalOfUrl(fields.url);
    if (reason !== undefined) return sendProblem(reply, urlRefused(reason));
    const id = request.params.id.toLowerCase();
    const change = { id, fields, precondition: preconditionOf(request.headers) };
    const changed = await deps.db.inTransaction((tx) => changeEndpoint(tx, change));
    if (!changed.ok) return sendProblem(reply, toProblem(changed.error));
    await deps.wakeEndpoints();
    return reply.header("etag", etagOf(changed.value.version)).send(toWebhookView(changed.value));
  });
  app.delete("/v1/admin/webhooks/:id", { schema: DELETE }, async (request, reply) => {
    const id = request.params.id.toLowerCase();
    const asked = { id, precondition: preconditionOf(request.headers), nowMs: deps.nowMs() };
    const deleted = await deps.db.inTransaction((tx) => deleteEndpoint(tx, asked));
    if (!deleted.ok) return sendProblem(reply, toProblem(deleted.error));
    return reply.code(204).send(null);
  });
}

function addReadRoutes(app: Service, { db }: WebhooksDeps): void {
  app.get("/v1/admin/webhooks", { schema: LIST }, async (_request, reply) => {
    const endpoints = await listEndpoints(db);
    return reply.send({ data: endpoints.map(toWebhookView), nextCursor: null });
  });
  app.get("/v1/admin/webhooks/:id", { schema: GET }, async (request, reply) => {
    const id = request.params.id.toLowerCase();
    const endpoint = await findEndpoint(db, id);
    if (endpoint === undefined) {
      return sendProblem(reply, toProblem({ kind: "webhook-not-found", id }));
    }
    return reply.header("etag", etagOf(endpoint.version)).send(toWebhookView(endpoint));
  });
}

function addSecretRoutes(app: Service, deps: WebhooksDeps): void {
  const { vault, newId, nowMs, randomBytes } = deps;
  app.post("/v1/admin/webhooks", { schema: CREATE }, async (request, reply) => {
    const { url, description = null, eventTypes = null, enabled = true } = request.body;
    const reason = deps.refusalOfUrl(url);
    if (reason !== undefined) return sendProblem(reply, urlRefused(reason));
    const fields = { url, description, eventTypes, enabled };
    const made = await keyed(
      deps,
      { header: request.headers["idempotency-key"], asked: [CREATE.operationId, request.body] },
      async (tx) => {
        const sealedSecret = vault.seal(makeSecret(randomBytes(SECRET_BYTES)));
        const endpoint = { ...fields, id: newId(), sealedSecret };
        return answerOf(await createEndpoint(tx, endpoint, nowMs()), { status: 201, sealedSecret });
      },
    );
    if (made.problem !== undefined) return sendProblem(reply, made.problem);
    if (made.replayed) reply.header("idempotency-replayed", "true");
    const headers = {
      etag: etagOf(made.view.version),
      location: `/v1/admin/webhooks/${made.view.id}`,
    };
    return reply.code(201).headers(headers).send(made.view);
  });
  app.post("/v1/admin/webhooks/:id/rotate-secret", { schema: ROTATE }, async (request, reply) => {
    const id = request.params.id.toLowerCase();
    const precondition = preconditionOf(request.headers);
    const made = await keyed(
      deps,
      { header: request.headers["idempotency-key"], asked: [ROTATE.operationId, { id }] },
      async (tx) => {
        const sealedSecret = vault.seal(makeSecret(randomBytes(SECRET_BYTES)));
        const previousUntilMs = nowMs() + OLD_SECRET_MS;
        const rotated = await rotateSecret(tx, { id, precondition, sealedSecret, previousUntilMs });
        return answerOf(rotated, { status: 200, sealedSecret });
      },
    );
    if (made.problem !== undefined) return sendProblem(reply, made.problem);
    if (made.replayed) reply.header("idempotency-replayed", "true");
    return reply.header("etag", etagOf(made.view.version)).send(made.view);
  });
}

const urlRefused = (reason: string): Problem => toProblem({ kind: "webhook-url-refused", reason });

/** What is kept for a repeat of the key has the secret sealed, as the endpoint has it. */
function answerOf(
  outcome: Result<Endpoint, WebhookError>,
  { status, sealedSecret }: { readonly status: number; readonly sealedSecret: string },
): Answer {
  if (outcome.ok)
    return { status, body: { ...toWebhookView(outcome.value), secret: sealedSecret } };
  const refusal = toProblem(outcome.error);
  return { status: refusal.status, body: refusal };
}

type Made =
  | { readonly problem: Problem }
  | { readonly problem?: undefined; readonly view: WithSecret; readonly replayed: boolean };

/** Does the work, once for a key where there is one, and opens the secret of its answer. */
async function keyed(
  { db, vault, nowMs }: WebhooksDeps,
  {
    header,
    asked,
  }: { readonly header: string | undefined; readonly asked: readonly [string, object] },
  work: (tx: Queryable) => Promise<Answer>,
): Promise<Made> {
  const key = readIdempotencyKey(header);
  if (!key.ok) return { problem: idempotencyProblem(key.error) };
  const answer = await db.inTransaction(async (tx) => {
    if (key.value === undefined) return ok({ ...(await work(tx)), replayed: false });
    const fingerprint = fingerprintOf(...asked);
    const request = { account: callerOf().account, key: key.value, fingerprint, nowMs: nowMs() };
    return once(tx, request, () => work(tx));
  });
  if (!answer.ok) return { problem: idempotencyProblem(answer.error) };
  const { status, body, replayed } = answer.value;
  if (status >= 400) return { problem: body as Problem };
  const view = body as WithSecret;
  return { view: { ...view, secret: vault.open(view.secret) }, replayed };
}
