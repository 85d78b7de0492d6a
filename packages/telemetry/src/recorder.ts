import {
  type Context,
  context,
  isSpanContextValid,
  type Span,
  type SpanContext,
  SpanKind,
  type SpanOptions,
  type Tracer,
  type TracerProvider,
  trace,
} from "@opentelemetry/api";
import { newSpanId, newTraceId } from "./ids.ts";
import type { Sampler } from "./sampler.ts";
import { type Recording, RecordingSpan, type Scope } from "./span.ts";
import { FLAG_RANDOM, FLAG_SAMPLED } from "./traceparent.ts";

export type RecorderOptions = {
  readonly sampler: Sampler;
  /** Where sampled spans go. Without it spans only carry ids: enough for headers and logs, and nearly free. */
  readonly recording: Recording | undefined;
};

/** Makes the spans behind the OpenTelemetry API. Holds no state of a request. */
export class Recorder implements TracerProvider {
  readonly #options: RecorderOptions;
  readonly #tracers = new Map<string, Tracer>();

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  getTracer(name: string, version = ""): Tracer {
    const key = version === "" ? name : `${name}@${version}`;
    let tracer = this.#tracers.get(key);
    if (tracer === undefined) {
      tracer = new ScopedTracer({ name, version }, this.#options);
      this.#tracers.set(key, tracer); // as many as there are libraries that place spans
    }
    return tracer;
  }
}

class ScopedTracer implements Tracer {
  readonly #scope: Scope;
  readonly #sampler: Sampler;
  readonly #recording: Recording | undefined;

  constructor(scope: Scope, { sampler, recording }: RecorderOptions) {
    this.#scope = scope;
    this.#sampler = sampler;
    this.#recording = recording;
  }

  startSpan(name: string, options: SpanOptions = {}, within: Context = context.active()): Span {
    const parent = options.root ? undefined : parentIn(within);
    const traceId = parent?.traceId ?? newTraceId();
    const sampled = this.#sampler(traceId, parent);
    const spanContext = childContext(traceId, parent, sampled);
    if (!sampled || this.#recording === undefined) return trace.wrapSpanContext(spanContext);
    const { kind = SpanKind.INTERNAL, startTime } = options;
    const span = new RecordingSpan(
      { scope: this.#scope, context: spanContext, parent, name, kind, startTime },
      this.#recording,
    );
    if (options.attributes !== undefined) span.setAttributes(options.attributes);
    if (options.links !== undefined) span.addLinks(options.links);
    return span;
  }

  startActiveSpan<F extends (span: Span) => unknown>(
    name: string,
    ...rest: [F] | [SpanOptions, F] | [SpanOptions, Context, F]
  ): ReturnType<F> {
    const work = rest.at(-1) as F;
    const options = rest.length > 1 ? (rest[0] as SpanOptions) : undefined;
    const given = rest.length > 2 ? (rest[1] as Context | undefined) : undefined;
    const within = given ?? context.active();
    const span = this.startSpan(name, options, within);
    return context.with(trace.setSpan(within, span), () => work(span)) as ReturnType<F>;
  }
}

/** A recorded span has valid ids, and so has a remote one, which the propagator checked; what else is there is checked. */
function parentIn(within: Context): SpanContext | undefined {
  const parent = trace.getSpan(within);
  const spanContext = parent?.spanContext();
  if (spanContext === undefined || parent instanceof RecordingSpan) return spanContext;
  if (spanContext.isRemote === true) return spanContext;
  return isSpanContextValid(spanContext) ? spanContext : undefined;
}

/** Our trace ids are random and say so; on somebody else's trace that flag stays what its first service made it. */
function childContext(
  traceId: string,
  parent: SpanContext | undefined,
  sampled: boolean,
): SpanContext {
  const random = parent === undefined ? FLAG_RANDOM : parent.traceFlags & FLAG_RANDOM;
  const traceFlags = random | (sampled ? FLAG_SAMPLED : 0);
  const spanId = newSpanId();
  return parent?.traceState === undefined
    ? { traceId, spanId, traceFlags }
    : { traceId, spanId, traceFlags, traceState: parent.traceState };
}
