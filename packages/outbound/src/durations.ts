import type { Histogram, Registry } from "prom-client";

// 1 ms is a warm call on one machine; 30 s the longest deadline a client of the shop can have.
const BOUNDS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
] as const;

type Labels = {
  readonly target: string;
  readonly operation: string;
  readonly outcome: string;
};
/** What was observed of one operation and outcome. */
type Series = {
  readonly labels: Labels;
  /** By bucket; the last one has no bound. */
  readonly counts: number[];
  sumSeconds: number;
};

/** Observes the calls of one operation. */
export type CallObserver = (outcome: string, tookMs: number) => void;

/**
 * The histogram of call durations. prom-client's own finds a series by a text that it makes of all labels at every
 * observation, which costs as much as all else that a call does between its request and its answer. Here an operation
 * keeps its few series.
 */
export class CallDurations {
  readonly name = "http_client_request_duration_seconds";
  readonly help = "Calls to other services, all attempts and the waits between them included.";
  readonly type = "histogram";
  readonly aggregator = "sum";
  readonly #series: Series[] = [];

  constructor(registry: Registry) {
    registry.registerMetric(this as unknown as Histogram); // a registry uses the fields above and `get`
  }

  observerOf(target: string, operation: string): CallObserver {
    const known: Series[] = [];
    return (outcome, tookMs) => {
      let series = known.find(({ labels }) => labels.outcome === outcome);
      if (series === undefined) {
        series = this.#seriesOf({ target, operation, outcome });
        known.push(series);
      }
      const seconds = tookMs / 1000;
      let bucket = 0;
      while (bucket < BOUNDS.length && seconds > (BOUNDS[bucket] ?? 0)) bucket += 1;
      series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
      series.sumSeconds += seconds;
    };
  }

  /** As the registry asks for it. */
  async get() {
    const { name, help, type, aggregator } = this;
    const values = this.#series.flatMap((series) => valuesOf(name, series));
    return { name, help, type, aggregator, values };
  }

  /** Two clients of one registry may call the same operation. */
  #seriesOf(labels: Labels): Series {
    const same = this.#series.find(
      ({ labels: { target, operation, outcome } }) =>
        target === labels.target && operation === labels.operation && outcome === labels.outcome,
    );
    if (same !== undefined) return same;
    const counts = Array.from({ length: BOUNDS.length + 1 }, () => 0);
    const series = { labels, counts, sumSeconds: 0 };
    this.#series.push(series);
    return series;
  }
}

/** Prometheus' form: each bucket counts what is below its bound, those of the smaller ones included. */
function valuesOf(name: string, { labels, counts, sumSeconds }: Series) {
  let count = 0;
  const buckets = counts.map((observed, bucket) => {
    count += observed;
    const le = BOUNDS[bucket] ?? "+Inf";
    return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: count };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: sumSeconds },
    { metricName: `${name}_count`, labels, value: count },
  ];
}
