import { createService, type Service } from "@holdfast/http-service";
import { reachable } from "@holdfast/http-service/health";
import type { Logger } from "@holdfast/log";
import { addChargeRoutes, type ChargesDeps } from "./charges/charges.route.ts";

export type SandboxDeps = ChargesDeps & { readonly log: Logger; readonly version: string };

/** The whole service. Closing it closes the book. */
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
  app.register(async (routes) => addChargeRoutes(routes, deps));
  app.addHook("onClose", () => bookFile.close());
  return app;
}
