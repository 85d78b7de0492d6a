import type { Service } from "@holdfast/http-service";
import { callerOf } from "@holdfast/http-service/caller";
import type { Queryable } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { activeTraceparent } from "@holdfast/telemetry";
import { Type } from "typebox";
import type { Engine, SettleCommand } from "../engine/command.ts";
import { sendRefusal } from "../problems.ts";
import { findReservation } from "../reservation.store.ts";
import { isVisibleTo } from "../reservation.ts";
import { ReservationBody, toReservationBody } from "../reservation-body.ts";
import { LocationCode, Quantity, ReservationParams, Sku, TtlSeconds } from "../schemas.ts";

export type SettleReservationDeps = {
  readonly db: Queryable;
  readonly engine: Engine;
  readonly nowMs: () => number;
};

const GET_RESERVATION = {
  operationId: "getReservation",
  summary: "Read a reservation",
  description: "A hold is `expired` from `expiresAt` on, to the millisecond.",
  tags: ["reservations"],
  params: ReservationParams,
  response: { 200: ReservationBody, ...problemResponses(400, 401, 404) },
};
const RELEASE_RESERVATION = {
  operationId: "releaseReservation",
  summary: "Give held stock back",
  description: "Releasing a released reservation again changes nothing.",
  tags: ["reservations"],
  params: ReservationParams,
  response: { 200: ReservationBody, ...problemResponses(400, 401, 404, 409, 503, 504) },
};
const EXTEND_RESERVATION = {
  operationId: "extendReservation",
  summary: "Keep held stock for longer",
  description:
    "The hold lasts `ttlSeconds` from now, if that is later than before, and at most two hours from its beginning. May be repeated.",
  tags: ["reservations"],
  params: ReservationParams,
  body: Type.Object({ ttlSeconds: TtlSeconds }, { additionalProperties: false }),
  response: { 200: ReservationBody, ...problemResponses(400, 401, 404, 409, 422, 503, 504) },
};
const CONFIRM_RESERVATION = {
  operationId: "confirmReservation",
  summary: "Turn a hold into a sale",
  description: "Takes the units off the shelf and writes the sale to the ledger. May be repeated.",
  tags: ["internal"],
  params: ReservationParams,
  response: { 200: ReservationBody, ...problemResponses(400, 401, 404, 409, 503, 504) },
};
const CANCEL_RESERVATION = {
  operationId: "cancelReservation",
  summary: "Undo a hold or a sale, whatever happened",
  description:
    "May always be repeated. An unknown id becomes a released reservation without items, so that a hold that arrives late is refused.",
  tags: ["internal"],
  params: ReservationParams,
  response: { 200: ReservationBody, ...problemResponses(400, 401, 404, 503, 504) },
};
const REDUCE_RESERVATION = {
  operationId: "reduceReservation",
  summary: "Take back part of a sale",
  description:
    "`cancelled`: what is still owed is promised no more, then each shelf gets back what it gave. `returned`: what was delivered comes first. Once per Idempotency-Key and reservation, for ever. `restock: false`: the goods go to no shelf.",
  tags: ["internal"],
  params: ReservationParams,
  headers: Type.Object({
    "idempotency-key": Type.String({ description: "Required.", pattern: "^[\\x21-\\x7e]{1,255}$" }),
  }),
  body: Type.Object(
    {
      because: Type.Enum(["cancelled", "returned"]),
      items: Type.Array(
        Type.Object({ sku: Sku, quantity: Quantity }, { additionalProperties: false }),
        {
          minItems: 1,
          maxItems: 100,
        },
      ),
      restock: Type.Boolean(),
      location: Type.Optional(LocationCode),
    },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({ id: Type.String({ format: "uuid" }) }),
    ...problemResponses(400, 401, 404, 409, 422, 503, 504),
  },
};

export function addSettleReservationRoutes(app: Service, deps: SettleReservationDeps): void {
  const { db, engine, nowMs } = deps;

  app.get("/v1/reservations/:id", { schema: GET_RESERVATION }, async (request, reply) => {
    const id = request.params.id.toLowerCase();
    const caller = callerOf();
    const reservation = await findReservation(db, id);
    if (reservation === undefined || !isVisibleTo(reservation, caller)) {
      return sendRefusal(reply, { kind: "reservation-not-found", id });
    }
    return reply.send(toReservationBody(reservation, nowMs()));
  });

  const settle = (id: string, move: SettleCommand["move"]) =>
    engine.submit({
      kind: "settle",
      ...{ id: id.toLowerCase(), move, caller: callerOf(), traceparent: activeTraceparent() },
    });

  app.delete("/v1/reservations/:id", { schema: RELEASE_RESERVATION }, async (request, reply) => {
    const done = await settle(request.params.id, "release");
    if (!done.ok) return sendRefusal(reply, done.error);
    return reply.send(toReservationBody(done.value.reservation, nowMs()));
  });

  addExtendRoute(app, deps);
  addReduceRoute(app, deps);

  const confirmPath = "/internal/reservations/:id/confirm";
  app.post(confirmPath, { schema: CONFIRM_RESERVATION }, async (request, reply) => {
    const done = await settle(request.params.id, "confirm");
    if (!done.ok) return sendRefusal(reply, done.error);
    return reply.send(toReservationBody(done.value.reservation, nowMs()));
  });

  const cancelPath = "/internal/reservations/:id/cancel";
  app.post(cancelPath, { schema: CANCEL_RESERVATION }, async (request, reply) => {
    const done = await settle(request.params.id, "cancel");
    if (!done.ok) return sendRefusal(reply, done.error);
    return reply.send(toReservationBody(done.value.reservation, nowMs()));
  });
}

function addExtendRoute(app: Service, { engine, nowMs }: SettleReservationDeps): void {
  app.post(
    "/v1/reservations/:id/extend",
    { schema: EXTEND_RESERVATION },
    async (request, reply) => {
      const done = await engine.submit({
        kind: "extend",
        id: request.params.id.toLowerCase(),
        caller: callerOf(),
        ttlSeconds: request.body.ttlSeconds,
        traceparent: activeTraceparent(),
      });
      if (!done.ok) return sendRefusal(reply, done.error);
      return reply.send(toReservationBody(done.value.reservation, nowMs()));
    },
  );
}

function addReduceRoute(app: Service, { engine }: SettleReservationDeps): void {
  const path = "/internal/reservations/:id/reduce";
  app.post(path, { schema: REDUCE_RESERVATION }, async (request, reply) => {
    const { items, because, restock, location } = request.body;
    const done = await engine.submit({
      kind: "reduce",
      id: request.params.id.toLowerCase(),
      key: request.headers["idempotency-key"],
      caller: callerOf(),
      lines: items.map(({ sku, quantity }) => ({ sku, units: quantity })),
      ...{ because, restock, location, traceparent: activeTraceparent() },
    });
    if (!done.ok) return sendRefusal(reply, done.error);
    return reply.send({ id: done.value.id });
  });
}
