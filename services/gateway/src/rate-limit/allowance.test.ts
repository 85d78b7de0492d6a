import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Allowance } from "./allowance.ts";
import { Allowances } from "./allowances.ts";
import type { Ask, Grant, SharedQuota } from "./shared-quota.ts";

const LIMIT = { quota: 3, windowSeconds: 10 };
const alone = { shared: undefined, nowMs: () => 0, schedule: () => () => {} };

/** A Redis that answers when the test says, what the test says. */
function fakeQuota() {
  const asked: (Ask & { readonly answer: (grant: Grant | undefined) => void })[] = [];
  const state = { isUp: true, nowMs: 0 };
  const timers: { readonly work: () => void; readonly atMs: number }[] = [];
  const shared: SharedQuota = {
    isUp: () => state.isUp,
    take: (_key, _limit, ask) =>
      new Promise((answer) => {
        asked.push({ ...ask, answer });
      }),
  };
  const parts = {
    shared,
    nowMs: () => state.nowMs,
    schedule: (work: () => void, delayMs: number) => {
      timers.push({ work, atMs: state.nowMs + delayMs });
      return () => {};
    },
  };
  const answer = async (grant: Partial<Grant> | undefined): Promise<Ask> => {
    const next = asked.shift();
    assert.ok(next, "nothing was asked");
    const { answer: resolve, ...ask } = next;
    const whole = { granted: 0, rest: 0, resetMs: 1000, window: 0, heldMs: 0, ...grant };
    resolve(grant === undefined ? undefined : whole);
    await new Promise((done) => setImmediate(done));
    return ask;
  };
  const passTo = (nowMs: number): void => {
    state.nowMs = nowMs;
    for (const due of timers.splice(0)) {
      if (due.atMs <= nowMs) due.work();
      else timers.push(due);
    }
  };
  return { parts, state, asked, answer, passTo };
}

/** Asks for `count` and notes what was decided. */
function wait(allowance: Allowance, count: number): boolean[] {
  const decided: boolean[] = [];
  for (let i = 0; i < count; i += 1) allowance.ask((isAllowed) => decided.push(isAllowed));
  return decided;
}

describe("an allowance of one gateway alone", () => {
  it("lets the quota pass in a window, says what is left, and begins anew with the next", () => {
    const allowance = new Allowance("k", LIMIT, alone);
    const taken = [1, 2, 3, 4].map((ms) => [allowance.take(ms), allowance.remaining()]);
    assert.deepEqual(taken, [
      [true, 2],
      [true, 1],
      [true, 0],
      [false, 0],
    ]);
    assert.equal(allowance.resetSeconds(4), 10);
    assert.equal(allowance.resetSeconds(9_999), 1);
    assert.equal(allowance.take(9_999), false);
    assert.equal(allowance.take(10_000), true);
    assert.equal(allowance.remaining(), 2);
  });

  it("takes what is charged from what is left", () => {
    const allowance = new Allowance("k", LIMIT, alone);
    allowance.take(1);
    allowance.charge(99);
    assert.deepEqual([allowance.take(2), allowance.remaining()], [false, 0]);
  });
});

