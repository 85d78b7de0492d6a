import { randomUUIDv7 } from "node:crypto";
import { join } from "node:path";
import { serve } from "@holdfast/http-service/serve";
import { createLogger } from "@holdfast/log";
import { openOutbox } from "@holdfast/outbox";
import { startRelay } from "@holdfast/outbox/relay";
import type { PushSubscribers } from "@holdfast/outbox/subscribers";
import { openDatabase } from "@holdfast/postgres";
import { migrate } from "@holdfast/postgres/migrate";
import { startTelemetry } from "@holdfast/telemetry";
import { batchMetrics } from "./batch-metrics.ts";
import { compose } from "./compose.ts";
import { openEngine } from "./engine/engine.store.ts";
import { steadyClock } from "./steady-clock.ts";
import { keepSweeping } from "./sweep.ts";

const VERSION = "0.1.0";
const DAY_MS = 24 * 3_600_000;
const { env } = process;
const url = env.INVENTORY_DATABASE_URL ?? "postgresql://postgres:postgres@127.0.0.1:8010/inventory";

const drainTimeoutMs = Number(env.DRAIN_TIMEOUT_MS ?? 10_000);
const resilienceFile = env.RESILIENCE_FILE ?? join(import.meta.dirname, "../../../resilience.yaml");

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
const schedule = (work: () => void, delayMs: number) => {
  const timer = setTimeout(work, delayMs).unref();
  return () => clearTimeout(timer);
};
const outbox = openOutbox({ db, schedule });
const metrics = batchMetrics();
const engine = openEngine({
  url,
  applicationName: "holdfast-inventory-engine",
  nowMs,
  lanes: lanesOf(env.INVENTORY_LANES),
  wake: outbox.wake,
  onBatch: metrics.observe,
});
const app = compose({
  ...{ log, version: VERSION, db, engine, outbox, nowMs, newId: randomUUIDv7 },
  breakers: () => push?.breakers() ?? [],
});
metrics.register(app.registry);
const push = await openSubscribers(env.INVENTORY_EVENT_SUBSCRIBERS);
const relay = await startRelay({
  db,
  url,
  applicationName: "holdfast-inventory-relay",
  outbox,
  subscribers: push?.subscribers ?? [],
  holder: randomUUIDv7(),
  retentionMs: Number(env.INVENTORY_EVENT_RETENTION_DAYS ?? 7) * DAY_MS,
  log,
  registry: app.registry,
  nowMs,
  random: Math.random,
  schedule,
});
const sweeping = keepSweeping({ db, log, nowMs, wake: outbox.wake }, schedule);
// A delivery under way ends beside the requests; one that takes too long is left behind, and made again.
let relayStopped = Promise.resolve();
app.addHook("preClose", async () => {
  relayStopped = relay.stop(drainTimeoutMs);
});
// The last hook runs first: no sweep meets a closed database.
app.addHook("onClose", async () => {
  await relayStopped;
  await push?.close();
  await sweeping.stop();
  await engine.close();
  await telemetry.shutdown();
});
await serve(app, {
  host: env.HOST ?? "127.0.0.1",
  port: Number(env.PORT ?? 8001),
  drainTimeoutMs,
  log,
});

/** Batches side by side: more than the database has cores only wait for one another. */
function lanesOf(declared = "1"): number {
  const lanes = Number(declared);
  if (Number.isInteger(lanes) && lanes >= 1 && lanes <= 32) return lanes;
  throw new Error(`INVENTORY_LANES must be a whole number from 1 to 32, not "${declared}"`);
}

/** Loads what calls them only where there are some: it is 10 MiB that most processes never need. */
async function openSubscribers(declared: string | undefined): Promise<PushSubscribers | undefined> {
  if (declared === undefined) return undefined;
  const { pushSubscribers, readSubscribers } = await import("@holdfast/outbox/subscribers");
  const { loadResilience } = await import("@holdfast/outbound");
  return pushSubscribers(readSubscribers("INVENTORY_EVENT_SUBSCRIBERS", declared), {
    caller: "inventory",
    resilience: loadResilience(resilienceFile),
    log,
    registry: app.registry,
    newId: randomUUIDv7,
  });
}
