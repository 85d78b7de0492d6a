import type { Readable } from "node:stream";
import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import type { Logger } from "@holdfast/log";
import { toWire } from "@holdfast/money";
import type { Queryable } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { pagedAnswer } from "../paged-answer.ts";
import { toProblem } from "../problems.ts";
import { Currency, closed, currencyError, Instant, MoneyBody, Sku } from "../wire.ts";
import { countVersions, findBooksAt, versionPages } from "./stream-price-history.store.ts";
import { plainPrice } from "./stream-price-history.ts";

export type StreamPriceHistoryDeps = { readonly db: Queryable; readonly log: Logger };

const VERSIONS_MAX = 10_000;
const SKUS_MAX = 500;

const COUNT = {
  operationId: "countPriceVersions",
  summary: "How many versions of price books came into force in a period",
  tags: ["internal"],
  querystring: closed({ from: Instant, to: Instant }),
  response: { 200: closed({ versions: Type.Integer() }), ...problemResponses(400, 503) },
};
const STREAM = {
  operationId: "streamPriceHistory",
  summary: "Read the versions of price books that came into force in a period, a line a price",
  description: "By SKU and version. Versions recorded while it is read may be in it or not.",
  tags: ["internal"],
  querystring: closed({
    from: Instant,
    to: Instant,
    after: Type.String({ maxLength: 80, description: "SKU/VERSION, or empty." }),
    limit: Type.Integer({ minimum: 1, maximum: VERSIONS_MAX, description: "Versions." }),
  }),
  response: {
    200: {
      description: 'JSON lines, the last one `{ "after": … }`: where to go on, null at the end.',
      content: { "application/x-ndjson": { schema: Type.Unsafe<Readable>(Type.String()) } },
    },
    ...problemResponses(400, 503),
  },
};
const PRICES_AT = {
  operationId: "listPricesAt",
  summary: "What one unit of each SKU cost at a time",
  description:
    "By the price book in force then, for a customer of no group, region or channel, without promotions and dynamic rules.",
  tags: ["internal"],
  body: closed({
    at: Instant,
    currency: Currency,
    skus: Type.Array(Sku, { minItems: 1, maxItems: SKUS_MAX }),
  }),
  response: {
    200: closed({
      data: Type.Array(
        closed({
          sku: Sku,
          unit: Type.Union([MoneyBody, Type.Null()], { description: "null: none applied." }),
        }),
      ),
    }),
    ...problemResponses(400, 422, 503),
  },
};

/** What reports read of prices. */
export function addStreamPriceHistoryRoutes(
  app: Service,
  { db, log }: StreamPriceHistoryDeps,
): void {
  app.get("/internal/price-versions/count", { schema: COUNT }, async (request, reply) => {
    const { from, to } = request.query;
    const period = { from: new Date(from), to: new Date(to) };
    return reply.send({ versions: await countVersions(db, period) });
  });

  app.get("/internal/price-versions", { schema: STREAM }, async (request, reply) => {
    const { from, to, after, limit } = request.query;
    const [sku = "", version = "0"] = after.split("/");
    const query = { from: new Date(from), to: new Date(to), limit };
    const pages = versionPages(db, { ...query, after: { sku, version: Number(version) } });
    return reply.type("application/x-ndjson").send(await pagedAnswer(pages, log));
  });

  app.post("/internal/prices-at", { schema: PRICES_AT }, async (request, reply) => {
    const { currency, skus } = request.body;
    const at = new Date(request.body.at);
    const unknown = currencyError("/currency", currency);
    if (unknown)
      return sendProblem(reply, toProblem({ kind: "unknown-currency", errors: [unknown] }));
    const books = await findBooksAt(db, skus, at);
    const data = skus.map((sku) => {
      const unit = plainPrice(books.get(sku) ?? [], currency, at.getTime());
      return { sku, unit: unit === undefined ? null : toWire(unit) };
    });
    return reply.send({ data });
  });
}
