import { currentRequest } from "@holdfast/request-context";
import { context, trace } from "@opentelemetry/api";
import {
  type DestinationStream,
  type LevelWithSilent,
  type Logger as PinoLogger,
  pino,
} from "pino";
import { redactFields } from "./redact.ts";

export type Logger = PinoLogger;

export type LoggerOptions = {
  readonly service: string;
  /** `trace` … `fatal`, or `silent`. Anything else throws: a typo must not silence a service. */
  readonly level: string;
  /** Where the lines go; default standard output. */
  readonly destination?: DestinationStream;
};

/**
 * One JSON object a line: `level` (a word), `time` (ISO 8601, UTC), `service`, the `trace_id`, `span_id` and
 * `correlation_id` of the running request, the given fields without their secrets, `msg`.
 */
export function createLogger(options: LoggerOptions): Logger {
  const destination = options.destination ?? pino.destination(1);
  const logger = pino(
    {
      level: options.level as LevelWithSilent,
      base: { service: options.service },
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: requestFields,
      formatters: { level: (label) => ({ level: label }), log: redactFields },
      serializers: { err: (printable: unknown) => printable }, // redactFields has made it so; twice, it forgets its type
    },
    destination,
  );
  redactChildren(logger);
  return logger;
}

/** pino hands a child's own fields to no formatter. Children inherit the method, so theirs are covered too. */
function redactChildren(logger: Logger): void {
  const { child } = logger;
  logger.child = function redacted(this: Logger, fields, options) {
    return child.call(this, redactFields(fields), options);
  } as Logger["child"];
}

function requestFields(): Record<string, string> {
  const fields: Record<string, string> = {};
  const span = trace.getSpanContext(context.active());
  if (span !== undefined) {
    fields.trace_id = span.traceId;
    fields.span_id = span.spanId;
  }
  const request = currentRequest();
  if (request !== undefined) fields.correlation_id = request.correlationId;
  return fields;
}
