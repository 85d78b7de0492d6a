import { randomBytes, randomUUIDv7 } from "node:crypto";
import { contractText } from "@holdfast/contracts";
import type { Flags } from "@holdfast/flags";
import { createService, type Service } from "@holdfast/http-service";
import { addAdmission } from "@holdfast/http-service/admission";
import type { Check } from "@holdfast/http-service/health";
import type { Logger } from "@holdfast/log";
import { createOutbound, type Outbound, type Resilience } from "@holdfast/outbound";
import { ruleOf } from "./admission/admission.ts";
import { addKeyRoutes } from "./api-keys/api-keys.route.ts";
import { addApiVersions } from "./api-version/api-version.route.ts";
import { addAuditRoute, auditWrites } from "./audit-log/audit-log.route.ts";
import { logTrail } from "./audit-log/audit-trail.ts";
import { authenticate } from "./authenticate/authenticate.route.ts";
import type { ApiKey } from "./authenticate/authenticate.ts";
import { addDocsRoutes } from "./docs/docs.route.ts";
import { allowOrigins } from "./edge/edge.route.ts";
import type { EdgeSettings } from "./edge/edge.ts";
import { addFlagRoutes } from "./flags/flags.route.ts";
import { addForwardRoutes } from "./forward/forward.route.ts";
import { addHealthCascadeRoute } from "./health-cascade/health-cascade.route.ts";
import type { Access, Tokens } from "./open-access.ts";
import { openResponseCache } from "./open-response-cache.ts";
import { addProductRoutes } from "./products.ts";
import type { Defaults } from "./purchase.ts";
import { openRateLimits } from "./rate-limit/rate-limit.route.ts";
import type { RateLimits } from "./rate-limit/rate-limit.ts";
import { writtenBy } from "./response-cache/response-cache.ts";
import { addShowBreakersRoute } from "./show-breakers/show-breakers.route.ts";

export type GatewayDeps = Defaults & {
  readonly log: Logger;
  readonly version: string;
  readonly resilience: Resilience;
  /** `http://host:port` of each process of each service. */
  readonly origins: {
    readonly [Name in (typeof DEPENDENCIES)[number]]: string | readonly string[];
  };
  /** Those of the configuration. */
  readonly apiKeys: readonly ApiKey[];
  /** Keys and audit log in a database; without it there are only the keys above, and the log of the process. */
  readonly access?: Access | undefined;
  readonly tokens?: Tokens | undefined;
  readonly flags: Flags;
  readonly edge: EdgeSettings;
  readonly rateLimits: RateLimits;
  /** How long a product view may be sent again instead of being read; 0 for never. */
  readonly viewCacheMs: number;
  /** Whether drills may be run; not where customers are. */
  readonly isFaultInjectionOn: boolean;
};

const DEPENDENCIES = ["inventory", "pricing", "orders"] as const;

const OPENAPI = {
  served: () => contractText("gateway"),
  servers: [{ url: "/", description: "This gateway" }],
  components: {
    securitySchemes: {
      apiKey: {
        type: "http" as const,
        scheme: "bearer" as const,
        description:
          "An API key of scope shop or admin, or a token (JWT) of the issuer that the gateway trusts.",
      },
    },
  },
};

/** The whole gateway. Closing it closes its connections to the services. */
export function compose(deps: GatewayDeps): Service {
  const { log, version, resilience, origins } = deps;
  const app = createService({
    title: "Holdfast",
    version,
    description:
      "What do you have, what does it cost, hold it for me while I pay. The public interface of Holdfast.",
    log,
    checks: {
      ...Object.fromEntries(DEPENDENCIES.map((name) => [name, dependency(name, () => outbound)])),
      flags: async () => flagsCheck(deps.flags.fault()),
      ...deps.access?.checks,
      ...deps.tokens?.checks,
      "rate limits": () => rateLimits.check(),
    },
    deadlineMsOf: (operationId) => resilience.services.gateway?.operations[operationId]?.deadlineMs,
    openapi: OPENAPI,
    edge: deps.edge,
  });
  const { registry } = app;
  const outbound = createOutbound({
    ...{ caller: "gateway", resilience, origins, log, registry },
    isHedgingOn: (operationId) => deps.flags.isOn("hedging", operationId),
    isRoutingOn: (sku) => deps.flags.isOn("sku-hash-routing", sku),
  });
  app.addHook("onClose", () => outbound.close());
  const rateLimits = openRateLimits(deps.rateLimits, registry);
  app.addHook("onClose", async () => rateLimits.close());
  allowOrigins(app, deps.edge.corsOrigins);
  addDocsRoutes(app);
  app.register(async (api) => {
    addApiVersions(api);
    rateLimits.limitByAddress(api);
    auditWrites(api, { trail: deps.access?.trail ?? logTrail(log), nowMs: Date.now });
    authenticate(api, { ...deps, keyring: deps.access?.keyring });
    rateLimits.limitByKey(api);
    const admission = addAdmission(api, { ruleOf, registry });
    addFlagRoutes(api, deps);
    addAccessRoutes(api, deps.access);
    addShowBreakersRoute(api, { outbound, admission });
    addHealthCascadeRoute(api, { ...deps, random: Math.random });
    addShop(api, { ...deps, outbound, registry });
  });
  return app;
}

type ShopDeps = GatewayDeps & Pick<Service, "registry"> & { readonly outbound: Outbound };

/** What is read of products, and all that is passed on: what is written is told to what is read. */
function addShop(api: Service, deps: ShopDeps): void {
  const cache = openResponseCache(deps);
  // Not while routes are still made, which takes longer than a call may.
  api.addHook("onListen", async () => cache?.follow());
  api.addHook("onClose", async () => cache?.close());
  const products = addProductRoutes(api, { ...deps, cache, nowMs: Date.now });
  api.register(async (forwarded) => {
    forwarded.addHook("onSend", (request, _reply, payload, done) => {
      if (request.method !== "GET" && request.method !== "HEAD") {
        products.wrote(() => writtenBy(request));
      }
      done(null, payload);
    });
    addForwardRoutes(forwarded, deps.outbound);
  });
}

/** Who may call, and who wrote what. */
function addAccessRoutes(api: Service, access: Access | undefined): void {
  const database = access?.database;
  addKeyRoutes(api, { database, nowMs: Date.now, newId: randomUUIDv7, randomBytes });
  addAuditRoute(api, { database });
}

/** With a broken file everything goes on as it last was; somebody has to know. */
const flagsCheck = (fault: string | undefined) =>
  fault === undefined ? ({ status: "ok" } as const) : ({ status: "warn", message: fault } as const);

/**
 * Without one of its services the gateway serves the rest, so it stays ready and says what is missing; without any it is
 * not. A service is there as long as one of its processes is ready, which is said as well.
 */
function dependency(name: string, outbound: () => Outbound): Check {
  const ping = (each: string) => outbound().ping(each);
  return async () => {
    try {
      const { ready, of } = await ping(name);
      if (ready === of) return { status: "ok" };
      return { status: "warn", message: `ready processes: ${ready} of ${of}` };
    } catch (error) {
      const others = DEPENDENCIES.filter((each) => each !== name).map(ping);
      const message = "not reachable; what needs it is answered 503 or degraded";
      return Promise.any(others).then(
        () => ({ status: "warn", message }) as const,
        () => Promise.reject(error),
      );
    }
  };
}
