import { randomUUIDv7 } from "node:crypto";
import { join } from "node:path";
import { serve } from "@holdfast/http-service/serve";
import { createLogger } from "@holdfast/log";
import { openDatabase } from "@holdfast/postgres";
import { migrate } from "@holdfast/postgres/migrate";
import { startTelemetry } from "@holdfast/telemetry";
import { compose } from "./compose.ts";
import { openEngine } from "./engine/engine.store.ts";
import { steadyClock } from "./steady-clock.ts";
import { keepSweeping } from "./sweep.ts";

const VERSION = "0.1.0";
const { env } = process;
const url = env.INVENTORY_DATABASE_URL ?? "postgresql://postgres:postgres@127.0.0.1:8010/inventory";

const log = createLogger({ service: "inventory", level: env.LOG_LEVEL ?? "info" });
const telemetry = startTelemetry({
  serviceName: "inventory",
  serviceVersion: VERSION,
  env,
  warn: (message) => log.warn(message),
});
const { applied } = await migrate({ url, directory: join(import.meta.dirname, "../migrations") });
if (applied.length > 0) log.info({ applied }, "migrated");
const db = openDatabase({ url, applicationName: "holdfast-inventory" });
const nowMs = steadyClock({ wallMs: Date.now, monotonicMs: () => performance.now() });
const lanes = Number(env.INVENTORY_LANES ?? 1);
const engine = openEngine({ url, applicationName: "holdfast-inventory-engine", nowMs, lanes });
const app = compose({ log, version: VERSION, db, engine, nowMs, newId: randomUUIDv7 });
const sweeping = keepSweeping({ db, log, nowMs }, (work, delayMs) => {
  const timer = setTimeout(work, delayMs).unref();
  return () => clearTimeout(timer);
});
// The last hook runs first: no sweep meets a closed database.
app.addHook("onClose", async () => {
  await sweeping.stop();
  await engine.close();
  await telemetry.shutdown();
});
await serve(app, {
  host: env.HOST ?? "127.0.0.1",
  port: Number(env.PORT ?? 8001),
  drainTimeoutMs: Number(env.DRAIN_TIMEOUT_MS ?? 10_000),
  log,
});
