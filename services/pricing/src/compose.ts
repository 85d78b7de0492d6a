import { createService, type Service } from "@holdfast/http-service";
import { type Check, reachable } from "@holdfast/http-service/health";
import type { Logger } from "@holdfast/log";
import type { OriginDetail } from "@holdfast/outbound";
import { addBreakersRoute } from "@holdfast/outbound/breakers-route";
import type { Outbox } from "@holdfast/outbox";
import { addEventRoutes } from "@holdfast/outbox/events-route";
import type { Database } from "@holdfast/postgres";
import { addCouponRoutes } from "./coupons/coupons.route.ts";
import { addCurrencyRoutes } from "./currencies/currencies.route.ts";
import { addCustomerGroupRoutes } from "./customer-groups/customer-groups.route.ts";
import { addDynamicRuleRoutes } from "./dynamic-rules/dynamic-rules.route.ts";
import { addExportPricesRoute } from "./export-prices/export-prices.route.ts";
import { addFxRateRoutes } from "./fx-rates/fx-rates.route.ts";
import { addImportPricesRoute } from "./import-prices/import-prices.route.ts";
import { addPriceLimitRoutes } from "./price-limits/price-limits.route.ts";
import type { OpenPriceSource } from "./price-source.ts";
import { addPriceRoutes } from "./prices/prices.route.ts";
import { addPromotionRoutes } from "./promotions/promotions.route.ts";
import { addQuoteRoutes } from "./quote-basket/quotes.route.ts";
import { createQuoteSigner, type QuoteSigner } from "./quote-signer.ts";
import { addRedeemRoutes } from "./redeem/redeem.route.ts";
import { addReplayDraftRoute } from "./replay-draft/replay-draft.route.ts";
import { addReplayQuoteRoute } from "./replay-quote/replay-quote.route.ts";
import { addShowPriceRoutes } from "./show-price/show-price.route.ts";
import { addJwksRoute } from "./sign-quotes/jwks.route.ts";
import { addRotateKeyRoute } from "./sign-quotes/rotate-key.route.ts";
import { addStreamPriceHistoryRoutes } from "./stream-price-history/stream-price-history.route.ts";
import { addTakeEventsRoute } from "./take-events/take-events.route.ts";
import type { ProviderTax, TaxableBasket } from "./tax-basket.ts";
import { addImportTaxRatesRoute } from "./tax-rates/import-tax-rates.route.ts";
import { addTaxRateRoutes } from "./tax-rates/tax-rates.route.ts";

export type PricingDeps = {
  readonly db: Database;
  readonly prices: OpenPriceSource;
  /** Woken by whoever has committed events. */
  readonly outbox: Outbox;
  /** Of all that this process calls, as they stand. */
  readonly breakers: () => readonly OriginDetail[];
  readonly log: Logger;
  readonly version: string;
  /** Unix ms. */
  readonly nowMs: () => number;
  readonly newId: () => string;
  /** Fit for secrets. */
  readonly randomBytes: (size: number) => Uint8Array;
  /** For regions whose tax rule says so. */
  readonly askTaxProvider: (basket: TaxableBasket) => Promise<ProviderTax>;
  /** The feature flag: whether rules of dynamic prices move those of this SKU. */
  readonly isDynamic: (sku: string) => boolean;
  /** How long a quote holds its price. */
  readonly quoteTtlMs: number;
};

/** The whole service. Opens nothing by itself: the database is first asked by a request. Closing it closes the database. */
export function compose(deps: PricingDeps): Service {
  const { db, log, version, prices } = deps;
  const signer = createQuoteSigner(deps);
  const app = createService({
    title: "Holdfast pricing",
    version,
    description: "What it costs: price books, tax rates, and quotes that freeze a price.",
    log,
    checks: checksOf(deps, signer),
    nowMs: deps.nowMs,
  });
  prices.register(app.registry);
  // What these change is in force for this process's next request, whoever sends it.
  const changing = { ...deps, db: prices.heeding(db) };
  app.register(async (routes) => {
    addPriceRoutes(routes, changing);
    addTaxRateRoutes(routes, changing);
    addImportTaxRatesRoute(routes, changing);
    addFxRateRoutes(routes, changing);
    addCurrencyRoutes(routes, changing);
    addQuoteRoutes(routes, { ...deps, prices: prices.certain, signer });
    addReplayQuoteRoute(routes, { db });
    addReplayDraftRoute(routes, { db });
    addShowPriceRoutes(routes, deps);
    addImportPricesRoute(routes, changing);
    addExportPricesRoute(routes, deps);
    addStreamPriceHistoryRoutes(routes, deps);
    addCustomerGroupRoutes(routes, changing);
    addPromotionRoutes(routes, changing);
    addCouponRoutes(routes, deps);
    addRedeemRoutes(routes, deps);
    addJwksRoute(routes, { signer });
    addRotateKeyRoute(routes, { db, signer });
    addEventRoutes(routes, deps);
    addBreakersRoute(routes, deps.breakers);
    addTakeEventsRoute(routes, changing);
    addDynamicRuleRoutes(routes, changing);
    addPriceLimitRoutes(routes, changing);
  });
  app.addHook("onClose", () => db.close());
  return app;
}

function checksOf({ db, prices: { isRedisUp } }: PricingDeps, signer: QuoteSigner) {
  const checks: Record<string, Check> = {
    database: reachable(() => db.ping()),
    // Being asked whether it is ready makes the first key: the first quote need not wait for it.
    signing: reachable(() => signer.ready()),
  };
  if (isRedisUp === undefined) return checks;
  const message = "does not answer: prices are read without it";
  const redis: Check = async () => (isRedisUp() ? { status: "ok" } : { status: "warn", message });
  return { ...checks, redis };
}
