import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import { etagOf, PreconditionHeaders, preconditionOf } from "@holdfast/http-service/precondition";
import type { Outbox } from "@holdfast/outbox";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { activeTraceparent } from "@holdfast/telemetry";
import { type Static, Type } from "typebox";
import { readInstant } from "../instant.ts";
import type { InventoryError } from "../inventory-error.ts";
import { toProblem } from "../problems.ts";
import {
  AttributeMap,
  CATEGORY_LENGTH_MAX,
  DESCRIPTION_LENGTH_MAX,
  Name,
  QUANTITY_MAX,
  Sku,
  SkuParams,
  TAX_CATEGORY_PATTERN,
  Timestamp,
  withDefault,
} from "../schemas.ts";
import { discontinueItem, findItem, notSold, putItem, type StoredItem } from "./items.store.ts";

export type ItemsDeps = {
  readonly db: Database;
  readonly outbox: Pick<Outbox, "wake">;
  readonly nowMs: () => number;
};

const ItemWritten = Type.Object(
  {
    name: Name,
    description: Type.Optional(Type.String({ maxLength: DESCRIPTION_LENGTH_MAX })),
    category: Type.Optional(Type.String({ minLength: 1, maxLength: CATEGORY_LENGTH_MAX })),
    attributes: Type.Optional(AttributeMap),
    taxCategory: withDefault(Type.String({ pattern: TAX_CATEGORY_PATTERN, default: "standard" })),
    safetyStock: withDefault(
      Type.Integer({
        minimum: 0,
        maximum: QUANTITY_MAX,
        default: 0,
        description: "Units kept back at each location.",
      }),
    ),
    backorderLimit: withDefault(
      Type.Integer({
        minimum: 0,
        maximum: QUANTITY_MAX,
        default: 0,
        description: "Units that may be promised beyond the stock.",
      }),
    ),
    preorderLimit: withDefault(
      Type.Integer({
        minimum: 0,
        maximum: QUANTITY_MAX,
        default: 0,
        description: "Stands for `backorderLimit` before `availableFrom`.",
      }),
    ),
    availableFrom: Type.Optional(
      Type.String({ format: "date-time", description: "RFC 3339; without it from the beginning." }),
    ),
    maxPerOrder: withDefault(
      Type.Integer({
        minimum: 1,
        maximum: QUANTITY_MAX,
        default: 10,
        description: "Most units of this item in one reservation.",
      }),
    ),
    maxPerBuyer: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: QUANTITY_MAX,
        description: "Most units that one buyer may hold and have bought together.",
      }),
    ),
  },
  { additionalProperties: false },
);
const ItemBody = Type.Object({
  sku: Sku,
  name: Type.String(),
  description: Type.Union([Type.String(), Type.Null()]),
  category: Type.Union([Type.String(), Type.Null()]),
  attributes: AttributeMap,
  taxCategory: Type.String(),
  safetyStock: Type.Integer(),
  backorderLimit: Type.Integer(),
  preorderLimit: Type.Integer(),
  availableFrom: Type.Union([Timestamp, Type.Null()]),
  maxPerOrder: Type.Integer(),
  maxPerBuyer: Type.Union([Type.Integer(), Type.Null()]),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});

const PUT_ITEM = {
  operationId: "putItem",
  summary: "Create or replace an item",
  description:
    "Fields that are left out take their defaults. The ETag of the answer is the item's version. A discontinued item is created again, with its stock and its ledger.",
  tags: ["items"],
  params: SkuParams,
  headers: PreconditionHeaders,
  body: ItemWritten,
  response: { 200: ItemBody, 201: ItemBody, ...problemResponses(400, 412) },
};
const GET_ITEM = {
  operationId: "getItem",
  summary: "Read an item",
  tags: ["items"],
  params: SkuParams,
  response: { 200: ItemBody, ...problemResponses(400, 404) },
};

const DELETE_ITEM = {
  operationId: "deleteItem",
  summary: "Discontinue an item",
  description:
    "Shops see it no more and nothing more of it can be held. What is held stays held; its stock and its ledger stay readable. `putItem` brings it back.",
  tags: ["items"],
  params: SkuParams,
  headers: PreconditionHeaders,
  response: { 204: Type.Null({ description: "Discontinued" }), ...problemResponses(400, 404, 412) },
};

const PATH = "/v1/admin/items/:sku";

export function addItemRoutes(app: Service, { db, outbox, nowMs }: ItemsDeps): void {
  app.put(PATH, { schema: PUT_ITEM }, async (request, reply) => {
    const { description = null, category = null, attributes = {}, ...rest } = request.body;
    const { availableFrom: from, maxPerBuyer = null, ...stated } = rest;
    const availableFrom = from === undefined ? null : readInstant(from);
    if (availableFrom === undefined) return sendProblem(reply, toProblem(NO_INSTANT));
    const described = { sku: request.params.sku, description, category, attributes };
    const item = { ...described, ...stated, availableFrom, maxPerBuyer };
    const precondition = preconditionOf(request.headers);
    const change = { item, precondition, nowMs: nowMs(), traceparent: activeTraceparent() };
    const written = await putItem(db, change);
    if (written === undefined)
      return sendProblem(reply, toProblem({ kind: "precondition-failed" }));
    outbox.wake();
    reply.header("etag", etagOf(written.version)).code(written.created ? 201 : 200);
    return reply.send(toBody(written));
  });

  app.get(PATH, { schema: GET_ITEM }, async (request, reply) => {
    const { sku } = request.params;
    const item = await findItem(db, sku);
    if (item?.discontinuedAt !== null) return sendProblem(reply, toProblem(notSold(sku, item)));
    return reply.header("etag", etagOf(item.version)).send(toBody(item));
  });

  app.delete(PATH, { schema: DELETE_ITEM }, async (request, reply) => {
    const precondition = preconditionOf(request.headers);
    const { sku } = request.params;
    const change = { sku, precondition, nowMs: nowMs(), traceparent: activeTraceparent() };
    const discontinued = await discontinueItem(db, change);
    if (!discontinued.ok) return sendProblem(reply, toProblem(discontinued.error));
    outbox.wake();
    return reply.code(204).send(null);
  });
}

const NO_INSTANT: InventoryError = {
  kind: "fields-invalid",
  errors: [{ path: "/availableFrom", message: "must be a moment from 1970 to 9999" }],
};

function toBody(item: StoredItem): Static<typeof ItemBody> {
  const {
    version: _version,
    discontinuedAt: _,
    availableFrom,
    createdAt,
    updatedAt,
    ...rest
  } = item;
  return {
    ...rest,
    availableFrom: availableFrom?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
