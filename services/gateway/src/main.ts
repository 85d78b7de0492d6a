import { join } from "node:path";
import { openFlags } from "@holdfast/flags";
import { serve } from "@holdfast/http-service/serve";
import { createLogger } from "@holdfast/log";
import { loadResilience } from "@holdfast/outbound";
import { startTelemetry } from "@holdfast/telemetry";
import { parseApiKeys } from "./authenticate/api-keys.ts";
import { keysFor } from "./authenticate/authenticate.ts";
import { compose } from "./compose.ts";

const VERSION = "0.1.0";
const { env } = process;

const KEYS_REFUSED = {
  "dev-keys-outside-embedded-mode":
    "GATEWAY_API_KEYS has a development key (hf_dev_shop or hf_dev_admin), which everybody knows. Remove it, or set HOLDFAST_MODE=embedded.",
  "no-keys":
    'No API key is configured, so nobody could call. Set GATEWAY_API_KEYS=[{"sha256": "<hex>", "account": "...", "scope": "shop"}], or HOLDFAST_MODE=embedded.',
} as const;

const log = createLogger({ service: "gateway", level: env.LOG_LEVEL ?? "info" });
const apiKeys = keysFor(env.HOLDFAST_MODE, parseApiKeys(env.GATEWAY_API_KEYS));
if (!apiKeys.ok) {
  log.fatal(KEYS_REFUSED[apiKeys.error]);
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
  flags,
  isFaultInjectionOn: env.FAULT_INJECTION === "on",
  defaultCurrency: env.DEFAULT_CURRENCY ?? "EUR",
  defaultRegion: env.DEFAULT_REGION ?? "DE",
});
app.addHook("onClose", () => telemetry.shutdown());
app.addHook("onClose", () => flags.close());
await serve(app, {
  host: env.HOST ?? "127.0.0.1",
  port: Number(env.PORT ?? 8000),
  drainTimeoutMs: Number(env.DRAIN_TIMEOUT_MS ?? 10_000),
  log,
});
