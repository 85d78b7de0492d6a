import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setImmediate } from "node:timers/promises";
import {
  context,
  INVALID_SPAN_CONTEXT,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { AsyncContextManager } from "./context-manager.ts";
import { Recorder } from "./recorder.ts";
import { alwaysOff, alwaysOn, parentBased, type Sampler } from "./sampler.ts";
import type { RecordingSpan } from "./span.ts";

const attributes = { countMax: 3, lengthMax: 5 };
const LIMITS = {
  attributes,
  eventsMax: 2,
  eventAttributes: { ...attributes, countMax: 1 },
  linksMax: 1,
  linkAttributes: { ...attributes, countMax: 1 },
};

function recorder(options: { readonly sampler?: Sampler; readonly nowMs?: () => number } = {}) {
  const spans: RecordingSpan[] = [];
  const clock = options.nowMs ?? (() => 1_000);
  const recording = {
    limits: LIMITS,
    clock,
    sink: { add: (span: RecordingSpan) => spans.push(span) },
  };
  const provider = new Recorder({ sampler: options.sampler ?? alwaysOn, recording });
  return { tracer: provider.getTracer("test"), provider, spans };
}

const valuesOf = (span: RecordingSpan | undefined) =>
  Object.fromEntries(span?.attributes.entries() ?? []);

const REMOTE = { traceId: "a".repeat(32), spanId: "b".repeat(16), traceFlags: 1, isRemote: true };

describe("frozen attributes", () => {
  const FIXED = Object.freeze({ method: "GET", port: 8080 });

  it("are what the span begins with, and may be overwritten in one span without showing in another", () => {
    const { tracer, spans } = recorder();
    tracer.startSpan("a", { attributes: FIXED }).setAttribute("port", 1).end();
    tracer.startSpan("b", { attributes: FIXED }).setAttribute("path", "/").end();
    assert.deepEqual(spans.map(valuesOf), [
      { method: "GET", port: 1 },
      { method: "GET", port: 8080, path: "/" },
    ]);
  });

  it("count as others do, and are cut as others are", () => {
    const { tracer, spans } = recorder();
    const long = Object.freeze({ text: "a".repeat(LIMITS.attributes.lengthMax + 1) });
    const many = Array.from({ length: LIMITS.attributes.countMax }, (_, i) => [`k${i}`, i]);
    tracer.startSpan("a", { attributes: long }).end();
    tracer.startSpan("b", { attributes: FIXED }).setAttributes(Object.fromEntries(many)).end();
    assert.equal(valuesOf(spans[0]).text, "a".repeat(LIMITS.attributes.lengthMax));
    assert.equal(Object.keys(valuesOf(spans[1])).length, LIMITS.attributes.countMax);
    assert.equal(spans[1]?.attributes.dropped, 2);
  });

  it("are added like others to a span that has some", () => {
    const { tracer, spans } = recorder();
    tracer.startSpan("a").setAttribute("port", 1).setAttributes(FIXED).end();
    assert.deepEqual(valuesOf(spans[0]), { port: 8080, method: "GET" });
  });
});

describe("ids of a span", () => {
  it("begin a trace of random ids that says so, when there is no parent", () => {
    const { tracer } = recorder();
    const [one, two] = [tracer.startSpan("a").spanContext(), tracer.startSpan("b").spanContext()];
    assert.match(one.traceId, /^[0-9a-f]{32}$/);
    assert.match(one.spanId, /^[0-9a-f]{16}$/);
    assert.equal(one.traceFlags, 3);
    assert.notEqual(one.traceId, two.traceId);
  });

  it("are unique over many spans", () => {
    const { tracer } = recorder();
    const ids = Array.from({ length: 5_000 }, () => tracer.startSpan("a").spanContext());
    assert.equal(new Set(ids.map((id) => id.traceId)).size, 5_000);
    assert.equal(new Set(ids.map((id) => id.spanId)).size, 5_000);
  });

  it("continue a remote trace with its state, and leave its random flag as it is", () => {
    const { tracer, spans } = recorder();
    const traceState = { serialize: () => "rojo=1" } as never;
    const parent = trace.setSpanContext(ROOT_CONTEXT, { ...REMOTE, traceState });
    const span = tracer.startSpan("a", {}, parent);
    span.end();
    const { traceId, traceFlags, traceState: state } = span.spanContext();
    assert.deepEqual([traceId, traceFlags, state], [REMOTE.traceId, 1, traceState]);
    assert.equal(spans[0]?.parent?.spanId, REMOTE.spanId);
  });

  it("begin anew below a parent that is not valid, and where a root is asked for", () => {
    const { tracer } = recorder();
    const broken = trace.setSpanContext(ROOT_CONTEXT, INVALID_SPAN_CONTEXT);
    const valid = trace.setSpanContext(ROOT_CONTEXT, REMOTE);
    for (const span of [
      tracer.startSpan("a", {}, broken),
      tracer.startSpan("a", { root: true }, valid),
    ]) {
      assert.notEqual(span.spanContext().traceId, REMOTE.traceId);
      assert.equal((span as RecordingSpan).parent, undefined);
    }
  });
});

describe("spans that are not recorded", () => {
  const unrecorded = {
    "no exporter": new Recorder({ sampler: alwaysOn, recording: undefined }),
    "sampled out": recorder({ sampler: alwaysOff }).provider,
  };
  for (const [why, provider] of Object.entries(unrecorded)) {
    it(`still have ids that their children share: ${why}`, () => {
      const parent = provider.getTracer("test").startSpan("a", {}, ROOT_CONTEXT);
      const child = provider
        .getTracer("test")
        .startSpan("b", {}, trace.setSpan(ROOT_CONTEXT, parent));
      assert.equal(parent.isRecording(), false);
      assert.match(parent.spanContext().traceId, /^[0-9a-f]{32}$/);
      assert.equal(child.spanContext().traceId, parent.spanContext().traceId);
      assert.notEqual(child.spanContext().spanId, parent.spanContext().spanId);
    });
  }

  it("tell callees the sampler's decision, whether or not there is an exporter here", () => {
    const flags = Object.values(unrecorded).map(
      (provider) =>
        provider.getTracer("test").startSpan("a", {}, ROOT_CONTEXT).spanContext().traceFlags,
    );
    assert.deepEqual(flags, [3, 2]);
  });

  it("never reach the sink", () => {
    const { tracer, spans } = recorder({ sampler: parentBased(alwaysOn) });
    const unsampled = trace.setSpanContext(ROOT_CONTEXT, { ...REMOTE, traceFlags: 0 });
    tracer.startSpan("a", {}, unsampled).end();
    assert.deepEqual(spans, []);
  });
});

describe("active span", () => {
  before(() => context.setGlobalContextManager(new AsyncContextManager()));
  after(() => context.disable());

  it("is the parent of what is placed after an await, and of nothing else", async () => {
    const { tracer, spans } = recorder();
    const branch = (name: string) =>
      tracer.startActiveSpan(name, async (span) => {
        await setImmediate();
        tracer.startSpan(`${name}-child`).end();
        span.end();
      });
    await Promise.all([branch("a"), branch("b")]);
    const parentOf = (name: string) => spans.find((span) => span.name === name)?.parent?.spanId;
    const idOf = (name: string) => spans.find((span) => span.name === name)?.spanContext().spanId;
    assert.ok(idOf("a") !== idOf("b") && idOf("a") !== undefined);
    assert.deepEqual([parentOf("a-child"), parentOf("b-child")], [idOf("a"), idOf("b")]);
    assert.deepEqual([parentOf("a"), parentOf("b")], [undefined, undefined]);
  });

  it("takes all three forms of the API, and returns what the work returns", () => {
    const { tracer } = recorder();
    const within = trace.setSpanContext(ROOT_CONTEXT, REMOTE);
    const id = () => trace.getActiveSpan()?.spanContext().traceId;
    assert.notEqual(tracer.startActiveSpan("a", id), undefined);
    assert.notEqual(tracer.startActiveSpan("a", { kind: SpanKind.CLIENT }, id), undefined);
    assert.equal(tracer.startActiveSpan("a", {}, within, id), REMOTE.traceId);
  });

  it("is kept by a bound callback, with its receiver and arguments", () => {
    const within = trace.setSpanContext(ROOT_CONTEXT, REMOTE);
    const counter = {
      step: 2,
      add: context.bind(within, function add(this: { step: number }, n: number) {
        return [this.step + n, trace.getActiveSpan()?.spanContext().spanId];
      }),
    };
    assert.deepEqual(counter.add(3), [5, REMOTE.spanId]);
    assert.equal(context.bind(within, 7), 7);
  });
});

describe("what a span records", () => {
  it("is its name, kind, times and attributes as they were when it ended", () => {
    let nowMs = 5_000;
    const { tracer, spans } = recorder({ nowMs: () => nowMs });
    const list = [1];
    const span = tracer.startSpan("a", { kind: SpanKind.SERVER, attributes: { k: 1, list } });
    list.push(2);
    nowMs = 5_250;
    span.updateName("GET /x").setAttribute("k", 2).end();
    span
      .setAttribute("late", true)
      .updateName("late")
      .setStatus({ code: SpanStatusCode.ERROR })
      .end();
    assert.equal(spans.length, 1);
    const { name, kind, startMs, endMs, status } = spans[0] ?? {};
    assert.deepEqual(
      { name, kind, startMs, endMs },
      { name: "GET /x", kind: SpanKind.SERVER, startMs: 5_000, endMs: 5_250 },
    );
    assert.deepEqual(valuesOf(spans[0]), { k: 2, list: [1] });
    assert.equal(status?.code, SpanStatusCode.UNSET);
    assert.equal(span.isRecording(), false);
  });

  it("takes every form of time, and never ends before it starts", () => {
    const { tracer, spans } = recorder();
    tracer.startSpan("a", { startTime: [10, 500_000_000] }).end(new Date(11_000));
    tracer.startSpan("b", { startTime: new Date(2_000_000_000_000) }).end(1_000_000_000_000);
    tracer.startSpan("c", { startTime: performance.now() }).end();
    assert.deepEqual([spans[0]?.startMs, spans[0]?.endMs], [10_500, 11_000]);
    assert.equal(spans[1]?.endMs, spans[1]?.startMs);
    assert.ok(
      Math.abs((spans[2]?.startMs ?? 0) - Date.now()) < 60_000,
      "performance time became Unix time",
    );
  });

  it("stays within the limits and counts what was dropped", () => {
    const { tracer, spans } = recorder();
    const span = tracer.startSpan("a", {
      attributes: { a: "123456", b: ["123456", 1], c: new Uint8Array(9) },
    });
    span.setAttributes({ d: 1, e: () => 1, a: "abcdefg" });
    for (let i = 0; i < 4; i += 1) {
      span.addEvent("e", { x: 1, y: 2 });
      span.addLink({ context: REMOTE, attributes: { x: 1, y: 2 } });
    }
    span.end();
    const [recorded] = spans;
    assert.deepEqual(valuesOf(recorded), { a: "abcde", b: ["12345", 1], c: new Uint8Array(5) });
    assert.equal(recorded?.attributes.dropped, 2);
    assert.deepEqual([recorded?.events.length, recorded?.eventsDropped], [2, 2]);
    assert.deepEqual([recorded?.links.length, recorded?.linksDropped], [1, 3]);
    assert.deepEqual(
      [recorded?.events[0]?.attributes.dropped, recorded?.links[0]?.attributes.dropped],
      [1, 1],
    );
  });

  it("counts what many spans link to as a link of each, and only while it lasts", () => {
    const { tracer, spans } = recorder();
    const [shared, first, second] = ["s", "a", "b"].map(
      (name) => tracer.startSpan(name) as RecordingSpan,
    ) as [RecordingSpan, RecordingSpan, RecordingSpan];
    for (const span of [first, second]) {
      span.addSharedLink(shared);
      span.addSharedLink(shared);
      span.end();
      span.addSharedLink(shared);
    }
    const context = shared.spanContext();
    assert.deepEqual(
      spans.map((span) => [span.links.map((link) => link.context), span.linksDropped]),
      [
        [[context], 1],
        [[context], 1],
      ],
    );
  });

  it("survives values that OTLP cannot carry", () => {
    const { tracer, spans } = recorder();
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    tracer.startSpan("a", { attributes: { circular, big: 1n, nothing: undefined } }).end();
    assert.match(JSON.stringify(valuesOf(spans[0])), /^\{"circular":\{"self":.*\[too deep\]/);
    assert.equal(spans[0]?.attributes.dropped, 1);
  });

  it("keeps the first OK or the last error as its status", () => {
    const { tracer, spans } = recorder();
    const error = { code: SpanStatusCode.ERROR, message: "too long" };
    tracer.startSpan("a").setStatus(error).setStatus({ code: SpanStatusCode.UNSET }).end();
    tracer
      .startSpan("b")
      .setStatus({ code: SpanStatusCode.OK, message: "not kept" })
      .setStatus(error)
      .end();
    assert.deepEqual(
      spans.map((span) => span.status),
      [{ code: SpanStatusCode.ERROR, message: "too l" }, { code: SpanStatusCode.OK }],
    );
  });

  it("keeps an exception's type, message and stack, whatever was thrown", () => {
    const { spans, provider } = recorder();
    const span = provider.getTracer("test").startSpan("a") as RecordingSpan;
    span.recordException({ name: "Odd", message: "m" }, 7);
    span.recordException(undefined as never);
    span.end();
    const events = spans[0]?.events.map(({ name, attributes: list }) => [
      name,
      list.keys,
      list.values,
    ]);
    assert.deepEqual(events, [
      ["exception", ["exception.type"], ["Odd"]],
      ["exception", ["exception.message"], ["undef"]],
    ]);
  });
});
