import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Dispatcher } from "undici";
import { Lane, type Seat } from "./lane.ts";

const dispatchers = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id }) as unknown as Dispatcher);

describe("a lane", () => {
  it("is full once all its calls are taken and as many wait as may, until one leaves", () => {
    const lane = new Lane({ dispatchers: dispatchers(1), capacity: 2, waitingMax: 1 });
    const seats: Seat[] = [];
    const counts = () => [lane.inFlight, lane.waiting, lane.isFull];
    for (const expected of [
      [0, 0, false],
      [1, 0, false],
      [2, 0, false],
      [2, 1, true],
    ]) {
      assert.deepEqual(counts(), expected);
      seats.push(lane.enter());
    }
    lane.leave(seats.pop() ?? assert.fail());
    lane.leave(seats.pop() ?? assert.fail());
    assert.deepEqual(counts(), [2, 0, false]);
  });

  it("lets nobody wait where nobody may", () => {
    const lane = new Lane({ dispatchers: dispatchers(1), capacity: 1, waitingMax: 0 });
    lane.enter();
    assert.equal(lane.isFull, true);
  });

  it("takes the connection with the fewest calls, so that none waits behind another without need", () => {
    const afterTurn = (work: () => void) => work(); // each call is made in a turn of its own
    const lane = new Lane({ dispatchers: dispatchers(3), capacity: 48, waitingMax: 0, afterTurn });
    const first = [lane.enter(), lane.enter(), lane.enter()];
    assert.equal(new Set(first).size, 3);
    const [, second] = first;
    assert.ok(second);
    for (const _ of first) lane.enter();
    lane.leave(second);
    assert.equal(lane.enter(), second);
    assert.deepEqual(
      first.map(({ calls }) => calls),
      [2, 2, 2],
    );
  });

  it("puts calls of one turn on one connection, eight at most, once none is empty", () => {
    const ends: (() => void)[] = [];
    const afterTurn = (work: () => void) => ends.push(work);
    const lane = new Lane({ dispatchers: dispatchers(3), capacity: 48, waitingMax: 0, afterTurn });
    const enter = (count: number) => Array.from({ length: count }, () => lane.enter());
    assert.equal(new Set(enter(3)).size, 3, "an empty one comes first");
    const [together, next] = [new Set(enter(8)), new Set(enter(2))];
    assert.deepEqual([together.size, next.size, ends.length], [1, 1, 1]);
    assert.notDeepEqual(together, next);
    for (const end of ends.splice(0)) end();
    const [later] = new Set(enter(4));
    assert.ok(later && !together.has(later) && !next.has(later), "the one with the fewest");
    assert.equal(ends.length, 1);
  });
});
