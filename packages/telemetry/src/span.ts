import {
  type Attributes,
  type Exception,
  isSpanContextValid,
  type Link,
  type Span,
  type SpanContext,
  type SpanKind,
  type SpanStatus,
  SpanStatusCode,
  type TimeInput,
} from "@opentelemetry/api";
import {
  ATTR_EXCEPTION_MESSAGE,
  ATTR_EXCEPTION_STACKTRACE,
  ATTR_EXCEPTION_TYPE,
} from "@opentelemetry/semantic-conventions";
import { type AttributeLimits, AttributeList } from "./attributes.ts";
import { type Clock, toUnixMs } from "./clock.ts";

/** Which library placed the span. */
export type Scope = { readonly name: string; readonly version: string };

export type SpanLimits = {
  readonly attributes: AttributeLimits;
  readonly eventsMax: number;
  readonly eventAttributes: AttributeLimits;
  readonly linksMax: number;
  readonly linkAttributes: AttributeLimits;
};

export type SpanEvent = {
  readonly name: string;
  readonly timeMs: number;
  readonly attributes: AttributeList;
};

export type SpanLink = {
  readonly context: SpanContext;
  readonly attributes: AttributeList;
  /** Of a link that many spans have: what an encoder made of it, its own to keep. */
  readonly shared?: { encoded: Buffer | undefined };
};

/** Takes ended spans. Must neither block nor throw, and read the span before it returns. */
export type SpanSink = { add(span: RecordingSpan): void };

/** What all spans of a recorder share. */
export type Recording = {
  readonly limits: SpanLimits;
  readonly clock: Clock;
  readonly sink: SpanSink;
};

export type SpanStart = {
  readonly scope: Scope;
  readonly context: SpanContext;
  readonly parent: SpanContext | undefined;
  readonly name: string;
  readonly kind: SpanKind;
  readonly startTime: TimeInput | undefined;
};

/** A span that is recorded and handed to the sink once, when it ends; from then on nothing changes it. */
export class RecordingSpan implements Span {
  readonly scope: Scope;
  readonly parent: SpanContext | undefined;
  readonly kind: SpanKind;
  readonly startMs: number;
  readonly attributes = new AttributeList();
  name: string;
  endMs = 0;
  status: SpanStatus = UNSET;
  events: SpanEvent[] = NO_EVENTS;
  eventsDropped = 0;
  links: SpanLink[] = NO_LINKS;
  linksDropped = 0;
  readonly #context: SpanContext;
  readonly #recording: Recording;
  #ended = false;
  #asLink: SpanLink | undefined;

  constructor(start: SpanStart, recording: Recording) {
    this.scope = start.scope;
    this.parent = start.parent;
    this.kind = start.kind;
    this.name = start.name;
    this.#context = start.context;
    this.#recording = recording;
    this.startMs = start.startTime === undefined ? recording.clock() : toUnixMs(start.startTime);
  }

  spanContext(): SpanContext {
    return this.#context;
  }

  isRecording(): boolean {
    return !this.#ended;
  }

  setAttribute(key: string, value: unknown): this {
    if (!this.#ended) this.attributes.set(key, value, this.#recording.limits.attributes);
    return this;
  }

  setAttributes(attributes: Attributes): this {
    if (!this.#ended) this.attributes.begin(attributes, this.#recording.limits.attributes);
    return this;
  }

  addEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): this {
    if (this.#ended) return this;
    const { limits, clock } = this.#recording;
    if (this.events.length >= limits.eventsMax) {
      this.eventsDropped += 1;
      return this;
    }
    const onlyTime = isTime(attributesOrTime) ? attributesOrTime : undefined;
    const at = time ?? onlyTime;
    const attributes = new AttributeList();
    if (onlyTime === undefined && attributesOrTime !== undefined) {
      attributes.setAll(attributesOrTime as Attributes, limits.eventAttributes);
    }
    if (this.events === NO_EVENTS) this.events = [];
    this.events.push({ name, timeMs: at === undefined ? clock() : toUnixMs(at), attributes });
    return this;
  }

  recordException(exception: Exception, time?: TimeInput): void {
    const { name, code, message, stack } = fieldsOf(exception);
    this.addEvent(
      "exception",
      {
        [ATTR_EXCEPTION_TYPE]: name ?? code?.toString(),
        [ATTR_EXCEPTION_MESSAGE]: message,
        [ATTR_EXCEPTION_STACKTRACE]: stack,
      },
      time,
    );
  }

  addLink(link: Link): this {
    if (this.#ended) return this;
    if (!isSpanContextValid(link.context)) {
      this.linksDropped += 1;
      return this;
    }
    const attributes = new AttributeList();
    const { linkAttributes } = this.#recording.limits;
    if (link.attributes !== undefined) attributes.setAll(link.attributes, linkAttributes);
    this.#keepLink({ context: link.context, attributes });
    return this;
  }

  /** Links to a span of this process, as many others do: they have one link, that is made and encoded once. */
  addSharedLink(other: RecordingSpan): this {
    if (this.#ended) return this;
    other.#asLink ??= {
      context: other.#context,
      attributes: new AttributeList(),
      shared: { encoded: undefined },
    };
    this.#keepLink(other.#asLink);
    return this;
  }

  addLinks(links: readonly Link[]): this {
    for (const link of links) this.addLink(link);
    return this;
  }

  /** OK is final, and UNSET changes nothing: the API's order of precedence. */
  setStatus(status: SpanStatus): this {
    if (this.#ended || status.code === SpanStatusCode.UNSET) return this;
    if (this.status.code === SpanStatusCode.OK) return this;
    const { code, message } = status;
    const explained = code === SpanStatusCode.ERROR && message !== undefined;
    this.status = explained ? { code, message: this.#cut(message) } : { code };
    return this;
  }

  updateName(name: string): this {
    if (!this.#ended) this.name = name;
    return this;
  }

  end(time?: TimeInput): void {
    if (this.#ended) return;
    this.#ended = true;
    const endMs = time === undefined ? this.#recording.clock() : toUnixMs(time);
    this.endMs = Math.max(endMs, this.startMs);
    this.#recording.sink.add(this);
  }

  #keepLink(link: SpanLink): void {
    if (this.links.length >= this.#recording.limits.linksMax) this.linksDropped += 1;
    else if (this.links === NO_LINKS) this.links = [link];
    else this.links.push(link);
  }

  #cut(text: string): string {
    return text.slice(0, this.#recording.limits.attributes.lengthMax);
  }
}

type ExceptionFields = {
  readonly name?: string;
  readonly code?: string | number;
  readonly message?: string;
  readonly stack?: string;
};

// Most spans have neither: they share these and get arrays of their own with the first event or link.
const NO_EVENTS: SpanEvent[] = [];
const NO_LINKS: SpanLink[] = [];
const UNSET: SpanStatus = { code: SpanStatusCode.UNSET };

function fieldsOf(exception: unknown): ExceptionFields {
  if (typeof exception === "object" && exception !== null) return exception;
  return { message: String(exception) };
}

function isTime(value: Attributes | TimeInput | undefined): value is TimeInput {
  return typeof value === "number" || value instanceof Date || Array.isArray(value);
}
