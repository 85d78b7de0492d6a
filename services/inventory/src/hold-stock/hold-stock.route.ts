import type { Service } from "@holdfast/http-service";
import { callerOf } from "@holdfast/http-service/caller";
import { sendProblem } from "@holdfast/http-service/errors";
import {
  fingerprintOf,
  idempotencyProblem,
  once,
  requireIdempotencyKey,
} from "@holdfast/idempotency";
import type { Database } from "@holdfast/postgres";
import { type Problem, problemResponses } from "@holdfast/problem";
import { type Static, Type } from "typebox";
import { toProblem } from "../problems.ts";
import { ReservationBody, toReservationBody } from "../reservation-body.ts";
import { IdempotencyHeaders, RequestLines, ReservationParams, TtlSeconds } from "../schemas.ts";
import { holdStock } from "./hold-stock.store.ts";
import type { HoldRequest } from "./hold-stock.ts";

export type HoldStockDeps = {
  readonly db: Database;
  readonly nowMs: () => number;
  readonly newId: () => string;
};

const CREATE_RESERVATION = {
  operationId: "createReservation",
  summary: "Hold stock for a while, all or nothing",
  description:
    "Several lines of one SKU are summed. Units come from the location with the lowest priority number first, then by code, and may be split over locations. The hold ends by itself at `expiresAt`.",
  tags: ["reservations"],
  headers: IdempotencyHeaders,
  body: Type.Object(
    {
      items: RequestLines,
      ttlSeconds: TtlSeconds,
      locationStrategy: Type.Optional(Type.Literal("priority")),
    },
    { additionalProperties: false },
  ),
  response: { 201: ReservationBody, ...problemResponses(400, 401, 404, 409, 422) },
};

const HOLD_STOCK = {
  operationId: "holdStock",
  summary: "Hold stock under an id of the caller's",
  description:
    "A repeat with the same items and time to live gets the first reservation again; after a cancel, a release or the end of the hold it is refused.",
  tags: ["internal"],
  params: ReservationParams,
  body: Type.Object(
    {
      items: RequestLines,
      ttlSeconds: TtlSeconds,
      orderId: Type.Optional(
        Type.String({ pattern: "^[\\x21-\\x7e]{1,100}$", description: "Told in the reservation." }),
      ),
    },
    { additionalProperties: false },
  ),
  response: { 200: ReservationBody, ...problemResponses(400, 401, 404, 409, 422) },
};

export function addHoldStockRoutes(app: Service, { db, nowMs, newId }: HoldStockDeps): void {
  app.post("/v1/reservations", { schema: CREATE_RESERVATION }, async (request, reply) => {
    const key = requireIdempotencyKey(request.headers["idempotency-key"]);
    if (!key.ok) return sendProblem(reply, idempotencyProblem(key.error));
    const { account } = callerOf();
    const atMs = nowMs();
    const fingerprint = fingerprintOf("createReservation", request.body);
    const hold = holdRequest(request.body, { id: newId(), account });
    const outcome = await db.inTransaction((tx) =>
      once(tx, { account, key: key.value, fingerprint, nowMs: atMs }, async () => {
        const held = await holdStock(tx, hold, atMs);
        if (held.ok) return { status: 201, body: toReservationBody(held.value, atMs) };
        const refusal = toProblem(held.error);
        return { status: refusal.status, body: refusal };
      }),
    );
    if (!outcome.ok) return sendProblem(reply, idempotencyProblem(outcome.error));
    const { status, body, replayed } = outcome.value;
    if (replayed) reply.header("idempotency-replayed", "true");
    if (status !== 201) return sendProblem(reply, body as Problem);
    return reply.code(201).send(body as Static<typeof ReservationBody>);
  });

  app.put("/internal/reservations/:id", { schema: HOLD_STOCK }, async (request, reply) => {
    const { account } = callerOf();
    const atMs = nowMs();
    const hold = holdRequest(request.body, { id: request.params.id.toLowerCase(), account });
    const held = await db.inTransaction((tx) => holdStock(tx, hold, atMs));
    if (!held.ok) return sendProblem(reply, toProblem(held.error));
    return reply.send(toReservationBody(held.value, atMs));
  });
}

function holdRequest(
  body: Static<typeof HOLD_STOCK.body>,
  { id, account }: { readonly id: string; readonly account: string },
): HoldRequest {
  return {
    id,
    account,
    orderId: body.orderId,
    lines: body.items.map(({ sku, quantity }) => ({ sku, units: quantity })),
    ttlMs: body.ttlSeconds * 1000,
  };
}
