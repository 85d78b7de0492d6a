import type { SpanContext } from "@opentelemetry/api";
import {
  type AttributeList,
  type AttributeValue,
  type FixedAttributes,
  isInt64,
} from "./attributes.ts";
import type { Encoder } from "./batch.ts";
import { ProtobufWriter } from "./protobuf-writer.ts";
import type { RecordingSpan, Scope, SpanLink } from "./span.ts";

/** Field numbers of opentelemetry/proto/{collector/trace,trace,common,resource}/v1. */
const REQUEST = { resourceSpans: 1 } as const;
const RESOURCE_SPANS = { resource: 1, scopeSpans: 2 } as const;
const RESOURCE = { attributes: 1 } as const;
const SCOPE_SPANS = { scope: 1, spans: 2 } as const;
const SCOPE = { name: 1, version: 2 } as const;
const SPAN = {
  traceId: 1,
  spanId: 2,
  traceState: 3,
  parentSpanId: 4,
  name: 5,
  kind: 6,
  startTime: 7,
  endTime: 8,
  attributes: 9,
  attributesDropped: 10,
  events: 11,
  eventsDropped: 12,
  links: 13,
  linksDropped: 14,
  status: 15,
  flags: 16,
} as const;
const EVENT = { time: 1, name: 2, attributes: 3, attributesDropped: 4 } as const;
const LINK = {
  traceId: 1,
  spanId: 2,
  traceState: 3,
  attributes: 4,
  attributesDropped: 5,
  flags: 6,
};
const STATUS = { message: 2, code: 3 } as const;
const KEY_VALUE = { key: 1, value: 2 } as const;
const VALUE = { string: 1, bool: 2, int: 3, double: 4, array: 5, object: 6, bytes: 7 } as const;
const ITEMS = 1; // ArrayValue.values and KeyValueList.values

const PARENT_KNOWN = 0x100; // Span.flags: the next bit says whether the parent is of another process
const PARENT_REMOTE = 0x200;
const SHORT_LENGTH_MAX = 127; // a length of one byte
const SPAN_LENGTH_BYTES = 2; // nearly all spans take between 128 and 16383 bytes

/** Encodes OTLP's binary form; spans of one library are kept together, as the format wants them. */
export class ProtobufEncoder implements Encoder {
  readonly #resource: Buffer;
  readonly #scopes = new Map<Scope, ScopeSpans>();
  spans = 0;
  bytes = 0;

  constructor(resource: Readonly<Record<string, AttributeValue>>) {
    this.#resource = message((writer) => {
      const start = writer.begin(RESOURCE_SPANS.resource);
      for (const [key, value] of Object.entries(resource)) {
        writeAttribute(writer, RESOURCE.attributes, key, value);
      }
      writer.end(start);
    });
  }

  add(span: RecordingSpan): void {
    const { writer } = this.#scopeSpans(span.scope);
    const before = writer.length;
    try {
      writeSpan(writer, span);
    } catch (error) {
      writer.truncate(before); // half a span would spoil the whole batch
      throw error;
    }
    this.bytes += writer.length - before;
    this.spans += 1;
  }

  finish(): Buffer {
    const parts = [this.#resource];
    for (const { head, writer } of this.#scopes.values()) {
      if (writer.length === 0) continue;
      parts.push(
        header(RESOURCE_SPANS.scopeSpans, head.length + writer.length),
        head,
        writer.written(),
      );
    }
    const body = Buffer.concat([header(REQUEST.resourceSpans, lengthOf(parts)), ...parts]);
    for (const { writer } of this.#scopes.values()) writer.truncate(0);
    this.spans = 0;
    this.bytes = 0;
    return body;
  }

  #scopeSpans(scope: Scope): ScopeSpans {
    let known = this.#scopes.get(scope);
    if (known === undefined) {
      known = { head: scopeHead(scope), writer: new ProtobufWriter() };
      this.#scopes.set(scope, known);
    }
    return known;
  }
}

/** The spans of one library so far, and what stands before them. */
type ScopeSpans = { readonly head: Buffer; readonly writer: ProtobufWriter };

function scopeHead({ name, version }: Scope): Buffer {
  return message((writer) => {
    const start = writer.begin(SCOPE_SPANS.scope);
    writer.string(SCOPE.name, name);
    if (version !== "") writer.string(SCOPE.version, version);
    writer.end(start);
  });
}

const scratch = new ProtobufWriter();

function message(write: (writer: ProtobufWriter) => void): Buffer {
  scratch.truncate(0);
  write(scratch);
  return Buffer.from(scratch.written());
}

const header = (field: number, length: number): Buffer =>
  message((writer) => writer.header(field, length));

const lengthOf = (parts: readonly Buffer[]): number =>
  parts.reduce((length, part) => length + part.length, 0);

function writeSpan(writer: ProtobufWriter, span: RecordingSpan): void {
  const context = span.spanContext();
  const start = writer.begin(SCOPE_SPANS.spans, SPAN_LENGTH_BYTES);
  writer.hex(SPAN.traceId, context.traceId);
  writer.hex(SPAN.spanId, context.spanId);
  const traceState = context.traceState?.serialize();
  if (traceState) writer.string(SPAN.traceState, traceState);
  if (span.parent !== undefined) writer.hex(SPAN.parentSpanId, span.parent.spanId);
  writer.string(SPAN.name, span.name);
  writer.int(SPAN.kind, span.kind + 1); // OTLP counts from "unspecified"
  writer.unixNanos(SPAN.startTime, span.startMs);
  writer.unixNanos(SPAN.endTime, span.endMs);
  writeAttributes(writer, SPAN.attributes, span.attributes);
  writeCount(writer, SPAN.attributesDropped, span.attributes.dropped);
  writeEvents(writer, span);
  writeLinks(writer, span);
  if (span.status.code !== 0) writeStatus(writer, span.status.code, span.status.message);
  writer.fixed32(SPAN.flags, otlpFlags(context.traceFlags, span.parent));
  writer.end(start, SPAN_LENGTH_BYTES);
}

