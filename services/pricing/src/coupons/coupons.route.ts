import type { Service } from "@holdfast/http-service";
import { callerOf } from "@holdfast/http-service/caller";
import { sendProblem } from "@holdfast/http-service/errors";
import {
  type Answer,
  fingerprintOf,
  idempotencyProblem,
  once,
  readIdempotencyKey,
} from "@holdfast/idempotency";
import type { Logger } from "@holdfast/log";
import type { Database, Queryable } from "@holdfast/postgres";
import { type Problem, problemResponses } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { type Static, Type } from "typebox";
import { findDocument } from "../documents.store.ts";
import type { PricingError } from "../pricing-error.ts";
import { toProblem } from "../problems.ts";
import type { PromotionBody } from "../promotion-document.ts";
import { dropCoupon } from "../promotions/promotions.store.ts";
import { closed } from "../wire.ts";
import { addCouponFileRoutes } from "./coupon-files.route.ts";
import { insertCoupons, listCoupons } from "./coupons.store.ts";
import { type Generation, generateCodes } from "./coupons.ts";

export type CouponsDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** Fit for secrets. */
  readonly randomBytes: (size: number) => Uint8Array;
};

const PAGE_ROWS_MAX = 500;
const COUNT_MAX = 100_000;
/** More are read from the export. */
const CODES_SHOWN_MAX = 1_000;
/** One statement: some 100 ms. */
const BATCH_ROWS = 10_000;

const IdPath = closed({ id: Type.String({ format: "uuid" }) });
const Generated = closed({
  created: Type.Integer(),
  codes: Type.Array(Type.String(), {
    description: `Of more than ${CODES_SHOWN_MAX}, the first; the export has all.`,
  }),
});
const CREATE = {
  operationId: "createCoupons",
  summary: "Generate coupon codes that nobody can guess",
  description:
    "Letters and digits that are not taken for one another, behind the prefix. Without an Idempotency-Key a repeat makes more.",
  tags: ["promotions"],
  params: IdPath,
  headers: Type.Object({
    "idempotency-key": Type.Optional(
      Type.String({
        description: "1 to 255 visible ASCII characters; a repeat gets the first answer.",
      }),
    ),
  }),
  body: closed({
    count: Type.Integer({ minimum: 1, maximum: COUNT_MAX }),
    prefix: Type.Optional(Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9-]{0,14}$" })),
    length: Type.Optional(
      Type.Integer({
        minimum: 10,
        maximum: 24,
        default: 12,
        description: "Random characters, behind the prefix.",
      }),
    ),
    maxUses: Type.Optional(Type.Integer({ minimum: 1, maximum: 999_999_999, default: 1 })),
  }),
  response: { 201: Generated, ...problemResponses(400, 401, 404, 409, 422) },
};
const LIST = {
  operationId: "listCoupons",
  summary: "The coupons of a promotion, by code",
  tags: ["promotions"],
  params: IdPath,
  querystring: closed({
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_ROWS_MAX, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 40, description: "`nextCursor` of a page." })),
  }),
  response: {
    200: closed({
      data: Type.Array(
        closed({
          code: Type.String(),
          maxUses: Type.Optional(
            Type.Integer({ description: "Missing: as often as the promotion's budget allows." }),
          ),
          uses: Type.Integer(),
          createdAt: Type.String({ format: "date-time" }),
        }),
      ),
      nextCursor: Type.Union([Type.String(), Type.Null()]),
    }),
    ...problemResponses(400, 404, 409),
  },
};
const DELETE = {
  operationId: "deleteCoupon",
  summary: "Take a coupon away; quotes that have it can no longer be ordered",
  tags: ["promotions"],
  params: closed({
    id: Type.String({ format: "uuid" }),
    code: Type.String({ minLength: 1, maxLength: 40 }),
  }),
  response: { 204: Type.Null({ description: "Deleted" }), ...problemResponses(400, 404, 409) },
};

