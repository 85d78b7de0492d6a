import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import { etagOf, PreconditionHeaders, preconditionOf } from "@holdfast/http-service/precondition";
import type { Queryable } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { type Static, Type } from "typebox";
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
import { findItem, putItem, type StoredItem } from "./items.store.ts";

export type ItemsDeps = { readonly db: Queryable; readonly nowMs: () => number };

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
    backorderLimit: withDefault(Type.Integer({ minimum: 0, maximum: QUANTITY_MAX, default: 0 })),
    maxPerOrder: withDefault(
      Type.Integer({
        minimum: 1,
        maximum: QUANTITY_MAX,
        default: 10,
        description: "Most units of this item in one reservation.",
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
  maxPerOrder: Type.Integer(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});

const PUT_ITEM = {
  operationId: "putItem",
  summary: "Create or replace an item",
  description:
    "Fields that are left out take their defaults. The ETag of the answer is the item's version.",
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

export function addItemRoutes(app: Service, { db, nowMs }: ItemsDeps): void {
  app.put("/v1/admin/items/:sku", { schema: PUT_ITEM }, async (request, reply) => {
    const { description = null, category = null, attributes = {}, ...rest } = request.body;
    const item = { sku: request.params.sku, description, category, attributes, ...rest };
    const precondition = preconditionOf(request.headers);
    const written = await putItem(db, { item, precondition, nowMs: nowMs() });
    if (written === undefined)
      return sendProblem(reply, toProblem({ kind: "precondition-failed" }));
    reply.header("etag", etagOf(written.version)).code(written.version === 1 ? 201 : 200);
    return reply.send(toBody(written));
  });

  app.get("/v1/admin/items/:sku", { schema: GET_ITEM }, async (request, reply) => {
    const { sku } = request.params;
    const item = await findItem(db, sku);
    if (item === undefined) {
      const items = [{ path: "path/sku", value: sku }];
      return sendProblem(reply, toProblem({ kind: "item-not-found", items }));
    }
    return reply.header("etag", etagOf(item.version)).send(toBody(item));
  });
}

function toBody({
  version: _,
  createdAt,
  updatedAt,
  ...item
}: StoredItem): Static<typeof ItemBody> {
  return { ...item, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
