import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { context, type Span, SpanKind, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import {
  BatchSpanProcessor,
  type ReadableSpan,
  type SpanExporter,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { AsyncContextManager } from "../packages/telemetry/src/context-manager.ts";
import { exportStats, startTelemetry } from "../packages/telemetry/src/telemetry.ts";
import type { Bench, Report, Row } from "./run.ts";

/**
 * What tracing costs a request of 1 server, 2 client and 3 SQL spans with their usual attributes, all of them sampled
 * and exported to a process of its own. Paired: the ways take turns in one process, block by block, and each block is
 * compared with the blocks of its own round, so that a busy machine slows all of them alike. CPU of the whole process
 * (all threads, garbage collection and sending included), as throughput on a shared machine says little.
 */
export const bench: Bench = {
  title: "CPU time of tracing a request of 6 spans, 100 % sampled and exported",
  run,
};

const SPANS = 6;
const REQUESTS_AT_ONCE = 64;
const REQUESTS_A_BLOCK = 64 * 60; // long enough (0.3 s) that the turn's own start and end do not show
const WARM_UP_ROUNDS = 3;
const ROUNDS_MAX = 60;
const DURATION_MS_MAX = 45_000;

setFlagsFromString("--expose-gc");
const collectGarbage: (options: { readonly type: "minor" }) => void = runInNewContext("gc");

/** A way to trace. `start` puts it behind the API and resolves to what flushes, counts the spans that arrived, and removes it. */
type Way = { readonly name: string; start(collectorUrl: string): () => Promise<number> };

const WAYS: readonly Way[] = [
  { name: "no tracing", start: startNothing },
  { name: "ids only (no collector)", start: () => startOurs(undefined) },
  { name: "our recorder", start: startOurs },
  { name: "official SDK", start: startOfficial },
];

async function run(): Promise<Report> {
  const sink = fork(join(import.meta.dirname, "trace-sink.ts"));
  try {
    const [{ port }] = (await once(sink, "message")) as [{ readonly port: number }];
    const costs = await measure(`http://127.0.0.1:${port}`);
    return { tables: { ways: WAYS.map(({ name }, way) => row(name, way, costs)) } };
  } finally {
    await stop(sink);
  }
}

/** µs of CPU a request, by round and way. */
async function measure(collectorUrl: string): Promise<number[][]> {
  const endAtMs = performance.now() + DURATION_MS_MAX;
  const rounds: number[][] = [];
  for (
    let round = 0;
    round < WARM_UP_ROUNDS + ROUNDS_MAX && performance.now() < endAtMs;
    round += 1
  ) {
    const order = WAYS.keys().toArray();
    if (round % 2 === 1) order.reverse(); // whoever comes first profits from a young heap
    const costs: number[] = [];
    for (const way of order) {
      const chosen = WAYS[way];
      if (chosen !== undefined) costs[way] = await block(chosen, collectorUrl);
    }
    if (round >= WARM_UP_ROUNDS) rounds.push(costs);
  }
  return rounds;
}

async function block(way: Way, collectorUrl: string): Promise<number> {
  collectGarbage({ type: "minor" }); // or each block would pay for the garbage of the one before it
  const finish = way.start(collectorUrl);
  const before = process.cpuUsage();
  for (let sent = 0; sent < REQUESTS_A_BLOCK; sent += REQUESTS_AT_ONCE) {
    await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, handleRequest));
  }
  const arrived = await finish();
  const { user, system } = process.cpuUsage(before);
  const expected = arrived === 0 ? 0 : REQUESTS_A_BLOCK * SPANS;
  if (arrived !== expected) throw new Error(`${way.name}: ${arrived} of ${expected} spans arrived`);
  return (user + system) / REQUESTS_A_BLOCK;
}

