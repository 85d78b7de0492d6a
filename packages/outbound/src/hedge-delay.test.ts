import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import fc from "fast-check";
import { type HedgeDelay, hedgeDelay } from "./hedge-delay.ts";

const NOW_MS = 1_700_000_000_000;
const WINDOW_MS = 10_000;
const BOUNDS = { percentile: 95, minMs: 10, maxMs: 400 };

describe("the delay of a hedge", () => {
  let delay: HedgeDelay;
  beforeEach(() => {
    delay = hedgeDelay(BOUNDS, WINDOW_MS);
  });
  const took = (calls: number, ms: number, atMs = NOW_MS) => {
    for (let call = 0; call < calls; call += 1) delay.took(ms, atMs);
  };

  it("is what is declared, whatever calls take", () => {
    delay = hedgeDelay(150, WINDOW_MS);
    took(1_000, 20);
    assert.equal(delay.afterMs(NOW_MS), 150);
  });

  it("is the longest allowed while there are few calls to go by", () => {
    assert.equal(delay.afterMs(NOW_MS), 400);
    took(99, 20);
    assert.equal(delay.afterMs(NOW_MS + 100), 400);
    took(1, 20, NOW_MS + 100);
    assert.equal(delay.afterMs(NOW_MS + 200), 22);
  });

  it("is what a twentieth of the calls take longer than", () => {
    took(190, 40);
    took(10, 300);
    assert.equal(delay.afterMs(NOW_MS), 42);
    took(1, 300);
    assert.equal(delay.afterMs(NOW_MS + 100), 305);
  });

  it("keeps within its bounds", () => {
    took(100, 0);
    assert.equal(delay.afterMs(NOW_MS), 10);
    took(1_000, 5_000_000, NOW_MS + 100);
    assert.equal(delay.afterMs(NOW_MS + 100), 400);
  });

  it("forgets what is older than the window", () => {
    took(1_000, 200);
    assert.equal(delay.afterMs(NOW_MS), 208);
    took(200, 20, NOW_MS + WINDOW_MS);
    assert.equal(delay.afterMs(NOW_MS + WINDOW_MS), 22);
    assert.equal(delay.afterMs(NOW_MS + 3 * WINDOW_MS), 400);
  });

  it("is worked out anew every tenth of a second at most, also by a clock that steps back", () => {
    took(100, 20);
    assert.equal(delay.afterMs(NOW_MS), 22);
    took(1_000, 100);
    assert.equal(delay.afterMs(NOW_MS + 99), 22);
    assert.equal(delay.afterMs(NOW_MS + 100), 107);
    took(1_000, 20, NOW_MS - 60_000);
    took(29_000, 20, NOW_MS - 60_000);
    assert.equal(delay.afterMs(NOW_MS - 60_000), 107);
    assert.equal(delay.afterMs(NOW_MS + 200), 22);
  });

  it("is no more than a tenth and a millisecond above the percentile that sorting finds, and not below it", () => {
    const percentile = fc.integer({ min: 50, max: 99 });
    const latencies = fc.array(fc.integer({ min: 1, max: 3_000_000 }), { minLength: 100 });
    fc.assert(
      fc.property(percentile, latencies, (at, ms) => {
        const any = hedgeDelay({ percentile: at, minMs: 1, maxMs: 3_600_000 }, WINDOW_MS);
        for (const each of ms) any.took(each, NOW_MS);
        const sorted = ms.toSorted((a, b) => a - b);
        const exact = sorted[Math.ceil((ms.length * at) / 100) - 1] ?? assert.fail();
        const found = any.afterMs(NOW_MS);
        assert.ok(found >= exact && found <= exact * 1.1 + 1, `${found} for ${exact}`);
      }),
    );
  });
});
