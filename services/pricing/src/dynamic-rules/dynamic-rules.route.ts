import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import { etagOf, PreconditionHeaders, preconditionOf } from "@holdfast/http-service/precondition";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { deleteDocument, putDocument } from "../change-document.store.ts";
import { findDocument, listDocuments } from "../documents.store.ts";
import { DEMAND_HOURS_MAX, type DynamicRule, PERCENT_PATTERN } from "../dynamic-rules.ts";
import { toProblem } from "../problems.ts";
import { closed, Instant, Sku } from "../wire.ts";
import { readRule, writeRule } from "./rule-json.ts";

const KIND = "dynamic-rule";
/** Larger sets of SKUs are a category. All rules are kept in memory by every process. */
const SKUS_MAX = 1_000;
const UNITS_MAX = 1_000_000_000;

const Key = Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" });
const KeyPath = closed({ key: Key });
const Units = (minimum: number) => Type.Integer({ minimum, maximum: UNITS_MAX });
const CLOCK_PATTERN = "^(?:[01]\\d|2[0-3]):[0-5]\\d$";
const Window = closed({
  days: Type.Optional(
    Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
      minItems: 1,
      maxItems: 7,
      uniqueItems: true,
      description: "ISO days of the week, 1 is Monday. Every day without it.",
    }),
  ),
  from: Type.String({ pattern: CLOCK_PATTERN }),
  to: Type.String({
    pattern: CLOCK_PATTERN,
    description: "Not inside. Earlier than `from`: on the next day.",
  }),
  timeZone: Type.String({ maxLength: 64, description: "IANA name, `Europe/Berlin`." }),
});
const RuleFields = {
  label: Type.String({ minLength: 1, maxLength: 255 }),
  appliesTo: Type.Optional(
    closed({
      skus: Type.Optional(Type.Array(Sku, { minItems: 1, maxItems: SKUS_MAX })),
      categories: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 255 }), { minItems: 1, maxItems: 100 }),
      ),
    }),
  ),
  when: closed({
    stockBelow: Type.Optional(Units(1)),
    stockAtLeast: Type.Optional(Units(0)),
    demandAtLeast: Type.Optional(
      closed({
        units: Units(1),
        hours: Type.Integer({
          minimum: 1,
          maximum: DEMAND_HOURS_MAX,
          description: "The one that runs and those before it.",
        }),
      }),
    ),
    window: Type.Optional(Window),
  }),
  percent: Type.String({
    pattern: PERCENT_PATTERN,
    description: "Of the price: a decimal from -90 to 300 with at most 4 fraction digits.",
  }),
  priority: Type.Optional(Type.Integer({ minimum: -1_000_000, maximum: 1_000_000, default: 0 })),
  validFrom: Type.Optional(Instant),
  validTo: Type.Optional(Instant),
};
const RuleBody = closed({ key: Type.String(), version: Type.Integer(), ...RuleFields });

export type DynamicRulesDeps = { readonly db: Database; readonly nowMs: () => number };

const PUT_SCHEMA = {
  operationId: "putDynamicRule",
  summary: "Let stock, demand or the time move prices",
  description:
    "Of the rules of a SKU whose conditions hold one applies: the one of the highest `priority`, of equal ones the first key.",
  tags: ["dynamic prices"],
  params: KeyPath,
  headers: PreconditionHeaders,
  body: closed(RuleFields),
  response: { 200: RuleBody, 201: RuleBody, ...problemResponses(400, 412, 422) },
};
const GET_SCHEMA = {
  operationId: "getDynamicRule",
  summary: "A rule of dynamic prices",
  tags: ["dynamic prices"],
  params: KeyPath,
  response: { 200: RuleBody, ...problemResponses(400, 404) },
};
const LIST_SCHEMA = {
  operationId: "listDynamicRules",
  summary: "All rules of dynamic prices, by key",
  tags: ["dynamic prices"],
  response: { 200: closed({ data: Type.Array(RuleBody) }), ...problemResponses(400) },
};
const DELETE_SCHEMA = {
  operationId: "deleteDynamicRule",
  summary: "End a rule of dynamic prices; what it said stays in its history",
  tags: ["dynamic prices"],
  params: KeyPath,
  headers: PreconditionHeaders,
  response: { 204: Type.Null({ description: "Deleted" }), ...problemResponses(400, 404, 412) },
};

/** PUT, GET and DELETE /v1/admin/dynamic-rules/{key}, and the list of all. */
export function addDynamicRuleRoutes(app: Service, { db, nowMs }: DynamicRulesDeps): void {
  const path = "/v1/admin/dynamic-rules/:key";
  app.put(path, { schema: PUT_SCHEMA }, async (request, reply) => {
    const { key } = request.params;
    const rule = readRule(key, request.body);
    if (!rule.ok) return sendProblem(reply, toProblem(rule.error));
    const precondition = preconditionOf(request.headers);
    const change = { kind: KIND, key, body: rule.value, precondition } as const;
    const put = await db.inTransaction((tx) => putDocument(tx, change, nowMs()));
    if (!put.ok) return sendProblem(reply, toProblem(put.error));
    reply.code(put.value.created ? 201 : 200).header("etag", etagOf(put.value.version));
    return reply.send(toBody(put.value.body, put.value.version));
  });
  app.get(path, { schema: GET_SCHEMA }, async (request, reply) => {
    const { key } = request.params;
    const stored = await findDocument<DynamicRule>(db, KIND, key);
    if (!stored?.body)
      return sendProblem(reply, toProblem({ kind: "dynamic-rule-not-found", key }));
    return reply.header("etag", etagOf(stored.version)).send(toBody(stored.body, stored.version));
  });
  app.get("/v1/admin/dynamic-rules", { schema: LIST_SCHEMA }, async () => {
    const { documents } = await listDocuments<DynamicRule>(db, KIND);
    return { data: documents.map(({ body, version }) => toBody(body, version)) };
  });
  app.delete(path, { schema: DELETE_SCHEMA }, async (request, reply) => {
    const { key } = request.params;
    const change = { kind: KIND, key, precondition: preconditionOf(request.headers) } as const;
    const deleted = await db.inTransaction((tx) => deleteDocument(tx, change, nowMs()));
    if (deleted === undefined) {
      return sendProblem(reply, toProblem({ kind: "dynamic-rule-not-found", key }));
    }
    if (!deleted.ok) return sendProblem(reply, toProblem(deleted.error));
    return reply.code(204).send(null);
  });
}

function toBody(rule: DynamicRule, version: number) {
  return { key: rule.key, version, ...writeRule(rule) };
}
