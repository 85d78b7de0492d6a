import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { Service } from "@holdfast/http-service";
import type { Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { pagedAnswer } from "../paged-answer.ts";
import { findExtent, movementPages, shelfPages } from "./stream-ledger.store.ts";

export type StreamLedgerDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly nowMs: () => number;
};

/** What one call reads: whoever asks keeps that much in memory, and asks again from there when it is cut off. */
const ROWS_MAX = 100_000;

const Instant = Type.String({ format: "date-time" });
const Place = Type.Integer({ minimum: 0, description: "A place in the ledger." });
const Limit = Type.Integer({
  minimum: 1,
  maximum: ROWS_MAX,
  description: "Rows that one call reads; the page that reaches it is told whole.",
});
const LINES = {
  description: 'JSON lines, the last one `{ "after": … }`: where to go on, null at the end.',
  content: { "application/x-ndjson": { schema: Type.Unsafe<Readable>(Type.String()) } },
};
const GET_EXTENT = {
  operationId: "getLedgerExtent",
  summary: "Where the movements of a period lie in the ledger",
  description:
    "Answers when the transactions of that moment have ended: reading the extent gives the same rows from then on.",
  tags: ["internal"],
  querystring: Type.Object({ from: Instant, to: Instant }, { additionalProperties: false }),
  response: {
    200: Type.Object({
      after: Place,
      through: Place,
      movements: Type.Integer(),
      shelves: Type.Integer({ description: "Of all items, whatever the period." }),
    }),
    ...problemResponses(400, 503),
  },
};
const STREAM_MOVEMENTS = {
  operationId: "streamMovements",
  summary: "Read the movements of a period, in the order of the ledger",
  tags: ["internal"],
  querystring: Type.Object(
    { from: Instant, to: Instant, after: Place, through: Place, limit: Limit },
    { additionalProperties: false },
  ),
  response: { 200: LINES, ...problemResponses(400, 503) },
};
const STREAM_STOCK = {
  operationId: "streamStock",
  summary: "Read the units of every shelf at a time, as the ledger adds up to",
  description:
    "`reserved` is what is reserved now, where `to` has not passed yet; of a time that has passed it is null, for nobody kept it.",
  tags: ["internal"],
  querystring: Type.Object(
    {
      to: Instant,
      after: Type.String({ maxLength: 129, description: "SKU/LOCATION, or empty." }),
      through: Place,
      limit: Limit,
    },
    { additionalProperties: false },
  ),
  response: { 200: LINES, ...problemResponses(400, 503) },
};

/** What reports read, in calls of bounded length that any process may go on with. */
export function addStreamLedgerRoutes(app: Service, { db, log, nowMs }: StreamLedgerDeps): void {
  app.get("/internal/ledger-extent", { schema: GET_EXTENT }, async (request, reply) => {
    const { from, to } = request.query;
    return reply.send(await findExtent(db, { from: new Date(from), to: new Date(to) }, pause));
  });

  app.get("/internal/movements", { schema: STREAM_MOVEMENTS }, async (request, reply) => {
    const { from, to, ...range } = request.query;
    const pages = movementPages(db, { ...range, from: new Date(from), to: new Date(to) });
    return reply.type("application/x-ndjson").send(await pagedAnswer(pages, log));
  });

  app.get("/internal/stock", { schema: STREAM_STOCK }, async (request, reply) => {
    const { through, limit, after } = request.query;
    const [sku = "", location = ""] = after.split("/");
    const now = new Date(nowMs());
    const to = new Date(request.query.to);
    const reservedAt = to.getTime() >= now.getTime() ? now : undefined;
    const pages = shelfPages(db, { after: { sku, location }, through, to, reservedAt, limit });
    return reply.type("application/x-ndjson").send(await pagedAnswer(pages, log));
  });
}
