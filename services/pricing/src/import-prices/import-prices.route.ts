import type { Service } from "@holdfast/http-service";
import type { Outbox } from "@holdfast/outbox";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { currentRequest } from "@holdfast/request-context";
import { fail, ok, type Result } from "@holdfast/result";
import { activeTraceparent } from "@holdfast/telemetry";
import { type Static, Type } from "typebox";
import { appendBooks, closeBooks, lockBooks } from "../price-book.store.ts";
import { PriceFields } from "../prices/price-wire.ts";
import { firstRefusal, readPrice } from "../prices/prices.ts";
import { closed, Sku } from "../wire.ts";
import { type ImportedPrice, type ImportResult, importPrices } from "./import-prices.ts";

/** One transaction, and about 50 KB of JSON: small enough to be repeated as a whole when it fails. */
const ROWS_MAX = 500;

const ImportedPriceBody = closed({
  ...PriceFields,
  sku: Sku,
  floor: Type.Optional(
    Type.Union([PriceFields.floor, Type.Null()], {
      description: "null takes it away; left out, it stays as it is.",
    }),
  ),
});
const SCHEMA = {
  operationId: "importPrices",
  summary: "Set prices of many SKUs; their other prices stay",
  description:
    "Each row replaces the price of its SKU that has the same currency, customer group, channel, region, minQuantity, validFrom and priority. Good rows land; a bad row is answered with its error and changes nothing.",
  tags: ["internal"],
  body: closed({ prices: Type.Array(ImportedPriceBody, { minItems: 1, maxItems: ROWS_MAX }) }),
  response: {
    200: closed({
      results: Type.Array(
        closed({
          sku: Type.String(),
          outcome: Type.Enum(["created", "updated", "unchanged"]),
          error: Type.Optional(
            closed({
              field: Type.String({ description: "Of the row." }),
              message: Type.String(),
            }),
          ),
        }),
        { description: "One per row, in order." },
      ),
    }),
    ...problemResponses(400),
  },
};

export type ImportPricesDeps = {
  readonly db: Database;
  readonly outbox: Pick<Outbox, "wake">;
  readonly nowMs: () => number;
};

/** POST /internal/import-prices: all good rows in one transaction, answered in their order. */
export function addImportPricesRoute(app: Service, deps: ImportPricesDeps): void {
  app.post("/internal/import-prices", { schema: SCHEMA }, async (request) => {
    const rows = request.body.prices.map(readRow);
    const good = rows.flatMap((row) => (row.ok ? [row.value] : []));
    const imported = (good.length === 0 ? [] : await runImport(deps, good)).values();
    const results = rows.flatMap((row) => (row.ok ? (imported.next().value ?? []) : [row.error]));
    return {
      results: results.map(({ refused, ...result }) =>
        refused === undefined ? result : { ...result, error: refused },
      ),
    };
  });
}

/** The row as it is to be imported, or why it is not. */
function readRow(row: Static<typeof ImportedPriceBody>): Result<ImportedPrice, ImportResult> {
  const { sku, floor, ...json } = row;
  const refusal = firstRefusal([typeof floor === "number" ? { ...json, floor } : json], () => "");
  const [error] = refusal?.errors ?? [];
  if (error === undefined) return ok({ sku, price: { ...readPrice(json), floorMinor: floor } });
  const refused = { field: error.path.slice(1), message: error.message };
  return fail({ sku, outcome: "unchanged", refused });
}

async function runImport(
  { db, outbox, nowMs }: ImportPricesDeps,
  rows: readonly ImportedPrice[],
): Promise<readonly ImportResult[]> {
  const skus = [...new Set(rows.map(({ sku }) => sku))];
  const results = await db.inTransaction(async (tx) => {
    const books = await lockBooks(tx, skus);
    const { results, changed } = importPrices(books, rows);
    const { account } = currentRequest() ?? {};
    const by = { nowMs: nowMs(), traceparent: activeTraceparent(), account };
    if (changed.length > 0) await appendBooks(tx, changed, by);
    const next = new Set(changed.map(({ sku }) => sku));
    const empty = skus.filter((sku) => books.get(sku)?.version === 0 && !next.has(sku));
    if (empty.length > 0) await closeBooks(tx, empty);
    return results;
  });
  outbox.wake();
  return results;
}
