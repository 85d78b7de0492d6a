import { currentRequest } from "@holdfast/request-context";
import { context, trace } from "@opentelemetry/api";
import {
  type DestinationStream,
  type LevelWithSilent,
  type Logger as PinoLogger,
  pino,
} from "pino";
import { type AccessLine, accessLineFormat } from "./access-line.ts";
import { redactFields, redactText } from "./redact.ts";
import { standardOutput } from "./standard-output.ts";

export type Logger = PinoLogger & {
  /** Tells of a request that has ended. */
  readonly access: (line: AccessLine) => void;
};

export type LoggerOptions = {
  readonly service: string;
  /** `trace` … `fatal`, or `silent`. Anything else throws: a typo must not silence a service. */
  readonly level: string;
  /** Where the lines go, each at once; default standard output, some at a time. */
  readonly destination?: DestinationStream;
};

/**
 * One JSON object a line: `level` (a word), `time` (ISO 8601, UTC), `service`, the `trace_id`, `span_id` and
 * `correlation_id` of the running request, the given fields without their secrets, `msg`.
 */
export function createLogger(options: LoggerOptions): Logger {
  const destination = options.destination ?? standardOutput();
  const logger = pino(
    {
      level: options.level as LevelWithSilent,
      base: { service: options.service },
      timestamp: timeField,
      mixin: requestFields,
      formatters: { level: (label) => ({ level: label }), log: redactFields },
      serializers: { err: (printable: unknown) => printable }, // redactFields has made it so; twice, it forgets its type
      hooks: { streamWrite: redactText }, // messages, errors and whatever stands inside of other texts
    },
    destination,
  );
  redactChildren(logger);
  const format = accessLineFormat(options.service);
  const access = (line: AccessLine) => {
    if (logger.isLevelEnabled(line.level)) destination.write(format(line, timeField()));
  };
  return Object.assign(logger, { access });
}

let second = { startMs: 0, field: "" };

/** The current time as pino wants it. Its date is made once a second, in which a busy service writes thousands of lines. */
function timeField(): string {
  const nowMs = Date.now();
  const ms = nowMs % 1000;
  if (nowMs - ms !== second.startMs) {
    const startMs = nowMs - ms;
    second = { startMs, field: `,"time":"${new Date(startMs).toISOString().slice(0, 20)}` };
  }
  return `${second.field}${ms < 10 ? "00" : ms < 100 ? "0" : ""}${ms}Z"`;
}

/** pino hands a child's own fields to no formatter. Children inherit the method, so theirs are covered too. */
function redactChildren(logger: PinoLogger): void {
  const { child } = logger;
  logger.child = function redacted(this: PinoLogger, fields, options) {
    return child.call(this, redactFields(fields), options);
  } as PinoLogger["child"];
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
