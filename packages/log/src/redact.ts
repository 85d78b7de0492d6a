import { stdSerializers } from "pino";

/**
 * Names whose values let somebody act as somebody else: credentials, payment tokens, signed quotes, idempotency keys.
 * Matched at the end of a name, whatever its case or separators: `Authorization`, `set-cookie`, `x-api-key`, `quoteToken`.
 */
const SENSITIVE =
  /(?:authorization|cookie|token|password|secret|api[-_]?key|idempotency[-_]?key)$/i;

/**
 * What an error of PostgreSQL or its driver says beside its message: whole rows (`detail`, `where`), the statement with its
 * values. A row holds whatever a customer sent: an e-mail address, an order's payment token. Left out of errors only.
 */
const ROWS: ReadonlySet<string> = new Set([
  "detail",
  "where",
  "internalQuery",
  "query",
  "parameters",
  "params",
  "values",
]);

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
  if (value instanceof Error) return redactError(stdSerializers.err(value), depth);
  if ("toJSON" in value) return value; // dates, URLs: they choose their own form
  if ("stack" in value) return redactError(value, depth); // an error inside of one, which pino has made an object already
  return redactFields(plain(value), depth);
}

function redactError(error: object, depth: number): Record<string, unknown> {
  const said = Object.entries(error).filter(([name]) => !ROWS.has(name));
  return redactFields(Object.fromEntries(said), depth);
}

const plain = (value: object): Record<string, unknown> => value as Record<string, unknown>;
