import { randomBytes, randomUUIDv7 } from "node:crypto";
import { join } from "node:path";
import { serve } from "@holdfast/http-service/serve";
import { createLogger } from "@holdfast/log";
import { openOutbox } from "@holdfast/outbox";
import { type Subscriber, startRelay } from "@holdfast/outbox/relay";
import { openDatabase } from "@holdfast/postgres";
import { migrate } from "@holdfast/postgres/migrate";
import { startTelemetry } from "@holdfast/telemetry";
import { compose } from "./compose.ts";

const VERSION = "0.1.0";
const DAY_MS = 24 * 3_600_000;
const { env } = process;

const url = env.PRICING_DATABASE_URL ?? "postgresql://postgres:postgres@127.0.0.1:8010/pricing";
const drainTimeoutMs = Number(env.DRAIN_TIMEOUT_MS ?? 10_000);
const resilienceFile = env.RESILIENCE_FILE ?? join(import.meta.dirname, "../../../resilience.yaml");

const log = createLogger({ service: "pricing", level: env.LOG_LEVEL ?? "info" });
const telemetry = startTelemetry({
  serviceName: "pricing",
  serviceVersion: VERSION,
  env,
  warn: (message) => log.warn(message),
});
const { applied } = await migrate({ url, directory: join(import.meta.dirname, "../migrations") });
if (applied.length > 0) log.info({ applied }, "migrated");
const db = openDatabase({ url, applicationName: "pricing" });
const schedule = (work: () => void, delayMs: number) => {
  const timer = setTimeout(work, delayMs).unref();
  return () => clearTimeout(timer);
};
const outbox = openOutbox({ db, schedule });
const app = compose({
  db,
  outbox,
  log,
  version: VERSION,
  nowMs: Date.now,
  newId: randomUUIDv7,
  randomBytes,
  quoteTtlMs: 15 * 60 * 1000,
});
const relay = await startRelay({
  db,
  url,
  applicationName: "pricing-relay",
  outbox,
  subscribers: await openSubscribers(env.PRICING_EVENT_SUBSCRIBERS),
  holder: randomUUIDv7(),
  retentionMs: Number(env.PRICING_EVENT_RETENTION_DAYS ?? 7) * DAY_MS,
  log,
  registry: app.registry,
  nowMs: Date.now,
  random: Math.random,
  schedule,
});
// A delivery under way ends beside the requests; one that takes too long is left behind, and made again.
let relayStopped = Promise.resolve();
app.addHook("preClose", async () => {
  relayStopped = relay.stop(drainTimeoutMs);
});
// The last hook runs first: the relay meets no closed database.
app.addHook("onClose", async () => {
  await relayStopped;
  await telemetry.shutdown();
});
await serve(app, {
  host: env.HOST ?? "127.0.0.1",
  port: Number(env.PORT ?? 8002),
  drainTimeoutMs,
  log,
});

/** Loads what calls them only where there are some: it is 10 MiB that most processes never need. */
async function openSubscribers(declared: string | undefined): Promise<readonly Subscriber[]> {
  if (declared === undefined) return [];
  const { pushSubscribers, readSubscribers } = await import("@holdfast/outbox/subscribers");
  const { loadResilience } = await import("@holdfast/outbound");
  return pushSubscribers(readSubscribers("PRICING_EVENT_SUBSCRIBERS", declared), {
    caller: "pricing",
    resilience: loadResilience(resilienceFile),
    log,
    registry: app.registry,
    newId: randomUUIDv7,
  }).subscribers;
}
