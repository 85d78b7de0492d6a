/** The arithmetic of `holdfast load`: bounds, what is sent next, and what came of it. Counts nothing by itself. */
import { createHistogram, type RecordableHistogram } from "node:perf_hooks";
import { fail, ok, type Result } from "@holdfast/result";

export const LOADS = ["product", "quote", "reserve", "order", "mix"] as const;
export type Load = (typeof LOADS)[number];
export type Kind = Exclude<Load, "mix">;
export type Plan = {
  readonly load: Load;
  readonly connections: number;
  /** Whatever is reached first ends it. */
  readonly durationMs: number;
  readonly requestsMax: number;
  /** Requests a second; undefined for as many as the connections carry. */
  readonly rate: number | undefined;
  readonly errorShareMax: number;
};

/** Hard bounds: this finds out how fast a shop is, and must not take down a network. */
const BOUNDS = {
  connections: 512,
  durationSeconds: 600,
  requests: 1_000_000,
  rate: 100_000,
} as const;

type Words = Readonly<
  Record<"connections" | "duration" | "requests" | "rate" | "maxErrors", string | undefined>
>;

/** @param load a name of LOADS; fails with what is wrong with a word. */
export function planOf(load: Load, words: Words): Result<Plan, string> {
  const connections = bounded(words.connections ?? "16", "--connections", BOUNDS.connections);
  if (!connections.ok) return connections;
  const seconds = bounded(
    words.duration ?? (words.requests === undefined ? "10" : String(BOUNDS.durationSeconds)),
    "--duration",
    BOUNDS.durationSeconds,
  );
  if (!seconds.ok) return seconds;
  const requests = bounded(
    words.requests ?? String(BOUNDS.requests),
    "--requests",
    BOUNDS.requests,
  );
  if (!requests.ok) return requests;
  const rate = words.rate === undefined ? undefined : bounded(words.rate, "--rate", BOUNDS.rate);
  if (rate?.ok === false) return rate;
  const share = words.maxErrors ?? "1";
  if (!/^\d{1,3}(\.\d{1,3})?$/.test(share) || Number(share) > 100) {
    return fail(`--max-errors must be a percentage from 0 to 100, not "${share}"`);
  }
  return ok({
    load,
    connections: connections.value,
    durationMs: 1_000 * seconds.value,
    requestsMax: requests.value,
    rate: rate?.value,
    errorShareMax: Number(share) / 100,
  });
}

function bounded(word: string, name: string, max: number): Result<number, string> {
  const value = Number(word);
  if (/^\d{1,9}$/.test(word) && value >= 1 && value <= max) return ok(value);
  return fail(`${name} must be a whole number from 1 to ${max}, not "${word}"`);
}

/** A shop's day in ten requests: many look, some ask for a price, few buy. */
const MIX: readonly Kind[] = [
  ...["product", "product", "quote", "product", "reserve", "product"],
  ...["product", "quote", "product", "order"],
] as Kind[];

/** What the request with this number (from 0) asks. */
export const kindOf = (load: Load, number: number): Kind =>
  load === "mix" ? (MIX[number % MIX.length] ?? "product") : load;

export type Tally = {
  readonly startedMs: number;
  readonly all: RecordableHistogram;
  readonly byKind: Map<Kind, RecordableHistogram>;
  readonly refusals: Map<string, number>;
  requests: number;
  errors: number;
};

export const newTally = (startedMs: number): Tally => ({
  startedMs,
  all: createHistogram(),
  byKind: new Map(),
  refusals: new Map(),
  requests: 0,
  errors: 0,
});

/** `refusal` is the code or kind of what went wrong; undefined for a success. */
export function count(
  tally: Tally,
  {
    kind,
    tookMs,
    refusal,
  }: { readonly kind: Kind; readonly tookMs: number; readonly refusal: string | undefined },
): void {
  const micros = Math.max(1, Math.round(1_000 * tookMs));
  tally.requests += 1;
  if (refusal !== undefined) {
    tally.errors += 1;
    tally.refusals.set(refusal, (tally.refusals.get(refusal) ?? 0) + 1);
  }
  tally.all.record(micros);
  let own = tally.byKind.get(kind);
  if (own === undefined) {
    own = createHistogram();
    tally.byKind.set(kind, own);
  }
  own.record(micros);
}

export type LoadReport = {
  readonly requests: number;
  readonly errors: number;
  readonly errorShare: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly latencyMs: Latency;
  readonly operations: Readonly<Record<string, Latency & { readonly requests: number }>>;
  readonly refusals: Readonly<Record<string, number>>;
};
type Latency = Readonly<Record<"p50" | "p90" | "p99" | "p999" | "max", number>>;

export function reportOf(tally: Tally, nowMs: number): LoadReport {
  const { requests, errors, startedMs, all, byKind, refusals } = tally;
  const seconds = Math.max(nowMs - startedMs, 1) / 1_000;
  const operations = [...byKind].map(([kind, own]) => [
    kind,
    { requests: Number(own.count), ...latencyOf(own) },
  ]);
  return {
    ...{ requests, errors, errorShare: requests === 0 ? 0 : errors / requests },
    seconds: round(seconds),
    perSecond: round(requests / seconds),
    latencyMs: latencyOf(all),
    operations: Object.fromEntries(operations),
    refusals: Object.fromEntries(refusals),
  };
}

function latencyOf(histogram: RecordableHistogram): Latency {
  if (Number(histogram.count) === 0) return { p50: 0, p90: 0, p99: 0, p999: 0, max: 0 };
  const at = (percentile: number): number => round(histogram.percentile(percentile) / 1_000);
  return {
    p50: at(50),
    p90: at(90),
    p99: at(99),
    p999: at(99.9),
    max: round(histogram.max / 1_000),
  };
}

const round = (value: number): number => Math.round(100 * value) / 100;
