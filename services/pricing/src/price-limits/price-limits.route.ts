import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import { etagOf, PreconditionHeaders, preconditionOf } from "@holdfast/http-service/precondition";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { deleteDocument, putDocument } from "../change-document.store.ts";
import { findDocument } from "../documents.store.ts";
import type { PriceLimits } from "../dynamic-price.ts";
import { markSkuDue } from "../judge-signals/judge-signals.store.ts";
import { toProblem } from "../problems.ts";
import { PERCENT_PATTERN } from "../tax.ts";
import { AmountMinor, Currency, closed, SkuPath } from "../wire.ts";
import { readLimits, writeLimits } from "./price-limits.ts";

const KIND = "price-limits";
/** More than there are currencies that a shop sells in. */
const BOUNDS_MAX = 50;

const Bound = closed({
  currency: Currency,
  floor: Type.Optional(AmountMinor),
  ceiling: Type.Optional(AmountMinor),
});
const Percent = Type.String({
  pattern: PERCENT_PATTERN,
  description:
    "Between any two moments of 24 hours, time windows aside: a decimal from 0 to 100 with at most 4 fraction digits.",
});
const PutBody = closed({
  bounds: Type.Optional(
    Type.Array(Bound, {
      maxItems: BOUNDS_MAX,
      description: "Once there are any, prices in other currencies are not moved.",
    }),
  ),
  maxChangePercentPerDay: Type.Optional(Percent),
});
const LimitsBody = closed({
  sku: Type.String(),
  version: Type.Integer(),
  bounds: Type.Array(Bound),
  maxChangePercentPerDay: Type.Optional(Percent),
});

export type PriceLimitsDeps = { readonly db: Database; readonly nowMs: () => number };

const PUT_SCHEMA = {
  operationId: "putPriceLimits",
  summary: "Say how far rules may move the prices of a SKU",
  tags: ["dynamic prices"],
  params: SkuPath,
  headers: PreconditionHeaders,
  body: PutBody,
  response: { 200: LimitsBody, 201: LimitsBody, ...problemResponses(400, 412, 422) },
};
const GET_SCHEMA = {
  operationId: "getPriceLimits",
  summary: "How far rules may move the prices of a SKU",
  tags: ["dynamic prices"],
  params: SkuPath,
  response: { 200: LimitsBody, ...problemResponses(400, 404) },
};
const DELETE_SCHEMA = {
  operationId: "deletePriceLimits",
  summary: "Lift the limits of a SKU; what they were stays in their history",
  tags: ["dynamic prices"],
  params: SkuPath,
  headers: PreconditionHeaders,
  response: { 204: Type.Null({ description: "Deleted" }), ...problemResponses(400, 404, 412) },
};

/** PUT, GET and DELETE /v1/admin/price-limits/{sku}. */
export function addPriceLimitRoutes(app: Service, { db, nowMs }: PriceLimitsDeps): void {
  const path = "/v1/admin/price-limits/:sku";
  app.put(path, { schema: PUT_SCHEMA }, async (request, reply) => {
    const { sku } = request.params;
    const limits = readLimits(request.body);
    if (!limits.ok) return sendProblem(reply, toProblem(limits.error));
    const precondition = preconditionOf(request.headers);
    const change = { kind: KIND, key: sku, body: limits.value, precondition } as const;
    const atMs = nowMs();
    const put = await db.inTransaction(async (tx) => {
      const written = await putDocument(tx, change, atMs);
      if (written.ok) await markSkuDue(tx, sku, atMs);
      return written;
    });
    if (!put.ok) return sendProblem(reply, toProblem(put.error));
    const { version, body, created } = put.value;
    reply.code(created ? 201 : 200).header("etag", etagOf(version));
    return reply.send({ sku, version, ...writeLimits(body) });
  });
  app.get(path, { schema: GET_SCHEMA }, async (request, reply) => {
    const { sku } = request.params;
    const stored = await findDocument<PriceLimits>(db, KIND, sku);
    if (!stored?.body)
      return sendProblem(reply, toProblem({ kind: "price-limits-not-found", sku }));
    const { version, body } = stored;
    return reply.header("etag", etagOf(version)).send({ sku, version, ...writeLimits(body) });
  });
  app.delete(path, { schema: DELETE_SCHEMA }, async (request, reply) => {
    const { sku } = request.params;
    const change = { kind: KIND, key: sku, precondition: preconditionOf(request.headers) } as const;
    const atMs = nowMs();
    const deleted = await db.inTransaction(async (tx) => {
      const done = await deleteDocument(tx, change, atMs);
      if (done?.ok === true) await markSkuDue(tx, sku, atMs);
      return done;
    });
    if (deleted === undefined) {
      return sendProblem(reply, toProblem({ kind: "price-limits-not-found", sku }));
    }
    if (!deleted.ok) return sendProblem(reply, toProblem(deleted.error));
    return reply.code(204).send(null);
  });
}
