/** What becomes of an event that an endpoint is to hear of: pure decisions, time and chance are arguments. */

/** One try to deliver, as the log keeps it. */
export type Attempt = {
  /** RFC 3339. */
  readonly at: string;
  readonly durationMs: number;
  /** null: no answer. */
  readonly statusCode: number | null;
  readonly error: string | null;
};

export type Verdict =
  | { readonly kind: "delivered" }
  /** The endpoint is not to be asked again: it answered 410. */
  | { readonly kind: "gone" }
  /** Its three days are over: the next event has its turn. */
  | { readonly kind: "failed" }
  | { readonly kind: "retry"; readonly afterMs: number };

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** How long an event is tried. */
export const DELIVER_WITHIN_MS = 72 * HOUR_MS;
/** Longer answers count as none. */
export const ANSWER_WITHIN_MS = 15 * SECOND_MS;
/** Both sign after a rotation, so that a consumer has time to take the new one. */
export const OLD_SECRET_MS = 24 * HOUR_MS;

/** The pause after the first, second, … failure in a row; the last one from then on. */
const PAUSES_MS: readonly number[] = [
  ...[5 * SECOND_MS, 30 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS],
  ...[2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS, 14 * HOUR_MS, 20 * HOUR_MS],
];
/** Up to a fifth more: endpoints that one outage stopped do not all come back in one moment. */
const JITTER = 0.2;

/** The pause after `failures` ≥ 1 in a row; 0 ≤ random < 1. */
export function pauseMs(failures: number, random: number): number {
  const base = PAUSES_MS[Math.min(failures, PAUSES_MS.length) - 1] ?? 5 * SECOND_MS;
  return Math.round(base * (1 + JITTER * random));
}

/**
 * What follows from an answer. `failures` are those in a row with this one, of the endpoint: what waits behind an event
 * that is not taken waits with it, and an endpoint that is down is not asked more often because more is due.
 */
export function verdictOf(
  statusCode: number | null,
  { failures, ageMs, random }: { failures: number; ageMs: number; random: number },
): Verdict {
  if (statusCode !== null && statusCode >= 200 && statusCode < 300) return { kind: "delivered" };
  if (statusCode === 410) return { kind: "gone" };
  const afterMs = pauseMs(failures, random);
  // The last try is the one after which another would be too late.
  return ageMs >= DELIVER_WITHIN_MS
    ? { kind: "failed" }
    : { kind: "retry", afterMs: Math.min(afterMs, Math.max(0, DELIVER_WITHIN_MS - ageMs)) };
}

export type UrlRefusal = string;

const URL_LENGTH_MAX = 2_048;

/** Why nothing may be sent to a URL; undefined when it may. Names are looked up and checked at each connection. */
export function refusalOfUrl(
  text: string,
  rules: { readonly allowPrivate: boolean; readonly isPublicAddress: (address: string) => boolean },
): UrlRefusal | undefined {
  if (text.length > URL_LENGTH_MAX) return `must have at most ${URL_LENGTH_MAX} characters`;
  if (!URL.canParse(text)) return "must be an absolute URL";
  const { protocol, username, password, hash, port, hostname } = new URL(text);
  if (protocol !== "https:" && !(rules.allowPrivate && protocol === "http:"))
    return "must be https";
  if (`${username}${password}` !== "") return "must have no credentials";
  if (hash !== "") return "must have no fragment";
  if (rules.allowPrivate) return undefined;
  if (port !== "" && Number(port) < 1024) return "must have port 443, or one above 1023";
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (/(^|\.)localhost$/.test(host)) return "must not name this machine";
  const isLiteral = /^[\d.]+$/.test(host) || host.includes(":");
  if (isLiteral && !rules.isPublicAddress(host)) return "must have a public address";
  return undefined;
}
