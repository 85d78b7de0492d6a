import { Counter, Gauge, Histogram, type Metric, type Registry } from "prom-client";

export type CacheMetrics = ReturnType<typeof cacheMetrics>;

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

/** How prices are found. `bytes`: what those in memory take. */
export function cacheMetrics(bytes: () => number) {
  const all: Metric[] = [];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) => {
    const made = new Counter({ name, help, labelNames, registers: [] });
    all.push(made);
    return made;
  };
  const hits = counter("price_cache_hits_total", "SKUs answered from a copy, by level.", ["level"]);
  const hitsBy = { memory: hits.labels("memory"), redis: hits.labels("redis") };
  const misses = counter("price_cache_misses_total", "SKUs that were read from PostgreSQL.");
  const checked = counter(
    "price_cache_checked_total",
    "SKUs whose copy was compared with PostgreSQL and was still right.",
  );
  const stale = counter(
    "price_cache_stale_total",
    "SKUs that were answered as last known, because PostgreSQL could not be asked.",
  );
  const evictions = counter(
    "price_cache_evictions_total",
    "SKUs that left memory because others needed the room.",
  );
  const redisErrors = counter(
    "price_cache_redis_errors_total",
    "Calls to Redis that failed, by reason: timeout or error; rejected: what was there is not ours.",
    ["reason"],
  );
  const loads = loadDurations();
  all.push(loads, sizeOf(bytes));
  return {
    hit: (level: "memory" | "redis", skus: number) => hitsBy[level].inc(skus),
    missed: (skus: number) => misses.inc(skus),
    checked: (skus: number) => checked.inc(skus),
    stale: (skus: number) => stale.inc(skus),
    evicted: () => evictions.inc(),
    loaded: (seconds: number) => loads.observe(seconds),
    redisFailed: (reason: "timeout" | "error" | "rejected") => redisErrors.inc({ reason }),
    register: (registry: Registry) => {
      for (const metric of all) registry.registerMetric(metric);
    },
  };
}

function loadDurations() {
  return new Histogram({
    name: "price_cache_load_seconds",
    help: "Time of a statement that reads SKUs or compares them.",
    buckets: SECONDS,
    registers: [],
  });
}

function sizeOf(bytes: () => number) {
  return new Gauge({
    name: "price_cache_bytes",
    help: "Memory of the SKUs in it, estimated; at most PRICE_CACHE_MAX_MB.",
    registers: [],
    collect() {
      this.set(bytes());
    },
  });
}
