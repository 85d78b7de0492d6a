import { Readable } from "node:stream";
import type { Service } from "@holdfast/http-service";
import { type Caller, callerOf } from "@holdfast/http-service/caller";
import { sendProblem } from "@holdfast/http-service/errors";
import {
  fingerprintOf,
  type IdempotencyError,
  idempotencyProblem,
  once,
  readIdempotencyKey,
} from "@holdfast/idempotency";
import type { Logger } from "@holdfast/log";
import type { Database, Queryable } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { currentRequest } from "@holdfast/request-context";
import { fail, ok, type Result } from "@holdfast/result";
import { type Static, Type } from "typebox";
import { CURSOR_PATTERN, parseCursor, toCursor } from "../list-orders/list-orders.ts";
import { traceHeaders } from "../origin.ts";
import { toProblem } from "../problems.ts";
import type { ReportParts } from "./report-parts.ts";
import type { ReportStorage } from "./report-storage.ts";
import { CONTENT_TYPES } from "./report-text.ts";
import { cancelReport, findReport, insertReport, listReports } from "./reports.store.ts";
import {
  checkPeriod,
  type Part,
  REPORT_FORMATS,
  REPORT_STATUSES,
  REPORT_TYPES,
  type Report,
  type ReportSpec,
  resultOf,
} from "./reports.ts";

export type ReportRouteDeps = {
  readonly db: Database;
  readonly reports: Pick<ReportParts, "submissions" | "storage" | "retentionMs">;
  readonly log: Logger;
  readonly nowMs: () => number;
  readonly newId: () => string;
};

const Instant = Type.String({ format: "date-time" });
const Params = Type.Object({ id: Type.String({ format: "uuid" }) });
const Queued = Type.Object({
  id: Type.String({ format: "uuid" }),
  status: Type.Literal("queued"),
});
const ReportBody = Type.Object({
  id: Type.String({ format: "uuid" }),
  type: Type.Enum(REPORT_TYPES),
  format: Type.Enum(REPORT_FORMATS),
  from: Instant,
  to: Instant,
  status: Type.Enum(REPORT_STATUSES),
  progress: Type.Number({ minimum: 0, maximum: 1, description: "1 when it is done." }),
  rows: Type.Integer({ description: "Made so far." }),
  bytes: Type.Integer({ description: "Of the result, as far as it is made." }),
  failure: Type.Optional(Type.String({ description: "Why it failed." })),
  createdAt: Instant,
  finishedAt: Type.Optional(Instant),
  expiresAt: Type.Optional(
    Type.String({ format: "date-time", description: "The result is kept until then." }),
  ),
});
const CREATE = {
  operationId: "createReport",
  summary: "Ask for a report",
  description:
    "`sales`: a row for each line of the orders that were confirmed in the period, those that were cancelled since included; an administrator gets the orders of every account, anybody else their own. `stock-movements`: every row of the ledger. `price-history`: a row for each price of every version that came into force. `stock-valuation`: each shelf at `to`, as the ledger adds up to, at what a unit cost then. It is made in the background; of what changes while it is made, see docs/orders.md.",
  tags: ["reports"],
  headers: Type.Object({
    "idempotency-key": Type.Optional(
      Type.String({ description: "A repeat gets the first report." }),
    ),
  }),
  body: Type.Object(
    {
      type: Type.Enum(REPORT_TYPES),
      from: Type.String({ format: "date-time", description: "Inside the period." }),
      to: Type.String({
        format: "date-time",
        description: "Outside the period; at most 400 days later.",
      }),
      format: Type.Enum(REPORT_FORMATS),
    },
    { additionalProperties: false },
  ),
  response: { 202: Queued, ...problemResponses(400, 401, 409, 422) },
};
const GET = {
  operationId: "getReport",
  summary: "Read how far a report is",
  tags: ["reports"],
  params: Params,
  response: { 200: ReportBody, ...problemResponses(400, 401, 404) },
};
const LIST = {
  operationId: "listReports",
  summary: "Read your reports, newest first",
  description: "An administrator reads those of every account.",
  tags: ["reports"],
  querystring: Type.Object(
    {
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
      cursor: Type.Optional(
        Type.String({ pattern: CURSOR_PATTERN, description: "`nextCursor` of a page." }),
      ),
    },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      data: Type.Array(ReportBody),
      nextCursor: Type.Union([Type.String(), Type.Null()]),
    }),
    ...problemResponses(400, 401),
  },
};
const RESULT = {
  operationId: "getReportResult",
  summary: "Read a report's result",
  tags: ["reports"],
  params: Params,
  response: {
    200: {
      description:
        "The file, `text/csv` or `application/json` (one array), as fast as it is read. One that is not ended as HTTP has it is not whole.",
      content: { "*/*": { schema: Type.Unsafe<Readable>(Type.String()) } },
    },
    ...problemResponses(400, 401, 404, 409, 410),
  },
};
const CANCEL = {
  operationId: "cancelReport",
  summary: "Cancel a report, or remove its result",
  description:
    "One that is made stops within seconds. What there is of it is removed. May be repeated.",
  tags: ["reports"],
  params: Params,
  response: { 204: Type.Null(), ...problemResponses(400, 401, 404) },
};

