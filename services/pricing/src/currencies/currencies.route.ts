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
import type { CurrencyRule } from "../currency.ts";
import { appendDocument, findDocument, lockDocument } from "../documents.store.ts";
import type { PricingError } from "../pricing-error.ts";
import { toProblem } from "../problems.ts";
import { Currency, closed, currencyError } from "../wire.ts";

const fields = {
  priceEnding: Type.Optional(
    Type.String({
      pattern: "^\\d{1,4}$",
      description:
        "The digits that converted prices end in, of the minor unit: 99 for …,99 EUR. The nearest price that does so, of two as near the lower; prices below the first such stay as they are.",
    }),
  ),
  cashIncrement: Type.Optional(
    Type.Integer({
      minimum: 2,
      maximum: 10_000,
      description:
        "The smallest coin in minor units: 5 for CHF 0.05. Totals in cash are rounded half-up to it.",
    }),
  ),
};
const CurrencyBody = closed({ code: Type.String(), version: Type.Integer(), ...fields });
const CodePath = closed({ code: Currency });

export type CurrenciesDeps = { readonly db: Database; readonly nowMs: () => number };

const PUT_SCHEMA = {
  operationId: "putCurrency",
  summary: "Set how prices and cash totals in a currency are rounded",
  tags: ["currencies"],
  params: CodePath,
  headers: PreconditionHeaders,
  body: closed(fields),
  response: { 200: CurrencyBody, 201: CurrencyBody, ...problemResponses(400, 412, 422) },
};
const GET_SCHEMA = {
  operationId: "getCurrency",
  summary: "How prices and cash totals in a currency are rounded",
  tags: ["currencies"],
  params: CodePath,
  response: { 200: CurrencyBody, ...problemResponses(400, 404) },
};
const DELETE_SCHEMA = {
  operationId: "deleteCurrency",
  summary: "Round as the currency's minor unit says again",
  tags: ["currencies"],
  params: CodePath,
  headers: PreconditionHeaders,
  response: { 204: Type.Null(), ...problemResponses(400, 404, 412) },
};

/** PUT, GET and DELETE /v1/admin/currencies/{code}. */
export function addCurrencyRoutes(app: Service, deps: CurrenciesDeps): void {
  app.put("/v1/admin/currencies/:code", { schema: PUT_SCHEMA }, async (request, reply) => {
    const { code } = request.params;
    const unknown = currencyError("path/code", code);
    if (unknown)
      return sendProblem(reply, toProblem({ kind: "unknown-currency", errors: [unknown] }));
    const { priceEnding = null, cashIncrement = null } = request.body;
    const rule = { ending: priceEnding, cashIncrementMinor: cashIncrement };
    const put = await putCurrency(deps, { code, rule }, preconditionOf(request.headers));
    if (!put.ok) return sendProblem(reply, toProblem(put.error));
    const { created, version } = put.value;
    return reply
      .code(created ? 201 : 200)
      .header("etag", etagOf(version))
      .send({ code, version, ...writeRule(rule) });
  });
  app.get("/v1/admin/currencies/:code", { schema: GET_SCHEMA }, async (request, reply) => {
    const { code } = request.params;
    const stored = await findDocument<CurrencyRule>(deps.db, "currency", code);
    if (stored === undefined || stored.body === null) {
      return sendProblem(reply, toProblem({ kind: "currency-not-found", currency: code }));
    }
    const { version, body } = stored;
    return reply.header("etag", etagOf(version)).send({ code, version, ...writeRule(body) });
  });
  app.delete("/v1/admin/currencies/:code", { schema: DELETE_SCHEMA }, async (request, reply) => {
    const { code } = request.params;
    const deleted = await deleteCurrency(deps, code, preconditionOf(request.headers));
    if (!deleted.ok) return sendProblem(reply, toProblem(deleted.error));
    return reply.code(204).send(null);
  });
}

/** Puts the rule in force, unless it is already: then nothing is written and the version stays. */
function putCurrency(
  { db, nowMs }: CurrenciesDeps,
  { code, rule }: { readonly code: string; readonly rule: CurrencyRule },
  precondition: Precondition,
): Promise<Result<{ readonly version: number; readonly created: boolean }, PricingError>> {
  return db.inTransaction(async (tx) => {
    const current = await lockDocument<CurrencyRule>(tx, "currency", code);
    const before = current?.body ?? null;
    const seen = before === null ? undefined : current?.version;
    if (!permits(precondition, seen)) return fail({ kind: "precondition-failed", version: seen });
    if (before !== null && seen !== undefined && sameRule(before, rule)) {
      return ok({ version: seen, created: false });
    }
    const next = await appendDocument(tx, { kind: "currency", key: code, body: rule }, nowMs());
    return ok({ version: next.version, created: before === null });
  });
}

function deleteCurrency(
  { db, nowMs }: CurrenciesDeps,
  code: string,
  precondition: Precondition,
): Promise<Result<null, PricingError>> {
  return db.inTransaction(async (tx) => {
    const current = await lockDocument<CurrencyRule>(tx, "currency", code);
    if (current === undefined || current.body === null) {
      return fail({ kind: "currency-not-found", currency: code });
    }
    const { version } = current;
    if (!permits(precondition, version)) return fail({ kind: "precondition-failed", version });
    await appendDocument(tx, { kind: "currency", key: code, body: null }, nowMs());
    return ok(null);
  });
}

const sameRule = (a: CurrencyRule, b: CurrencyRule): boolean =>
  a.ending === b.ending && a.cashIncrementMinor === b.cashIncrementMinor;

const writeRule = ({ ending, cashIncrementMinor }: CurrencyRule) => ({
  ...(ending === null ? {} : { priceEnding: ending }),
  ...(cashIncrementMinor === null ? {} : { cashIncrement: cashIncrementMinor }),
});