/** A product view: two services asked in parallel, each of which queries its database. */
async function handleRequest(): Promise<void> {
  const options = {
    kind: SpanKind.SERVER,
    attributes: {
      "http.request.method": "GET",
      "http.route": "/v1/products/{sku}",
      "url.path": "/v1/products/ocean-blue-shirt",
      "url.scheme": "http",
      "server.address": "127.0.0.1",
      "server.port": 8000,
    },
  };
  await trace
    .getTracer("@holdfast/http-service")
    .startActiveSpan("GET /v1/products/{sku}", options, async (span) => {
      await Promise.all([
        callService("inventory", ["find-item", "sum-stock"]),
        callService("pricing", ["find-price"]),
      ]);
      span.setAttribute("http.response.status_code", 200).end();
    });
}

async function callService(peer: string, queries: readonly string[]): Promise<void> {
  const options = {
    kind: SpanKind.CLIENT,
    attributes: {
      "http.request.method": "GET",
      "url.full": `http://127.0.0.1:8001/internal/${peer}/ocean-blue-shirt`,
      "server.address": "127.0.0.1",
      "server.port": 8001,
      "peer.service": peer,
    },
  };
  await trace
    .getTracer("@holdfast/outbound")
    .startActiveSpan(`GET ${peer}`, options, async (span) => {
      for (const query of queries) await runQuery(query);
      span.setAttribute("http.response.status_code", 200).end();
    });
}

async function runQuery(name: string): Promise<void> {
  const span: Span = trace.getTracer("@holdfast/postgres").startSpan(`postgresql ${name}`, {
    kind: SpanKind.CLIENT,
    attributes: {
      "db.system.name": "postgresql",
      "db.namespace": "inventory",
      "db.query.summary": name,
    },
  });
  await setImmediate();
  span.end();
}

/** Context still crosses `await`, as logs and deadlines need it with or without tracing. */
function startNothing(): () => Promise<number> {
  context.setGlobalContextManager(new AsyncContextManager());
  return async () => {
    context.disable();
    return 0;
  };
}

function startOurs(collectorUrl: string | undefined): () => Promise<number> {
  const telemetry = startTelemetry({
    serviceName: "bench",
    serviceVersion: "1",
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl,
      OTEL_BSP_MAX_QUEUE_SIZE: String(REQUESTS_A_BLOCK * SPANS),
    },
  });
  return async () => {
    await telemetry.flush();
    const { exported } = exportStats();
    await telemetry.shutdown();
    return exported;
  };
}

function startOfficial(collectorUrl: string): () => Promise<number> {
  let exported = 0;
  const sender = new OTLPTraceExporter({ url: `${collectorUrl}/v1/traces` });
  const exporter: SpanExporter = {
    export: (spans: ReadableSpan[], done) =>
      sender.export(spans, (result) => {
        if (result.code === 0) exported += spans.length;
        done(result);
      }),
    shutdown: () => sender.shutdown(),
  };
  const provider = new TracerProvider({
    spanProcessors: [new BatchSpanProcessor({ exporter, maxQueueSize: REQUESTS_A_BLOCK * SPANS })],
  });
  context.setGlobalContextManager(new AsyncContextManager());
  trace.setGlobalTracerProvider(provider);
  return async () => {
    await provider.forceFlush();
    await provider.shutdown();
    trace.disable();
    context.disable();
    return exported;
  };
}

/** Medians over the rounds; each ratio and difference is taken within its round. */
function row(name: string, way: number, rounds: readonly number[][]): Row {
  const [none, official] = [0, WAYS.length - 1];
  const over = (figure: (costs: number[]) => number) => round(median(rounds.map(figure)));
  const cost = (costs: number[], index: number) => costs[index] ?? Number.NaN;
  return {
    way: name,
    cpuMicrosARequest: over((costs) => cost(costs, way)),
    tracingMicrosASpan: over((costs) => (cost(costs, way) - cost(costs, none)) / SPANS),
    tracingToOfficial: over(
      (costs) =>
        (cost(costs, way) - cost(costs, none)) / (cost(costs, official) - cost(costs, none)),
    ),
    rounds: rounds.length,
  };
}

const round = (figure: number): number => Math.round(figure * 100) / 100;

function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

async function stop(sink: ChildProcess): Promise<void> {
  if (sink.exitCode !== null) return;
  sink.kill();
  await once(sink, "exit");
}
