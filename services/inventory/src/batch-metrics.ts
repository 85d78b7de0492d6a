import { Histogram, type Registry } from "prom-client";
import type { Batch } from "./engine/engine.store.ts";

const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];

/** How full the engine's batches are, and how long they take: what tells a hot SKU from a slow database. */
export function batchMetrics() {
  const labelNames = ["way"] as const;
  const sizes = new Histogram({
    name: "inventory_batch_commands",
    help: "Commands a batch of the reservation engine, by the way they went: quick or exact.",
    labelNames,
    buckets: SIZES,
    registers: [],
  });
  const durations = new Histogram({
    name: "inventory_batch_duration_seconds",
    help: "From a batch's start to its commit, by the way it went: quick or exact.",
    labelNames,
    buckets: SECONDS,
    registers: [],
  });
  return {
    observe: ({ way, commands, durationMs }: Batch) => {
      sizes.observe({ way }, commands);
      durations.observe({ way }, durationMs / 1_000);
    },
    register: (registry: Registry) => {
      registry.registerMetric(sizes);
      registry.registerMetric(durations);
    },
  };
}
