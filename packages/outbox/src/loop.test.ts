import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { keepDoing } from "./loop.ts";
import { fakeTimers } from "./testing.ts";

/** Work that ends when it is told to. */
function bench() {
  const timers = fakeTimers();
  const runs: PromiseWithResolvers<void>[] = [];
  const work = () => {
    const run = Promise.withResolvers<void>();
    runs.push(run);
    return run.promise;
  };
  return { timers, runs, loop: keepDoing(work, { everyMs: 1_000, schedule: timers.schedule }) };
}

describe("keeping to do something", () => {
  it("begins at once, and again a pause after each end", async () => {
    const { timers, runs } = bench();
    assert.deepEqual([runs.length, timers.delays()], [1, []]);
    runs[0]?.resolve();
    await nextTurn();
    assert.deepEqual([runs.length, timers.delays()], [1, [1_000]]);
    timers.fire(1_000);
    assert.equal(runs.length, 2);
  });

  it("begins at once when it is poked between two runs, and takes the pause anew", async () => {
    const { timers, runs, loop } = bench();
    runs[0]?.resolve();
    await nextTurn();
    loop.poke();
    assert.deepEqual([runs.length, timers.delays()], [2, []]);
  });

  it("runs once more when it is poked during a run, however often", async () => {
    const { timers, runs, loop } = bench();
    loop.poke();
    loop.poke();
    assert.equal(runs.length, 1, "never two at a time");
    runs[0]?.resolve();
    await nextTurn();
    assert.equal(runs.length, 2);
    runs[1]?.resolve();
    await nextTurn();
    assert.deepEqual([runs.length, timers.delays()], [2, [1_000]]);
  });

  it("stops when the run under way has ended, and begins no other", async () => {
    const { timers, runs, loop } = bench();
    loop.poke();
    let stopped = false;
    const stopping = loop.stop().then(() => {
      stopped = true;
    });
    await nextTurn();
    assert.equal(stopped, false);
    runs[0]?.resolve();
    await stopping;
    loop.poke();
    assert.deepEqual([runs.length, timers.delays()], [1, []]);
  });

  it("stops at once between two runs", async () => {
    const { timers, runs, loop } = bench();
    runs[0]?.resolve();
    await nextTurn();
    await loop.stop();
    assert.deepEqual(timers.delays(), []);
  });
});
