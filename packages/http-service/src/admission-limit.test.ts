import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  fits,
  LIMIT_AT_START,
  LIMIT_CEILING,
  LIMIT_FLOOR,
  type Load,
  nextLimit,
  nextLongMs,
  PRIORITIES,
} from "./admission-limit.ts";

const LIMITS = [LIMIT_FLOOR, 65, 100, 333.3, LIMIT_AT_START, 1_000, LIMIT_CEILING];
const TIMES_MS = [0, 0.01, 1, 50, 199, 200, 201, 1_000, 60_000];
const USED = [0, 0.25, 0.49, 0.5, 0.85, 1, 1.5];
const LOADS: readonly Load[] = LIMITS.flatMap((limit) =>
  TIMES_MS.flatMap((shortMs) =>
    TIMES_MS.flatMap((longMs) =>
      USED.map((used) => ({ limit, shortMs, longMs, inFlight: limit * used })),
    ),
  ),
);
/** All loads that break a rule: none must. */
const breaking = (holds: (load: Load) => boolean) => LOADS.filter((load) => !holds(load));

/** The limit after so many windows of one latency, with all places taken. */
function after(windows: number, begin: Load, latencyMs: (limit: number) => number): Load {
  let load = begin;
  for (let window = 0; window < windows; window += 1) {
    const { limit } = load;
    load = { ...load, shortMs: latencyMs(limit), inFlight: limit };
    load = { ...load, limit: nextLimit(load), longMs: nextLongMs(load) };
  }
  return load;
}

describe("the limit of requests at once, whatever the load", () => {
  it("stays between floor and ceiling", () => {
    const within = (limit: number) => limit >= LIMIT_FLOOR && limit <= LIMIT_CEILING;
    assert.deepEqual(
      breaking((load) => within(nextLimit(load))),
      [],
    );
  });

  it("goes back to its start where less than half of it was used: the latency is not of its making", () => {
    const goesBack = (load: Load) => {
      const next = nextLimit(load);
      const { limit } = load;
      return limit > LIMIT_AT_START
        ? next < limit && next >= LIMIT_AT_START
        : next >= limit && next <= LIMIT_AT_START;
    };
    assert.deepEqual(
      breaking((load) => load.inFlight >= load.limit / 2 || goesBack(load)),
      [],
    );
  });

  it("is not lowered by latency that nobody minds", () => {
    assert.deepEqual(
      breaking(
        (load) =>
          load.shortMs > 200 || load.inFlight < load.limit / 2 || nextLimit(load) >= load.limit,
      ),
      [],
    );
  });

  it("is never higher for a higher latency", () => {
    assert.deepEqual(
      breaking((load) => nextLimit({ ...load, shortMs: load.shortMs * 2 }) <= nextLimit(load)),
      [],
    );
  });

  it("loses a quarter at most in a window", () => {
    assert.deepEqual(
      breaking((load) => nextLimit(load) >= load.limit * 0.75),
      [],
    );
  });

  it("learns the long latency only while there is room, between what it was and what is seen", () => {
    assert.deepEqual(
      breaking((load) => load.inFlight < load.limit / 2 || nextLongMs(load) === load.longMs),
      [],
    );
    const between = (load: Load) => {
      const next = nextLongMs(load);
      const { shortMs, longMs } = load;
      return next >= Math.min(shortMs, longMs) && next <= Math.max(shortMs, longMs);
    };
    assert.deepEqual(breaking(between), []);
  });
});

describe("the limit of requests at once, over time", () => {
  const start: Load = { limit: LIMIT_AT_START, shortMs: 5, longMs: 5, inFlight: 0 };

  it("finds what a process can do: 1,000 a second are 200 at once that nobody waits long for", () => {
    const { limit, longMs } = after(50, start, (atOnce) => atOnce);
    assert.ok(limit > 180 && limit < 230, `is ${limit}`);
    assert.equal(longMs, 5);
  });

  it("is at the floor within a second when latency explodes, and comes back within one of a good one", () => {
    const down = after(10, start, () => 10_000);
    assert.equal(down.limit, LIMIT_FLOOR);
    assert.ok(after(10, down, () => 5).limit >= LIMIT_AT_START);
  });

  it("takes a slow callee for what it is, once it has seen it with room to spare", () => {
    let slow: Load = { ...start, shortMs: 400, inFlight: 10 };
    for (let window = 0; window < 1_000; window += 1) slow = { ...slow, longMs: nextLongMs(slow) };
    assert.ok(after(20, slow, () => 400).limit > LIMIT_AT_START);
  });
});

describe("the share of a priority", () => {
  it("is smaller for what is worth less, so that it is refused first", () => {
    const most = PRIORITIES.map((priority) => {
      let inFlight = 0;
      while (fits(priority, inFlight, 100)) inFlight += 1;
      return [priority, inFlight];
    });
    assert.deepEqual(most, [
      ["checkout", 100],
      ["normal", 85],
      ["browse", 60],
    ]);
  });
});
