import { randomUUIDv7 } from "node:crypto";
import { serve } from "@holdfast/http-service/serve";
import { createLogger } from "@holdfast/log";
import { startTelemetry } from "@holdfast/telemetry";
import { openBookFile } from "./charges/book.store.ts";
import { compose } from "./compose.ts";

const VERSION = "0.1.0";
const { env } = process;

const log = createLogger({ service: "payment-sandbox", level: env.LOG_LEVEL ?? "info" });
const telemetry = startTelemetry({
  serviceName: "payment-sandbox",
  serviceVersion: VERSION,
  env,
  warn: (message) => log.warn(message),
});
const app = compose({
  log,
  version: VERSION,
  bookFile: await openBookFile(env.SANDBOX_BOOK_FILE ?? ".holdfast/payment-sandbox/book.jsonl"),
  nowMs: Date.now,
  newId: randomUUIDv7,
  slowMs: 3_000,
  ...configuredWebhook(),
});
app.addHook("onClose", () => telemetry.shutdown());
await serve(app, {
  host: env.HOST ?? "127.0.0.1",
  port: Number(env.PORT ?? 8004),
  drainTimeoutMs: Number(env.DRAIN_TIMEOUT_MS ?? 10_000),
  log,
});

function configuredWebhook() {
  const { SANDBOX_WEBHOOK_URL: url, SANDBOX_WEBHOOK_SECRET: secret } = env;
  if (!url) return {};
  if (!secret) throw new Error("SANDBOX_WEBHOOK_URL needs SANDBOX_WEBHOOK_SECRET");
  return { webhook: { url, secret, send: fetch } };
}
