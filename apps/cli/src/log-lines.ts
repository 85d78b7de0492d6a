/** Log lines for a human's terminal: time, who, level, message, and the rest of the fields behind it. */
import { isRecord } from "./json.ts";

const NAME_WIDTH = "payment-sandbox".length;
const COLOURS = {
  dim: 2,
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
} as const;
type Colour = keyof typeof COLOURS;

const NAME_COLOURS: Readonly<Record<string, Colour>> = {
  gateway: "cyan",
  inventory: "green",
  pricing: "magenta",
  orders: "blue",
  "payment-sandbox": "yellow",
};
const LEVEL_COLOURS: Readonly<Record<string, Colour>> = {
  fatal: "red",
  error: "red",
  warn: "yellow",
  info: "green",
};
/** Shown elsewhere in the line, or of use to machines only. */
const HIDDEN = new Set(["time", "level", "service", "msg", "span_id", "correlation_id", "err"]);

/** One line of `name`'s output as a human reads it. What is not a JSON log line is kept as it is, behind the prefix. */
export function prettyLine(name: string, line: string, colours: boolean): string {
  const paint = (colour: Colour | undefined, text: string): string =>
    colours && colour !== undefined ? `\x1b[${COLOURS[colour]}m${text}\x1b[0m` : text;
  const prefix = paint(NAME_COLOURS[name], name.padEnd(NAME_WIDTH));
  const entry = parseEntry(line);
  if (entry === undefined) return `${prefix} ${line}`;
  const level = String(entry.level);
  const fields = Object.entries(entry).filter(([field]) => !HIDDEN.has(field));
  const rest = fields.map(([field, value]) => `${field}=${asText(value)}`).join(" ");
  const head = `${paint("dim", timeOf(entry))} ${prefix} ${paint(LEVEL_COLOURS[level], level.padEnd(5))}`;
  const tail = rest === "" ? "" : ` ${paint("dim", rest)}`;
  return `${head} ${String(entry.msg ?? "")}${tail}${stackOf(entry)}`;
}

function parseEntry(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const timeOf = ({ time }: Record<string, unknown>): string =>
  typeof time === "string" ? time.slice(11, 23) : "";

const asText = (value: unknown): string =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? "undefined");

function stackOf({ err }: Record<string, unknown>): string {
  if (!isRecord(err)) return "";
  const stack = typeof err.stack === "string" ? err.stack : asText(err.message);
  return `\n${stack.replaceAll(/^/gm, "    ")}`;
}
