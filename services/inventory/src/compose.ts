import { createService, type Service } from "@holdfast/http-service";
import { reachable } from "@holdfast/http-service/health";
import type { Logger } from "@holdfast/log";
import type { OriginDetail } from "@holdfast/outbound";
import { addBreakersRoute } from "@holdfast/outbound/breakers-route";
import type { Outbox } from "@holdfast/outbox";
import { addEventRoutes } from "@holdfast/outbox/events-route";
import type { Database } from "@holdfast/postgres";
import { addAuditStockRoutes } from "./audit-stock/audit-stock.route.ts";
import { addAvailabilityRoutes } from "./availability/availability.route.ts";
import type { Engine } from "./engine/command.ts";
import { addExportRoutes } from "./export-stock/export-stock.route.ts";
import { addHoldStockRoutes } from "./hold-stock/hold-stock.route.ts";
import { addImportItemsRoute } from "./import-items/import-items.route.ts";
import { addItemRoutes } from "./items/items.route.ts";
import { addListProductsRoute } from "./list-products/list-products.route.ts";
import { addLocationRoutes } from "./locations/locations.route.ts";
import { addMovementRoutes } from "./movements/movements.route.ts";
import { addSettleReservationRoutes } from "./settle-reservation/settle-reservation.route.ts";
import { addStreamLedgerRoutes } from "./stream-ledger/stream-ledger.route.ts";

export type InventoryDeps = {
  readonly log: Logger;
  readonly version: string;
  readonly db: Database;
  readonly engine: Engine;
  readonly outbox: Outbox;
  /** Of all that this process calls, as they stand. */
  readonly breakers: () => readonly OriginDetail[];
  /** The service's clock, Unix ms: every expiry is judged by it. */
  readonly nowMs: () => number;
  readonly newId: () => string;
};

/** The whole service. Closing it closes the database. */
export function compose(deps: InventoryDeps): Service {
  const { log, version, db, nowMs } = deps;
  const app = createService({
    title: "Holdfast inventory",
    version,
    description: "What is on the shelves, who holds it and until when. Never oversold.",
    log,
    nowMs,
    checks: { database: reachable(() => db.ping()) },
  });
  app.register(async (routes) => {
    addItemRoutes(routes, deps);
    addLocationRoutes(routes, deps);
    addMovementRoutes(routes, deps);
    addAvailabilityRoutes(routes, deps);
    addListProductsRoute(routes, deps);
    addHoldStockRoutes(routes, deps);
    addSettleReservationRoutes(routes, deps);
    addImportItemsRoute(routes, deps);
    addExportRoutes(routes, deps);
    addStreamLedgerRoutes(routes, deps);
    addAuditStockRoutes(routes, deps);
    addEventRoutes(routes, deps);
    addBreakersRoute(routes, deps.breakers);
  });
  app.addHook("onClose", () => db.close());
  return app;
}
