import type { Service } from "@holdfast/http-service";
import { accountOf } from "@holdfast/http-service/caller";
import { sendProblem } from "@holdfast/http-service/errors";
import { traceIdOf } from "@holdfast/http-service/lifecycle";
import {
  type Answer,
  fingerprintOf,
  idempotencyProblem,
  once,
  readIdempotencyKey,
} from "@holdfast/idempotency";
import type { Database, Queryable } from "@holdfast/postgres";
import { type Problem, problemResponses } from "@holdfast/problem";
import { ok } from "@holdfast/result";
import { type Static, Type } from "typebox";
import { toProblem } from "../problems.ts";
import {
  IdempotencyHeaders,
  LocationCode,
  Quantity,
  Sku,
  Timestamp,
  withDefault,
} from "../schemas.ts";
import { listMovements, type Movement, receiveStock } from "./movements.store.ts";

export type MovementsDeps = { readonly db: Database; readonly nowMs: () => number };

const REASON_LENGTH_MAX = 200;
const PAGE_ROWS_MAX = 500;

const MovementBody = Type.Object({
  id: Type.String({ description: "Grows with time." }),
  at: Timestamp,
  sku: Sku,
  location: LocationCode,
  kind: Type.String(),
  quantity: Type.Integer({ description: "Signed: what it did to the units on hand." }),
  reason: Type.String(),
  reference: Type.Union([Type.String(), Type.Null()], {
    description: "The reservation of a sale.",
  }),
  actor: Type.String({ description: "The account that asked." }),
  traceId: Type.Union([Type.String(), Type.Null()]),
});

const POST_MOVEMENT = {
  operationId: "postMovement",
  summary: "Put received units on the shelf",
  tags: ["stock"],
  headers: IdempotencyHeaders,
  body: Type.Object(
    {
      sku: Sku,
      location: LocationCode,
      kind: Type.Literal("receive"),
      quantity: Quantity,
      reason: Type.String({ pattern: "\\S", maxLength: REASON_LENGTH_MAX }),
    },
    { additionalProperties: false },
  ),
  response: { 201: MovementBody, ...problemResponses(400, 401, 404, 409, 422) },
};
const LIST_MOVEMENTS = {
  operationId: "listMovements",
  summary: "Read the ledger, newest first",
  tags: ["stock"],
  querystring: Type.Object(
    {
      sku: Type.Optional(Sku),
      limit: withDefault(Type.Integer({ minimum: 1, maximum: PAGE_ROWS_MAX, default: 50 })),
      cursor: Type.Optional(
        Type.String({ pattern: "^[1-9][0-9]{0,14}$", description: "`nextCursor` of a page." }),
      ),
    },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      data: Type.Array(MovementBody),
      nextCursor: Type.Union([Type.String(), Type.Null()]),
    }),
    ...problemResponses(400),
  },
};

export function addMovementRoutes(app: Service, { db, nowMs }: MovementsDeps): void {
  const path = "/v1/admin/stock/movements";
  app.post(path, { schema: POST_MOVEMENT }, async (request, reply) => {
    const key = readIdempotencyKey(request.headers["idempotency-key"]);
    if (!key.ok) return sendProblem(reply, idempotencyProblem(key.error));
    const account = accountOf();
    const atMs = nowMs();
    const { sku, location, quantity, reason } = request.body;
    const traceId = traceIdOf(request);
    const receipt = { sku, location, units: quantity, reason, actor: account, traceId };
    const receive = async (tx: Queryable): Promise<Answer> => {
      const received = await receiveStock(tx, receipt, atMs);
      if (received.ok) return { status: 201, body: toBody(received.value) };
      const refusal = toProblem(received.error);
      return { status: refusal.status, body: refusal };
    };
    const outcome = await db.inTransaction(async (tx) => {
      if (key.value === undefined) return ok({ ...(await receive(tx)), replayed: false });
      const fingerprint = fingerprintOf("postMovement", request.body);
      const keyed = { account, key: key.value, fingerprint, nowMs: atMs };
      return once(tx, keyed, () => receive(tx));
    });
    if (!outcome.ok) return sendProblem(reply, idempotencyProblem(outcome.error));
    const { status, body, replayed } = outcome.value;
    if (replayed) reply.header("idempotency-replayed", "true");
    if (status !== 201) return sendProblem(reply, body as Problem);
    return reply.code(201).send(body as Static<typeof MovementBody>);
  });

  app.get(path, { schema: LIST_MOVEMENTS }, async (request, reply) => {
    const { sku, limit, cursor } = request.query;
    const beforeId = cursor === undefined ? undefined : Number(cursor);
    const movements = await listMovements(db, { sku, beforeId, limit: limit + 1 });
    const data = movements.slice(0, limit).map(toBody);
    const more = movements.length > limit;
    return reply.send({ data, nextCursor: more ? (data.at(-1)?.id ?? null) : null });
  });
}

function toBody({ id, at, ...rest }: Movement): Static<typeof MovementBody> {
  return { id: String(id), at: at.toISOString(), ...rest };
}
