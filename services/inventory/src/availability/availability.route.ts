import type { Service } from "@holdfast/http-service";
import {
  commaSeparated,
  EachOf,
  refusedElement,
  sendEach,
  shownElement,
} from "@holdfast/http-service/batch-read";
import { sendProblem } from "@holdfast/http-service/errors";
import type { Queryable } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { toProblem } from "../problems.ts";
import { AvailabilityFields, ProductBody, productBody } from "../product-body.ts";
import { LocationCode, Sku, SkuParams, Timestamp, Units } from "../schemas.ts";
import { readStock } from "../stock.store.ts";
import { findProducts, readAvailability, readProducts } from "./availability.store.ts";
import { stockLevelsOf } from "./availability.ts";

export type AvailabilityDeps = { readonly db: Queryable; readonly nowMs: () => number };

/** One shop's catalogue page by page, or a basket of any size: more is asked for in parts. */
const SKUS_MAX = 10_000;

const GET_AVAILABILITY = {
  operationId: "getAvailability",
  summary: "What a product view needs of an item",
  tags: ["internal"],
  params: SkuParams,
  response: { 200: ProductBody, ...problemResponses(400, 404) },
};
/** Product views that are asked for at once: more are asked for in parts. */
const VIEWS_MAX = 64;
const BATCH_GET_AVAILABILITY = {
  operationId: "batchGetAvailability",
  summary: "What product views of several items need, as one read",
  tags: ["internal"],
  querystring: Type.Object(
    { skus: commaSeparated(Sku, VIEWS_MAX) },
    { additionalProperties: false },
  ),
  response: { 200: EachOf(ProductBody), ...problemResponses(400) },
};
const LIST_AVAILABILITY = {
  operationId: "listAvailability",
  summary: "What can be promised of each of many items",
  description: "In the order asked, each as often as it is asked.",
  tags: ["internal"],
  body: Type.Object(
    { skus: Type.Array(Sku, { minItems: 1, maxItems: SKUS_MAX }) },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      data: Type.Array(
        Type.Object({
          sku: Sku,
          found: Type.Boolean({ description: "false: unknown, or discontinued." }),
          ...AvailabilityFields,
          status: Type.Union([AvailabilityFields.status, Type.Null()], {
            description: "null of an item that is not found.",
          }),
        }),
      ),
      asOf: Timestamp,
    }),
    ...problemResponses(400, 413),
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

const UNKNOWN = { found: false, status: null, available: 0, locations: [] };

export function addAvailabilityRoutes(app: Service, { db, nowMs }: AvailabilityDeps): void {
  app.get("/internal/availability/:sku", { schema: GET_AVAILABILITY }, async (request, reply) => {
    const { sku } = request.params;
    const atMs = nowMs();
    const product = (await readProducts(db, { skus: [sku], nowMs: atMs })).get(sku);
    if (product === undefined)
      return sendProblem(reply, toProblem({ kind: "product-not-found", sku }));
    return reply.send(productBody(product, atMs));
  });

  app.get("/internal/availability", { schema: BATCH_GET_AVAILABILITY }, async (request, reply) => {
    const skus = request.query.skus.split(",");
    const atMs = nowMs();
    const products = await readProducts(db, { skus: [...new Set(skus)], nowMs: atMs });
    const elements = skus.map((sku) => {
      const product = products.get(sku);
      return product === undefined
        ? refusedElement(toProblem({ kind: "product-not-found", sku }))
        : shownElement(reply, productBody(product, atMs), ProductBody);
    });
    return sendEach(reply, elements);
  });

  app.post("/internal/availability", { schema: LIST_AVAILABILITY }, async (request, reply) => {
    const { skus } = request.body;
    const atMs = nowMs();
    const known = await readAvailability(db, { skus: [...new Set(skus)], nowMs: atMs });
    const data = skus.map((sku) => {
      const availability = known.get(sku);
      return { sku, ...(availability ? { found: true, ...availability } : UNKNOWN) };
    });
    return reply.send({ data, asOf: new Date(atMs).toISOString() });
  });

  app.get("/v1/admin/stock/:sku", { schema: GET_STOCK }, async (request, reply) => {
    const { sku } = request.params;
    const asked = { skus: [sku], nowMs: nowMs() };
    const [[item], rows] = await Promise.all([findProducts(db, asked), readStock(db, asked)]);
    if (item === undefined) {
      const items = [{ path: "path/sku", value: sku }];
      return sendProblem(reply, toProblem({ kind: "item-not-found", items }));
    }
    const levels = stockLevelsOf(rows, item.safetyStock);
    return reply.send({ sku, ...levels, asOf: new Date(asked.nowMs).toISOString() });
  });
}
