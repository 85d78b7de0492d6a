import type { Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { unrecorded } from "@holdfast/telemetry";
import { Counter, Gauge, type Registry } from "prom-client";
import {
  findWebhookState,
  WAITING_COUNTED_MAX,
  type WebhookState,
} from "./webhooks/webhooks.store.ts";
import type { Verdict } from "./webhooks/webhooks.ts";

export type WebhookMetrics = {
  readonly attempted: (verdict: Verdict["kind"]) => void;
  readonly register: (registry: Registry) => void;
};
type MetricsParts = {
  readonly db: Database;
  readonly log: Logger;
  readonly nowMs: () => number;
};

export function webhookMetrics(parts: MetricsParts): WebhookMetrics {
  const attempts = new Counter({
    name: "webhook_attempts_total",
    help: "Tries to deliver an event to a webhook, by what follows: delivered, retry, failed (given up), gone (410).",
    labelNames: ["verdict"],
    registers: [],
  });
  return {
    attempted: (verdict) => attempts.inc({ verdict }),
    register: (registry) => {
      registry.registerMetric(attempts);
      measureState(registry, parts);
    },
  };
}

/** Read when they are asked for, once for all: whichever process delivers, all say the same. */
function measureState(registry: Registry, { db, log, nowMs }: MetricsParts): void {
  let reading: Promise<WebhookState | undefined> | undefined;
  const read = () => {
    reading ??= unrecorded(() => findWebhookState(db))
      .catch((error: unknown) => {
        log.warn({ err: error }, "the state of webhooks is not known"); // the other metrics are told nevertheless
        return undefined;
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  const gauge = (name: string, help: string, of: (state: WebhookState) => number) =>
    new Gauge({
      ...{ name, help, registers: [registry] },
      async collect() {
        const state = await read();
        if (state !== undefined) this.set(of(state));
      },
    });
  gauge(
    "webhook_endpoints_failing",
    "Enabled webhooks that did not take their last event.",
    ({ failing }) => failing,
  );
  gauge("webhook_endpoints_disabled", "Webhooks that are sent nothing.", (state) => state.disabled);
  gauge(
    "webhook_pending_deliveries",
    `Events that wait for an enabled webhook, counted up to ${WAITING_COUNTED_MAX}.`,
    ({ pending }) => pending,
  );
  gauge(
    "webhook_lag_seconds",
    "Age of the oldest event that an enabled webhook has not taken; 0 when all have all.",
    ({ waitingSince }) =>
      waitingSince === null ? 0 : Math.max(0, nowMs() - waitingSince.getTime()) / 1000,
  );
}
