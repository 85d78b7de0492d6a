import { stdSerializers } from "pino";

/**
 * Names whose values let somebody act as somebody else: credentials, payment tokens, signed quotes, idempotency keys.
 * Matched at the end of a name, whatever its case or separators: `Authorization`, `set-cookie`, `x-api-key`, `quoteToken`; `key`
 * alone is the whole name, since many a key opens nothing.
 */
const SENSITIVE =
  /(?:authorization|cookie|token|password|secret|(?:api|idempotency|private)[-_]?key|^key)$/i;

/**
 * What opens something wherever it stands: our keys, tokens (JWT), what follows `Bearer`, the password of a URL. Not the
 * development keys: everybody knows them, `holdfast start` tells them, and outside of the embedded system they open nothing.
 * Each begins at few places of a text and has one way to match, so a text of a caller's choosing costs no more than its
 * length.
 */
const SECRET_TEXT =
  /hf_(?!dev_)\w+|(?:(?<![\w-])|(?<=\\[nrt]))eyJ[\w-]+(?:\.[\w-]*){1,4}|(?<=bearer )[\w.~+/=-]{8,}|(?<=:\/\/[^\s:/@"]{0,100}:)[^\s/@":]+(?=@)/gi;

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

/** The text without what opens something: a client may have put its key into a path, or a driver into its message. */
export function redactText(text: string): string {
  // Nearly no text has any of it, and an expression would take a hundred times as long to see that.
  if (!MARKS.some((mark) => text.includes(mark))) return text;
  return text.replace(SECRET_TEXT, REDACTED);
}
const MARKS = ["hf_", "eyJ", "earer ", "://"];

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
