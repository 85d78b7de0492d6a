import type { Service } from "@holdfast/http-service";
import { etagOf, PreconditionHeaders, preconditionOf } from "@holdfast/http-service/precondition";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { toProblem } from "../problems.ts";
import { refuse } from "../refuse.ts";
import {
  COMMON,
  databaseOf,
  endOf,
  IdPath,
  idOf,
  inTransaction,
  KeyPatch,
  type KeyRoutesDeps,
  KeyView,
  limitFields,
  toKeyView,
} from "./api-key-json.route.ts";
import { changeKey, findKey, type KeyFields, listKeys, revokeKey } from "./api-keys.store.ts";
import { addSecretRoutes } from "./key-secrets.route.ts";

const LIST = {
  ...COMMON,
  operationId: "listApiKeys",
  summary: "All API keys, in the order in which they were made",
  description: "Ended ones are shown for 90 days. Keys of the configuration are not among them.",
  querystring: Type.Object(
    {
      account: Type.Optional(Type.String({ maxLength: 63 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
      cursor: Type.Optional(
        Type.String({ format: "uuid", description: "`nextCursor` of a page." }),
      ),
    },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object(
      { data: Type.Array(KeyView), nextCursor: Type.Union([Type.String(), Type.Null()]) },
      { additionalProperties: false },
    ),
    ...problemResponses(400, 401, 403, 429, 503),
  },
};
const GET = {
  ...COMMON,
  operationId: "getApiKey",
  summary: "One API key, and when it was last used",
  params: IdPath,
  response: { 200: KeyView, ...problemResponses(400, 401, 403, 404, 429, 503) },
};
const PATCH = {
  ...COMMON,
  operationId: "patchApiKey",
  summary: "Change what a key is for, its rate limit or its end",
  params: IdPath,
  headers: PreconditionHeaders,
  body: KeyPatch,
  response: { 200: KeyView, ...problemResponses(400, 401, 403, 404, 409, 412, 429, 503) },
};
const REVOKE = {
  ...COMMON,
  operationId: "revokeApiKey",
  summary: "End a key for good, within a second everywhere",
  params: IdPath,
  headers: PreconditionHeaders,
  response: {
    204: Type.Null({ description: "Revoked" }),
    ...problemResponses(400, 401, 403, 404, 412, 429, 503),
  },
};

/** /api/v1/admin/keys: who may call. */
export function addKeyRoutes(api: Service, deps: KeyRoutesDeps): void {
  addReadRoutes(api, deps);
  addSecretRoutes(api, deps);
  api.patch("/api/v1/admin/keys/:id", { schema: PATCH }, async (request, reply) => {
    const { label, rateLimit, expiresAt } = request.body;
    const end = endOf(expiresAt, deps.nowMs());
    if (!end.ok) return refuse(reply, toProblem(end.error));
    const fields: Partial<KeyFields> = {
      ...(label === undefined ? {} : { label }),
      ...(rateLimit === undefined ? {} : limitFields(rateLimit)),
      ...(expiresAt === undefined ? {} : { expiresAtMs: end.value }),
    };
    const change = { id: idOf(request), precondition: preconditionOf(request.headers), fields };
    const changed = await inTransaction(deps, (tx) => changeKey(tx, change));
    if (!changed.ok) return refuse(reply, toProblem(changed.error));
    return reply.header("etag", etagOf(changed.value.version)).send(toKeyView(changed.value));
  });
  api.delete("/api/v1/admin/keys/:id", { schema: REVOKE }, async (request, reply) => {
    const precondition = preconditionOf(request.headers);
    const asked = { id: idOf(request), precondition, nowMs: deps.nowMs() };
    const revoked = await inTransaction(deps, (tx) => revokeKey(tx, asked));
    if (!revoked.ok) return refuse(reply, toProblem(revoked.error));
    return reply.code(204).send(null);
  });
}

function addReadRoutes(api: Service, deps: KeyRoutesDeps): void {
  api.get("/api/v1/admin/keys", { schema: LIST }, async ({ query }, reply) => {
    const { account, cursor, limit = 50 } = query;
    const rows = await listKeys(databaseOf(deps), { account, after: cursor, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const nextCursor = rows.length > limit ? (page.at(-1)?.id ?? null) : null;
    return reply.send({ data: page.map(toKeyView), nextCursor });
  });
  api.get("/api/v1/admin/keys/:id", { schema: GET }, async (request, reply) => {
    const id = idOf(request);
    const key = await findKey(databaseOf(deps), id);
    if (key === undefined) return refuse(reply, toProblem({ kind: "key-not-found", id }));
    return reply.header("etag", etagOf(key.version)).send(toKeyView(key));
  });
}
