import { randomUUIDv7 } from "node:crypto";
import { fileURLToPath } from "node:url";
import { serve } from "@holdfast/http-service/serve";
import { createLogger } from "@holdfast/log";
import { openDatabase } from "@holdfast/postgres";
import { migrate } from "@holdfast/postgres/migrate";
import { startTelemetry } from "@holdfast/telemetry";
import { compose } from "./compose.ts";

const VERSION = "0.1.0";
const { env } = process;

const url = env.PRICING_DATABASE_URL ?? "postgresql://postgres:postgres@127.0.0.1:8010/pricing";
const log = createLogger({ service: "pricing", level: env.LOG_LEVEL ?? "info" });
const telemetry = startTelemetry({
  serviceName: "pricing",
  serviceVersion: VERSION,
  env,
  warn: (message) => log.warn(message),
});
const directory = fileURLToPath(new URL("../migrations", import.meta.url));
const { applied } = await migrate({ url, directory });
if (applied.length > 0) log.info({ applied }, "migrated");
const app = compose({
  db: openDatabase({ url, applicationName: "pricing" }),
  log,
  version: VERSION,
  nowMs: Date.now,
  newId: randomUUIDv7,
  quoteTtlMs: 15 * 60 * 1000,
});
app.addHook("onClose", () => telemetry.shutdown());
await serve(app, {
  host: env.HOST ?? "127.0.0.1",
  port: Number(env.PORT ?? 8002),
  drainTimeoutMs: Number(env.DRAIN_TIMEOUT_MS ?? 10_000),
  log,
});
