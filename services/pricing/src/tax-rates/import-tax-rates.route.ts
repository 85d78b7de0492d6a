import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { toProblem } from "../problems.ts";
import { closed } from "../wire.ts";
import type { TaxRatesDeps } from "./tax-rates.route.ts";
import { appendTaxRule, lockTaxRule } from "./tax-rates.store.ts";
import { sameTaxRule } from "./tax-rates.ts";
import { VatFileBody } from "./tax-rates-wire.ts";
import { readVatFile, type VatRates, withVatRates } from "./vat-file.ts";

const SCHEMA = {
  operationId: "importTaxRates",
  summary: "Set the tax rates of all countries of a file",
  description:
    "The file's rates and places replace those of each country; how prices are written and rounded there stays. All of it lands or, where anything in it is wrong, none.",
  tags: ["tax"],
  querystring: closed({
    pricesIncludeTax: Type.Optional({
      ...Type.Boolean({ description: "Of countries that have no rule yet." }),
      default: true,
    }),
  }),
  body: VatFileBody,
  response: {
    200: closed({
      regions: Type.Array(
        closed({
          region: Type.String(),
          outcome: Type.Enum(["created", "updated", "unchanged"]),
          version: Type.Integer(),
        }),
      ),
    }),
    ...problemResponses(400),
  },
};

/** POST /v1/admin/tax-rates/import: a file of VAT rates, in one transaction; again, it changes nothing. */
export function addImportTaxRatesRoute(app: Service, { db, nowMs }: TaxRatesDeps): void {
  app.post("/v1/admin/tax-rates/import", { schema: SCHEMA }, async (request, reply) => {
    const countries = readVatFile(request.body);
    if (!countries.ok) {
      return sendProblem(reply, toProblem({ kind: "fields-invalid", errors: countries.error }));
    }
    const { pricesIncludeTax = true } = request.query;
    return { regions: await importAll(db, countries.value, { pricesIncludeTax, nowMs }) };
  });
}

type Import = { readonly pricesIncludeTax: boolean; readonly nowMs: () => number };
type Outcome = "created" | "updated" | "unchanged";

/** Answers in the file's order; locks in that of the regions, so that two imports at once wait instead of deadlock. */
function importAll(
  db: Database,
  countries: readonly VatRates[],
  { pricesIncludeTax, nowMs }: Import,
) {
  const inOrder = countries.toSorted((a, b) => (a.region < b.region ? -1 : 1));
  return db.inTransaction(async (tx) => {
    const done = new Map<string, { readonly outcome: Outcome; readonly version: number }>();
    for (const country of inOrder) {
      const { region } = country;
      const current = await lockTaxRule(tx, region);
      const rule = withVatRates(country, current?.rule, pricesIncludeTax);
      if (current !== undefined && sameTaxRule(current.rule, rule)) {
        done.set(region, { outcome: "unchanged", version: current.version });
        continue;
      }
      const version = (current?.version ?? 0) + 1;
      await appendTaxRule(tx, { region, version, rule }, nowMs());
      done.set(region, { outcome: current === undefined ? "created" : "updated", version });
    }
    return countries.flatMap(({ region }) => {
      const one = done.get(region);
      return one === undefined ? [] : [{ region, ...one }];
    });
  });
}
