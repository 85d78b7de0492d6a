import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import { appendBooks, lockBooks } from "../price-book.store.ts";
import { toProblem } from "../problems.ts";
import { AmountMinor, Currency, closed, currencyError, Sku } from "../wire.ts";
import { type ImportedPrice, importPrices } from "./import-prices.ts";

/** One transaction, and about 50 KB of JSON: small enough to be repeated as a whole when it fails. */
const PRICES_MAX = 500;

const ImportedPriceBody = closed({
  sku: Sku,
  currency: Currency,
  amount: AmountMinor,
  compareAt: Type.Optional(AmountMinor),
});
const SCHEMA = {
  operationId: "importPrices",
  summary: "Set the plain price of many SKUs; their other prices stay",
  tags: ["internal"],
  body: closed({ prices: Type.Array(ImportedPriceBody, { minItems: 1, maxItems: PRICES_MAX }) }),
  response: {
    200: closed({
      results: Type.Array(
        closed({ sku: Type.String(), outcome: Type.Enum(["created", "updated", "unchanged"]) }),
      ),
    }),
    ...problemResponses(400),
  },
};

export type ImportPricesDeps = { readonly db: Database; readonly nowMs: () => number };

/** POST /internal/import-prices: all rows in one transaction, answered in their order. */
export function addImportPricesRoute(app: Service, { db, nowMs }: ImportPricesDeps): void {
  app.post("/internal/import-prices", { schema: SCHEMA }, async (request, reply) => {
    const { prices } = request.body;
    const errors = prices
      .map(({ currency }, index) => currencyError(`/prices/${index}/currency`, currency))
      .filter((error) => error !== undefined);
    if (errors.length > 0) return sendProblem(reply, toProblem({ kind: "fields-invalid", errors }));
    const rows = prices.map(({ amount, compareAt, ...row }) => ({
      ...row,
      amountMinor: amount,
      compareAtMinor: compareAt ?? null,
    }));
    return { results: [...(await runImport(db, rows, nowMs))] };
  });
}

function runImport(db: Database, rows: readonly ImportedPrice[], nowMs: () => number) {
  const skus = [...new Set(rows.map(({ sku }) => sku))];
  return db.inTransaction(async (tx) => {
    const { results, changed } = importPrices(await lockBooks(tx, skus), rows);
    if (changed.length > 0) await appendBooks(tx, changed, nowMs());
    return results;
  });
}
