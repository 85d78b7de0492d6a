import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import { fingerprintOf } from "@holdfast/idempotency";
import type { Queryable } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { ok } from "@holdfast/result";
import { Type } from "typebox";
import { readProducts } from "../availability/availability.store.ts";
import type { InventoryError } from "../inventory-error.ts";
import { toProblem } from "../problems.ts";
import { ProductBody, productBody } from "../product-body.ts";
import { CATEGORY_LENGTH_MAX, withDefault } from "../schemas.ts";
import { findPlaces } from "./list-products.store.ts";
import { BEGINNING, belongs, cursorOf, placeIn } from "./list-products.ts";

export type ListProductsDeps = { readonly db: Queryable; readonly nowMs: () => number };

/** More words than anybody types; each is looked up by itself. */
const QUERY_LENGTH_MAX = 200;
const PAGE_MAX = 100;
/** Text that PostgreSQL takes. */
const NO_NUL = "^[^\\u0000]*$";

const SCHEMA = {
  operationId: "listProducts",
  summary: "Browse and search what is sold",
  description:
    "By SKU. With a query, products that have all of its words: first those that have them in SKU and name, then those that " +
    "have some only in category or description. The last word may be the beginning of one.",
  tags: ["internal"],
  querystring: Type.Object(
    {
      query: Type.Optional(Type.String({ maxLength: QUERY_LENGTH_MAX, pattern: NO_NUL })),
      category: Type.Optional(Type.String({ maxLength: CATEGORY_LENGTH_MAX, pattern: NO_NUL })),
      inStock: Type.Optional(
        Type.Boolean({ description: "true: only what is available now; false: only what is not." }),
      ),
      limit: withDefault(Type.Integer({ minimum: 1, maximum: PAGE_MAX, default: 20 })),
      cursor: Type.Optional(
        Type.String({ pattern: "^[A-Za-z0-9_-]{1,200}$", description: "`nextCursor` of a page." }),
      ),
    },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      data: Type.Array(ProductBody),
      nextCursor: Type.Union([Type.String(), Type.Null()]),
    }),
    ...problemResponses(400),
  },
};

/** GET /internal/products: asked by the gateway, which adds the prices. */
export function addListProductsRoute(app: Service, { db, nowMs }: ListProductsDeps): void {
  app.get("/internal/products", { schema: SCHEMA }, async (request, reply) => {
    const { query, category, inStock, limit, cursor } = request.query;
    const filter = { query: stated(query?.trim()), category: stated(category), inStock };
    const list = fingerprintOf("listProducts", filter).slice(0, 16);
    const after = cursor === undefined ? ok(BEGINNING) : placeIn(cursor, list);
    if (!after.ok) return sendProblem(reply, toProblem(cursorRefused(after.error)));
    const atMs = nowMs();
    const asked = { filter, after: after.value, count: limit + 1 };
    const places = await findPlaces(db, asked, atMs);
    const page = places.slice(0, limit);
    const products = await readProducts(db, { skus: page.map(({ sku }) => sku), nowMs: atMs });
    const data = page.flatMap(({ sku }) => {
      const product = products.get(sku);
      // It may have sold out since it was found.
      const shown = product !== undefined && belongs(product.availability, inStock);
      return shown ? [productBody(product, atMs)] : [];
    });
    const last = page.at(-1);
    const more = places.length > limit && last !== undefined;
    return reply.send({ data, nextCursor: more ? cursorOf(last, list) : null });
  });
}

/** An empty parameter of a form asks for nothing. */
const stated = (text: string | undefined) => (text === "" ? undefined : text);

function cursorRefused(reason: "no-cursor" | "cursor-of-another-list"): InventoryError {
  const message =
    reason === "no-cursor"
      ? "must be nextCursor of a page"
      : "is of another list: send query, category and inStock as they were, or no cursor";
  return { kind: "fields-invalid", errors: [{ path: "query/cursor", message }] };
}
