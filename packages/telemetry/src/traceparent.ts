import type { SpanContext } from "@opentelemetry/api";

/** W3C Trace Context level 2, section "traceparent Header": version, trace-id, parent-id, flags, what a later version adds. */
const TRACEPARENT = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?$/;
const LENGTH = 55; // of version 00, and of what it knows of a later one
const NO_TRACE_ID = "0".repeat(32);
const NO_SPAN_ID = "0".repeat(16);
const LENGTH_MAX = 512; // 55 today; a later version may add fields, nobody sends a page

/** The caller recorded this trace. */
export const FLAG_SAMPLED = 0x01;
/** The right-most 7 bytes of the trace id are random: never set or cleared on somebody else's trace. */
export const FLAG_RANDOM = 0x02;
const FLAGS_KNOWN = FLAG_SAMPLED | FLAG_RANDOM; // the others are reserved and must be sent as zero

/**
 * The caller's span, or undefined when the trace has to be restarted: header missing, sent twice, or not exactly of the
 * grammar. A later version is read as far as version 00 knows it.
 */
export function parseTraceparent(header: string | string[] | undefined): SpanContext | undefined {
  const sent = Array.isArray(header) ? soleOf(header) : header;
  if (sent === undefined || sent.length > LENGTH_MAX) return undefined;
  const text = trimOws(sent);
  if (!TRACEPARENT.test(text)) return undefined; // cut by place below: groups would double the price
  if (text.startsWith("ff") || (text.startsWith("00") && text.length > LENGTH)) return undefined;
  const traceId = text.slice(3, 35);
  const spanId = text.slice(36, 52);
  if (traceId === NO_TRACE_ID || spanId === NO_SPAN_ID) return undefined;
  const traceFlags = Number.parseInt(text.slice(53, LENGTH), 16) & FLAGS_KNOWN;
  return { traceId, spanId, traceFlags, isRemote: true };
}

/** The header for a callee of `span`. */
export function formatTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-0${traceFlags & FLAGS_KNOWN}`;
}

/**
 * Strips HTTP's optional white space (spaces and tabs, nothing else) at both ends. A loop and not a regular expression:
 * `[ \t]+$` takes quadratic time over a long run of inner spaces, which a caller chooses.
 */
export function trimOws(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isOws(text.charCodeAt(start))) start += 1;
  while (end > start && isOws(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const isOws = (code: number): boolean => code === 0x20 || code === 0x09;

const soleOf = (values: readonly string[]): string | undefined =>
  values.length === 1 ? values[0] : undefined;
