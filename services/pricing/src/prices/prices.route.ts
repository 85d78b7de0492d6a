import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import {
  etagOf,
  type Precondition,
  PreconditionHeaders,
  permits,
  preconditionOf,
} from "@holdfast/http-service/precondition";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { Type } from "typebox";
import { type Price, type PriceBook, samePrices } from "../price.ts";
import { appendBooks, findBooks, lockBooks } from "../price-book.store.ts";
import type { PricingError } from "../pricing-error.ts";
import { toProblem } from "../problems.ts";
import {
  AmountMinor,
  Currency,
  CustomerGroup,
  closed,
  Instant,
  Quantity,
  Region,
  SkuPath,
} from "../wire.ts";
import { readPrices, writePrice } from "./prices.ts";

/** A quote reads whole books: 500 prices of one SKU are about 100 KB. */
const PRICES_MAX = 500;

const PriceBody = closed({
  currency: Currency,
  amount: AmountMinor,
  minQuantity: Type.Optional({ ...Quantity, default: 1 }),
  customerGroup: Type.Optional(CustomerGroup),
  region: Type.Optional(Region),
  validFrom: Type.Optional(Instant),
  validTo: Type.Optional(Instant),
  compareAt: Type.Optional(AmountMinor),
});
const PriceBookBody = closed({
  sku: Type.String(),
  version: Type.Integer(),
  prices: Type.Array(PriceBody),
});

export type PricesDeps = { readonly db: Database; readonly nowMs: () => number };

const PUT_SCHEMA = {
  operationId: "putPrices",
  summary: "Replace all prices of a SKU; what they were stays in its history",
  tags: ["prices"],
  params: SkuPath,
  headers: PreconditionHeaders,
  body: closed({ prices: Type.Array(PriceBody, { maxItems: PRICES_MAX }) }),
  response: { 200: PriceBookBody, 201: PriceBookBody, ...problemResponses(400, 412) },
};
const GET_SCHEMA = {
  operationId: "getPrices",
  summary: "All prices of a SKU, those of the past and the future included",
  tags: ["prices"],
  params: SkuPath,
  response: { 200: PriceBookBody, ...problemResponses(400, 404) },
};

/** PUT and GET /v1/admin/prices/{sku}: all prices of one SKU, replaced as a whole. */
export function addPriceRoutes(app: Service, deps: PricesDeps): void {
  app.put("/v1/admin/prices/:sku", { schema: PUT_SCHEMA }, async (request, reply) => {
    const prices = readPrices(request.body.prices);
    if (!prices.ok) return sendProblem(reply, toProblem(prices.error));
    const change = { sku: request.params.sku, prices: prices.value };
    const put = await putPrices(deps, change, preconditionOf(request.headers));
    if (!put.ok) return sendProblem(reply, toProblem(put.error));
    const { book, created } = put.value;
    return reply
      .code(created ? 201 : 200)
      .header("etag", etagOf(book.version))
      .send(toBody(book));
  });
  app.get("/v1/admin/prices/:sku", { schema: GET_SCHEMA }, async (request, reply) => {
    const { sku } = request.params;
    const book = (await findBooks(deps.db, [sku])).get(sku);
    if (book === undefined) return sendProblem(reply, toProblem({ kind: "price-not-found", sku }));
    return reply.header("etag", etagOf(book.version)).send(toBody(book));
  });
}

type Put = { readonly book: PriceBook; readonly created: boolean };

/** Puts the prices in force, unless they are already: then nothing is written and the version stays. */
function putPrices(
  { db, nowMs }: PricesDeps,
  { sku, prices }: { readonly sku: string; readonly prices: readonly Price[] },
  precondition: Precondition,
): Promise<Result<Put, PricingError>> {
  return db.inTransaction(async (tx) => {
    // Asked twice: a refused creation must not open a book, and only the second answer is final.
    const seen = (await findBooks(tx, [sku])).get(sku)?.version;
    if (!permits(precondition, seen)) return fail({ kind: "precondition-failed", version: seen });
    const current = (await lockBooks(tx, [sku])).get(sku) ?? { sku, version: 0, prices: [] };
    const exists = current.version > 0;
    if (exists && !permits(precondition, current.version)) {
      return fail({ kind: "precondition-failed", version: current.version });
    }
    if (exists && samePrices(current.prices, prices)) return ok({ book: current, created: false });
    const book = { sku, version: current.version + 1, prices };
    await appendBooks(tx, [book], nowMs());
    return ok({ book, created: !exists });
  });
}

function toBody({ sku, version, prices }: PriceBook) {
  return { sku, version, prices: prices.map(writePrice) };
}
