import type { Service } from "@holdfast/http-service";
import { accountOf } from "@holdfast/http-service/caller";
import { sendProblem } from "@holdfast/http-service/errors";
import { fingerprintOf, idempotencyProblem, readIdempotencyKey } from "@holdfast/idempotency";
import type { Queryable } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { activeTraceparent } from "@holdfast/telemetry";
import { type Static, Type } from "typebox";
import { type Engine, MOVEMENT_KINDS, type MoveCommand, type Movement } from "../engine/command.ts";
import { sendRefusal } from "../problems.ts";
import {
  IdempotencyHeaders,
  LocationCode,
  QUANTITY_MAX,
  Sku,
  SkuParams,
  Timestamp,
  Units,
  withDefault,
} from "../schemas.ts";
import { faultOf } from "./movement-request.ts";
import { listMovements } from "./movements.store.ts";

export type MovementsDeps = {
  readonly db: Queryable;
  readonly engine: Engine;
  readonly newId: () => string;
};

const REASON_LENGTH_MAX = 200;
const PAGE_ROWS_MAX = 500;

const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const MovementBody = Type.Object({
  id: Type.String({ format: "uuid" }),
  at: Timestamp,
  sku: Sku,
  location: LocationCode,
  kind: Type.String({ description: "As asked, or `import`, `sale`, `sale-undone`." }),
  quantity: Type.Integer({ description: "Signed: what it did to the units on hand." }),
  toLocation: Type.Optional(LocationCode),
  fromLocation: Type.Optional(LocationCode),
  reason: Type.String(),
  reference: Nullable(
    Type.String({ description: "The reservation of a sale, the departure of an arrival." }),
  ),
  actor: Type.String({ description: "The account that asked." }),
  traceId: Nullable(Type.String()),
});

const POST_MOVEMENT = {
  operationId: "postMovement",
  summary: "Move units and write it to the ledger",
  description:
    "`receive` and `return` add to the shelf, `write-off` takes away, `transfer` takes to another location, `adjust` does what its sign says. Reserved units cannot be taken away. What arrives goes first to backorders.",
  tags: ["stock"],
  headers: IdempotencyHeaders,
  body: Type.Object(
    {
      sku: Sku,
      location: LocationCode,
      kind: Type.Enum([...MOVEMENT_KINDS]),
      quantity: Type.Integer({
        minimum: -QUANTITY_MAX,
        maximum: QUANTITY_MAX,
        description: "Positive; for `adjust` with the sign of its effect.",
      }),
      toLocation: Type.Optional(LocationCode),
      reason: Type.String({ pattern: "\\S", maxLength: REASON_LENGTH_MAX }),
      reference: Type.Optional(
        Type.String({
          pattern: "\\S",
          maxLength: 100,
          description: "Such as the order of a return.",
        }),
      ),
    },
    { additionalProperties: false },
  ),
  response: { 201: MovementBody, ...problemResponses(400, 401, 404, 409, 422, 503, 504) },
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
      nextCursor: Nullable(Type.String()),
    }),
    ...problemResponses(400),
  },
};
const PUT_INCOMING = {
  operationId: "putIncoming",
  summary: "Say how many units are on their way to a shelf",
  description:
    "Shown as `incoming`; receiving units takes them off. Nothing is promised from it: backorder limits are for that.",
  tags: ["stock"],
  params: SkuParams,
  body: Type.Object(
    {
      location: LocationCode,
      quantity: Type.Integer({ minimum: 0, maximum: QUANTITY_MAX }),
    },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({ sku: Sku, location: LocationCode, incoming: Units }),
    ...problemResponses(400, 404, 503, 504),
  },
};

export function addMovementRoutes(app: Service, { db, engine, newId }: MovementsDeps): void {
  const path = "/v1/admin/stock/movements";
  app.post(path, { schema: POST_MOVEMENT }, async (request, reply) => {
    const key = readIdempotencyKey(request.headers["idempotency-key"]);
    if (!key.ok) return sendProblem(reply, idempotencyProblem(key.error));
    const { kind: movement, quantity: units, ...body } = request.body;
    const fault = faultOf({ movement, units, ...body });
    if (fault !== undefined) return sendRefusal(reply, fault);
    const fingerprint = fingerprintOf("postMovement", request.body);
    const command: MoveCommand = {
      kind: "move",
      id: newId(),
      movement,
      units,
      ...body,
      actor: accountOf(),
      key: key.value === undefined ? undefined : { value: key.value, fingerprint },
      traceparent: activeTraceparent(),
    };
    const moved = await engine.submit(command);
    if (!moved.ok) return sendRefusal(reply, moved.error);
    if (moved.value.replayed) reply.header("idempotency-replayed", "true");
    return reply.code(201).send(toBody(moved.value.movement));
  });

  app.get(path, { schema: LIST_MOVEMENTS }, async (request, reply) => {
    const { sku, limit, cursor } = request.query;
    const beforePlace = cursor === undefined ? undefined : Number(cursor);
    const lines = await listMovements(db, { sku, beforePlace, limit: limit + 1 });
    const page = lines.slice(0, limit);
    const last = lines.length > limit ? page.at(-1) : undefined;
    return reply.send({
      data: page.map(({ movement }) => toBody(movement)),
      nextCursor: last === undefined ? null : String(last.place),
    });
  });

  addIncomingRoute(app, engine);
}

function addIncomingRoute(app: Service, engine: Engine): void {
  app.put("/v1/admin/stock/:sku/incoming", { schema: PUT_INCOMING }, async (request, reply) => {
    const { sku } = request.params;
    const { location, quantity: incomingUnits } = request.body;
    const traceparent = activeTraceparent();
    const said = await engine.submit({
      kind: "announce",
      sku,
      location,
      incomingUnits,
      traceparent,
    });
    if (!said.ok) return sendRefusal(reply, said.error);
    return reply.send({ sku, location, incoming: said.value.incomingUnits });
  });
}

function toBody(movement: Movement): Static<typeof MovementBody> {
  const { atMs, units, otherLocation, reference, traceId, ...rest } = movement;
  const other = units < 0 ? { toLocation: otherLocation } : { fromLocation: otherLocation };
  return {
    ...rest,
    at: new Date(atMs).toISOString(),
    quantity: units,
    ...(otherLocation === undefined ? {} : (other as { toLocation: string })),
    reference: reference ?? null,
    traceId: traceId ?? null,
  };
}
