import type { Service } from "@holdfast/http-service";
import { callerOf } from "@holdfast/http-service/caller";
import { sendProblem } from "@holdfast/http-service/errors";
import { traceIdOf } from "@holdfast/http-service/lifecycle";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { toProblem } from "../problems.ts";
import { findReservation } from "../reservation.store.ts";
import { isVisibleTo } from "../reservation.ts";
import { ReservationBody, toReservationBody } from "../reservation-body.ts";
import { ReservationParams } from "../schemas.ts";
import { settleReservation } from "./settle-reservation.store.ts";
import type { Move } from "./settle-reservation.ts";

export type SettleReservationDeps = { readonly db: Database; readonly nowMs: () => number };

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
  response: { 200: ReservationBody, ...problemResponses(400, 401, 404, 409) },
};
const CONFIRM_RESERVATION = {
  operationId: "confirmReservation",
  summary: "Turn a hold into a sale",
  description: "Takes the units off the shelf and writes the sale to the ledger. May be repeated.",
  tags: ["internal"],
  params: ReservationParams,
  response: { 200: ReservationBody, ...problemResponses(400, 401, 404, 409) },
};
const CANCEL_RESERVATION = {
  operationId: "cancelReservation",
  summary: "Undo a hold or a sale, whatever happened",
  description:
    "May always be repeated. An unknown id becomes a released reservation without items, so that a hold that arrives late is refused.",
  tags: ["internal"],
  params: ReservationParams,
  response: { 200: ReservationBody, ...problemResponses(400, 401, 404) },
};

export function addSettleReservationRoutes(app: Service, deps: SettleReservationDeps): void {
  const { db, nowMs } = deps;

  app.get("/v1/reservations/:id", { schema: GET_RESERVATION }, async (request, reply) => {
    const { id } = request.params;
    const caller = callerOf();
    const reservation = await findReservation(db, id);
    if (reservation === undefined || !isVisibleTo(reservation, caller)) {
      return sendProblem(reply, toProblem({ kind: "reservation-not-found", id }));
    }
    return reply.send(toReservationBody(reservation, nowMs()));
  });

  const settle = async (request: object, { id, move }: { id: string; move: Move }) => {
    const atMs = nowMs();
    const asked = { id, move, caller: callerOf(), traceId: traceIdOf(request) };
    const settled = await db.inTransaction((tx) => settleReservation(tx, asked, atMs));
    return settled.ok
      ? { ok: true as const, body: toReservationBody(settled.value, atMs) }
      : { ok: false as const, problem: toProblem(settled.error) };
  };

  app.delete("/v1/reservations/:id", { schema: RELEASE_RESERVATION }, async (request, reply) => {
    const done = await settle(request, { id: request.params.id, move: "release" });
    return done.ok ? reply.send(done.body) : sendProblem(reply, done.problem);
  });

  const confirmPath = "/internal/reservations/:id/confirm";
  app.post(confirmPath, { schema: CONFIRM_RESERVATION }, async (request, reply) => {
    const done = await settle(request, { id: request.params.id, move: "confirm" });
    return done.ok ? reply.send(done.body) : sendProblem(reply, done.problem);
  });

  const cancelPath = "/internal/reservations/:id/cancel";
  app.post(cancelPath, { schema: CANCEL_RESERVATION }, async (request, reply) => {
    const done = await settle(request, { id: request.params.id, move: "cancel" });
    return done.ok ? reply.send(done.body) : sendProblem(reply, done.problem);
  });
}
