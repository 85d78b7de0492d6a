import { createService, type Service } from "@holdfast/http-service";
import { type Check, reachable } from "@holdfast/http-service/health";
import type { Logger } from "@holdfast/log";
import type { OriginDetail, Outbound, Resilience } from "@holdfast/outbound";
import { addBreakersRoute } from "@holdfast/outbound/breakers-route";
import type { Outbox } from "@holdfast/outbox";
import { addEventRoutes } from "@holdfast/outbox/events-route";
import type { Database } from "@holdfast/postgres";
import { checkoutCalls } from "./checkout/checkout.client.ts";
import { type CheckoutInput, checkoutServices } from "./checkout/checkout.workflow.ts";
import { importCalls } from "./import-file/import-file.client.ts";
import { addImportRoutes } from "./import-file/import-file.route.ts";
import { type ImportInput, importWorkflow } from "./import-file/import-file.workflow.ts";
import { addListOrdersRoute } from "./list-orders/list-orders.route.ts";
import type { Webhooks } from "./open-webhooks.ts";
import { changeCalls } from "./order-changes/order-changes.client.ts";
import { addOrderChangeRoutes } from "./order-changes/order-changes.route.ts";
import type { ChangeInput } from "./order-changes/order-changes.store.ts";
import { orderChangeWorkflow } from "./order-changes/order-changes.workflow.ts";
import { addOverdueCompensationsRoute } from "./overdue-compensations/overdue-compensations.route.ts";
import { countOverdue } from "./overdue-compensations/overdue-compensations.store.ts";
import { measureOverdue } from "./overdue-compensations/overdue-metrics.ts";
import type { PaymentPort } from "./payment/payment-port.ts";
import {
  addPaymentEventsRoute,
  type PaymentEventsDeps,
} from "./payment-events/payment-events.route.ts";
import { addPlaceOrderRoute } from "./place-order/place-order.route.ts";
import type { ReportParts } from "./reports/report-parts.ts";
import { calledSources } from "./reports/reports.client.ts";
import { addReportRoutes } from "./reports/reports.route.ts";
import { reportWorkflow } from "./reports/reports.workflow.ts";
import { salesSource } from "./reports/sales.client.ts";
import type { DurableServices } from "./restate-endpoint.ts";
import type { Submissions } from "./restate-ingress.ts";
import { addTakeEventsRoute } from "./take-events/take-events.route.ts";
import { addViewOrderRoute } from "./view-order/view-order.route.ts";
import { openWatch, type Schedule } from "./watch-order/watch.ts";
import { addWatchOrderRoute } from "./watch-order/watch-order.route.ts";
import { findNews } from "./watch-order/watch-order.store.ts";
import { addDeliveryRoutes } from "./webhooks/deliveries.route.ts";
import { addWebhookRoutes } from "./webhooks/webhooks.route.ts";
import { webhookObject } from "./webhooks/webhooks.workflow.ts";

export type OrdersDeps = {
  readonly log: Logger;
  readonly version: string;
  readonly db: Database;
  /** Woken by whoever has committed events. */
  readonly outbox: Outbox;
  /** Of all that this process calls, as they stand. */
  readonly breakers: () => readonly OriginDetail[];
  readonly checkouts: Submissions<CheckoutInput>;
  readonly imports: Submissions<ImportInput>;
  readonly changes: Submissions<ChangeInput>;
  readonly webhooks: Webhooks;
  readonly reports: ReportParts;
  readonly paymentEvents: PaymentEventsDeps["paymentEvents"];
  /** Fit for secrets. */
  readonly randomBytes: (size: number) => Uint8Array;
  /** Fails until the engine knows our workflows. */
  readonly restateCheck: Check;
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly schedule: Schedule;
  /** Where the units of an imported file lie that names no location. */
  readonly defaultLocation: string;
};

/** The service's HTTP side. */
export function compose(deps: OrdersDeps): Service {
  const { log, version, db, nowMs, restateCheck } = deps;
  const app = createService({
    title: "Holdfast orders",
    version,
    description: "Checkout and imports: durable, undone when they fail, never done twice.",
    log,
    nowMs,
    checks: { database: reachable(() => db.ping()), restate: restateCheck },
  });
  measureOverdue({
    ...{ log, nowMs, registry: app.registry },
    countOverdue: () => countOverdue(db, nowMs()),
  });
  app.register(async (routes) => {
    addPlaceOrderRoute(routes, deps);
    addViewOrderRoute(routes, deps);
    addListOrdersRoute(routes, deps);
    addOverdueCompensationsRoute(routes, deps);
    addOrderChangeRoutes(routes, deps);
    addReportRoutes(routes, deps);
    addWatchOrderRoute(routes, {
      ...deps,
      watch: openWatch({ ...deps, findNews: (watched) => findNews(db, watched) }),
    });
  });
  app.register(async (routes) => addImportRoutes(routes, deps));
  app.register(async (routes) => addPaymentEventsRoute(routes, deps));
  deps.webhooks.register(app.registry);
  app.register(async (routes) => {
    addEventRoutes(routes, deps);
    addBreakersRoute(routes, deps.breakers);
    addTakeEventsRoute(routes, { ...deps, ...deps.webhooks });
    addWebhookRoutes(routes, { ...deps, ...deps.webhooks });
    addDeliveryRoutes(routes, { ...deps, ...deps.webhooks });
  });
  return app;
}

export type DurableDeps = Pick<
  OrdersDeps,
  "db" | "outbox" | "log" | "nowMs" | "newId" | "webhooks" | "reports"
> & {
  readonly outbound: Outbound;
  readonly resilience: Resilience;
  /** Without it: the sandbox, by the outbound client. */
  readonly payment?: PaymentPort | undefined;
  /** When the provider is asked once more about a payment that it did not answer. */
  readonly lateChargeMs: number;
  /** Aborted when this process is to stop: no further step begins. */
  readonly draining: AbortSignal;
};

/** What the engine runs for us: the workflows of this version of the code. */
export function composeDurable(deps: DurableDeps): DurableServices {
  const { db, outbox, log, nowMs, outbound, resilience, lateChargeMs, draining } = deps;
  const deadlineMs = (operation: string): number => {
    const declared = resilience.services.orders?.operations[operation]?.deadlineMs;
    if (declared === undefined) throw new Error(`resilience.yaml has no orders.${operation}`);
    return declared;
  };
  const { checkout, lateCharges } = checkoutServices({
    db,
    outbox,
    log,
    nowMs,
    calls: checkoutCalls(outbound, nowMs, deps.payment),
    stepDeadlineMs: deadlineMs("checkout"),
    lateChargeMs,
    draining,
  });
  const importFile = importWorkflow({
    db,
    log,
    nowMs,
    calls: importCalls(outbound),
    batchDeadlineMs: deadlineMs("import-file"),
    draining,
  });
  const orderChange = orderChangeWorkflow({
    ...deps,
    calls: changeCalls(outbound, deps.payment),
    stepDeadlineMs: deadlineMs("order-change"),
  });
  const report = reportWorkflow({
    ...{ ...deps, ...deps.reports },
    sources: { ...calledSources(outbound, deps.reports.currency), sales: salesSource(db) },
    partDeadlineMs: deadlineMs("report"),
  });
  return [
    checkout,
    lateCharges,
    orderChange,
    importFile,
    report,
    webhookObject(deps.webhooks.delivering(draining)),
  ];
}
