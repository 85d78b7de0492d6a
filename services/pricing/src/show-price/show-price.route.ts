import type { Service } from "@holdfast/http-service";
import {
  commaSeparated,
  EachOf,
  refusedElement,
  sendEach,
  shownElement,
} from "@holdfast/http-service/batch-read";
import { sendProblem } from "@holdfast/http-service/errors";
import { toWire } from "@holdfast/money";
import { problemResponses } from "@holdfast/problem";
import { fail, type Result } from "@holdfast/result";
import { Type } from "typebox";
import type { Purchase } from "../price.ts";
import type { Freshness, PriceSource } from "../price-inputs.ts";
import { toProblem } from "../problems.ts";
import {
  Channel,
  Currency,
  CustomerGroup,
  closed,
  currencyError,
  MoneyBody,
  Quantity,
  Region,
  Sku,
  SkuPath,
  writeInstant,
} from "../wire.ts";
import { type ShownPrice, type ShowPriceError, showPrice } from "./show-price.ts";

/** Pages of products have 100 at most; a check of thousands asks for them in parts. */
const SKUS_MAX = 500;

const PriceBody = closed({
  unit: MoneyBody,
  total: MoneyBody,
  compareAt: Type.Union([MoneyBody, Type.Null()]),
  lowest30Days: Type.Union([MoneyBody, Type.Null()], {
    description:
      "The lowest unit price for the same kind of purchase: while it is reduced, of the 30 days before the reduction began, else of the last 30 days (Directive 98/6/EC, article 6a).",
  }),
  adjustments: Type.Array(closed({ label: Type.String(), amount: MoneyBody })),
  asOf: Type.String({ format: "date-time" }),
  stale: Type.Optional(
    Type.Literal(true, {
      description:
        "The database cannot be asked: this is the price by what was last known, at `asOf`.",
    }),
  ),
});
const PurchaseFields = {
  currency: Currency,
  region: Type.Optional(Region),
  customerGroup: Type.Optional(CustomerGroup),
  channel: Type.Optional(Channel),
};
const PurchaseQuery = {
  ...PurchaseFields,
  quantity: Type.Optional({ ...Quantity, default: 1 }),
};
const GET_PRICE = {
  operationId: "getPrice",
  summary: "The price of a SKU as a product view shows it",
  tags: ["internal"],
  params: SkuPath,
  querystring: closed(PurchaseQuery),
  response: { 200: PriceBody, ...problemResponses(400, 404, 422, 503) },
};
/** Product views that are asked for at once: more are asked for in parts. */
const VIEWS_MAX = 64;
const BATCH_GET_PRICES = {
  operationId: "batchGetPrices",
  summary: "The prices of several SKUs as product views show them, as one read",
  tags: ["internal"],
  querystring: closed({ ...PurchaseQuery, skus: commaSeparated(Sku, VIEWS_MAX) }),
  response: { 200: EachOf(PriceBody), ...problemResponses(400, 422, 503) },
};
const LIST_PRICES = {
  operationId: "listPrices",
  summary: "The prices of one piece each of several SKUs, as a list of products shows them",
  description: "In the order asked, each as often as it is asked.",
  tags: ["internal"],
  body: closed({
    ...PurchaseFields,
    skus: Type.Array(Sku, { minItems: 1, maxItems: SKUS_MAX }),
  }),
  response: {
    200: closed({
      data: Type.Array(
        closed({
          sku: Sku,
          price: Type.Union([PriceBody, Type.Null()]),
          reason: Type.Optional(
            Type.Enum(["price-not-found", "fx-rate-missing", "fx-rate-stale", "amount-too-large"], {
              description: "Why the price is null.",
            }),
          ),
        }),
      ),
    }),
    ...problemResponses(400, 422, 503),
  },
};

export type ShowPriceDeps = {
  readonly prices: Pick<PriceSource, "skus" | "shop">;
  /** The feature flag of dynamic prices. */
  readonly isDynamic: (sku: string) => boolean;
  readonly nowMs: () => number;
};

