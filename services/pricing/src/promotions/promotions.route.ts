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
import type { Outbox } from "@holdfast/outbox";
import type { Database, Queryable } from "@holdfast/postgres";
import { type Problem, problemResponses } from "@holdfast/problem";
import { ok } from "@holdfast/result";
import { type Static, Type } from "typebox";
import { findDocument } from "../documents.store.ts";
import { toProblem } from "../problems.ts";
import type { PromotionBody } from "../promotion-document.ts";
import { closed } from "../wire.ts";
import { changePromotion, createPromotion, deletePromotion } from "./change-promotion.store.ts";
import { PromotionJson, PromotionPatch, PromotionView } from "./promotion-json.ts";
import { listPromotions } from "./promotions.store.ts";
import { readPromotion, writePromotion } from "./promotions.ts";

export type PromotionsDeps = {
  readonly db: Database;
  readonly outbox: Pick<Outbox, "wake">;
  readonly nowMs: () => number;
  readonly newId: () => string;
};

const PAGE_ROWS_MAX = 500;

const IdPath = closed({ id: Type.String({ format: "uuid" }) });
const CREATE = {
  operationId: "createPromotion",
  summary: "Add a promotion",
  description:
    "`value` by `kind`: percentage { percent } · amount { amount, currency, per? } · fixed-price { amount, currency } · buy-x-get-y { buy, get, percent? } · basket-threshold { percent | amount, currency } with `minBasket` · tiered-spend { tiers: [{ minBasket, percent | amount, currency }] } · free-gift { sku, quantity? }. All amounts of a promotion are in one currency.",
  tags: ["promotions"],
  headers: Type.Object({
    "idempotency-key": Type.Optional(
      Type.String({
        description: "1 to 255 visible ASCII characters; a repeat gets the first answer.",
      }),
    ),
  }),
  body: PromotionJson,
  response: { 201: PromotionView, ...problemResponses(400, 401, 409, 422) },
};
const LIST = {
  operationId: "listPromotions",
  summary:
    "All promotions, those of the past and the future included, in the order in which they were made",
  tags: ["promotions"],
  querystring: closed({
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_ROWS_MAX, default: 50 })),
    cursor: Type.Optional(Type.String({ format: "uuid", description: "`nextCursor` of a page." })),
  }),
  response: {
    200: closed({
      data: Type.Array(PromotionView),
      nextCursor: Type.Union([Type.String(), Type.Null()]),
    }),
    ...problemResponses(400),
  },
};
const GET = {
  operationId: "getPromotion",
  summary: "One promotion",
  tags: ["promotions"],
  params: IdPath,
  response: { 200: PromotionView, ...problemResponses(400, 404) },
};
const PATCH = {
  operationId: "patchPromotion",
  summary: "Change fields of a promotion: each replaces what was there, null takes it away",
  tags: ["promotions"],
  params: IdPath,
  headers: PreconditionHeaders,
  body: PromotionPatch,
  response: { 200: PromotionView, ...problemResponses(400, 404, 409, 412, 422) },
};
const DELETE = {
  operationId: "deletePromotion",
  summary: "End a promotion for good; quotes that have it keep it, and its codes are free again",
  tags: ["promotions"],
  params: IdPath,
  headers: PreconditionHeaders,
  response: { 204: Type.Null({ description: "Deleted" }), ...problemResponses(400, 404, 412) },
};

/** /v1/admin/promotions and /v1/admin/promotions/{id}. */
export function addPromotionRoutes(app: Service, deps: PromotionsDeps): void {
  addCreateRoute(app, deps);
  addReadRoutes(app, deps);
  app.patch("/v1/admin/promotions/:id", { schema: PATCH }, async (request, reply) => {
    const id = request.params.id.toLowerCase();
    const change = { id, patch: request.body, precondition: preconditionOf(request.headers) };
    const changed = await deps.db.inTransaction((tx) => changePromotion(tx, change, deps.nowMs()));
    if (!changed.ok) return sendProblem(reply, toProblem(changed.error));
    deps.outbox.wake();
    return reply.header("etag", etagOf(changed.value.version)).send(toView(changed.value));
  });
  app.delete("/v1/admin/promotions/:id", { schema: DELETE }, async (request, reply) => {
    const change = {
      id: request.params.id.toLowerCase(),
      precondition: preconditionOf(request.headers),
    };
    const deleted = await deps.db.inTransaction((tx) => deletePromotion(tx, change, deps.nowMs()));
    if (!deleted.ok) return sendProblem(reply, toProblem(deleted.error));
    deps.outbox.wake();
    return reply.code(204).send(null);
  });
}

function addCreateRoute(app: Service, deps: PromotionsDeps): void {
  app.post("/v1/admin/promotions", { schema: CREATE }, async (request, reply) => {
    const key = readIdempotencyKey(request.headers["idempotency-key"]);
    if (!key.ok) return sendProblem(reply, idempotencyProblem(key.error));
    const promotion = readPromotion(request.body);
    if (!promotion.ok) return sendProblem(reply, toProblem(promotion.error));
    const { nowMs, newId, db } = deps;
    const atMs = nowMs();
    const work = (tx: Queryable) => create(tx, { id: newId(), body: promotion.value }, atMs);
    const answer = await db.inTransaction(async (tx) => {
      if (key.value === undefined) return ok({ ...(await work(tx)), replayed: false });
      const fingerprint = fingerprintOf(CREATE.operationId, request.body);
      const keyed = { account: callerOf().account, key: key.value, fingerprint, nowMs: atMs };
      return once(tx, keyed, () => work(tx));
    });
    if (!answer.ok) return sendProblem(reply, idempotencyProblem(answer.error));
    deps.outbox.wake();
    const { status, body, replayed } = answer.value;
    if (replayed) reply.header("idempotency-replayed", "true");
    if (status !== 201) return sendProblem(reply, body as Problem);
    const view = body as Static<typeof PromotionView>;
    return reply
      .code(201)
      .headers({ etag: etagOf(view.version), location: `/v1/admin/promotions/${view.id}` })
      .send(view);
  });
}

function addReadRoutes(app: Service, { db }: PromotionsDeps): void {
  app.get("/v1/admin/promotions", { schema: LIST }, async (request, reply) => {
    const { limit = 50, cursor } = request.query;
    const rows = await listPromotions(db, {
      afterId: cursor?.toLowerCase() ?? "",
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const nextCursor = rows.length > limit ? (page.at(-1)?.key ?? null) : null;
    return reply.send({ data: page.map(toView), nextCursor });
  });
  app.get("/v1/admin/promotions/:id", { schema: GET }, async (request, reply) => {
    const id = request.params.id.toLowerCase();
    const stored = await findDocument<PromotionBody>(db, "promotion", id);
    if (stored === undefined || stored.body === null) {
      return sendProblem(reply, toProblem({ kind: "promotion-not-found", id }));
    }
    const { body, version } = stored;
    return reply.header("etag", etagOf(version)).send(toView({ key: id, version, body }));
  });
}

async function create(
  tx: Queryable,
  promotion: { readonly id: string; readonly body: PromotionBody },
  nowMs: number,
): Promise<Answer> {
  const created = await createPromotion(tx, promotion, nowMs);
  if (created.ok) return { status: 201, body: toView(created.value) };
  const refusal = toProblem(created.error);
  return { status: refusal.status, body: refusal };
}

function toView(stored: {
  readonly key: string;
  readonly version: number;
  readonly body: PromotionBody;
}): Static<typeof PromotionView> {
  return { id: stored.key, version: stored.version, ...writePromotion(stored.body) };
}