describe("an allowance that gateways share", () => {
  it("asks once for all who wait, and lets as many pass as were granted", async () => {
    const { parts, asked, answer } = fakeQuota();
    const allowance = new Allowance("k", { quota: 10, windowSeconds: 1 }, parts);
    assert.equal(allowance.take(0), undefined);
    const first = wait(allowance, 1);
    const more = wait(allowance, 3);
    assert.equal(asked.length, 1);
    assert.equal((await answer({ granted: 1, rest: 9 })).need, 1);
    assert.deepEqual([first, more], [[true], []]);
    assert.equal((await answer({ granted: 2, rest: 0 })).need, 3);
    assert.deepEqual(more, [true, true, false]);
    assert.equal(allowance.take(0), false, "until the window ends nobody asks again");
    assert.equal(asked.length, 0);
    assert.equal(allowance.take(1000), undefined);
  });

  it("lets those pass at once that it holds more than were needed", async () => {
    const { parts, asked, answer } = fakeQuota();
    const allowance = new Allowance("k", { quota: 1000, windowSeconds: 1 }, parts);
    allowance.take(0);
    wait(allowance, 1);
    await answer({ granted: 5, rest: 900 });
    assert.deepEqual(
      [1, 2, 3, 4].map((ms) => allowance.take(ms)),
      [true, true, true, true],
    );
    assert.equal(allowance.remaining(), 900);
    assert.equal(asked.length, 1, "it asked for more before they were used up");
    assert.equal(allowance.take(5), undefined);
  });

  it("gives back what is not used in 20 ms, and uses none of it after that", async () => {
    const { parts, asked, answer, passTo } = fakeQuota();
    const allowance = new Allowance("k", { quota: 1000, windowSeconds: 1 }, parts);
    allowance.take(0);
    wait(allowance, 1);
    await answer({ granted: 5, rest: 900 });
    assert.equal(allowance.take(19), true);
    assert.equal(allowance.take(20), undefined);
    passTo(20);
    const { need, extra, settle } = await answer({ rest: 903 });
    assert.deepEqual({ need, extra, settle }, { need: 0, extra: 0, settle: -3 });
    assert.equal(asked.length, 0);
  });

  it("waits for what others give back before it refuses, once", async () => {
    const { parts, answer, passTo } = fakeQuota();
    const allowance = new Allowance("k", { quota: 10, windowSeconds: 1 }, parts);
    allowance.take(0);
    const decided = wait(allowance, 3);
    await answer({ granted: 1, heldMs: 30 }); // it asked when the first came
    await answer({ granted: 0, heldMs: 30 });
    assert.deepEqual(decided, [true]);
    passTo(30);
    await answer({ granted: 1, heldMs: 5 });
    assert.deepEqual(decided, [true, true, false]);
  });

  it("counts alone while Redis is away, what passed before included, and tells it afterwards", async () => {
    const { parts, state, answer } = fakeQuota();
    const allowance = new Allowance("k", { quota: 4, windowSeconds: 1 }, parts);
    allowance.take(0);
    const decided = wait(allowance, 1);
    await answer({ granted: 1, rest: 3 });
    wait(allowance, 1);
    state.isUp = false;
    await answer(undefined); // late: who waited is decided here
    assert.deepEqual(
      [decided, allowance.take(1), allowance.take(2), allowance.take(3)],
      [[true], true, true, false],
    );
    state.isUp = true;
    assert.equal(allowance.take(4), undefined);
    wait(allowance, 1);
    assert.equal((await answer({ granted: 0 })).settle, 3);
  });

  it("has Redis count what was charged", async () => {
    const { parts, answer } = fakeQuota();
    const allowance = new Allowance("k", { quota: 1000, windowSeconds: 1 }, parts);
    allowance.take(0);
    wait(allowance, 1);
    await answer({ granted: 3, rest: 900 });
    allowance.charge(99);
    assert.equal(allowance.remaining(), 803);
    assert.equal(allowance.take(1), undefined);
    wait(allowance, 1);
    assert.equal((await answer({ granted: 1, rest: 802 })).settle, 97);
  });

  it("begins anew where Redis counts another window", async () => {
    const { parts, answer } = fakeQuota();
    const allowance = new Allowance("k", { quota: 2, windowSeconds: 1 }, parts);
    allowance.take(0);
    wait(allowance, 1);
    await answer({ granted: 1, rest: 1, window: 7, resetMs: 500 });
    assert.equal(allowance.resetSeconds(0), 1);
    assert.equal(allowance.take(499), undefined);
    wait(allowance, 1);
    assert.equal((await answer({ granted: 1, window: 8, resetMs: 1000 })).window, 7);
    assert.equal(allowance.take(999), undefined);
  });
});

describe("the allowances of many", () => {
  const own = (id: string) => id;

  it("forgets those that were not asked for lately, and not one that is asked for all the time", () => {
    const allowances = new Allowances(alone, 10);
    const busy = allowances.of("busy", LIMIT, own);
    const once = allowances.of("once", LIMIT, own);
    for (let i = 0; i < 100; i += 1) {
      allowances.of(`other-${i}`, LIMIT, own);
      assert.equal(allowances.of("busy", LIMIT, own), busy);
    }
    assert.notEqual(allowances.of("once", LIMIT, own), once);
  });

  it("counts ids of one key together, and anew when the limit changes", () => {
    const allowances = new Allowances(alone);
    const both = () => "same";
    const one = allowances.of("a", LIMIT, both);
    assert.equal(allowances.of("b", LIMIT, both), one);
    assert.equal(allowances.of("a", { ...LIMIT }, both), one);
    assert.notEqual(allowances.of("a", { ...LIMIT, quota: 4 }, both), one);
  });
});
