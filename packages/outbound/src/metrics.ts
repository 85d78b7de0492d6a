import { Counter, Gauge, Histogram, type Metric, type Registry } from "prom-client";
import type { BreakerState } from "./breaker.ts";

export type OutboundMetrics = {
  /** One call with all its attempts: how long the caller waited, and what it got. */
  readonly called: (
    call: { readonly target: string; readonly operation: string; readonly outcome: string },
    durationMs: number,
  ) => void;
  readonly retried: (call: { readonly target: string; readonly operation: string }) => void;
  readonly breakerIs: (
    breaker: { readonly target: string; readonly origin: string },
    state: BreakerState,
  ) => void;
};

const STATE_VALUES = { closed: 0, "half-open": 1, open: 2 } satisfies Record<BreakerState, number>;

/** Registers the metrics, or finds those that an earlier client of the same registry registered. */
export function outboundMetrics(registry: Registry): OutboundMetrics {
  const known = <M extends Metric>(name: string, make: () => M): M =>
    (registry.getSingleMetric(name) as M | undefined) ?? make();
  const registers = [registry];

  const durations = known(
    "http_client_request_duration_seconds",
    () =>
      new Histogram({
        name: "http_client_request_duration_seconds",
        help: "Calls to other services, all attempts and the waits between them included.",
        labelNames: ["target", "operation", "outcome"],
        // 1 ms is a warm call on one machine; 30 s the longest deadline a client of the shop can have.
        buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
        registers,
      }),
  );
  const retries = known(
    "outbound_retries_total",
    () =>
      new Counter({
        name: "outbound_retries_total",
        help: "Attempts after the first.",
        labelNames: ["target", "operation"],
        registers,
      }),
  );
  const states = known(
    "outbound_breaker_state",
    () =>
      new Gauge({
        name: "outbound_breaker_state",
        help: "0 closed, 1 half-open, 2 open.",
        labelNames: ["target", "origin"],
        registers,
      }),
  );
  return {
    called: (call, durationMs) => durations.observe(call, durationMs / 1000),
    retried: (call) => retries.inc(call),
    breakerIs: (breaker, state) => states.set(breaker, STATE_VALUES[state]),
  };
}
