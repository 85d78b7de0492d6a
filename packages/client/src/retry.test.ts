import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Failure, mayRepeat, type Repeat, retryAfterMs, waitMs } from "./retry.ts";

const refused = (status: number, code?: string, afterMs?: number): Failure => ({
  kind: "refused",
  status,
  code,
  retryAfterMs: afterMs,
});
const NETWORK: Failure = { kind: "network" };

describe("whether a call is made again", () => {
  for (const [what, failure, repeats] of [
    ["a lost connection", NETWORK, ["always", "keyed"]],
    ["408", refused(408, "request-timeout"), ["always", "keyed"]],
    ["429 of another kind", refused(429, "streams-over-limit"), ["always", "keyed"]],
    ["502 of a proxy", refused(502), ["always", "keyed"]],
    ["503", refused(503, "upstream-unavailable"), ["always", "keyed"]],
    ["504", refused(504, "deadline-exceeded"), ["always", "keyed"]],
    ["a rate limit, before any work", refused(429, "rate-limited"), ["always", "keyed", "never"]],
    ["shed load, before any work", refused(503, "overloaded"), ["always", "keyed", "never"]],
    ["its own first try", refused(409, "idempotency-key-in-flight"), ["always", "keyed", "never"]],
    ["a refusal", refused(409, "insufficient-stock"), []],
    ["a bug at the server", refused(500, "internal-error"), []],
    ["a success that is no JSON", refused(200), []],
  ] as const) {
    it(`after ${what}: ${repeats.join(", ") || "never"}`, () => {
      const kinds: readonly Repeat[] = ["always", "keyed", "never", "once"];
      assert.deepEqual(
        kinds.filter((repeat) => mayRepeat(failure, repeat)),
        repeats,
      );
    });
  }
});

describe("how long it waits", () => {
  it("doubles a bound, takes any time below it, and never grows above 5 s", () => {
    const waits = [1, 2, 3, 6, 7, 60].map((attempt) => waitMs(NETWORK, attempt, 1));
    assert.deepEqual(waits, [100, 200, 400, 3_200, 5_000, 5_000]);
    assert.equal(waitMs(NETWORK, 3, 0), 0);
    assert.equal(waitMs(NETWORK, 3, 0.5), 200);
  });

  it("does not come before the server said", () => {
    assert.equal(waitMs(refused(503, "overloaded", 2_000), 1, 0), 2_000);
    assert.equal(waitMs(refused(503, "overloaded", 2_000), 1, 1), 2_100);
  });

  it("reads Retry-After as seconds or as a date, and nothing else", () => {
    const nowMs = Date.UTC(2026, 0, 1);
    assert.equal(retryAfterMs("2", nowMs), 2_000);
    assert.equal(retryAfterMs("Thu, 01 Jan 2026 00:00:03 GMT", nowMs), 3_000);
    assert.equal(retryAfterMs("Wed, 31 Dec 2025 23:00:00 GMT", nowMs), 0);
    assert.equal(retryAfterMs("soon", nowMs), undefined);
    assert.equal(retryAfterMs(null, nowMs), undefined);
  });
});
