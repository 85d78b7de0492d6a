import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { context, createContextKey, propagation, TraceFlags, trace } from "@opentelemetry/api";
import { type Collector, startCollector } from "./collector.testing.ts";
import type { Env } from "./settings.ts";
import {
  activeTraceparent,
  exportStats,
  inTraceOf,
  linkTo,
  startTelemetry,
  type Telemetry,
  unrecorded,
  withSpan,
} from "./telemetry.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

type SentSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly status: { readonly code: number; readonly message?: string };
  readonly attributes: readonly {
    readonly key: string;
    readonly value: { readonly stringValue?: string };
  }[];
  readonly events: readonly { readonly name: string }[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
};

const started: Telemetry[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((telemetry) => telemetry.shutdown()));
});

function start(env: Env, warnings: string[] = []): Telemetry {
  const warn = (message: string) => warnings.push(message);
  const telemetry = startTelemetry({ serviceName: "orders", serviceVersion: "0.1.0", env, warn });
  started.push(telemetry);
  return telemetry;
}

function sentTo(collector: Collector): SentSpan[] {
  return collector.received.flatMap(({ body }) => {
    const [resourceSpans] = JSON.parse(body.toString()).resourceSpans;
    return resourceSpans.scopeSpans.flatMap((scope: { spans: SentSpan[] }) => scope.spans);
  });
}

describe("telemetry with a collector", () => {
  let collector: Collector;
  let env: Env;
  before(async () => {
    collector = await startCollector();
    env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_PROTOCOL: "http/json" };
  });
  after(() => collector.close());

  it("sends one connected tree of a request that awaits, and its error", async () => {
    const telemetry = start(env);
    const failed = withSpan("request", { attributes: { "http.route": "/v1/orders" } }, async () => {
      await setImmediate();
      await Promise.all([
        withSpan("left", {}, () => setImmediate()),
        withSpan("right", {}, () => setImmediate()),
      ]);
      throw new TypeError("no such order");
    });
    await assert.rejects(failed, { name: "TypeError", message: "no such order" });
    await telemetry.flush();
    assert.deepEqual(exportStats(), { exported: 3, dropped: 0, failed: 0, queued: 0 });
    await telemetry.shutdown();

    const spans = sentTo(collector);
    const root = spans.find(({ name }) => name === "request");
    assert.ok(root && root.parentSpanId === undefined);
    const children = spans.filter((span) => span !== root);
    assert.deepEqual(children.map(({ name }) => name).sort(), ["left", "right"]);
    for (const child of children) {
      assert.deepEqual([child.traceId, child.parentSpanId], [root.traceId, root.spanId]);
    }
    assert.deepEqual(root.status, { code: 2, message: "no such order" });
    assert.deepEqual(
      root.events.map(({ name }) => name),
      ["exception"],
    );
    assert.ok(
      root.attributes.some(
        ({ key, value }) => key === "error.type" && value.stringValue === "TypeError",
      ),
    );
  });

  it("sends what is left when it shuts down, and nothing that comes later", async () => {
    collector.received.length = 0;
    const telemetry = start(env);
    const tracer = trace.getTracer("test");
    tracer.startSpan("in time").end();
    const late = tracer.startSpan("late");
    await Promise.all([telemetry.shutdown(), telemetry.shutdown()]);
    late.end();
    assert.deepEqual(
      sentTo(collector).map(({ name }) => name),
      ["in time"],
    );
  });

  it("sends nothing of what runs unrecorded, whatever runs around it", async () => {
    collector.received.length = 0;
    const telemetry = start(env);
    const look = () => withSpan("look", {}, async (span) => span.spanContext());
    const { traceId, traceFlags } = await unrecorded(look);
    await withSpan("around", {}, () => unrecorded(look));
    await telemetry.flush();
    assert.match(traceId, /^(?!0+$)[0-9a-f]{32}$/);
    assert.equal(traceFlags & TraceFlags.SAMPLED, 0);
    assert.deepEqual(
      sentTo(collector).map(({ name }) => name),
      ["around"],
    );
  });

  it("delivers outside of the request that filled the batch, so that nothing of it is kept", async () => {
    collector.received.length = 0;
    const telemetry = start({ ...env, OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "1" });
    const key = createContextKey("request");
    let request: object | undefined = { big: Buffer.alloc(1024) };
    const gone = new WeakRef(request);
    const arrived = collector.nextRequest();
    context.with(context.active().setValue(key, request), () =>
      trace.getTracer("test").startSpan("a").end(),
    );
    request = undefined;
    await arrived;
    await telemetry.flush();
    await setImmediate();
    collectGarbage();
    assert.equal(gone.deref(), undefined);
  });
});

