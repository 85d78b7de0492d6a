import type { Service } from "@holdfast/http-service";
import { sendProblem } from "@holdfast/http-service/errors";
import { toWire } from "@holdfast/money";
import type { Database } from "@holdfast/postgres";
import { problemResponses } from "@holdfast/problem";
import { Type } from "typebox";
import type { Purchase } from "../price.ts";
import { toProblem } from "../problems.ts";
import {
  Currency,
  CustomerGroup,
  closed,
  currencyError,
  MoneyBody,
  Quantity,
  Region,
  SkuPath,
  writeInstant,
} from "../wire.ts";
import { findPriceHistory } from "./show-price.store.ts";
import { type ShownPrice, showPrice } from "./show-price.ts";

const DAYS_30_MS = 30 * 24 * 60 * 60 * 1000;
/** More changes than one every 45 minutes for 30 days: reading them all for every product view would be the cost of the view. */
const VERSIONS_MAX = 1000;

const SCHEMA = {
  operationId: "getPrice",
  summary: "The price of a SKU as a product view shows it",
  tags: ["internal"],
  params: SkuPath,
  querystring: closed({
    currency: Currency,
    region: Type.Optional(Region),
    customerGroup: Type.Optional(CustomerGroup),
    quantity: Type.Optional({ ...Quantity, default: 1 }),
  }),
  response: {
    200: closed({
      unit: MoneyBody,
      total: MoneyBody,
      compareAt: Type.Union([MoneyBody, Type.Null()]),
      lowest30Days: Type.Union([MoneyBody, Type.Null()], {
        description: "The lowest unit price of the last 30 days, for the same kind of purchase.",
      }),
      adjustments: Type.Array(closed({ label: Type.String(), amount: MoneyBody })),
      asOf: Type.String({ format: "date-time" }),
    }),
    ...problemResponses(400, 404, 422),
  },
};

export type ShowPriceDeps = { readonly db: Database; readonly nowMs: () => number };

/** GET /internal/prices/{sku}: asked by the gateway for its product view. */
export function addShowPriceRoute(app: Service, { db, nowMs }: ShowPriceDeps): void {
  app.get("/internal/prices/:sku", { schema: SCHEMA }, async (request, reply) => {
    const { currency, quantity = 1, region = null, customerGroup = null } = request.query;
    const { sku } = request.params;
    const unknown = currencyError("query/currency", currency);
    if (unknown)
      return sendProblem(reply, toProblem({ kind: "fields-invalid", errors: [unknown] }));
    const atMs = nowMs();
    const sinceMs = atMs - DAYS_30_MS;
    const history = await findPriceHistory(db, sku, { sinceMs, versionsMax: VERSIONS_MAX });
    const purchase = { currency, quantity, region, customerGroup };
    const complete = history.length < VERSIONS_MAX;
    const shown = showPrice({ sku, history, complete }, purchase, { sinceMs, nowMs: atMs });
    if (!shown.ok) return sendProblem(reply, toProblem(shown.error));
    return toBody(shown.value, purchase, atMs);
  });
}

function toBody(shown: ShownPrice, { currency }: Purchase, atMs: number) {
  const money = (amountMinor: number) => toWire({ amountMinor, currency });
  const orNull = (amountMinor: number | null) => (amountMinor === null ? null : money(amountMinor));
  return {
    unit: money(shown.unitMinor),
    total: money(shown.totalMinor),
    compareAt: orNull(shown.compareAtMinor),
    lowest30Days: orNull(shown.lowestMinor),
    adjustments: [], // what promotions and dynamic rules change; there are none yet
    asOf: writeInstant(atMs),
  };
}
