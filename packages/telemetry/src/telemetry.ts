import {
  context,
  propagation,
  type Span,
  type SpanOptions,
  SpanStatusCode,
  TraceFlags,
  trace,
} from "@opentelemetry/api";
import { ATTR_ERROR_TYPE } from "@opentelemetry/semantic-conventions";
import type { ExportStats } from "./batch.ts";
import { systemClock } from "./clock.ts";
import { ROOT_CONTEXT } from "./context.ts";
import { AsyncContextManager } from "./context-manager.ts";
import { newSpanId, newTraceId } from "./ids.ts";
import { type Pipeline, startPipeline } from "./pipeline.ts";
import { W3cPropagator } from "./propagator.ts";
import { Recorder } from "./recorder.ts";
import { readSettings, type ServiceFacts } from "./settings.ts";
import { RecordingSpan } from "./span.ts";
import { formatTraceparent, parseTraceparent } from "./traceparent.ts";

export type TelemetryOptions = ServiceFacts & {
  /** Told, in a line without secrets, of a variable that cannot be used or a collector that cannot be reached. */
  readonly warn?: (message: string) => void;
};

export type Telemetry = {
  /** Resolves when every span that has ended was delivered or given up. */
  flush(): Promise<void>;
  /** Sends what is left, for at most 5 s, and takes everything down. Later spans carry no ids. Repeatable. */
  shutdown(): Promise<void>;
};

const SHUTDOWN_MS_MAX = 5_000; // half of a service's drain time: a collector that hangs must not hold a deploy
const NOTHING_EXPORTED: ExportStats = { exported: 0, dropped: 0, failed: 0, queued: 0 };

let running: { readonly stats: () => ExportStats } | undefined;

/**
 * Puts our recorder, W3C propagation and asynchronous context behind the OpenTelemetry API for this process, configured
 * by the standard OTEL_* variables in `env`. Without an OTLP endpoint nothing is recorded, but every span still has ids
 * that propagate. Throws when telemetry already runs; nothing in `env` makes it throw.
 */
export function startTelemetry(options: TelemetryOptions): Telemetry {
  if (running !== undefined) throw new Error("telemetry already runs in this process");
  const warn = options.warn ?? emitWarning;
  const settings = readSettings(options, warn);
  const { sampler, limits } = settings;
  const pipeline = startPipeline(settings, warn);
  const recording = pipeline && { limits, clock: systemClock(), sink: pipeline.batcher };
  context.setGlobalContextManager(new AsyncContextManager());
  propagation.setGlobalPropagator(new W3cPropagator());
  trace.setGlobalTracerProvider(new Recorder({ sampler, recording }));
  running = { stats: () => pipeline?.batcher.stats() ?? NOTHING_EXPORTED };
  let stopped: Promise<void> | undefined;
  return {
    flush: async () => pipeline?.batcher.flush(),
    shutdown: () => {
      stopped ??= stop(pipeline);
      return stopped;
    },
  };
}

/** What became of this process's spans so far, for its metrics; all zero when nothing is exported. */
export function exportStats(): ExportStats {
  return running?.stats() ?? NOTHING_EXPORTED;
}

/**
 * Runs `work` inside a new span, which is the parent of every span placed meanwhile, and ends it. When `work` rejects,
 * the span says so (error status, `error.type`, the exception) and the error passes through.
 */
export function withSpan<T>(
  name: string,
  options: Pick<SpanOptions, "kind" | "attributes">,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return trace.getTracer("@holdfast/telemetry").startActiveSpan(name, options, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      markFailed(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/**
 * Runs `work` without a record: its spans have ids and belong to no trace that anybody keeps. For what is repeated all
 * day and says nothing, such as a look for work.
 */
export function unrecorded<T>(work: () => T): T {
  return context.with(trace.setSpan(ROOT_CONTEXT, unrecordedSpan()), work);
}

/** The `traceparent` of the span that is active, to be kept with work that is done or told later; undefined without one. */
export function activeTraceparent(): string | undefined {
  const span = trace.getActiveSpan();
  return span === undefined ? undefined : formatTraceparent(span.spanContext());
}

/** Runs `work` as a part of the trace that a kept `traceparent` names; without one, outside of every trace. */
export function inTraceOf<T>(traceparent: string | undefined, work: () => T): T {
  const parent = parseTraceparent(traceparent);
  const base = parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
  return context.with(base, work);
}

/** Links the span, when it is recorded, to the spans that these `traceparent`s name: work that is done for many at once. */
export function linkTo(span: Span, traceparents: Iterable<string | undefined>): void {
  if (!span.isRecording()) return;
  for (const traceparent of traceparents) {
    const context = parseTraceparent(traceparent);
    if (context !== undefined) span.addLink({ context });
  }
}

/** The span that the running code works for. */
export const activeSpan = (): Span | undefined => trace.getActiveSpan();

/** Says of the active span that what it waited for was done once, for it and for `other`, within `other`. */
export function shareWith(other: Span | undefined): void {
  const span = trace.getActiveSpan();
  if (!(span instanceof RecordingSpan)) return;
  const context = other?.spanContext();
  // Whoever waits for two things may share both with the same.
  if (context !== undefined && span.links.at(-1)?.context === context) return;
  span.setAttribute("holdfast.shared", true);
  if (other instanceof RecordingSpan) span.addSharedLink(other);
  else if (context !== undefined) span.addLink({ context });
}

/** Ids without a record. */
export function unrecordedSpan(): Span {
  const ids = { traceId: newTraceId(), spanId: newSpanId(), traceFlags: TraceFlags.NONE };
  return trace.wrapSpanContext(ids);
}

function markFailed(span: Span, error: unknown): void {
  const known = error instanceof Error ? error : new Error(String(error));
  span.setAttribute(ATTR_ERROR_TYPE, known.name);
  span.recordException(known);
  span.setStatus({ code: SpanStatusCode.ERROR, message: known.message });
}

function emitWarning(message: string): void {
  process.emitWarning(message, "TelemetryWarning");
}

async function stop(pipeline: Pipeline | undefined): Promise<void> {
  await pipeline?.close(SHUTDOWN_MS_MAX);
  trace.disable();
  propagation.disable();
  context.disable();
  running = undefined;
}
