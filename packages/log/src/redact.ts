import { stdSerializers } from "pino";

/**
 * Names whose values let somebody act as somebody else: credentials, payment tokens, signed quotes, idempotency keys.
 * Matched at the end of a name, whatever its case or separators: `Authorization`, `set-cookie`, `x-api-key`, `quoteToken`.
 */
const SENSITIVE =
  /(?:authorization|cookie|token|password|secret|api[-_]?key|idempotency[-_]?key)$/i;

const REDACTED = "[redacted]";
const DEPTH_MAX = 6; // A log line is flat; deeper than this is a whole object graph that nobody meant to print.

/**
 * A copy of `fields` with sensitive values replaced, at any depth up to 6, and errors made printable. Done here and not
 * by pino's `redact`, whose wildcard paths cost ten times the whole line and reach only the depths they spell out.
 */
export function redactFields(fields: Record<string, unknown>, depth = 0): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    copy[name] = SENSITIVE.test(name) ? REDACTED : redactValue(value, depth + 1);
  }
  return copy;
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth > DEPTH_MAX) return "[too deep]";
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  if (value instanceof Error) return redactFields(plain(stdSerializers.err(value)), depth);
  if ("toJSON" in value) return value; // dates, URLs: they choose their own form
  return redactFields(plain(value), depth);
}

const plain = (value: object): Record<string, unknown> => value as Record<string, unknown>;