/** /v1/reports: another account's report does not exist for the caller; an administrator sees them all. */
export function addReportRoutes(routes: Service, deps: ReportRouteDeps): void {
  const { db, nowMs, log } = deps;
  const { retentionMs, storage } = deps.reports;
  addCreateRoute(routes, deps);
  addListRoute(routes, deps);

  routes.get("/v1/reports/:id", { schema: GET }, async (request, reply) => {
    const report = await findOwn(db, request.params.id);
    if (!report.ok) return sendProblem(reply, toProblem(report.error));
    return reply.send(toBody(report.value, retentionMs));
  });

  routes.get("/v1/reports/:id/result", { schema: RESULT }, async (request, reply) => {
    const report = await findOwn(db, request.params.id);
    if (!report.ok) return sendProblem(reply, toProblem(report.error));
    const parts = resultOf(report.value, { nowMs: nowMs(), retentionMs });
    if (!parts.ok) return sendProblem(reply, toProblem(parts.error));
    const { format, bytes } = report.value;
    const file = await fileOf(storage, parts.value, log);
    reply.headers({
      "content-type": CONTENT_TYPES[format],
      "content-disposition": `attachment; filename="${fileName(report.value)}"`,
      "content-length": bytes,
    });
    return reply.send(file);
  });

  routes.delete("/v1/reports/:id", { schema: CANCEL }, async (request, reply) => {
    const report = await findOwn(db, request.params.id);
    if (!report.ok) return sendProblem(reply, toProblem(report.error));
    await cancelReport(db, report.value.id, nowMs());
    return reply.code(204).send(null);
  });
}

function addCreateRoute(routes: Service, deps: ReportRouteDeps): void {
  routes.post("/v1/reports", { schema: CREATE }, async (request, reply) => {
    const key = readIdempotencyKey(request.headers["idempotency-key"]);
    if (!key.ok) return sendProblem(reply, idempotencyProblem(key.error));
    const { type, format, from, to } = request.body;
    const period = checkPeriod({ fromMs: Date.parse(from), toMs: Date.parse(to) });
    if (!period.ok) return sendProblem(reply, toProblem(period.error));
    const fingerprint = fingerprintOf(CREATE.operationId, request.body);
    const keyed = key.value === undefined ? undefined : { key: key.value, fingerprint };
    const asked = await queue(deps, { type, format, ...period.value }, keyed);
    if (!asked.ok) return sendProblem(reply, idempotencyProblem(asked.error));
    const { id, replayed } = asked.value;
    if (replayed) reply.header("idempotency-replayed", "true");
    reply.header("location", `/v1/reports/${id}`);
    return reply.code(202).send({ id, status: "queued" });
  });
}

