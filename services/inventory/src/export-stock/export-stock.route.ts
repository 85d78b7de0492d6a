import type { Readable } from "node:stream";
import type { Service } from "@holdfast/http-service";
import type { Logger } from "@holdfast/log";
import type { Queryable } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { pagedAnswer } from "../paged-answer.ts";
import { itemPages, stockPages } from "./export-stock.store.ts";

export type ExportDeps = {
  readonly db: Queryable;
  readonly log: Logger;
  readonly nowMs: () => number;
};

const CSV = {
  description: "The file, in chunks. One that is not ended as HTTP has it is not whole.",
  content: { "text/csv": { schema: Type.Unsafe<Readable>(Type.String()) } },
};
const EXPORT_ITEMS = {
  operationId: "exportItems",
  summary: "Export all items as a CSV file",
  description:
    "What is sold, by SKU: sku, name, description, category, tax_category, attributes (a JSON object), safety_stock, backorder_limit, preorder_limit, available_from, max_per_order, max_per_buyer. Importing the file as kind `items` changes nothing. Read in pages, each of one moment: what changes meanwhile may be in it or not.",
  tags: ["exports"],
  response: { 200: CSV, ...problemResponses(503) },
};
const EXPORT_STOCK = {
  operationId: "exportStock",
  summary: "Export the stock of all locations as a CSV file",
  description:
    "Every shelf, by SKU and location: sku, location, quantity, on_hand, reserved, incoming. `quantity` is the count of the last import, or what is on hand where none has counted: importing the file as kind `stock` changes nothing. Read in pages, each of one moment.",
  tags: ["exports"],
  response: { 200: CSV, ...problemResponses(503) },
};

/** GET /v1/admin/exports/items and /v1/admin/exports/stock. */
export function addExportRoutes(app: Service, { db, log, nowMs }: ExportDeps): void {
  app.get("/v1/admin/exports/items", { schema: EXPORT_ITEMS }, async (_request, reply) => {
    const file = await pagedAnswer(itemPages(db), log);
    reply.header("content-disposition", 'attachment; filename="items.csv"');
    return reply.type("text/csv; charset=utf-8").send(file);
  });
  app.get("/v1/admin/exports/stock", { schema: EXPORT_STOCK }, async (_request, reply) => {
    const file = await pagedAnswer(stockPages(db, nowMs), log);
    reply.header("content-disposition", 'attachment; filename="stock.csv"');
    return reply.type("text/csv; charset=utf-8").send(file);
  });
}
