import type { Histogram, Registry } from "prom-client";

/** Upper bounds of the buckets, in seconds. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

export type Answered = {
  readonly method: string;
  readonly route: string;
  readonly status: number;
};

/** What was observed of one method, route and status. */
type Series = Answered & {
  /** By bucket; the last one has no bound. */
  readonly counts: number[];
  sumSeconds: number;
};

/**
 * The histogram of request durations. prom-client's own finds a series by a text that it makes of all labels at every
 * observation; a route has so few series that looking at each is quicker by far.
 */
export class RequestDurations {
  readonly name = "http_server_request_duration_seconds";
  readonly help = "Duration of HTTP requests, by route and status.";
  readonly type = "histogram";
  readonly aggregator = "sum";
  readonly #byRoute = new Map<string, readonly Series[]>();

  constructor(registry: Registry) {
    registry.registerMetric(this as unknown as Histogram); // a registry uses the fields above and `get`
  }

  observe(answered: Answered, tookMs: number): void {
    const series = this.#seriesOf(answered);
    const seconds = tookMs / 1000;
    let bucket = 0;
    while (bucket < BOUNDS.length && seconds > (BOUNDS[bucket] ?? 0)) bucket += 1;
    series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
    series.sumSeconds += seconds;
  }

  /** As the registry asks for it. */
  async get() {
    const { name, help, type, aggregator } = this;
    const values = [...this.#byRoute.values()].flat().flatMap((series) => valuesOf(name, series));
    return { name, help, type, aggregator, values };
  }

  #seriesOf({ method, route, status }: Answered): Series {
    const ofRoute = this.#byRoute.get(route) ?? [];
    for (const series of ofRoute) {
      if (series.status === status && series.method === method) return series;
    }
    const counts = Array.from({ length: BOUNDS.length + 1 }, () => 0);
    const series = { method, route, status, counts, sumSeconds: 0 };
    this.#byRoute.set(route, [...ofRoute, series]);
    return series;
  }
}

/** Prometheus' form: each bucket counts what is below its bound, those of the smaller ones included. */
function valuesOf(name: string, { method, route, status, counts, sumSeconds }: Series) {
  const labels = {
    http_request_method: method,
    http_route: route,
    http_response_status_code: status,
  };
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
