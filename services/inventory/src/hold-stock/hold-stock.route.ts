import type { Service } from "@holdfast/http-service";
import { callerOf } from "@holdfast/http-service/caller";
import { sendProblem } from "@holdfast/http-service/errors";
import { fingerprintOf, idempotencyProblem, requireIdempotencyKey } from "@holdfast/idempotency";
import { problemResponses } from "@holdfast/problem";
import { activeTraceparent } from "@holdfast/telemetry";
import { type Static, Type } from "typebox";
import type { Engine, HoldCommand } from "../engine/command.ts";
import type { InventoryError } from "../inventory-error.ts";
import { sendRefusal } from "../problems.ts";
import { ReservationBody, toReservationBody } from "../reservation-body.ts";
import { IdempotencyHeaders, RequestLines, ReservationParams, TtlSeconds } from "../schemas.ts";

export type HoldStockDeps = {
  readonly engine: Engine;
  readonly nowMs: () => number;
  readonly newId: () => string;
};

const HoldFields = {
  items: RequestLines,
  ttlSeconds: TtlSeconds,
  buyerId: Type.Optional(
    Type.String({
      pattern: "^[\\x21-\\x7e]{1,100}$",
      description:
        "The shop's name for its buyer. What one buyer holds and has bought of an item counts against the item's `maxPerBuyer`; without it each reservation has a buyer of its own.",
    }),
  ),
  locationStrategy: Type.Optional(
    Type.Enum(["priority", "nearest", "fewest-locations"], {
      description:
        "`priority` (the default): the lowest priority number first. `nearest`: the least distance to `shipTo` first. `fewest-locations`: as few parcels as the stock allows.",
    }),
  ),
  shipTo: Type.Optional(
    Type.Object(
      {
        latitude: Type.Number({ minimum: -90, maximum: 90 }),
        longitude: Type.Number({ minimum: -180, maximum: 180 }),
      },
      { additionalProperties: false, description: "Required for `nearest`." },
    ),
  ),
};

const CREATE_RESERVATION = {
  operationId: "createReservation",
  summary: "Hold stock for a while, all or nothing",
  description:
    "Several lines of one SKU are summed. The hold ends by itself at `expiresAt`. A repeat of the key gets the first answer, with units that have come for a backorder since and without those given back of its sale; a refusal does nothing, so the key of a refused request may be tried again.",
  tags: ["reservations"],
  headers: IdempotencyHeaders,
  body: Type.Object(HoldFields, { additionalProperties: false }),
  response: { 201: ReservationBody, ...problemResponses(400, 401, 404, 409, 422, 503, 504) },
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
      ...HoldFields,
      orderId: Type.Optional(
        Type.String({ pattern: "^[\\x21-\\x7e]{1,100}$", description: "Told in the reservation." }),
      ),
    },
    { additionalProperties: false },
  ),
  response: { 200: ReservationBody, ...problemResponses(400, 401, 404, 409, 503, 504) },
};

export function addHoldStockRoutes(app: Service, deps: HoldStockDeps): void {
  const { engine, nowMs, newId } = deps;
  app.post("/v1/reservations", { schema: CREATE_RESERVATION }, async (request, reply) => {
    const key = requireIdempotencyKey(request.headers["idempotency-key"]);
    if (!key.ok) return sendProblem(reply, idempotencyProblem(key.error));
    const fingerprint = fingerprintOf("createReservation", request.body);
    const command = holdCommand(request.body, { id: newId(), account: callerOf().account });
    if (lacksShipTo(command)) return sendRefusal(reply, SHIP_TO_MISSING);
    const held = await engine.submit({ ...command, key: { value: key.value, fingerprint } });
    if (!held.ok) return sendRefusal(reply, held.error);
    if (held.value.replayed) reply.header("idempotency-replayed", "true");
    return reply.code(201).send(toReservationBody(held.value.reservation, 0));
  });

  app.put("/internal/reservations/:id", { schema: HOLD_STOCK }, async (request, reply) => {
    const id = request.params.id.toLowerCase();
    const command = holdCommand(request.body, { id, account: callerOf().account });
    if (lacksShipTo(command)) return sendRefusal(reply, SHIP_TO_MISSING);
    const held = await engine.submit(command);
    if (!held.ok) return sendRefusal(reply, held.error);
    return reply.send(toReservationBody(held.value.reservation, nowMs()));
  });
}

const lacksShipTo = ({ strategy, shipTo }: HoldCommand): boolean =>
  strategy === "nearest" && shipTo === undefined;
const SHIP_TO_MISSING: InventoryError = {
  kind: "fields-invalid",
  errors: [{ path: "/shipTo", message: "is required for locationStrategy nearest" }],
};

function holdCommand(
  body: Static<typeof HOLD_STOCK.body>,
  { id, account }: { readonly id: string; readonly account: string },
): HoldCommand {
  return {
    kind: "hold",
    id,
    account,
    orderId: body.orderId,
    buyerId: body.buyerId,
    lines: body.items.map(({ sku, quantity }) => ({ sku, units: quantity })),
    ttlSeconds: body.ttlSeconds,
    strategy: body.locationStrategy ?? "priority",
    shipTo: body.shipTo,
    traceparent: activeTraceparent(),
  };
}