function writeEvents(writer: ProtobufWriter, span: RecordingSpan): void {
  for (const event of span.events) {
    const start = writer.begin(SPAN.events);
    writer.unixNanos(EVENT.time, event.timeMs);
    writer.string(EVENT.name, event.name);
    writeAttributes(writer, EVENT.attributes, event.attributes);
    writeCount(writer, EVENT.attributesDropped, event.attributes.dropped);
    writer.end(start);
  }
  writeCount(writer, SPAN.eventsDropped, span.eventsDropped);
}

function writeLinks(writer: ProtobufWriter, span: RecordingSpan): void {
  for (const link of span.links) {
    if (link.shared === undefined) {
      writeLink(writer, link);
    } else {
      link.shared.encoded ??= message((alone) => writeLink(alone, link));
      writer.raw(link.shared.encoded);
    }
  }
  writeCount(writer, SPAN.linksDropped, span.linksDropped);
}

function writeLink(writer: ProtobufWriter, { context, attributes }: SpanLink): void {
  const start = writer.begin(SPAN.links);
  writer.hex(LINK.traceId, context.traceId);
  writer.hex(LINK.spanId, context.spanId);
  const traceState = context.traceState?.serialize();
  if (traceState) writer.string(LINK.traceState, traceState);
  writeAttributes(writer, LINK.attributes, attributes);
  writeCount(writer, LINK.attributesDropped, attributes.dropped);
  writer.fixed32(LINK.flags, otlpFlags(context.traceFlags, context));
  writer.end(start);
}

function writeStatus(writer: ProtobufWriter, code: number, message: string | undefined): void {
  const start = writer.begin(SPAN.status);
  if (message) writer.string(STATUS.message, message);
  writer.int(STATUS.code, code);
  writer.end(start);
}

function writeCount(writer: ProtobufWriter, field: number, count: number): void {
  if (count > 0) writer.int(field, count);
}

function writeAttributes(writer: ProtobufWriter, field: number, list: AttributeList): void {
  if (list.fixed !== undefined) writer.raw(encodedOnce(list.fixed, field));
  const { keys, values } = list;
  for (let i = 0; i < keys.length; i += 1) {
    writeAttribute(writer, field, keys[i] ?? "", values[i] ?? null);
  }
}

/** Only a span begins with fixed attributes, so `field` is always the same. */
function encodedOnce(fixed: FixedAttributes, field: number): Buffer {
  fixed.encoded ??= message((writer) => {
    for (const [i, key] of fixed.keys.entries()) {
      writeAttribute(writer, field, key, fixed.values[i] ?? null);
    }
  });
  return fixed.encoded;
}

function writeAttribute(
  writer: ProtobufWriter,
  field: number,
  key: string,
  value: AttributeValue,
): void {
  if (typeof value === "string" && writeShortText(writer, field, key, value)) return;
  const start = writer.begin(field);
  writer.string(KEY_VALUE.key, key);
  writeValue(writer, KEY_VALUE.value, value);
  writer.end(start);
}

/** Nine in ten attributes are short ASCII text: their lengths are known beforehand. False, and nothing written, if not. */
function writeShortText(writer: ProtobufWriter, field: number, key: string, text: string): boolean {
  const length = key.length + text.length + 6; // three headers of two bytes
  if (length > SHORT_LENGTH_MAX) return false;
  const before = writer.length;
  writer.short(field, length);
  writer.short(KEY_VALUE.key, key.length);
  if (writer.ascii(key)) {
    writer.short(KEY_VALUE.value, text.length + 2);
    writer.short(VALUE.string, text.length);
    if (writer.ascii(text)) return true;
  }
  writer.truncate(before);
  return false;
}

function writeValue(writer: ProtobufWriter, field: number, value: AttributeValue): void {
  const start = writer.begin(field);
  if (typeof value === "string") writer.string(VALUE.string, value);
  else if (typeof value === "number") writeNumber(writer, value);
  else if (typeof value === "boolean") writer.int(VALUE.bool, value ? 1 : 0);
  else if (value instanceof Uint8Array) writer.bytes(VALUE.bytes, value);
  else if (value !== null) writeCollection(writer, value);
  writer.end(start);
}

function writeNumber(writer: ProtobufWriter, value: number): void {
  if (isInt64(value)) writer.int(VALUE.int, value);
  else writer.double(VALUE.double, value);
}

function writeCollection(
  writer: ProtobufWriter,
  value: readonly AttributeValue[] | { readonly [key: string]: AttributeValue },
): void {
  const isArray = Array.isArray(value);
  const start = writer.begin(isArray ? VALUE.array : VALUE.object);
  if (isArray)
    for (const item of value as readonly AttributeValue[]) writeValue(writer, ITEMS, item);
  else for (const [key, item] of Object.entries(value)) writeAttribute(writer, ITEMS, key, item);
  writer.end(start);
}

/** The W3C flags of a span or link, and whether `parent` is of another process. */
export function otlpFlags(traceFlags: number, parent: SpanContext | undefined): number {
  return (traceFlags & 0xff) | PARENT_KNOWN | (parent?.isRemote === true ? PARENT_REMOTE : 0);
}