/** GET /internal/prices/{sku} and POST /internal/prices: asked by the gateway for its product views. */
export function addShowPriceRoutes(app: Service, deps: ShowPriceDeps): void {
  const { nowMs } = deps;
  app.get("/internal/prices/:sku", { schema: GET_PRICE }, async (request, reply) => {
    const { sku } = request.params;
    const purchase = purchaseIn(request.query);
    const unknown = currencyError("query/currency", purchase.currency);
    if (unknown)
      return sendProblem(reply, toProblem({ kind: "unknown-currency", errors: [unknown] }));
    const { showing, freshness } = await showingOf(deps, [sku], nowMs());
    const shown = showing(sku, purchase);
    if (!shown.ok) return sendProblem(reply, toProblem(shown.error));
    return toBody(shown.value, purchase, freshness);
  });

  app.get("/internal/prices", { schema: BATCH_GET_PRICES }, async (request, reply) => {
    const skus = request.query.skus.split(",");
    const purchase = purchaseIn(request.query);
    const unknown = currencyError("query/currency", purchase.currency);
    if (unknown)
      return sendProblem(reply, toProblem({ kind: "unknown-currency", errors: [unknown] }));
    const { showing, freshness } = await showingOf(deps, skus, nowMs());
    const elements = skus.map((sku) => {
      const shown = showing(sku, purchase);
      return shown.ok
        ? shownElement(reply, toBody(shown.value, purchase, freshness), PriceBody)
        : refusedElement(toProblem(shown.error));
    });
    return sendEach(reply, elements);
  });

  app.post("/internal/prices", { schema: LIST_PRICES }, async (request, reply) => {
    const { skus } = request.body;
    const purchase = purchaseIn(request.body);
    const unknown = currencyError("/currency", purchase.currency);
    if (unknown)
      return sendProblem(reply, toProblem({ kind: "unknown-currency", errors: [unknown] }));
    const { showing, freshness } = await showingOf(deps, skus, nowMs());
    const data = skus.map((sku) => {
      const shown = showing(sku, purchase);
      if (!shown.ok) return { sku, price: null, reason: shown.error.kind };
      return { sku, price: toBody(shown.value, purchase, freshness) };
    });
    return { data };
  });
}

function purchaseIn({
  currency,
  quantity = 1,
  region = null,
  customerGroup = null,
  channel = null,
}: Partial<Purchase> & Pick<Purchase, "currency">): Purchase {
  return { currency, quantity, region, customerGroup, channel };
}

/** Reads what is needed to show any of the SKUs at that moment. */
async function showingOf(
  { prices, isDynamic }: ShowPriceDeps,
  skus: readonly string[],
  atMs: number,
) {
  const [{ bySku, freshness }, { shop, freshness: ofShop }] = await Promise.all([
    prices.skus(skus),
    prices.shop(),
  ]);
  const showing = (sku: string, purchase: Purchase): Result<ShownPrice, ShowPriceError> => {
    const inputs = bySku.get(sku);
    if (inputs === undefined) return fail({ kind: "price-not-found", sku });
    return showPrice(inputs, { shop, isDynamic: isDynamic(sku) }, purchase, atMs);
  };
  const isStale = freshness.isStale || ofShop.isStale;
  return { showing, freshness: { asOfMs: Math.min(freshness.asOfMs, ofShop.asOfMs), isStale } };
}

function toBody(shown: ShownPrice, { currency }: Purchase, { asOfMs, isStale }: Freshness) {
  const money = (amountMinor: number) => toWire({ amountMinor, currency });
  const orNull = (amountMinor: number | null) => (amountMinor === null ? null : money(amountMinor));
  return {
    unit: money(shown.unitMinor),
    total: money(shown.totalMinor),
    compareAt: orNull(shown.compareAtMinor),
    lowest30Days: orNull(shown.lowestMinor),
    adjustments: shown.adjustments.map(({ label, amountMinor }) => ({
      ...{ label, amount: money(amountMinor) },
    })),
    asOf: writeInstant(asOfMs),
    ...(isStale ? { stale: true as const } : {}),
  };
}
