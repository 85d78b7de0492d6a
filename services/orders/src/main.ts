import { randomBytes, randomUUIDv7 } from "node:crypto";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { serve } from "@holdfast/http-service/serve";
import { createLogger } from "@holdfast/log";
import { createOutbound, loadResilience } from "@holdfast/outbound";
import { openStrangers } from "@holdfast/outbound/stranger";
import { openOutbox } from "@holdfast/outbox";
import { startRelay } from "@holdfast/outbox/relay";
import { pushSubscribers, readSubscribers } from "@holdfast/outbox/subscribers";
import { openDatabase } from "@holdfast/postgres";
import { migrate } from "@holdfast/postgres/migrate";
import { startTelemetry } from "@holdfast/telemetry";
import type { CheckoutInput } from "./checkout/checkout.workflow.ts";
import { compose, composeDurable } from "./compose.ts";
import { drainOnClose, requestsDrainMs } from "./drain.ts";
import type { ImportInput } from "./import-file/import-file.workflow.ts";
import { openWebhooks } from "./open-webhooks.ts";
import type { ChangeInput } from "./order-changes/order-changes.store.ts";
import { configuredPayment } from "./payment/configured-payment.client.ts";
import { configuredEvents } from "./payment-events/verify-event.client.ts";
import { diskStorage } from "./reports/disk-storage.client.ts";
import type { ReportInput } from "./reports/reports.workflow.ts";
import { s3Storage } from "./reports/s3-storage.client.ts";
import { restateEndpoint } from "./restate-endpoint.ts";
import { objectWakes, serviceSends, submissions } from "./restate-ingress.ts";
import { registerDeployment } from "./restate-registration.ts";
import { openVault, readKeys } from "./secret-vault.ts";
import { keepSweeping } from "./sweep.ts";
import { ownEvents } from "./take-events/take-events.route.ts";
import { WEBHOOK_OBJECT } from "./webhooks/webhooks.workflow.ts";

const VERSION = "0.1.0";
const DAY_MS = 24 * 3_600_000;
const { env } = process;
const host = env.HOST ?? "127.0.0.1";
const url = env.ORDERS_DATABASE_URL ?? "postgresql://postgres:postgres@127.0.0.1:8010/orders";
const ingressUrl = env.RESTATE_INGRESS_URL ?? "http://127.0.0.1:8011";
const adminUrl = env.RESTATE_ADMIN_URL ?? "http://127.0.0.1:8012";
const endpointPort = Number(env.RESTATE_ENDPOINT_PORT ?? 8014);
const endpointUrl = env.RESTATE_ENDPOINT_URL ?? "http://127.0.0.1:8014";
const drainTimeoutMs = Number(env.DRAIN_TIMEOUT_MS ?? 10_000);
const resilienceFile = env.RESILIENCE_FILE ?? join(import.meta.dirname, "../../../resilience.yaml");

const log = createLogger({ service: "orders", level: env.LOG_LEVEL ?? "info" });
const telemetry = startTelemetry({
  serviceName: "orders",
  serviceVersion: VERSION,
  env,
  warn: (message) => log.warn(message),
});
const { applied } = await migrate({ url, directory: join(import.meta.dirname, "../migrations") });
if (applied.length > 0) log.info({ applied }, "migrated");

