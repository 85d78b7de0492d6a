import type { Service } from "@holdfast/http-service";
import { accountOf } from "@holdfast/http-service/caller";
import { traceIdOf } from "@holdfast/http-service/lifecycle";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import type { Attributes } from "../schemas.ts";
import { importItems } from "./import-items.store.ts";

export type ImportItemsDeps = { readonly db: Database; readonly nowMs: () => number };

/** A batch and its locks stay short: about 50 ms. */
const ROWS_MAX = 500;

/** Only the types stand here: a row whose values are out of bounds is answered, it does not refuse the batch. */
const Row = Type.Object(
  {
    sku: Type.String(),
    name: Type.String(),
    description: Type.Optional(Type.String()),
    category: Type.Optional(Type.String()),
    attributes: Type.Optional(
      Type.Unsafe<Attributes>({
        type: "object",
        additionalProperties: { type: ["string", "number", "boolean"] },
      }),
    ),
    taxCategory: Type.Optional(Type.String()),
    stock: Type.Optional(
      Type.Object(
        {
          location: Type.String(),
          quantity: Type.Number({ description: "A count of the shelf, not a delivery." }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);

const IMPORT_ITEMS = {
  operationId: "importItems",
  summary: "Create or replace many items, with counts of their stock",
  description:
    "Good rows land, in one transaction; a bad row is answered with its error and changes nothing. Rows that were imported before change nothing, whatever was sold since. Fields that a row leaves out stay as they are.",
  tags: ["internal"],
  body: Type.Object(
    { items: Type.Array(Row, { maxItems: ROWS_MAX }) },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      results: Type.Array(
        Type.Object({
          sku: Type.String(),
          outcome: Type.Enum(["created", "updated", "unchanged"]),
          error: Type.Optional(Type.Object({ code: Type.String(), message: Type.String() })),
        }),
        { description: "One per row, in order." },
      ),
    }),
    ...problemResponses(400, 401, 413),
  },
};

export function addImportItemsRoute(app: Service, { db, nowMs }: ImportItemsDeps): void {
  app.post("/internal/import-items", { schema: IMPORT_ITEMS }, async (request, reply) => {
    const batch = { rows: request.body.items, actor: accountOf(), traceId: traceIdOf(request) };
    const atMs = nowMs();
    const results = await db.inTransaction((tx) => importItems(tx, batch, atMs));
    return reply.send({ results: [...results] });
  });
}