describe("telemetry whose collector does not work", () => {
  it("neither throws nor waits when it is down, counts what is lost and says so once", async () => {
    const warnings: string[] = [];
    const telemetry = start({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1" }, warnings);
    for (let i = 0; i < 3_000; i += 1) trace.getTracer("test").startSpan("a").end();
    assert.equal(
      exportStats().dropped > 0,
      true,
      "the queue holds 2048 and the batch under way 512",
    );
    const { dropped } = exportStats();
    await telemetry.shutdown();
    assert.equal(warnings.length, 1);
    assert.equal(dropped, 3_000 - 2_048 - 512);
  });

  it("shuts down although it never answers", async (test) => {
    const collector = await startCollector();
    test.after(() => collector.close());
    collector.answers.push(() => undefined);
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_TIMEOUT: "50" };
    const telemetry = start(env);
    trace.getTracer("test").startSpan("a").end();
    await telemetry.shutdown();
    assert.equal(collector.received.length, 1);
  });
});

describe("work that is done for many requests at once", () => {
  it("is a trace of its own, linked to the request of each", async () => {
    const collector = await startCollector();
    const telemetry = start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    });
    const asked = await Promise.all(
      ["a", "b"].map((name) => withSpan(name, {}, async () => activeTraceparent())),
    );
    await withSpan("batch", {}, async (span) => linkTo(span, [...asked, undefined, "no trace"]));
    await telemetry.shutdown();
    const batch = sentTo(collector).find(({ name }) => name === "batch");
    assert.deepEqual(
      batch?.links?.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-03`),
      asked,
    );
    await collector.close();
  });

  it("is part of the request's trace where it is done for one", async () => {
    start({});
    const asked = await withSpan("request", {}, async () => activeTraceparent());
    const traceId = asked?.split("-")[1];
    const done = inTraceOf(asked, () => withSpan("batch", {}, async (span) => span.spanContext()));
    assert.equal((await done).traceId, traceId);
    const alone = inTraceOf(undefined, () => withSpan("batch", {}, async (span) => span));
    assert.notEqual((await alone).spanContext().traceId, traceId);
  });

  it("has no traceparent where no span is active", () => {
    assert.equal(activeTraceparent(), undefined);
  });
});

describe("telemetry without a collector", () => {
  it("gives every span ids, and sends them to callees", async () => {
    const telemetry = start({});
    await withSpan("request", {}, async (span) => {
      const carrier: Record<string, string> = {};
      propagation.inject(context.active(), carrier);
      const { traceId, spanId } = span.spanContext();
      assert.equal(carrier.traceparent, `00-${traceId}-${spanId}-03`);
      assert.equal(span.isRecording(), false);
    });
    await telemetry.flush();
    assert.deepEqual(exportStats(), { exported: 0, dropped: 0, failed: 0, queued: 0 });
  });
});

describe("starting telemetry", () => {
  it("is refused while it runs, and possible again after a shutdown", async () => {
    const first = start({});
    assert.throws(() => start({}), /already runs/);
    await first.shutdown();
    await start({}).shutdown();
    assert.equal(trace.getTracer("test").startSpan("a").isRecording(), false);
  });

  it("survives an environment full of nonsense, and names what it did not take", () => {
    const warnings: string[] = [];
    start({ OTEL_EXPORTER_OTLP_ENDPOINT: "::", OTEL_TRACES_SAMPLER: "?" }, warnings);
    assert.equal(warnings.length, 2);
  });
});

describe("withSpan", () => {
  it("passes on the value, and an error that is not an Error", async () => {
    start({});
    assert.equal(await withSpan("a", {}, async () => 7), 7);
    await assert.rejects(
      withSpan("a", {}, () => Promise.reject("text")),
      (error) => error === "text",
    );
  });

  it("runs the work even when telemetry was never started", async () => {
    assert.equal(await withSpan("a", {}, async (span) => span.isRecording()), false);
  });
});
