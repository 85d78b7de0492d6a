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
import { FX_KEY, type FxRates } from "../currency.ts";
import { appendDocument, findDocument, lockDocument } from "../documents.store.ts";
import type { PricingError } from "../pricing-error.ts";
import { toProblem } from "../problems.ts";
import { Currency, closed } from "../wire.ts";
import { RATE_PATTERN, readFxRates, sameFxRates, writeFxRates } from "./fx-rates.ts";

/** More than there are currencies. */
const RATES_MAX = 300;
/** A year: rates older than that are no rates. */
const AGE_HOURS_MAX = 8_784;

const fields = {
  base: Currency,
  asOf: Type.Union([Type.String({ format: "date" }), Type.String({ format: "date-time" })], {
    description: "A day, of which its beginning in UTC counts, or an RFC 3339 time.",
  }),
  rates: Type.Record(
    Type.String({ pattern: "^[A-Z]{3}$" }),
    Type.String({ pattern: RATE_PATTERN, description: "At most 12 digits, above 0." }),
    {
      maxProperties: RATES_MAX,
      additionalProperties: false,
      description: "What one of the base is in each currency.",
    },
  ),
  maxAgeHours: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: AGE_HOURS_MAX,
      description: "Older rates are stale. Without it they never are.",
    }),
  ),
};
const WhenStale = Type.Enum(["refuse", "flag"], {
  description:
    "Stale rates refuse what needs them (fx-rate-stale), or are used and said to be stale.",
});
const PutFxRatesBody = closed({ ...fields, whenStale: Type.Optional(WhenStale) });
const FxRatesBody = closed({ version: Type.Integer(), ...fields, whenStale: WhenStale });

export type FxRatesDeps = { readonly db: Database; readonly nowMs: () => number };

const PUT_SCHEMA = {
  operationId: "putFxRates",
  summary: "Replace the exchange rates; what they were stays in their history",
  description:
    "There is one table: a new one replaces it as a whole, also where its base is another.",
  tags: ["currencies"],
  headers: PreconditionHeaders,
  body: PutFxRatesBody,
  response: { 200: FxRatesBody, 201: FxRatesBody, ...problemResponses(400, 412, 422) },
};
const GET_SCHEMA = {
  operationId: "getFxRates",
  summary: "The exchange rates in force",
  tags: ["currencies"],
  response: { 200: FxRatesBody, ...problemResponses(404) },
};

/** PUT and GET /v1/admin/fx-rates. */
export function addFxRateRoutes(app: Service, deps: FxRatesDeps): void {
  app.put("/v1/admin/fx-rates", { schema: PUT_SCHEMA }, async (request, reply) => {
    const rates = readFxRates(request.body);
    if (!rates.ok) return sendProblem(reply, toProblem(rates.error));
    const put = await putFxRates(deps, rates.value, preconditionOf(request.headers));
    if (!put.ok) return sendProblem(reply, toProblem(put.error));
    const { created, version } = put.value;
    return reply
      .code(created ? 201 : 200)
      .header("etag", etagOf(version))
      .send({ version, ...writeFxRates(rates.value) });
  });
  app.get("/v1/admin/fx-rates", { schema: GET_SCHEMA }, async (_request, reply) => {
    const stored = await findDocument<FxRates>(deps.db, "fx-rates", FX_KEY);
    if (stored === undefined || stored.body === null) {
      return sendProblem(reply, toProblem({ kind: "fx-rates-not-found" }));
    }
    const { version, body } = stored;
    return reply.header("etag", etagOf(version)).send({ version, ...writeFxRates(body) });
  });
}

type Put = { readonly version: number; readonly created: boolean };

/** Puts the table in force, unless it is already: then nothing is written and the version stays. */
function putFxRates(
  { db, nowMs }: FxRatesDeps,
  body: FxRates,
  precondition: Precondition,
): Promise<Result<Put, PricingError>> {
  return db.inTransaction(async (tx) => {
    const current = await lockDocument<FxRates>(tx, "fx-rates", FX_KEY);
    if (!permits(precondition, current?.version)) {
      return fail({ kind: "precondition-failed", version: current?.version });
    }
    if (current?.body && sameFxRates(current.body, body)) {
      return ok({ version: current.version, created: false });
    }
    const next = await appendDocument(tx, { kind: "fx-rates", key: FX_KEY, body }, nowMs());
    return ok({ version: next.version, created: current === undefined });
  });
}
