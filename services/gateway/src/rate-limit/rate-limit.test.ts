import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addressKey, parseRateLimit, policyHeader, stateHeader } from "./rate-limit.ts";
import { readRateLimits } from "./read-rate-limits.ts";

describe("a rate limit", () => {
  it("is read from quota and window", () => {
    const read = parseRateLimit("60000/60s");
    assert.deepEqual(read, { ok: true, value: { quota: 60_000, windowSeconds: 60 } });
  });

  for (const text of ["", "0/1s", "10", "10/s", "10/0s", "1.5/1s", "10/1m", "-1/1s", "1/86401s"]) {
    it(`is not "${text}"`, () => assert.equal(parseRateLimit(text).ok, false));
  }

  it("is told as the draft has it", () => {
    assert.equal(policyHeader({ quota: 100, windowSeconds: 60 }), '"default";q=100;w=60');
    assert.equal(stateHeader({ remaining: 7, resetSeconds: 12 }), '"default";r=7;t=12');
  });
});

describe("the settings", () => {
  it("disturb no load test of the embedded mode, and name the variable that is wrong", () => {
    assert.ok(readRateLimits({ HOLDFAST_MODE: "embedded" }).perKey.quota >= 20_000);
    assert.throws(
      () => readRateLimits({ RATE_LIMIT_ADDRESS: "many" }),
      /^Error: RATE_LIMIT_ADDRESS must/,
    );
    assert.throws(
      () => readRateLimits({ REDIS_URL: "http://:secret@x" }),
      (error: Error) => error.message.startsWith("REDIS_URL") && !error.message.includes("secret"),
    );
  });
});

describe("what an address is counted by", () => {
  for (const [address, key] of [
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0db8:0001:0002::1", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ] as const) {
    it(`is ${key} for ${address}`, () => assert.equal(addressKey(address), key));
  }
});
