import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { JsonTraceSerializer, ProtobufTraceSerializer } from "@opentelemetry/otlp-transformer";
import fc from "fast-check";
import type { AttributeList } from "./attributes.ts";
import { decodeRequest } from "./otlp-decoder.testing.ts";
import { JsonEncoder } from "./otlp-json.ts";
import { ProtobufEncoder } from "./otlp-protobuf.ts";
import { Recorder } from "./recorder.ts";
import { alwaysOn } from "./sampler.ts";
import type { RecordingSpan } from "./span.ts";
import { parseTracestate } from "./tracestate.ts";

/** The official serializers are the reference: whatever we encode must say what they say of the same spans. */
const RESOURCE = { "service.name": "orders", "service.version": "0.1.0" };
const START_MS = 1_795_346_819_478.25;

function recorded(place: (recorder: Recorder) => void): RecordingSpan[] {
  const spans: RecordingSpan[] = [];
  const limits = { countMax: 128, lengthMax: 8192 };
  place(
    new Recorder({
      sampler: alwaysOn,
      recording: {
        limits: {
          attributes: limits,
          eventsMax: 128,
          eventAttributes: limits,
          linksMax: 128,
          linkAttributes: limits,
        },
        clock: () => START_MS,
        sink: { add: (span) => spans.push(span) },
      },
    }),
  );
  return spans;
}

function oneSpan(fill: (span: Span) => void): RecordingSpan[] {
  return recorded((recorder) => {
    const span = recorder.getTracer("orders").startSpan("work", {}, ROOT_CONTEXT);
    fill(span);
    span.end(START_MS + 1.5);
  });
}

const FIXED = Object.freeze({ "peer.service": "inventory", "server.port": 8080 });

/** A remote parent, children of two libraries, every kind of value, frozen attributes and a shared link twice, an exception, links, a status, dropped things. */
const EVERYTHING = recorded((recorder) => {
  const remote = {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    traceFlags: 3,
    isRemote: true,
    ...{ traceState: parseTracestate("rojo=1,congo=2") },
  };
  const tracer = recorder.getTracer("http", "1.2.3");
  const server = tracer.startSpan(
    "POST /v1/orders",
    {
      kind: SpanKind.SERVER,
      attributes: { "http.request.method": "POST", "http.route": "/v1/orders" },
    },
    trace.setSpanContext(ROOT_CONTEXT, remote as never),
  );
  const within = trace.setSpan(ROOT_CONTEXT, server);
  for (const status of [200, 404]) {
    const call = tracer.startSpan("GET", { kind: SpanKind.CLIENT, attributes: FIXED }, within);
    (call as RecordingSpan).addSharedLink(server as RecordingSpan);
    call.setAttribute("http.response.status_code", status).end(START_MS + 2);
  }
  const query = recorder
    .getTracer("postgres")
    .startSpan("postgresql lock-stock", { kind: SpanKind.CLIENT }, within);
  query.setAttributes({
    text: "ä€😀",
    none: null,
    yes: true,
    no: false,
    zero: 0,
    big: 2 ** 53 - 1,
    negative: -5,
  });
  query.setAttributes({
    half: 0.5,
    exact: 2 ** 53 - 1,
    minus: -2.5,
    list: ["a", 1, true, [2]],
    bytes: new Uint8Array([0, 255]),
  });
  query.setAttributes({
    nested: { a: { b: "c" }, empty: {} },
    long: "x".repeat(5_000),
    "": "refused",
  });
  query
    .addLink({ context: remote as never, attributes: { why: "batch" } })
    .addLink({ context: { traceId: "no", spanId: "no", traceFlags: 0 } });
  query.recordException(new TypeError("bad row"), START_MS + 0.5);
  query.addEvent("retried", { attempt: 2 }, [1_795_346_819, 479_000_000]).addEvent("bare");
  query.setStatus({ code: SpanStatusCode.ERROR, message: "bad row" });
  query.end(START_MS + 20.75);
  server.setStatus({ code: SpanStatusCode.OK }).end(START_MS + 250);
});

