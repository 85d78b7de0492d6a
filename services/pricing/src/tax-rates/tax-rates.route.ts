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
import type { PricingError } from "../pricing-error.ts";
import { toProblem } from "../problems.ts";
import type { TaxRule } from "../tax.ts";
import { findTaxRule } from "../tax-rule.store.ts";
import { closed, Region, regionError } from "../wire.ts";
import { appendTaxRule, lockTaxRule } from "./tax-rates.store.ts";
import { readTaxRule, sameTaxRule, writeTaxRule } from "./tax-rates.ts";
import { PutTaxRuleBody, TaxRuleBody } from "./tax-rates-wire.ts";

const RegionPath = closed({ region: Region });

export type TaxRatesDeps = { readonly db: Database; readonly nowMs: () => number };

const PUT_SCHEMA = {
  operationId: "putTaxRate",
  summary: "Replace the tax rates of a region; what they were stays in its history",
  tags: ["tax"],
  params: RegionPath,
  headers: PreconditionHeaders,
  body: PutTaxRuleBody,
  response: { 200: TaxRuleBody, 201: TaxRuleBody, ...problemResponses(400, 412, 422) },
};
const GET_SCHEMA = {
  operationId: "getTaxRate",
  summary: "The tax rates of a region, those of the past and the future included",
  tags: ["tax"],
  params: RegionPath,
  response: { 200: TaxRuleBody, ...problemResponses(400, 404) },
};

/** PUT and GET /v1/admin/tax-rates/{region}: how tax is computed there, replaced as a whole. */
export function addTaxRateRoutes(app: Service, deps: TaxRatesDeps): void {
  app.put("/v1/admin/tax-rates/:region", { schema: PUT_SCHEMA }, async (request, reply) => {
    const unknown = regionError("path/region", request.params.region);
    if (unknown)
      return sendProblem(reply, toProblem({ kind: "unknown-region", errors: [unknown] }));
    const rule = readTaxRule(request.body);
    if (!rule.ok) return sendProblem(reply, toProblem(rule.error));
    const change = { region: request.params.region, rule: rule.value };
    const put = await putTaxRule(deps, change, preconditionOf(request.headers));
    if (!put.ok) return sendProblem(reply, toProblem(put.error));
    return reply
      .code(put.value.created ? 201 : 200)
      .header("etag", etagOf(put.value.version))
      .send(toBody(put.value));
  });
  app.get("/v1/admin/tax-rates/:region", { schema: GET_SCHEMA }, async (request, reply) => {
    const { region } = request.params;
    const stored = await findTaxRule(deps.db, region);
    if (stored === undefined) {
      return sendProblem(reply, toProblem({ kind: "tax-rule-not-found", region }));
    }
    return reply.header("etag", etagOf(stored.version)).send(toBody(stored));
  });
}

type VersionedRule = { readonly region: string; readonly version: number; readonly rule: TaxRule };
type Put = VersionedRule & { readonly created: boolean };

/** Puts the rule in force, unless it is already: then nothing is written and the version stays. */
function putTaxRule(
  { db, nowMs }: TaxRatesDeps,
  { region, rule }: { readonly region: string; readonly rule: TaxRule },
  precondition: Precondition,
): Promise<Result<Put, PricingError>> {
  return db.inTransaction(async (tx) => {
    // Asked twice: a refused creation must not open a region, and only the second answer is final.
    const seen = (await findTaxRule(tx, region))?.version;
    if (!permits(precondition, seen)) return fail({ kind: "precondition-failed", version: seen });
    const current = await lockTaxRule(tx, region);
    if (current && !permits(precondition, current.version)) {
      return fail({ kind: "precondition-failed", version: current.version });
    }
    if (current && sameTaxRule(current.rule, rule)) return ok({ ...current, created: false });
    const next = { region, version: (current?.version ?? 0) + 1, rule };
    await appendTaxRule(tx, next, nowMs());
    return ok({ ...next, created: current === undefined });
  });
}

function toBody({ region, version, rule }: VersionedRule) {
  return { region, version, ...writeTaxRule(rule) };
}
