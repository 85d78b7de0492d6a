import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import {
  etagOf,
  type Precondition,
  PreconditionHeaders,
  permits,
  preconditionOf,
} from "@holdfast/http-service/precondition";
import type { Outbox } from "@holdfast/outbox";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { currentRequest } from "@holdfast/request-context";
import { fail, ok, type Result } from "@holdfast/result";
import { activeTraceparent } from "@holdfast/telemetry";
import { Type } from "typebox";
import { PRICES_MAX, type Price, type PriceBook, samePrices } from "../price.ts";
import { appendBooks, findBooks, lockBooks } from "../price-book.store.ts";
import type { PricingError } from "../pricing-error.ts";
import { toProblem } from "../problems.ts";
import { closed, SkuPath, writeInstant } from "../wire.ts";
import { PriceBody } from "./price-wire.ts";
import { listBookVersions } from "./prices.store.ts";
import { readPrices, writePrice } from "./prices.ts";

const PriceBookBody = closed({
  sku: Type.String(),
  version: Type.Integer(),
  prices: Type.Array(PriceBody),
});

const VERSIONS_MAX = 100;
const HistoryBody = closed({
  data: Type.Array(
    closed({
      version: Type.Integer(),
      recordedAt: Type.String({ format: "date-time" }),
      recordedBy: Type.Union([Type.String(), Type.Null()], {
        description: "The account that changed the prices; null where none was recorded.",
      }),
      prices: Type.Array(PriceBody),
    }),
  ),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export type PricesDeps = {
  readonly db: Database;
  readonly outbox: Outbox;
  readonly nowMs: () => number;
};

const PUT_SCHEMA = {
  operationId: "putPrices",
  summary: "Replace all prices of a SKU; what they were stays in its history",
  description:
    "Of the rows that apply to a purchase the most specific wins, by the first that differs: customer group, channel, region (a subdivision before its country), highest minQuantity, highest priority, latest validFrom.",
  tags: ["prices"],
  params: SkuPath,
  headers: PreconditionHeaders,
  body: closed({ prices: Type.Array(PriceBody, { maxItems: PRICES_MAX }) }),
  response: { 200: PriceBookBody, 201: PriceBookBody, ...problemResponses(400, 412, 422) },
};
const GET_SCHEMA = {
  operationId: "getPrices",
  summary: "All prices of a SKU, those of the past and the future included",
  tags: ["prices"],
  params: SkuPath,
  response: { 200: PriceBookBody, ...problemResponses(400, 404) },
};

const HISTORY_SCHEMA = {
  operationId: "listPriceHistory",
  summary: "What the prices of a SKU were, newest version first",
  tags: ["prices"],
  params: SkuPath,
  querystring: closed({
    limit: Type.Optional({
      ...Type.Integer({ minimum: 1, maximum: VERSIONS_MAX }),
      default: 20,
    }),
    cursor: Type.Optional(
      Type.String({ pattern: "^[1-9][0-9]{0,14}$", description: "`nextCursor` of a page." }),
    ),
  }),
  response: { 200: HistoryBody, ...problemResponses(400, 404) },
};

/**
 * PUT and GET /v1/admin/prices/{sku}: all prices of one SKU, replaced as a whole; and GET …/history, all that they ever were.
 */
export function addPriceRoutes(app: Service, deps: PricesDeps): void {
  app.put("/v1/admin/prices/:sku", { schema: PUT_SCHEMA }, async (request, reply) => {
    const prices = readPrices(request.body.prices);
    if (!prices.ok) return sendProblem(reply, toProblem(prices.error));
    const change = { sku: request.params.sku, prices: prices.value };
    const put = await putPrices(deps, change, preconditionOf(request.headers));
    if (!put.ok) return sendProblem(reply, toProblem(put.error));
    deps.outbox.wake();
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
  app.get("/v1/admin/prices/:sku/history", { schema: HISTORY_SCHEMA }, async (request, reply) => {
    const { sku } = request.params;
    const { limit = 20, cursor } = request.query;
    const beforeVersion = cursor === undefined ? undefined : Number(cursor);
    const versions = await listBookVersions(deps.db, { sku, beforeVersion, limit: limit + 1 });
    if (versions.length === 0 && beforeVersion === undefined) {
      return sendProblem(reply, toProblem({ kind: "price-not-found", sku }));
    }
    const page = versions.slice(0, limit);
    const last = versions.length > limit ? page.at(-1) : undefined;
    return {
      data: page.map(({ version, recordedAt, account, prices }) => ({
        version,
        recordedAt: writeInstant(recordedAt.getTime()),
        recordedBy: account,
        prices: prices.map(writePrice),
      })),
      nextCursor: last === undefined ? null : String(last.version),
    };
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
    const account = currentRequest()?.account;
    await appendBooks(tx, [book], { nowMs: nowMs(), traceparent: activeTraceparent(), account });
    return ok({ book, created: !exists });
  });
}

function toBody({ sku, version, prices }: PriceBook) {
  return { sku, version, prices: prices.map(writePrice) };
}
