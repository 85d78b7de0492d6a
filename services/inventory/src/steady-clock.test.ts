import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { steadyClock } from "./steady-clock.ts";

const NOW_MS = Date.UTC(2026, 10, 1, 12);
const HOUR_MS = 3_600_000;

/** A clock whose sources are set by hand. */
function clock() {
  const sources = { wallMs: NOW_MS, monotonicMs: 17.25 };
  const nowMs = steadyClock({
    wallMs: () => sources.wallMs,
    monotonicMs: () => sources.monotonicMs,
  });
  return {
    nowMs,
    /** Time passes, and the wall clock may jump besides. */
    pass: (ms: number, jumpMs = 0) => {
      sources.monotonicMs += ms;
      sources.wallMs += ms + jumpMs;
      return nowMs();
    },
  };
}

describe("the steady clock", () => {
  it("tells what the wall clock shows", () => {
    const { nowMs, pass } = clock();
    assert.equal(nowMs(), NOW_MS);
    assert.equal(pass(5), NOW_MS + 5);
    assert.equal(pass(HOUR_MS), NOW_MS + HOUR_MS + 5);
  });

  it("follows the wall clock forward at once", () => {
    const { nowMs, pass } = clock();
    nowMs();
    assert.equal(pass(1, HOUR_MS), NOW_MS + HOUR_MS + 1);
  });

  it("does not follow it back: it goes on at half its pace, so nothing that was over begins again", () => {
    const { nowMs, pass } = clock();
    nowMs();
    assert.equal(pass(0, -HOUR_MS), NOW_MS);
    assert.equal(pass(1_000), NOW_MS + 500);
    assert.equal(pass(1_000), NOW_MS + 1_000);
  });

  it("goes with the wall clock again as soon as that has caught up", () => {
    const { nowMs, pass } = clock();
    nowMs();
    pass(0, -HOUR_MS);
    assert.equal(pass(2 * HOUR_MS), NOW_MS + HOUR_MS);
    assert.equal(pass(1_000), NOW_MS + HOUR_MS + 1_000);
    pass(0, -HOUR_MS);
    assert.equal(pass(0, HOUR_MS), NOW_MS + HOUR_MS + 1_000);
    assert.equal(pass(7), NOW_MS + HOUR_MS + 1_007);
  });

  it("goes on after a step back however often it is asked", () => {
    const { nowMs, pass } = clock();
    nowMs();
    pass(0, -HOUR_MS);
    for (let asked = 0; asked < 20_000; asked++) pass(0.1); // 2 s, ten times a millisecond
    assert.ok(Math.abs(nowMs() - NOW_MS - 1_000) <= 1, String(nowMs() - NOW_MS));
  });

  it("tells whole milliseconds, never less than before, and never more than any clock has shown", () => {
    const steps = fc.array(
      fc.record({
        passedMs: fc.double({ min: 0, max: 10_000, noNaN: true }),
        jumpMs: fc.oneof(fc.constant(0), fc.integer({ min: -HOUR_MS, max: HOUR_MS })),
      }),
    );
    fc.assert(
      fc.property(steps, (them) => {
        let wallMs = NOW_MS;
        let monotonicMs = 0;
        let mostMs = NOW_MS;
        let beforeMs = Number.NEGATIVE_INFINITY;
        const nowMs = steadyClock({
          wallMs: () => Math.floor(wallMs),
          monotonicMs: () => monotonicMs,
        });
        for (const { passedMs, jumpMs } of them) {
          monotonicMs += passedMs;
          wallMs += passedMs + jumpMs;
          mostMs = Math.max(mostMs + passedMs, wallMs);
          const told = nowMs();
          assert.ok(Number.isInteger(told) && told >= beforeMs && told <= mostMs);
          assert.ok(told >= Math.floor(wallMs));
          beforeMs = told;
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