const db = openDatabase({ url, applicationName: "holdfast-orders" });
const nowMs = Date.now;
const schedule = (work: () => void, delayMs: number) => {
  const timer = setTimeout(work, delayMs).unref();
  return () => clearTimeout(timer);
};
const outbox = openOutbox({ db, schedule });
const resilience = loadResilience(resilienceFile);
const stopping = new AbortController();
const ingress = { log, draining: stopping.signal };
const checkouts = submissions<CheckoutInput>(ingressUrl, "checkout", ingress);
const imports = submissions<ImportInput>(ingressUrl, "import-file", ingress);
const changes = submissions<ChangeInput>(ingressUrl, "order-change", ingress);
const registration = registerDeployment({
  adminUrl,
  service: "checkout",
  deploymentUrl: `${endpointUrl}/v1`,
  force: env.HOLDFAST_MODE === "embedded",
  log,
  send: fetch,
  wait,
});
const allowPrivate = isOn("WEBHOOK_ALLOW_PRIVATE");
const strangers = openStrangers({ allowPrivate });
const webhooks = openWebhooks({
  ...{ db, log, nowMs, random: Math.random, allowPrivate, strangers },
  vault: openVault(readKeys(env.WEBHOOK_SECRET_KEYS)),
  wake: objectWakes(ingressUrl, WEBHOOK_OBJECT),
});
const reports = {
  submissions: submissions<ReportInput>(ingressUrl, "report", ingress),
  storage: openReportStorage(),
  retentionMs: countOf("REPORT_RETENTION_DAYS", env.REPORT_RETENTION_DAYS ?? 7) * DAY_MS,
  slots: countOf("REPORTS_AT_ONCE", env.REPORTS_AT_ONCE ?? 2),
  currency: env.DEFAULT_CURRENCY ?? "EUR",
};
const app = compose({
  log,
  version: VERSION,
  db,
  outbox,
  checkouts,
  imports,
  changes,
  restateCheck: registration.check,
  nowMs,
  newId: randomUUIDv7,
  randomBytes,
  webhooks,
  reports,
  paymentEvents: {
    verifier: await configuredEvents({
      PAYMENT_PROVIDER: env.PAYMENT_PROVIDER,
      PAYMENT_WEBHOOK_SECRET: env.PAYMENT_WEBHOOK_SECRET,
      STRIPE_WEBHOOK_SECRET: env.STRIPE_WEBHOOK_SECRET,
    }),
    reverse: serviceSends(ingressUrl, { service: "late-charges", handler: "reverse" }),
  },
  schedule,
  breakers: () => [...called(), ...subscribers.breakers()],
  defaultLocation: env.ORDERS_DEFAULT_LOCATION ?? "BER",
});
const outbound = createOutbound({
  caller: "orders",
  // What subscribers are sent goes through their own.
  during: ["checkout", "order-change", "import-file", "report"],
  resilience,
  // Each may be several, comma separated: one a process.
  origins: {
    inventory: (env.INVENTORY_URL ?? "http://127.0.0.1:8001").split(","),
    pricing: (env.PRICING_URL ?? "http://127.0.0.1:8002").split(","),
    payment: (env.PAYMENT_URL ?? "http://127.0.0.1:8004").split(","),
  },
  log,
  registry: app.registry,
});
const payment = await configuredPayment({
  env: {
    PAYMENT_PROVIDER: env.PAYMENT_PROVIDER,
    STRIPE_SECRET_KEY: env.STRIPE_SECRET_KEY,
    STRIPE_API_URL: env.STRIPE_API_URL,
  },
  ...{ log, nowMs },
  breaker: resilience.targets.payment?.breaker,
});
/** The sandbox is not called where another provider is. */
const called = () => {
  const all = outbound.breakers();
  if (payment === undefined) return all;
  return [...all.filter(({ target }) => target !== "payment"), ...payment.breakers()];
};
const v1 = composeDurable({
  payment,
  webhooks,
  reports,
  newId: randomUUIDv7,
  db,
  outbox,
  log,
  nowMs,
  outbound,
  resilience,
  lateChargeMs: 120_000,
  draining: stopping.signal,
});
const endpoint = restateEndpoint({ v1 }, log);
// The engine alone may call it. What it reaches over loopback needs no other interface.
const isLoopback = /^(127\.|localhost$|\[::1\]$)/.test(new URL(endpointUrl).hostname);
await endpoint.listen({ host: isLoopback ? "127.0.0.1" : host, port: endpointPort });
const sweeping = keepSweeping({
  db,
  checkouts,
  imports,
  changes,
  reports,
  log,
  nowMs,
  draining: stopping.signal,
});
const subscribers = pushSubscribers(
  readSubscribers("ORDERS_EVENT_SUBSCRIBERS", env.ORDERS_EVENT_SUBSCRIBERS),
  { caller: "orders", resilience, log, registry: app.registry, newId: randomUUIDv7 },
);
const relay = await startRelay({
  db,
  url,
  applicationName: "holdfast-orders-relay",
  outbox,
  subscribers: [
    ownEvents({ db, log, nowMs, wakeEndpoints: webhooks.wakeEndpoints }),
    ...subscribers.subscribers,
  ],
  holder: randomUUIDv7(),
  retentionMs: Number(env.ORDERS_EVENT_RETENTION_DAYS ?? 7) * DAY_MS,
  log,
  registry: app.registry,
  nowMs,
  random: Math.random,
  schedule,
});
const waking = webhooks.keep(schedule);

drainOnClose(
  app,
  {
    ...{ stopping, registration, sweeping, endpoint, relay },
    close: {
      outbound: () => outbound.close(),
      subscribers: () => subscribers.close(),
      waking: () => waking.stop(),
      strangers: () => strangers.close(),
      database: () => db.close(),
      telemetry: () => telemetry.shutdown(),
    },
  },
  { drainTimeoutMs, log, nowMs: () => performance.now() },
);
const requestsMs = requestsDrainMs(drainTimeoutMs);
await serve(app, { host, port: Number(env.PORT ?? 8003), drainTimeoutMs: requestsMs, log });

/** All processes of orders need the same one: several machines share a directory, or have a bucket. */
function openReportStorage() {
  const bucketUrl = env.REPORTS_BUCKET_URL;
  if (bucketUrl === undefined) {
    return diskStorage(env.REPORTS_DIR ?? join(import.meta.dirname, "../../../.holdfast/reports"));
  }
  return s3Storage({
    url: bucketUrl,
    accessKeyId: env.REPORTS_BUCKET_ACCESS_KEY_ID ?? "",
    secretAccessKey: env.REPORTS_BUCKET_SECRET_ACCESS_KEY ?? "",
    region: env.REPORTS_BUCKET_REGION ?? "auto",
  });
}

function countOf(variable: string, set: string | number): number {
  const count = Number(set);
  if (Number.isInteger(count) && count >= 1 && count <= 1_000) return count;
  throw new Error(`${variable} must be a whole number from 1 to 1000, not "${set}"`);
}

function isOn(variable: string): boolean {
  const set = env[variable] ?? "off";
  if (set === "on" || set === "off") return set === "on";
  throw new Error(`${variable} must be on or off, not "${set}"`);
}
