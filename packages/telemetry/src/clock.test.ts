import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { systemClock } from "./clock.ts";

/** Reads the clock as often as it takes to compare itself with the wall. */
function readAfterCheck(clock: () => number): number {
  let readMs = 0;
  for (let i = 0; i < 1024; i += 1) readMs = clock();
  return readMs;
}

describe("clock of spans", () => {
  it("has the fractions that the wall clock lacks", () => {
    let monotonicMs = 5.25;
    const clock = systemClock({ wallMs: () => 1_000, monotonicMs: () => monotonicMs });
    monotonicMs = 5.75;
    assert.equal(clock(), 1_000.5);
  });

  it("is not disturbed by the wall clock's small steps", () => {
    let wallMs = 1_000;
    const clock = systemClock({ wallMs: () => wallMs, monotonicMs: () => 5 });
    wallMs = 1_015;
    assert.equal(readAfterCheck(clock), 1_000);
  });

  it("follows when somebody sets the wall clock, forward or back", () => {
    let wallMs = 1_000_000;
    const clock = systemClock({ wallMs: () => wallMs, monotonicMs: () => 5 });
    wallMs = 2_000_000;
    assert.equal(readAfterCheck(clock), 2_000_000);
    wallMs = 500_000;
    assert.equal(readAfterCheck(clock), 500_000);
  });

  it("tells this machine's time, never backwards", () => {
    const clock = systemClock();
    const reads = Array.from({ length: 2_000 }, clock);
    assert.ok(reads.every((readMs, i) => i === 0 || readMs >= (reads[i - 1] ?? 0)));
    assert.ok(Math.abs((reads[0] ?? 0) - Date.now()) < 5_000);
  });
});
