import { randomBytes, randomUUIDv7 } from "node:crypto";
import { join } from "node:path";
import { openFlags } from "@holdfast/flags";
import { serve } from "@holdfast/http-service/serve";
import { createLogger } from "@holdfast/log";
import { openOutbox } from "@holdfast/outbox";
import { startRelay } from "@holdfast/outbox/relay";
import type { PushSubscribers } from "@holdfast/outbox/subscribers";
import { openDatabase } from "@holdfast/postgres";
import { listen } from "@holdfast/postgres/listen";
import { migrate } from "@holdfast/postgres/migrate";
import { startTelemetry } from "@holdfast/telemetry";
import { compose } from "./compose.ts";
import { keepJudging } from "./keep-judging.ts";
import { openPriceSource } from "./price-source.ts";
import { forgetQuotes } from "./quote-basket/forget-quotes.store.ts";
import { NO_TAX_PROVIDER } from "./tax-basket.ts";
import type { TaxProvider } from "./tax-provider.client.ts";

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
const prices = openPriceSource({
  db,
  listen: (options) => listen({ ...options, url, applicationName: "pricing-cache", schedule }),
  redis: await redisAt(env.REDIS_URL),
  bytesMax: countIn("PRICE_CACHE_MAX_MB", env.PRICE_CACHE_MAX_MB, 64) * 1024 * 1024,
  staleMaxMs: countIn("PRICE_STALE_MAX_SECONDS", env.PRICE_STALE_MAX_SECONDS, 900) * 1000,
  log,
  nowMs: Date.now,
  schedule,
});
const flags = await openFlags({ file: env.FLAGS_FILE, log, schedule });
const app = compose({
  db,
  prices,
  outbox,
  log,
  version: VERSION,
  nowMs: Date.now,
  newId: randomUUIDv7,
  randomBytes,
  askTaxProvider: async (basket) => (await taxProvider?.ask(basket)) ?? NO_TAX_PROVIDER,
  breakers: () => [taxProvider, push].flatMap((calling) => calling?.breakers() ?? []),
  isDynamic: (sku) => flags.isOn("dynamic-pricing", sku),
  quoteTtlMs: 15 * 60 * 1000,
});
const taxProvider = await openTaxProviderAt(env.TAX_PROVIDER_URL);
const push = await openSubscribers(env.PRICING_EVENT_SUBSCRIBERS);
const relay = await startRelay({
  db,
  url,
  applicationName: "pricing-relay",
  outbox,
  subscribers: push?.subscribers ?? [],
  holder: randomUUIDv7(),
  retentionMs: Number(env.PRICING_EVENT_RETENTION_DAYS ?? 7) * DAY_MS,
  log,
  registry: app.registry,
  nowMs: Date.now,
  random: Math.random,
  schedule,
});
const forgetting = forgetQuotes({
  ...{ db, log, nowMs: Date.now, schedule },
  quoteRetentionMs: countIn("QUOTE_RETENTION_DAYS", env.QUOTE_RETENTION_DAYS, 90) * DAY_MS,
});
const judging = keepJudging(
  { db, log, nowMs: Date.now, isOn: () => flags.mayBeOn("dynamic-pricing") },
  schedule,
);
// A delivery under way ends beside the requests; one that takes too long is left behind, and made again.
let relayStopped = Promise.resolve();
app.addHook("preClose", async () => {
  relayStopped = relay.stop(drainTimeoutMs);
});
// The last hook runs first: neither the relay nor the cache meets a closed database.
app.addHook("onClose", async () => {
  await relayStopped;
  await push?.close();
  await judging.stop();
  await forgetting.stop();
  await prices.close();
  await taxProvider?.close();
  await flags.close();
  await telemetry.shutdown();
});
await serve(app, {
  host: env.HOST ?? "127.0.0.1",
  port: Number(env.PORT ?? 8002),
  drainTimeoutMs,
  log,
});

async function redisAt(redisUrl: string | undefined) {
  if (redisUrl === undefined || redisUrl === "") return undefined;
  if (!/^rediss?:\/\//.test(redisUrl) || !URL.canParse(redisUrl)) {
    // Not the URL itself: it may have a password.
    throw new Error("REDIS_URL must be redis://host:port or rediss://host:port");
  }
  const { openRedis } = await import("./cache/redis-link.ts");
  return {
    open: openRedis,
    url: redisUrl,
    timeoutMs: countIn("PRICE_CACHE_REDIS_TIMEOUT_MS", env.PRICE_CACHE_REDIS_TIMEOUT_MS, 20),
  };
}

function countIn(variable: string, text: string | undefined, otherwise: number): number {
  const count = Number(text ?? otherwise);
  if (Number.isInteger(count) && count >= 1 && count <= 1_000_000) return count;
  throw new Error(`${variable} must be a whole number from 1 to 1000000, not "${text}"`);
}

/** Loads what calls others only where there are some, here and below: it is 10 MiB that most processes never need. */
async function openSubscribers(declared: string | undefined): Promise<PushSubscribers | undefined> {
  if (declared === undefined) return undefined;
  const { pushSubscribers, readSubscribers } = await import("@holdfast/outbox/subscribers");
  const { loadResilience } = await import("@holdfast/outbound");
  return pushSubscribers(readSubscribers("PRICING_EVENT_SUBSCRIBERS", declared), {
    caller: "pricing",
    resilience: loadResilience(resilienceFile),
    log,
    registry: app.registry,
    newId: randomUUIDv7,
  });
}

async function openTaxProviderAt(
  taxProviderUrl: string | undefined,
): Promise<TaxProvider | undefined> {
  if (taxProviderUrl === undefined || taxProviderUrl === "") return undefined;
  const { openTaxProvider } = await import("./tax-provider.client.ts");
  const { loadResilience } = await import("@holdfast/outbound");
  const resilience = loadResilience(resilienceFile);
  return openTaxProvider({ url: taxProviderUrl, resilience, log, registry: app.registry });
}
