import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { backoffMs, retryAfterMs } from "./backoff.ts";

const POLICY = { backoffBaseMs: 25, backoffMaxMs: 250 };

describe("backoff", () => {
  it("doubles its ceiling with each retry, up to the maximum", () => {
    const ceilings = [1, 2, 3, 4, 5, 1_000].map((retry) => backoffMs(POLICY, retry, 0.999_999));
    assert.deepEqual(ceilings, [24, 49, 99, 199, 249, 249]);
  });

  it("spreads over the whole interval from zero", () => {
    assert.equal(backoffMs(POLICY, 1, 0), 0);
    assert.equal(backoffMs(POLICY, 2, 0.5), 25);
  });
});

describe("Retry-After", () => {
  const nowMs = Date.UTC(2026, 10, 22, 12, 0, 0);

  it("is read as seconds or as an HTTP date", () => {
    assert.equal(retryAfterMs("2", nowMs), 2_000);
    assert.equal(retryAfterMs("0", nowMs), 0);
    assert.equal(retryAfterMs("Sun, 22 Nov 2026 12:00:03 GMT", nowMs), 3_000);
  });

  it("is now when its date has passed", () => {
    assert.equal(retryAfterMs("Sun, 22 Nov 2026 11:59:00 GMT", nowMs), 0);
  });

  it("is ignored when it is anything else", () => {
    for (const header of [undefined, "", "-1", "1.5", "soon", "99999999999", ["1", "2"]]) {
      assert.equal(retryAfterMs(header, nowMs), undefined, String(header));
    }
  });
});
