import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openGate } from "./slow-growth.ts";

describe("a pool that grows slowly", () => {
  /** Enters `count` times; tells who is in. */
  function entered(gate: ReturnType<typeof openGate>, count: number): number[] {
    const inside: number[] = [];
    for (let number = 0; number < count; number += 1) {
      const turn = gate.enter();
      if (turn === undefined) inside.push(number);
      else void turn.then(() => inside.push(number));
    }
    return inside;
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it("serves a burst with two connections, in its order, as they are free", async () => {
    const gate = openGate(8);
    const inside = entered(gate, 4);
    assert.deepEqual(inside, [0, 1]);
    gate.leave();
    await settled();
    assert.deepEqual(inside, [0, 1, 2]);
    gate.leave();
    await settled();
    assert.deepEqual(inside, [0, 1, 2, 3]);
    for (let left = 0; left < 2; left += 1) gate.leave();
    assert.deepEqual(entered(gate, 3), [0, 1]);
  });

  it("opens one more for each 100 ms that somebody waited, and lets all go on when it is at its largest", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const gate = openGate(4);
    const inside = entered(gate, 6);
    t.mock.timers.tick(99);
    await settled();
    assert.deepEqual(inside, [0, 1]);
    t.mock.timers.tick(1);
    await settled();
    assert.deepEqual(inside, [0, 1, 2]);
    t.mock.timers.tick(100);
    await settled();
    assert.deepEqual(inside, [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(entered(gate, 3), [0, 1, 2]);
  });

  it("does not grow for who was served in time", (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const gate = openGate(4);
    entered(gate, 3);
    for (let left = 0; left < 3; left += 1) gate.leave();
    t.mock.timers.tick(100);
    assert.deepEqual(entered(gate, 3), [0, 1]);
  });

  it("grows anew after the pool has shrunk", (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const gate = openGate(3);
    entered(gate, 3);
    t.mock.timers.tick(100);
    for (let left = 0; left < 3; left += 1) gate.leave();
    gate.shrinkTo(0);
    assert.deepEqual(entered(gate, 3), [0, 1]);
  });

  it("of one connection leaves the queue to the pool", () => {
    assert.deepEqual(entered(openGate(1), 3), [0, 1, 2]);
  });
});
