import { fail, ok, type Result } from "@holdfast/result";
import type { RateLimit } from "../authenticate/authenticate.ts";

export type RateLimited = { readonly kind: "rate-limited"; readonly of: "key" | "address" };

export type RateLimits = {
  /** Of a key that has no limit of its own. */
  readonly perKey: RateLimit;
  readonly perAddress: RateLimit;
  /** Through which the gateways count together; undefined: each counts for itself. */
  readonly redis: { readonly url: string; readonly timeoutMs: number } | undefined;
};

/** Above it a window's count would not be worth keeping: nothing that serves one key gets there. */
const QUOTA_MAX = 1_000_000_000;
const DAY_SECONDS = 86_400;

/** `1000/1s`, `60000/60s`: the quota, then the window in whole seconds, up to a day. */
export function parseRateLimit(text: string): Result<RateLimit, "not-a-rate-limit"> {
  const [, quota, window] = /^([1-9]\d{0,9})\/([1-9]\d{0,4})s$/.exec(text) ?? [];
  const limit = { quota: Number(quota), windowSeconds: Number(window) };
  const fits = limit.quota <= QUOTA_MAX && limit.windowSeconds <= DAY_SECONDS;
  return fits ? ok(limit) : fail("not-a-rate-limit"); // NaN fits nowhere
}

/** The value of `RateLimit-Policy`. */
export function policyHeader({ quota, windowSeconds }: RateLimit): string {
  return `"default";q=${quota};w=${windowSeconds}`;
}

/** The value of `RateLimit`: what is left, and until it is full again. */
export function stateHeader(left: { readonly remaining: number; readonly resetSeconds: number }) {
  return `"default";r=${left.remaining};t=${left.resetSeconds}`;
}

/**
 * What one client is counted by. Who has an IPv6 address has 2^64 of them, so its network of 64 bits is counted; IPv4
 * written as IPv6 is IPv4.
 */
export function addressKey(address: string): string {
  if (!address.includes(":")) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = "", tail] = address.split("%", 1)[0]?.split("::") ?? [];
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => "0");
  const groups = [...front, ...(tail === undefined ? [] : zeros), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