function addListRoute(routes: Service, { db, reports: { retentionMs } }: ReportRouteDeps): void {
  routes.get("/v1/reports", { schema: LIST }, async (request, reply) => {
    const { account, scope } = callerOf();
    const { limit = 50, cursor } = request.query;
    const rows = await listReports(db, {
      account: scope === "admin" ? undefined : account,
      after: cursor === undefined ? undefined : parseCursor(cursor),
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return reply.send({
      data: page.map((report) => toBody(report, retentionMs)),
      nextCursor: last === undefined ? null : toCursor(last),
    });
  });
}

type Keyed = { readonly key: string; readonly fingerprint: string };
type Asked = { readonly id: string; readonly replayed: boolean };

/** Writes the report and gives it to the engine; what the engine does not take is given again by the sweep. */
async function queue(
  { db, reports, log, nowMs, newId }: ReportRouteDeps,
  spec: ReportSpec,
  keyed: Keyed | undefined,
): Promise<Result<Asked, IdempotencyError>> {
  const caller = callerOf();
  const atMs = nowMs();
  const id = newId();
  const correlationId = currentRequest()?.correlationId ?? id;
  const origin = { account: caller.account, correlationId, trace: traceHeaders() };
  const report = { ...spec, id, ...ownership(caller), createdAtMs: atMs, origin };
  const insert = async (tx: Queryable) => {
    await insertReport(tx, report);
    return { status: 202, body: { id } };
  };
  const answer = await db.inTransaction(async (tx) => {
    if (keyed === undefined) return ok({ ...(await insert(tx)), replayed: false });
    return once(tx, { account: caller.account, ...keyed, nowMs: atMs }, () => insert(tx));
  });
  if (!answer.ok) return answer;
  const { body, replayed } = answer.value;
  if (replayed) return ok({ id: (body as { readonly id: string }).id, replayed });
  try {
    await reports.submissions.submit(id, { reportId: id, origin });
  } catch (error) {
    log.error({ err: error, reportId: id }, "report not submitted, it is tried again");
  }
  return ok({ id, replayed });
}

const ownership = ({ account, scope }: Caller) => ({ account, everyAccount: scope === "admin" });

async function findOwn(
  db: Queryable,
  id: string,
): Promise<Result<Report, { readonly kind: "report-not-found"; readonly id: string }>> {
  const { account, scope } = callerOf();
  const report = await findReport(db, id);
  const isOwn = report?.account === account || scope === "admin";
  return report !== undefined && isOwn ? ok(report) : fail({ kind: "report-not-found", id });
}

/** The parts one after the other. The first is opened before the answer begins: a storage that is away is a problem then. */
async function fileOf(storage: ReportStorage, parts: readonly Part[], log: Logger) {
  const [first, ...rest] = parts;
  const opened = first === undefined ? Readable.from([]) : await storage.read(first.name);
  async function* all() {
    try {
      yield* opened;
      for (const { name } of rest) yield* await storage.read(name);
    } catch (error) {
      log.error({ err: error }, "a report's result broke off");
      throw error;
    }
  }
  return Readable.from(all(), { objectMode: false });
}

/** `sales-2026-11-01-2026-12-01.csv` */
const fileName = ({ type, format, fromMs, toMs }: Report): string =>
  `${type}-${day(fromMs)}-${day(toMs)}.${format}`;
const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function toBody(report: Report, retentionMs: number): Static<typeof ReportBody> {
  const { id, type, format, status, progress, rows, bytes, failure, finishedAtMs } = report;
  const time = (ms: number) => new Date(ms).toISOString();
  return {
    ...{ id, type, format, from: time(report.fromMs), to: time(report.toMs) },
    ...{ status, progress, rows, bytes, createdAt: time(report.createdAtMs) },
    ...(failure === undefined ? {} : { failure }),
    ...(finishedAtMs === undefined ? {} : { finishedAt: time(finishedAtMs) }),
    ...(status === "done" && finishedAtMs !== undefined
      ? { expiresAt: time(finishedAtMs + retentionMs) }
      : {}),
  };
}
