import { createService, type Service } from "@holdfast/http-service";
import { reachable } from "@holdfast/http-service/health";
import type { Logger } from "@holdfast/log";
import { addChargeRoutes, type ChargesDeps } from "./charges/charges.route.ts";
import { lastEventOf, undelivered } from "./webhooks/charge-event.ts";
import { type DeliveriesDeps, startDeliveries } from "./webhooks/deliveries.ts";

export type SandboxDeps = Omit<ChargesDeps, "onChange"> & {
  readonly log: Logger;
  readonly version: string;
  /** Who is told of every change of a charge; nobody without it. */
  readonly webhook?: Omit<DeliveriesDeps, "log" | "nowMs" | "noteDelivered">;
};

/** The whole service. Closing it ends the deliveries and closes the book. */
export function compose(deps: SandboxDeps): Service {
  const { log, version, bookFile } = deps;
  const app = createService({
    title: "Holdfast payment sandbox",
    version,
    description:
      "Stands for the payment provider in development and tests: a process of its own with a provider's faults, chosen by token.",
    log,
    checks: { book: reachable(() => bookFile.check()) },
  });
  const { noteDelivered } = bookFile;
  const deliveries = deps.webhook && startDeliveries({ ...deps, ...deps.webhook, noteDelivered });
  for (const event of deliveries ? undelivered(bookFile.book, bookFile.delivered) : []) {
    deliveries?.tell(event);
  }
  app.register(async (routes) =>
    addChargeRoutes(routes, {
      ...deps,
      ...(deliveries ? { onChange: (charge) => deliveries.tell(lastEventOf(charge)) } : {}),
    }),
  );
  app.addHook("onClose", async () => {
    await deliveries?.stop();
    await bookFile.close();
  });
  return app;
}
