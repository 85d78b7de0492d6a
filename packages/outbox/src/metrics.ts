import type { Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { unrecorded } from "@holdfast/telemetry";
import { Counter, Gauge, type Registry } from "prom-client";
import { listSubscriptions } from "./subscriptions.store.ts";

export type RelayMetrics = {
  readonly delivered: (subscription: string, events: number) => void;
  readonly failed: (subscription: string) => void;
};
type MetricsParts = {
  readonly db: Database;
  readonly registry: Registry;
  readonly log: Logger;
  readonly nowMs: () => number;
};

export function relayMetrics(parts: MetricsParts): RelayMetrics {
  const labelNames = ["subscription"];
  const registers = [parts.registry];
  const delivered = new Counter({
    name: "outbox_delivered_events_total",
    help: "Events that a subscriber took from this process, repeats included.",
    labelNames,
    registers,
  });
  const failures = new Counter({
    name: "outbox_delivery_failures_total",
    help: "Batches that a subscriber did not take from this process.",
    labelNames,
    registers,
  });
  measureLag(parts);
  return {
    delivered: (subscription, events) => delivered.inc({ subscription }, events),
    failed: (subscription) => failures.inc({ subscription }),
  };
}

/** Read when it is asked for: whichever process delivers, all say the same. */
function measureLag({ db, registry, log, nowMs }: MetricsParts): void {
  new Gauge({
    name: "outbox_lag_seconds",
    help: "Age of the oldest event that a subscriber has not taken; 0 when it has all.",
    labelNames: ["subscription"],
    registers: [registry],
    async collect() {
      this.reset();
      try {
        for (const { name, waitingSince } of await unrecorded(() => listSubscriptions(db, 1))) {
          const lagMs = waitingSince === null ? 0 : Math.max(0, nowMs() - waitingSince.getTime());
          this.set({ subscription: name }, lagMs / 1000);
        }
      } catch (error) {
        log.warn({ err: error }, "the lag of subscribers is not known"); // the other metrics are told nevertheless
      }
    },
  });
}