/** /v1/admin/promotions/{id}/coupons, with import and export. */
export function addCouponRoutes(app: Service, deps: CouponsDeps): void {
  const { db } = deps;
  addCreateRoute(app, deps);
  app.get("/v1/admin/promotions/:id/coupons", { schema: LIST }, async (request, reply) => {
    const { limit = 50, cursor = "" } = request.query;
    const promotion = await findPromotion(db, request.params.id);
    if (!promotion.ok) return sendProblem(reply, toProblem(promotion.error));
    const page = { promotionId: promotion.value.id, afterCode: cursor, limit: limit + 1 };
    const rows = await listCoupons(db, page);
    const shown = rows.slice(0, limit);
    return reply.send({
      data: shown.map(({ code, maxUses, uses, createdAt }) => ({
        code,
        ...(maxUses === null ? {} : { maxUses }),
        uses,
        createdAt: createdAt.toISOString(),
      })),
      nextCursor: rows.length > limit ? (shown.at(-1)?.code ?? null) : null,
    });
  });
  app.delete(
    "/v1/admin/promotions/:id/coupons/:code",
    { schema: DELETE },
    async (request, reply) => {
      const promotion = await findPromotion(db, request.params.id);
      if (!promotion.ok) return sendProblem(reply, toProblem(promotion.error));
      const { id, couponCode } = promotion.value;
      const code = request.params.code.toUpperCase();
      if (code === couponCode) {
        const why = `${code} is the couponCode of the promotion itself: change that with PATCH.`;
        return sendProblem(reply, toProblem({ kind: "promotion-state", why }));
      }
      const dropped = await dropCoupon(db, { code, promotionId: id });
      if (!dropped) return sendProblem(reply, toProblem({ kind: "coupon-not-found", code }));
      return reply.code(204).send(null);
    },
  );
  addCouponFileRoutes(app, { ...deps, findPromotion: (id) => findPromotion(db, id) });
}

function addCreateRoute(app: Service, { db, nowMs, randomBytes }: CouponsDeps): void {
  app.post("/v1/admin/promotions/:id/coupons", { schema: CREATE }, async (request, reply) => {
    const key = readIdempotencyKey(request.headers["idempotency-key"]);
    if (!key.ok) return sendProblem(reply, idempotencyProblem(key.error));
    const { body, params } = request;
    const { count, prefix = "", length = 12, maxUses = 1 } = body;
    const generation = { count, prefix: prefix.toUpperCase(), length, maxUses };
    const atMs = nowMs();
    const work = (tx: Queryable) =>
      generate(tx, { id: params.id, generation, randomBytes, nowMs: atMs });
    const answer = await db.inTransaction(async (tx) => {
      if (key.value === undefined) return ok({ ...(await work(tx)), replayed: false });
      const fingerprint = fingerprintOf(CREATE.operationId, { ...params, ...body });
      const keyed = { account: callerOf().account, key: key.value, fingerprint, nowMs: atMs };
      return once(tx, keyed, () => work(tx));
    });
    if (!answer.ok) return sendProblem(reply, idempotencyProblem(answer.error));
    if (answer.value.replayed) reply.header("idempotency-replayed", "true");
    if (answer.value.status !== 201) return sendProblem(reply, answer.value.body as Problem);
    return reply.code(201).send(answer.value.body as Static<typeof Generated>);
  });
}

type Order = {
  readonly id: string;
  readonly generation: Generation & { readonly maxUses: number };
  readonly randomBytes: (size: number) => Uint8Array;
  readonly nowMs: number;
};

/** All of them, or none. A code that was taken, which hardly ever happens, is replaced. */
async function generate(
  tx: Queryable,
  { id, generation, randomBytes, nowMs }: Order,
): Promise<Answer> {
  const promotion = await findPromotion(tx, id);
  if (!promotion.ok) {
    const refusal = toProblem(promotion.error);
    return { status: refusal.status, body: refusal };
  }
  const { maxUses, count } = generation;
  const codes: string[] = [];
  let created = 0;
  while (created < count) {
    const batch = Math.min(count - created, BATCH_ROWS);
    const drawn = generateCodes({ ...generation, count: batch }, randomBytes);
    const coupons = { promotionId: promotion.value.id, codes: [...drawn], maxUses };
    const stored = await insertCoupons(tx, coupons, nowMs);
    created += stored.length;
    codes.push(...stored.slice(0, CODES_SHOWN_MAX - codes.length));
  }
  return { status: 201, body: { created, codes } };
}

type CouponPromotion = { readonly id: string; readonly couponCode: string | null };

/** A promotion that is there and can have coupons. */
async function findPromotion(
  db: Queryable,
  idAsSent: string,
): Promise<Result<CouponPromotion, PricingError>> {
  const id = idAsSent.toLowerCase();
  const stored = await findDocument<PromotionBody>(db, "promotion", id);
  if (stored === undefined || stored.body === null)
    return fail({ kind: "promotion-not-found", id });
  if (stored.body.needsCoupon) return ok({ id, couponCode: stored.body.couponCode });
  const why = "Everybody gets this promotion without a coupon. Set its needsCoupon to true first.";
  return fail({ kind: "promotion-state", why });
}
