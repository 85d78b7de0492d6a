/** When a call is made again, and after how long. */

/** `always`: harmless by its meaning. `keyed`: under its idempotency key. `never`: it could act twice. `once`: it cannot be sent again. */
export type Repeat = "always" | "keyed" | "never" | "once";
export type Failure =
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly code: string | undefined;
      readonly retryAfterMs: number | undefined;
    }
  | { readonly kind: "network" };

// The server, or what stands before it, could not serve; the same request may succeed later.
const PASSING_STATUS: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);
// Refused before any work began: nothing can have happened, so everything may be sent again.
const UNTOUCHED_CODES: ReadonlySet<string> = new Set(["rate-limited", "overloaded"]);

const BACKOFF_MS = 100;
const BACKOFF_MS_MAX = 5_000; // longer than any restart of a service

/** May the same request be sent again after this failure, without a risk that it acts twice? */
export function mayRepeat(failure: Failure, repeat: Repeat): boolean {
  const isHarmless = repeat === "always" || repeat === "keyed";
  if (repeat === "once" || failure.kind === "network") return isHarmless;
  const { status, code } = failure;
  if (code !== undefined && UNTOUCHED_CODES.has(code)) return true;
  // The first try, whose answer we did not get, is still at work under our key.
  if (code === "idempotency-key-in-flight") return true;
  return isHarmless && PASSING_STATUS.has(status);
}

/**
 * Full jitter: anything up to 100 ms, 200 ms, 400 ms … after the first, second, third try; never before the server said.
 * `random` is from 0 to 1.
 */
export function waitMs(failure: Failure, attempt: number, random: number): number {
  const bound = Math.min(BACKOFF_MS * 2 ** (attempt - 1), BACKOFF_MS_MAX);
  const asked = failure.kind === "refused" ? (failure.retryAfterMs ?? 0) : 0;
  return Math.ceil(asked + random * bound);
}

/** `Retry-After` in seconds or as a date (RFC 9110 §10.2.3); undefined when it is neither. */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header)) return 1_000 * Number(header);
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}
