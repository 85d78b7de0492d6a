import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type LaneOptions, openLane } from "./lane.ts";

/** A lane of numbers whose time is the test's: `turn` runs what waits for its turn, `land` ends a flight. */
function lane(options: Partial<LaneOptions<number>> = {}) {
  const batches: (readonly number[])[] = [];
  const flights: (() => void)[] = [];
  const turns: (() => void)[] = [];
  const opened = openLane<number>({
    batchMax: 4,
    queueMax: 10,
    work: (batch) => {
      batches.push(batch);
      return new Promise((resolve) => flights.push(resolve));
    },
    soon: (run) => turns.push(run),
    ...options,
  });
  const turn = () => {
    for (const run of turns.splice(0)) run();
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...opened,
    batches,
    turns,
    turn,
    addAll: (...jobs: readonly number[]) => jobs.map((job) => opened.add(job)),
    /** Ends the oldest flight, or another one, and lets the lane go on. */
    land: async (index = 0) => {
      flights.splice(index, 1)[0]?.();
      await settled();
      turn();
    },
    idleSoon: async () => {
      let isIdle = false;
      void opened.idle().then(() => {
        isIdle = true;
      });
      turn();
      await settled();
      return () => isIdle;
    },
  };
}
const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);

describe("a lane", () => {
  it("takes what arrives together as one batch, in its order", () => {
    const { addAll, turns, turn, batches } = lane();
    addAll(1, 2, 3);
    assert.deepEqual([batches, turns.length], [[], 1]);
    turn();
    assert.deepEqual(batches, [[1, 2, 3]]);
  });

  it("lets the next batch gather while one is in flight", async () => {
    const { addAll, turn, land, batches } = lane();
    addAll(1);
    turn();
    addAll(2);
    turn();
    addAll(3);
    turn();
    assert.deepEqual(batches, [[1]]);
    await land();
    assert.deepEqual(batches, [[1], [2, 3]]);
  });

  it("takes at most so many at once, and the others next, in their order", async () => {
    const { addAll, turn, land, batches } = lane();
    addAll(...upTo(9));
    turn();
    await land();
    await land();
    assert.deepEqual(batches, [[0, 1, 2, 3], [4, 5, 6, 7], [8]]);
  });

  it("tells whoever comes when the line is full, and lets others in when it is shorter", async () => {
    const { addAll, add, turn, batches } = lane();
    assert.deepEqual(addAll(...upTo(11)), [...Array(10).fill(true), false]);
    turn(); // four are in flight: they do not stand in the line any more
    assert.deepEqual(addAll(...upTo(5, 20)), [true, true, true, true, false]);
    assert.equal(add(99), false);
    assert.deepEqual(batches, [[0, 1, 2, 3]]);
  });

  it("works again after it had nothing to do", async () => {
    const { addAll, turn, land, batches, turns } = lane();
    addAll(1);
    turn();
    await land();
    assert.equal(turns.length, 0);
    addAll(2);
    turn();
    assert.deepEqual(batches, [[1], [2]]);
  });

  it("is idle when nothing waits and nothing is in flight, what came meanwhile included", async () => {
    const { addAll, land, idleSoon } = lane();
    addAll(1);
    const isIdle = await idleSoon();
    assert.equal(isIdle(), false);
    addAll(2);
    await land();
    assert.equal(isIdle(), false);
    await land();
    assert.equal(isIdle(), true);
  });

  it("is idle at once when nothing was ever added, for everybody who asks", async () => {
    const { idleSoon } = lane();
    for (const isIdle of [await idleSoon(), await idleSoon()]) assert.equal(isIdle(), true);
  });

  it("needs no timer: by default a batch starts when the event loop has taken in what arrived", async () => {
    const batches: (readonly number[])[] = [];
    const { add, idle } = openLane<number>({
      ...{ batchMax: 4, queueMax: 10 },
      work: async (batch) => {
        batches.push(batch);
      },
    });
    add(1);
    await Promise.resolve();
    add(2);
    await idle();
    assert.deepEqual(batches, [[1, 2]]);
  });
});

describe("a lane with two flights", () => {
  const wide = () => lane({ flightsMax: 2, batchMax: 512, queueMax: 8_192 });
  const sizes = (batches: readonly (readonly number[])[]) => batches.map(({ length }) => length);

  it("sends few in one batch, and a second one only when as many wait as are in flight", async () => {
    const { addAll, turn, land, batches } = wide();
    addAll(1, 2);
    turn();
    addAll(3);
    turn();
    assert.deepEqual(batches, [[1, 2]]);
    addAll(4);
    turn();
    assert.deepEqual(batches, [
      [1, 2],
      [3, 4],
    ]);
    addAll(5, 6, 7);
    turn();
    assert.equal(batches.length, 2, "not a third one");
    await land();
    assert.deepEqual(batches.at(-1), [5, 6, 7]);
  });

  it("sends many in two halves: one is prepared while the other is written", () => {
    const { addAll, turn, batches } = wide();
    addAll(...upTo(129));
    turn();
    assert.deepEqual(sizes(batches), [65]);
    const apart = wide();
    apart.addAll(...upTo(128));
    apart.turn();
    assert.deepEqual(sizes(apart.batches), [64, 64]);
    assert.deepEqual(apart.batches.flat(), upTo(128));
  });

  it("sends full batches when more wait than a batch takes", async () => {
    const { addAll, turn, land, batches } = wide();
    addAll(...upTo(2_000));
    turn();
    assert.deepEqual(sizes(batches), [512, 512]);
    await land(1); // the flights may end in any order
    assert.deepEqual(sizes(batches), [512, 512, 512]);
    await land();
    await land();
    assert.deepEqual(sizes(batches), [512, 512, 512, 232, 232]);
    assert.deepEqual(batches.flat(), upTo(2_000));
  });

  it("leaves nobody waiting when a small batch follows a large one", async () => {
    const { addAll, turn, land, batches, idleSoon } = wide();
    addAll(...upTo(100));
    turn();
    addAll(100);
    turn();
    assert.deepEqual(sizes(batches), [100]);
    await land();
    assert.deepEqual(sizes(batches), [100, 1]);
    const isIdle = await idleSoon();
    await land();
    assert.equal(isIdle(), true);
  });
});
