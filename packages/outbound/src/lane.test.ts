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
    const lane = new Lane({ dispatchers: dispatchers(3), capacity: 48, waitingMax: 0 });
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
});
