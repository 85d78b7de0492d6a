import type { Readable } from "node:stream";
import type { Service } from "@holdfast/http-service";
import type { Logger } from "@holdfast/log";
import type { Queryable } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { pagedAnswer } from "../paged-answer.ts";
import { pricePages } from "./export-prices.store.ts";

export type ExportPricesDeps = { readonly db: Queryable; readonly log: Logger };

const SCHEMA = {
  operationId: "exportPrices",
  summary: "Export all prices as a CSV file",
  description:
    "Every price, by SKU, those of the past and the future included: sku, currency, amount (a decimal such as 19.99), minQuantity, customerGroup, channel, region, validFrom, validTo, compareAt, floor, priority. Importing the file as kind `prices` changes nothing. Read in pages, each of one moment: what changes meanwhile may be in it or not.",
  tags: ["exports"],
  response: {
    200: {
      description: "The file, in chunks. One that is not ended as HTTP has it is not whole.",
      content: { "text/csv": { schema: Type.Unsafe<Readable>(Type.String()) } },
    },
    ...problemResponses(503),
  },
};

/** GET /v1/admin/exports/prices. */
export function addExportPricesRoute(app: Service, { db, log }: ExportPricesDeps): void {
  app.get("/v1/admin/exports/prices", { schema: SCHEMA }, async (_request, reply) => {
    const file = await pagedAnswer(pricePages(db), log);
    reply.header("content-disposition", 'attachment; filename="prices.csv"');
    return reply.type("text/csv; charset=utf-8").send(file);
  });
}
