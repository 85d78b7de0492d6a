import { type AttributeList, type AttributeValue, isInt64 } from "./attributes.ts";
import type { Encoder } from "./batch.ts";
import { otlpFlags } from "./otlp-protobuf.ts";
import type { RecordingSpan, Scope } from "./span.ts";

/** Encodes OTLP's JSON form: readable, three times the bytes. 64-bit numbers are strings there, ids are hex. */
export class JsonEncoder implements Encoder {
  readonly #resource: string;
  readonly #scopes = new Map<Scope, string[]>();
  spans = 0;
  bytes = 0;

  constructor(resource: Readonly<Record<string, AttributeValue>>) {
    this.#resource = JSON.stringify({ attributes: objectToJson(resource) });
  }

  add(span: RecordingSpan): void {
    const text = JSON.stringify(spanToJson(span));
    const texts = this.#scopes.get(span.scope);
    if (texts === undefined) this.#scopes.set(span.scope, [text]);
    else texts.push(text);
    this.spans += 1;
    this.bytes += text.length;
  }

  finish(): Buffer {
    const scopeSpans = Array.from(
      this.#scopes,
      ([scope, texts]) => `{"scope":${JSON.stringify(scope)},"spans":[${texts.join(",")}]}`,
    );
    this.#scopes.clear();
    this.spans = 0;
    this.bytes = 0;
    return Buffer.from(
      `{"resourceSpans":[{"resource":${this.#resource},"scopeSpans":[${scopeSpans.join(",")}]}]}`,
    );
  }
}

function spanToJson(span: RecordingSpan): unknown {
  const context = span.spanContext();
  return {
    traceId: context.traceId,
    spanId: context.spanId,
    traceState: context.traceState?.serialize(),
    parentSpanId: span.parent?.spanId,
    name: span.name,
    kind: span.kind + 1, // OTLP counts from "unspecified"
    startTimeUnixNano: unixNanos(span.startMs),
    endTimeUnixNano: unixNanos(span.endMs),
    attributes: attributesToJson(span.attributes),
    droppedAttributesCount: span.attributes.dropped,
    events: span.events.map((event) => ({
      timeUnixNano: unixNanos(event.timeMs),
      name: event.name,
      attributes: attributesToJson(event.attributes),
      droppedAttributesCount: event.attributes.dropped,
    })),
    droppedEventsCount: span.eventsDropped,
    links: span.links.map((link) => ({
      traceId: link.context.traceId,
      spanId: link.context.spanId,
      traceState: link.context.traceState?.serialize(),
      attributes: attributesToJson(link.attributes),
      droppedAttributesCount: link.attributes.dropped,
      flags: otlpFlags(link.context.traceFlags, link.context),
    })),
    droppedLinksCount: span.linksDropped,
    status: span.status,
    flags: otlpFlags(context.traceFlags, span.parent),
  };
}

function attributesToJson(list: AttributeList): unknown[] {
  return list.entries().map(([key, value]) => ({ key, value: valueToJson(value) }));
}

function objectToJson(object: Readonly<Record<string, AttributeValue>>): unknown[] {
  return Object.entries(object).map(([key, value]) => ({ key, value: valueToJson(value) }));
}

function valueToJson(value: AttributeValue): unknown {
  if (value === null) return {};
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") {
    if (isInt64(value)) return { intValue: BigInt(value).toString() };
    return { doubleValue: Number.isFinite(value) ? value : String(value) };
  }
  if (value instanceof Uint8Array) return { bytesValue: Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(valueToJson) } };
  return { kvlistValue: { values: objectToJson(value as Record<string, AttributeValue>) } };
}

function unixNanos(unixMs: number): string {
  const wholeMs = Math.floor(unixMs);
  return `${wholeMs}${String(Math.floor((unixMs - wholeMs) * 1e6)).padStart(6, "0")}`;
}
