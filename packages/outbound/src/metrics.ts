import { Counter, Gauge, type Metric, type Registry } from "prom-client";
import type { BreakerState } from "./breaker.ts";
import { CallDurations, type CallObserver } from "./durations.ts";

type Operation = { readonly target: string; readonly operation: string };

export type OutboundMetrics = {
  /** Observes calls with all their attempts: how long the caller waited, and what it got. */
  readonly observerOf: (operation: Operation) => CallObserver;
  readonly retried: (operation: Operation) => void;
  readonly hedged: (operation: Operation) => void;
  readonly breakerIs: (
    breaker: { readonly target: string; readonly origin: string },
    state: BreakerState,
  ) => void;
};

const STATE_VALUES = { closed: 0, "half-open": 1, open: 2 } satisfies Record<BreakerState, number>;

/** Registers the metrics, or finds those that an earlier client of the same registry registered. */
export function outboundMetrics(registry: Registry): OutboundMetrics {
  const registers = [registry];
  const known = <M>(name: string, make: () => M): M =>
    (registry.getSingleMetric(name) as (Metric & M) | undefined) ?? make();
  const counter = (name: string, help: string) =>
    known(name, () => new Counter({ name, help, labelNames: ["target", "operation"], registers }));

  const durations = known(
    "http_client_request_duration_seconds",
    () => new CallDurations(registry),
  );
  const retries = counter("outbound_retries_total", "Attempts after the first, hedges left out.");
  const hedges = counter("outbound_hedges_total", "Second attempts at reads that took long.");
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
    observerOf: ({ target, operation }) => durations.observerOf(target, operation),
    retried: (operation) => retries.inc(operation),
    hedged: (operation) => hedges.inc(operation),
    breakerIs: (breaker, state) => states.set(breaker, STATE_VALUES[state]),
  };
}
