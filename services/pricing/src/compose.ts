import { createService, type Service } from "@holdfast/http-service";
import { reachable } from "@holdfast/http-service/health";
import type { Logger } from "@holdfast/log";
import type { Outbox } from "@holdfast/outbox";
import { addEventRoutes } from "@holdfast/outbox/events-route";
import type { Database } from "@holdfast/postgres";
import { addCouponRoutes } from "./coupons/coupons.route.ts";
import { addCurrencyRoutes } from "./currencies/currencies.route.ts";
import { addCustomerGroupRoutes } from "./customer-groups/customer-groups.route.ts";
import { addExportPricesRoute } from "./export-prices/export-prices.route.ts";
import { addFxRateRoutes } from "./fx-rates/fx-rates.route.ts";
import { addImportPricesRoute } from "./import-prices/import-prices.route.ts";
import { addPriceRoutes } from "./prices/prices.route.ts";
import { addPromotionRoutes } from "./promotions/promotions.route.ts";
import { databaseSource } from "./quote-basket/database-source.store.ts";
import { addQuoteRoutes } from "./quote-basket/quotes.route.ts";
import { createQuoteSigner } from "./quote-signer.ts";
import { addRedeemRoutes } from "./redeem/redeem.route.ts";
import { addShowPriceRoutes } from "./show-price/show-price.route.ts";
import { addJwksRoute } from "./sign-quotes/jwks.route.ts";
import { addRotateKeyRoute } from "./sign-quotes/rotate-key.route.ts";
import { addTakeEventsRoute } from "./take-events/take-events.route.ts";
import { addImportTaxRatesRoute } from "./tax-rates/import-tax-rates.route.ts";
import { addTaxRateRoutes } from "./tax-rates/tax-rates.route.ts";

export type PricingDeps = {
  readonly db: Database;
  /** Woken by whoever has committed events. */
  readonly outbox: Outbox;
  readonly log: Logger;
  readonly version: string;
  /** Unix ms. */
  readonly nowMs: () => number;
  readonly newId: () => string;
  /** Fit for secrets. */
  readonly randomBytes: (size: number) => Uint8Array;
  /** How long a quote holds its price. */
  readonly quoteTtlMs: number;
};

/** The whole service. Opens nothing by itself: the database is first asked by a request. Closing it closes the database. */
export function compose(deps: PricingDeps): Service {
  const { db, log, version } = deps;
  const signer = createQuoteSigner(deps);
  const app = createService({
    title: "Holdfast pricing",
    version,
    description: "What it costs: price books, tax rates, and quotes that freeze a price.",
    log,
    // Being asked whether it is ready makes the first key: the first quote need not wait for it.
    checks: { database: reachable(() => db.ping()), signing: reachable(() => signer.ready()) },
    nowMs: deps.nowMs,
  });
  const quoting = {
    source: databaseSource(db, deps.nowMs),
    isDynamic: () => false,
    askTaxProvider: async () => ({ kind: "failed", reason: "not-configured" }) as const,
  };
  app.register(async (routes) => {
    addPriceRoutes(routes, deps);
    addTaxRateRoutes(routes, deps);
    addImportTaxRatesRoute(routes, deps);
    addFxRateRoutes(routes, deps);
    addCurrencyRoutes(routes, deps);
    addQuoteRoutes(routes, { ...deps, ...quoting, signer });
    addShowPriceRoutes(routes, deps);
    addImportPricesRoute(routes, deps);
    addExportPricesRoute(routes, deps);
    addCustomerGroupRoutes(routes, deps);
    addPromotionRoutes(routes, deps);
    addCouponRoutes(routes, deps);
    addRedeemRoutes(routes, deps);
    addJwksRoute(routes, { signer });
    addRotateKeyRoute(routes, { db, signer });
    addEventRoutes(routes, deps);
    addTakeEventsRoute(routes, deps);
  });
  app.addHook("onClose", () => db.close());
  return app;
}
