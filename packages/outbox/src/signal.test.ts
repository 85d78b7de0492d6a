import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createNotifier, createSignal } from "./signal.ts";
import { fakeTimers } from "./testing.ts";

/** A database that answers a notification when it is told to. */
function bench() {
  const timers = fakeTimers();
  const sent: PromiseWithResolvers<readonly never[]>[] = [];
  const query = () => {
    const answer = Promise.withResolvers<readonly never[]>();
    sent.push(answer);
    return answer.promise;
  };
  const signal = createSignal();
  let raised = 0;
  signal.onRaise(() => {
    raised += 1;
  });
  const { wake } = createNotifier({ query }, { signal, schedule: timers.schedule });
  return { timers, sent, wake, raised: () => raised };
}

describe("waking the relays", () => {
  it("reaches those of this process and the other processes at once", () => {
    const { sent, wake, raised } = bench();
    wake();
    assert.deepEqual([sent.length, raised()], [1, 1]);
  });

  it("is done once for all commits within 50 ms, after the last of them", async () => {
    const { timers, sent, wake, raised } = bench();
    wake();
    wake();
    sent[0]?.resolve([]);
    await nextTurn();
    wake();
    assert.deepEqual([sent.length, raised(), timers.delays()], [1, 1, [50]]);
    timers.fire(50);
    assert.deepEqual([sent.length, raised()], [2, 2]);
    sent[1]?.resolve([]);
    await nextTurn();
    timers.fire(50);
    assert.deepEqual([sent.length, raised()], [2, 2], "nothing happened since");
  });

  it("has never two notifications under way", async () => {
    const { timers, sent, wake } = bench();
    wake();
    wake();
    timers.fire(50);
    assert.deepEqual([sent.length, timers.delays()], [1, []], "the pause begins when it is sent");
  });

  it("goes on when a notification fails", async () => {
    const { timers, sent, wake, raised } = bench();
    wake();
    sent[0]?.reject(new Error("the database is away"));
    await nextTurn();
    timers.fire(50);
    wake();
    assert.deepEqual([sent.length, raised()], [2, 2]);
  });
});

describe("a signal", () => {
  it("reaches everybody who listens, until they do not any more", () => {
    const signal = createSignal();
    const heard: string[] = [];
    const ignore = signal.onRaise(() => heard.push("a"));
    signal.onRaise(() => heard.push("b"));
    signal.raise();
    ignore();
    signal.raise();
    assert.deepEqual(heard, ["a", "b", "b"]);
  });
});
