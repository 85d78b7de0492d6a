import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import type { Queryable } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { toProblem } from "../problems.ts";
import { AttributeMap, LocationCode, Sku, SkuParams, Timestamp, Units } from "../schemas.ts";
import { readStock } from "../stock.store.ts";
import { findProduct } from "./availability.store.ts";
import { availabilityOf, stockLevelsOf } from "./availability.ts";

export type AvailabilityDeps = { readonly db: Queryable; readonly nowMs: () => number };

const AvailabilityBody = Type.Object({
  status: Type.Enum(["in-stock", "low", "out", "backorder"], {
    description: "low: at most the larger of the item's safety stock and 5 units.",
  }),
  available: Units,
  locations: Type.Array(Type.Object({ code: LocationCode, available: Units })),
  asOf: Timestamp,
});
const GET_AVAILABILITY = {
  operationId: "getAvailability",
  summary: "What a product view needs of an item",
  tags: ["internal"],
  params: SkuParams,
  response: {
    200: Type.Object({
      sku: Sku,
      name: Type.String(),
      description: Type.Union([Type.String(), Type.Null()]),
      category: Type.Union([Type.String(), Type.Null()]),
      attributes: AttributeMap,
      taxCategory: Type.String(),
      availability: AvailabilityBody,
    }),
    ...problemResponses(400, 404),
  },
};

const LEVELS = {
  onHand: Units,
  reserved: Type.Integer({ minimum: 0, description: "Held and not past its time." }),
  available: Type.Integer({
    minimum: 0,
    description: "onHand - reserved - safetyStock, never below 0.",
  }),
  safetyStock: Type.Integer({ minimum: 0, description: "Units kept back." }),
  incoming: Units,
};
const GET_STOCK = {
  operationId: "getStock",
  summary: "Stock of an item at each location, and in total",
  tags: ["stock"],
  params: SkuParams,
  response: {
    200: Type.Object({
      sku: Sku,
      ...LEVELS,
      locations: Type.Array(Type.Object({ location: LocationCode, ...LEVELS })),
      asOf: Timestamp,
    }),
    ...problemResponses(400, 404),
  },
};

export function addAvailabilityRoutes(app: Service, { db, nowMs }: AvailabilityDeps): void {
  app.get("/internal/availability/:sku", { schema: GET_AVAILABILITY }, async (request, reply) => {
    const { sku } = request.params;
    const atMs = nowMs();
    const [product, rows] = await Promise.all([
      findProduct(db, sku),
      readStock(db, { skus: [sku], nowMs: atMs }),
    ]);
    if (product === undefined)
      return sendProblem(reply, toProblem({ kind: "product-not-found", sku }));
    const availability = { ...availabilityOf(rows, product), asOf: new Date(atMs).toISOString() };
    return reply.send({ ...product, availability });
  });

  app.get("/v1/admin/stock/:sku", { schema: GET_STOCK }, async (request, reply) => {
    const { sku } = request.params;
    const atMs = nowMs();
    const [product, rows] = await Promise.all([
      findProduct(db, sku),
      readStock(db, { skus: [sku], nowMs: atMs }),
    ]);
    if (product === undefined) {
      const items = [{ path: "path/sku", value: sku }];
      return sendProblem(reply, toProblem({ kind: "item-not-found", items }));
    }
    const levels = stockLevelsOf(rows, product.safetyStock);
    return reply.send({ sku, ...levels, asOf: new Date(atMs).toISOString() });
  });
}
