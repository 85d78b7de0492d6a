import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { afterDeath, type Death, remember } from "./restart.ts";

const died = (...atMs: number[]): Death[] => atMs.map((ms) => ({ atMs: ms, wasReady: false }));

describe("after a death", () => {
  it("a process that served is started again at once, however often it dies", () => {
    const deaths = [0, 1000, 2000, 3000, 4000, 5000, 6000].map((atMs) => ({
      atMs,
      wasReady: true,
    }));
    assert.deepEqual(afterDeath(deaths.slice(0, 1)), { kind: "restart", afterMs: 100 });
    assert.deepEqual(afterDeath(deaths.slice(0, 3)), { kind: "restart", afterMs: 400 });
    assert.deepEqual(afterDeath(deaths), { kind: "restart", afterMs: 5000 });
  });

  it("the delay starts small again when the last deaths are more than a minute ago", () => {
    assert.deepEqual(afterDeath(died(0, 100, 61_000)), { kind: "restart", afterMs: 100 });
  });

  it("a process that was never ready is given up after five deaths in a minute", () => {
    assert.equal(afterDeath(died(0, 1, 2, 3)).kind, "restart");
    assert.deepEqual(afterDeath(died(0, 1, 2, 3, 4)), { kind: "give-up", attempts: 5 });
    assert.equal(afterDeath(died(0, 1, 2, 3, 60_000)).kind, "restart");
  });

  it("having been ready in between counts from anew", () => {
    const deaths = [...died(0, 1, 2, 3), { atMs: 4, wasReady: true }, ...died(5, 6)];
    assert.equal(afterDeath(deaths).kind, "restart");
  });

  it("deaths that cannot matter any more are forgotten", () => {
    let deaths: readonly Death[] = [];
    for (let minute = 0; minute < 1000; minute += 1) {
      deaths = remember(deaths, { atMs: minute * 60_000, wasReady: true });
    }
    assert.equal(deaths.length, 1);
  });
});
