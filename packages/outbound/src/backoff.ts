/**
 * Full jitter: anything from 0 to `baseMs` × 2^(retry − 1), at most `maxMs`. Spreads the retries of many callers over
 * the whole interval instead of sending them in waves.
 * Source: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 * @param retry 1 for the first retry.
 * @param random 0 ≤ random < 1.
 */
export function backoffMs(
  policy: { readonly backoffBaseMs: number; readonly backoffMaxMs: number },
  retry: number,
  random: number,
): number {
  // 2^30 × 1 ms is 12 days: past any `maxMs`, and still exact.
  const ceilingMs = Math.min(
    policy.backoffMaxMs,
    policy.backoffBaseMs * 2 ** Math.min(retry - 1, 30),
  );
  return Math.floor(random * ceilingMs);
}

/** Reads `Retry-After` (RFC 9110 §10.2.3: seconds or an HTTP date) as ms from `nowMs`; `undefined` when absent or unreadable. */
export function retryAfterMs(
  header: string | string[] | undefined,
  nowMs: number,
): number | undefined {
  if (typeof header !== "string") return undefined;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const atMs = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}
