import type { Service } from "@holdfast/http-service";
import { routeOf } from "@holdfast/http-service/lifecycle";
import { redactText } from "@holdfast/log/redact";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { identityOf } from "../authenticate/authenticate.route.ts";
import { toProblem } from "../problems.ts";
import { refuse } from "../refuse.ts";
import { listAudit } from "./audit-log.store.ts";
import { auditedPath, isAudited } from "./audit-log.ts";
import type { AuditTrail } from "./audit-trail.ts";

const Entry = Type.Object(
  {
    at: Type.String({ format: "date-time", description: "When it was asked for." }),
    account: Type.String(),
    keyId: Type.String({ description: "Names the key or token; opens nothing." }),
    operation: Type.String({ description: "Its operationId." }),
    method: Type.String(),
    path: Type.String(),
    status: Type.Integer({ description: "Of the answer; 499 when the client left before it." }),
    correlationId: Type.String(),
    traceId: Type.String(),
  },
  { additionalProperties: false },
);
// The format allows a leap second, of which JavaScript makes no date.
const When = Type.Optional(
  Type.String({ format: "date-time", pattern: ":[0-5][0-9](\\.|[Zz+-])" }),
);
const LIST = {
  operationId: "listAdminAudit",
  summary: "Who wrote what by the administration's interface, the newest first",
  description:
    "Every call below /api/v1/admin that is no reading, refused ones too, but for those of nobody known. `from` is inclusive, `to` exclusive.",
  tags: ["keys"],
  security: [{ apiKey: [] }],
  querystring: Type.Object(
    {
      account: Type.Optional(Type.String({ maxLength: 63 })),
      operation: Type.Optional(Type.String({ maxLength: 100 })),
      from: When,
      to: When,
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
      cursor: Type.Optional(
        Type.String({ pattern: "^[0-9]{1,15}$", description: "`nextCursor` of a page." }),
      ),
    },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object(
      { data: Type.Array(Entry), nextCursor: Type.Union([Type.String(), Type.Null()]) },
      { additionalProperties: false },
    ),
    ...problemResponses(400, 401, 403, 429, 503),
  },
};

/** In log and audit: the client left before its answer. */
const CLIENT_CLOSED = 499;

/** Records the writes of the administration that `api` answers. Before `authenticate`, so that what is refused counts as well. */
export function auditWrites(
  api: FastifyInstance,
  { trail, nowMs }: { readonly trail: Pick<AuditTrail, "record">; readonly nowMs: () => number },
): void {
  api.addHook("onRequest", (request, reply, done) => {
    if (!isAudited(request.method, routeOf(request) ?? "")) return done();
    const { schema } = request.routeOptions;
    const atMs = nowMs();
    const { operationId = "unknown" } = (schema ?? {}) as { readonly operationId?: string };
    // Not the onResponse hook: that one never comes for a client that left before its answer.
    reply.raw.on("close", () => {
      const identity = identityOf(request);
      if (identity === undefined) return; // nobody known: anybody could fill the log
      trail.record({
        ...{ atMs, account: identity.account, keyId: identity.keyId, operation: operationId },
        ...{ method: request.method, path: auditedPath(redactText(request.url)) },
        status: reply.raw.writableFinished ? reply.statusCode : CLIENT_CLOSED,
        correlationId: String(reply.getHeader("x-correlation-id") ?? ""),
        traceId: String(reply.getHeader("x-trace-id") ?? ""),
      });
    });
    done();
  });
}

export function addAuditRoute(
  api: Service,
  { database }: { readonly database: Database | undefined },
): void {
  api.get("/api/v1/admin/audit-log", { schema: LIST }, async ({ query }, reply) => {
    if (database === undefined) {
      return refuse(reply, toProblem({ kind: "gateway-database-missing" }));
    }
    const { account, operation, from, to, limit = 50, cursor } = query;
    const rows = await listAudit(database, {
      ...{ account, operation, limit: limit + 1 },
      fromMs: from === undefined ? undefined : Date.parse(from),
      toMs: to === undefined ? undefined : Date.parse(to),
      before: cursor === undefined ? undefined : Number(cursor),
    });
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const data = page.map(({ id: _id, atMs, ...entry }) => ({
      ...entry,
      at: new Date(atMs).toISOString(),
    }));
    return reply.send({ data, nextCursor: last === undefined ? null : String(last.id) });
  });
}