describe("OTLP binary form", () => {
  const decoded = (spans: RecordingSpan[]) => {
    const encoder = new ProtobufEncoder(RESOURCE);
    for (const span of spans) encoder.add(span);
    return decodeRequest(encoder.finish());
  };
  const official = (spans: RecordingSpan[]) =>
    decodeRequest(ProtobufTraceSerializer.serializeRequest(readable(spans)) ?? new Uint8Array());

  it("says of every feature of a span what the official serializer says", () => {
    assert.deepEqual(decoded(EVERYTHING), official(EVERYTHING));
  });

  it("agrees with it for whatever text, number and time", () => {
    const value = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 300 }),
      fc.maxSafeInteger(),
      fc.double(),
      fc.boolean(),
    );
    const ms = fc.integer({ min: 0, max: 4_000_000_000_000 }).map((quarters) => quarters + 0.25);
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1 }), value),
        fc.string(),
        ms,
        (attributes, name, endMs) => {
          const spans = oneSpan((span) =>
            span.setAttributes(attributes).updateName(name).end(endMs),
          );
          assert.deepEqual(decoded(spans), official(spans));
        },
      ),
    );
  });

  it("holds at the sizes where a length takes a byte more", () => {
    for (const size of [1, 63, 64, 65, 100, 120, 126, 127, 128, 129, 8_000]) {
      const spans = oneSpan((span) =>
        span.setAttribute("k", "x".repeat(size)).setAttribute("é", "é".repeat(size / 2)),
      );
      assert.deepEqual(decoded(spans), official(spans), `${size}`);
    }
  });

  it("holds at the edges of the numbers", () => {
    const edges = [
      2 ** 60,
      2 ** 63,
      -(2 ** 63),
      -(2 ** 64),
      1e300,
      -0,
      5e-324,
      Number.NaN,
      -Infinity,
    ];
    const spans = oneSpan((span) => span.setAttribute("edges", edges));
    assert.deepEqual(decoded(spans), official(spans));
  });

  it("holds for a span larger than the first buffer", () => {
    const large = oneSpan((span) => {
      for (let i = 0; i < 10; i += 1) span.setAttribute(`k${i}`, "x".repeat(8_000));
    });
    assert.deepEqual(decoded(large), official(large));
  });

  it("starts afresh after each body, and leaves out a span that cannot be encoded", () => {
    const encoder = new ProtobufEncoder(RESOURCE);
    for (const span of EVERYTHING) encoder.add(span);
    const first = encoder.finish();
    assert.deepEqual([encoder.spans, encoder.bytes], [0, 0]);
    const broken = oneSpan((span) => span.updateName(undefined as never));
    for (const span of EVERYTHING.concat(broken)) {
      if (broken.includes(span)) assert.throws(() => encoder.add(span));
      else encoder.add(span);
    }
    assert.equal(encoder.spans, EVERYTHING.length);
    assert.deepEqual(encoder.finish(), first);
  });
});

describe("OTLP JSON form", () => {
  it("says of every feature of a span what the official serializer says", () => {
    const encoder = new JsonEncoder(RESOURCE);
    for (const span of EVERYTHING) encoder.add(span);
    const ours = JSON.parse(encoder.finish().toString());
    const theirs = Buffer.from(
      JsonTraceSerializer.serializeRequest(readable(EVERYTHING)) ?? [],
    ).toString();
    assert.deepEqual(normal(ours), normal(JSON.parse(theirs)));
  });

  it("keeps the numbers that JSON has no word for", () => {
    const encoder = new JsonEncoder({});
    for (const span of oneSpan((s) => s.setAttributes({ a: Number.NaN, b: -Infinity, c: 2 ** 60 })))
      encoder.add(span);
    const text = encoder.finish().toString();
    assert.ok(
      text.includes('"NaN"') &&
        text.includes('"-Infinity"') &&
        text.includes('"1152921504606846976"'),
      text,
    );
  });
});

/** Optional zeros and empty texts may be written or left out, integers may be strings: both mean the same. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, item]) => item !== "" && (item !== 0 || key === "intValue"),
  );
  return Object.fromEntries(
    kept.map(([key, item]) => [key, key === "intValue" ? String(item) : normal(item)]),
  );
}

type Readable = Parameters<typeof ProtobufTraceSerializer.serializeRequest>[0];

function readable(spans: RecordingSpan[]): Readable {
  const hrTime = (ms: number): [number, number] => [
    Math.floor(ms / 1000),
    Math.floor((ms % 1000) * 1e6),
  ];
  const attributes = (list: AttributeList) => ({
    attributes: Object.fromEntries(list.entries()),
    droppedAttributesCount: list.dropped,
  });
  const resource = { attributes: RESOURCE };
  return spans.map((span) => ({
    ...attributes(span.attributes),
    name: span.name,
    kind: span.kind,
    spanContext: () => span.spanContext(),
    parentSpanContext: span.parent,
    startTime: hrTime(span.startMs),
    endTime: hrTime(span.endMs),
    status: span.status,
    links: span.links.map((link) => ({ context: link.context, ...attributes(link.attributes) })),
    droppedLinksCount: span.linksDropped,
    events: span.events.map((event) => ({
      name: event.name,
      time: hrTime(event.timeMs),
      ...attributes(event.attributes),
    })),
    droppedEventsCount: span.eventsDropped,
    resource,
    instrumentationScope: span.scope,
  })) as unknown as Readable;
}
