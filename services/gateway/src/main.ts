import { join } from "node:path";
import { openFlags } from "@holdfast/flags";
import { serve } from "@holdfast/http-service/serve";
import { createLogger } from "@holdfast/log";
import { loadResilience } from "@holdfast/outbound";
import { startTelemetry } from "@holdfast/telemetry";
import { keysFor } from "./authenticate/authenticate.ts";
import { parseApiKeys } from "./authenticate/configured-keys.ts";
import { tokenSettings } from "./authenticate/token.ts";
import { compose } from "./compose.ts";
import { readEdge } from "./edge/edge.ts";
import { openAccess, openTokens } from "./open-access.ts";
import { readRateLimits } from "./rate-limit/read-rate-limits.ts";

const VERSION = "0.1.0";
const { env } = process;

const KEYS_REFUSED = {
  "dev-keys-outside-embedded-mode":
    "GATEWAY_API_KEYS has a development key, which everybody knows. Remove it, or set HOLDFAST_MODE=embedded.",
  "no-keys":
    'No API key is configured, so nobody could call. Set GATEWAY_API_KEYS=[{"sha256": "<hex>", "account": "...", "scope": "shop"}], GATEWAY_DATABASE_URL, GATEWAY_JWT_ISSUER, or HOLDFAST_MODE=embedded.',
} as const;

const log = createLogger({ service: "gateway", level: env.LOG_LEVEL ?? "info" });
const tokenIssuer = tokenSettings({
  issuer: env.GATEWAY_JWT_ISSUER,
  audience: env.GATEWAY_JWT_AUDIENCE,
  jwksUrl: env.GATEWAY_JWT_JWKS_URL,
});
const databaseUrl = postgresUrl(env.GATEWAY_DATABASE_URL);
const apiKeys = keysFor(env.HOLDFAST_MODE, parseApiKeys(env.GATEWAY_API_KEYS), {
  hasOtherSource: Boolean(databaseUrl) || tokenIssuer !== undefined,
});
if (!apiKeys.ok) {
  log.fatal(KEYS_REFUSED[apiKeys.error]);
  process.exit(1);
}
const edge = readEdge(env);
if (!edge.ok) {
  log.fatal(`${edge.error.variable} ${edge.error.message}`);
  process.exit(1);
}
const telemetry = startTelemetry({
  serviceName: "gateway",
  serviceVersion: VERSION,
  env,
  warn: (message) => log.warn(message),
});
const schedule = (work: () => void, delayMs: number) => {
  const timer = setTimeout(work, delayMs).unref();
  return () => clearTimeout(timer);
};
const flags = await openFlags({ file: env.FLAGS_FILE, log, schedule });
const nowMs = Date.now;
const access = databaseUrl
  ? await openAccess({
      url: databaseUrl,
      auditRetentionDays: auditRetentionDays(),
      ...{ log, nowMs, schedule },
    })
  : undefined;
const tokens = tokenIssuer && (await openTokens({ ...tokenIssuer, log, nowMs }));
const app = compose({
  log,
  version: VERSION,
  resilience: loadResilience(
    env.RESILIENCE_FILE ?? join(import.meta.dirname, "../../../resilience.yaml"),
  ),
  // Each may be several, comma separated: one a process.
  origins: {
    inventory: (env.INVENTORY_URL ?? "http://127.0.0.1:8001").split(","),
    pricing: (env.PRICING_URL ?? "http://127.0.0.1:8002").split(","),
    orders: (env.ORDERS_URL ?? "http://127.0.0.1:8003").split(","),
  },
  apiKeys: apiKeys.value,
  access,
  tokens,
  flags,
  edge: edge.value,
  rateLimits: readRateLimits(env),
  viewCacheMs: viewCacheMs(),
  isFaultInjectionOn: env.FAULT_INJECTION === "on",
  defaultCurrency: env.DEFAULT_CURRENCY ?? "EUR",
  defaultRegion: env.DEFAULT_REGION ?? "DE",
});
app.addHook("onClose", () => telemetry.shutdown());
app.addHook("onClose", () => flags.close());
app.addHook("onClose", async () => void (await Promise.all([access?.close(), tokens?.close()])));
await serve(app, {
  host: env.HOST ?? "127.0.0.1",
  port: Number(env.PORT ?? 8000),
  drainTimeoutMs: Number(env.DRAIN_TIMEOUT_MS ?? 10_000),
  log,
});

/** Beyond a minute, what changes without an event (tax rates, exchange rates, schedules) would stay unseen for too long. */
function viewCacheMs(): number {
  const ms = Number(env.VIEW_CACHE_MS ?? 0);
  if (Number.isInteger(ms) && ms >= 0 && ms <= 60_000) return ms;
  throw new Error("VIEW_CACHE_MS must be a whole number from 0 to 60000");
}

/** undefined: there is none. @throws Error that does not show it: it may have a password. */
function postgresUrl(url: string | undefined): string | undefined {
  if (!url || (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url))) return url;
  throw new Error("GATEWAY_DATABASE_URL must be postgres://user:password@host:port/database");
}

/** The table refuses to forget what is younger than a week. */
function auditRetentionDays(): number {
  const days = Number(env.GATEWAY_AUDIT_RETENTION_DAYS ?? 400);
  if (Number.isInteger(days) && days >= 8 && days <= 3_650) return days;
  throw new Error("GATEWAY_AUDIT_RETENTION_DAYS must be a whole number from 8 to 3650");
}
