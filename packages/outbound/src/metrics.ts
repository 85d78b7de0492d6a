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
  /** Asks `standing` for the calls on the way whenever the metrics are read, until the returned function is called. */
  readonly watch: (standing: Standing) => () => void;
};

/** Calls on the way to each process of each target, as they stand. */
type Standing = () => readonly {
  readonly target: string;
  readonly origin: string;
  readonly inFlight: number;
  readonly waiting: number;
}[];

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
  const calls = known(CALLS, () => new CallGauges(registry));
  return {
    observerOf: ({ target, operation }) => durations.observerOf(target, operation),
    retried: (operation) => retries.inc(operation),
    hedged: (operation) => hedges.inc(operation),
    breakerIs: (breaker, state) => states.set(breaker, STATE_VALUES[state]),
    watch: (standing) => calls.watch(standing),
  };
}

const CALLS = "outbound_calls_in_flight";

/** The two gauges of the bulkheads: counted where the calls are, and read only when somebody reads the metrics. */
class CallGauges extends Gauge<"target" | "origin"> {
  readonly #sources = new Set<Standing>();

  constructor(registry: Registry) {
    const labelNames = ["target", "origin"] as const;
    const registers = [registry];
    const sum = (gauge: Gauge<"target" | "origin">, count: "inFlight" | "waiting") =>
      this.#sum(gauge, count);
    super({
      ...{ name: CALLS, help: "Calls that have a connection.", labelNames, registers },
      collect() {
        sum(this, "inFlight");
      },
    });
    new Gauge({
      ...{ name: "outbound_calls_waiting", help: "Calls that wait for a connection." },
      ...{ labelNames, registers },
      collect() {
        sum(this, "waiting");
      },
    });
  }

  watch(standing: Standing): () => void {
    this.#sources.add(standing);
    return () => this.#sources.delete(standing);
  }

  /** Several clients of one registry may call the same process. */
  #sum(gauge: Gauge<"target" | "origin">, count: "inFlight" | "waiting"): void {
    gauge.reset();
    for (const { target, origin, ...counts } of [...this.#sources].flatMap((source) => source())) {
      gauge.inc({ target, origin: new URL(origin).host }, counts[count]);
    }
  }
}
