import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { withRequest } from "@holdfast/request-context";
import { startTelemetry, type Telemetry } from "@holdfast/telemetry";
import { type SharedReads, sharedReads } from "./shared-reads.ts";
import type { Side } from "./side.ts";

const T0 = 1_000_000;
const ASK_MS = 1_000;
type Asked = { readonly key: string; readonly settle: PromiseWithResolvers<Side<string>> };

let telemetry: Telemetry;
before(() => {
  telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "0", env: {} });
});
after(() => telemetry.shutdown());

describe("reads of the same thing at the same time", () => {
  let clock: { nowMs: number };
  let reads: SharedReads<string>;
  let asked: Asked[];
  beforeEach(() => {
    clock = { nowMs: T0 };
    reads = sharedReads<string>({ askMsMax: ASK_MS, nowMs: () => clock.nowMs });
    asked = [];
  });

  /** A request that has `leftMs` and reads `key`. */
  const read = (key = "mug", leftMs = 2_000) =>
    withRequest(
      { correlationId: "c", operationId: "getProduct", deadlineAtMs: clock.nowMs + leftMs },
      () =>
        reads.read(key, () => {
          const settle = Promise.withResolvers<Side<string>>();
          asked.push({ key, settle });
          return settle.promise;
        }),
    );
  const answer = (index: number, value: string) =>
    asked[index]?.settle.resolve({ kind: "fresh", value });
  const fresh = (value: string) => ({ kind: "fresh", value });

  it("are one call, whose answer all have", async () => {
    const all = [read(), read(), read()];
    assert.equal(asked.length, 1);
    answer(0, "a");
    assert.deepEqual(await Promise.all(all), [fresh("a"), fresh("a"), fresh("a")]);
  });

  it("are not shared when they ask for something else, or when the first one is over", async () => {
    const [mug, cap] = [read("mug"), read("cap")];
    answer(0, "m");
    answer(1, "c");
    assert.deepEqual([await mug, await cap], [fresh("m"), fresh("c")]);
    const again = read("mug");
    answer(2, "n");
    assert.deepEqual(await again, fresh("n"));
  });

  it("are joined however many others began and ended meanwhile", async () => {
    const first = read("mug");
    for (let other = 1; other <= 2_000; other += 1) {
      const done = read(`cap-${other}`);
      answer(other, "c");
      await done;
    }
    const joined = read("mug");
    assert.equal(asked.length, 2_001);
    answer(0, "m");
    assert.deepEqual(await Promise.all([first, joined]), [fresh("m"), fresh("m")]);
    const again = read("mug");
    answer(2_001, "n");
    assert.deepEqual(await again, fresh("n"));
  });

  it("share a failure, and the next one asks again", async () => {
    const failed = [read(), read()];
    asked[0]?.settle.reject(new Error("bug"));
    for (const each of failed) await assert.rejects(each, /bug/);
    const again = read();
    assert.equal(asked.length, 2);
    answer(1, "a");
    assert.deepEqual(await again, fresh("a"));
  });

  it("end for each at its own deadline: who has less time than the first one is late, the first one is not", async () => {
    const first = read();
    const hasty = read("mug", 1);
    assert.deepEqual(await hasty, { kind: "late" });
    answer(0, "a");
    assert.deepEqual(await first, fresh("a"));
  });

  it("do not wait for one that its own request cuts short: who has more time asks, and is joined", async () => {
    const hasty = read("mug", 100);
    const patient = read("mug", 2_000);
    const joined = read("mug", 300);
    assert.equal(asked.length, 2);
    asked[0]?.settle.resolve({ kind: "late" });
    answer(1, "a");
    assert.deepEqual(await hasty, { kind: "late" });
    assert.deepEqual([await patient, await joined], [fresh("a"), fresh("a")]);
    const next = read();
    assert.equal(asked.length, 3, "the end of the first did not end the second");
    answer(2, "b");
    await next;
  });

  it("are joined by those who have even less time than a hasty one", async () => {
    const hasty = read("mug", 100);
    const hastier = read("mug", 90);
    assert.equal(asked.length, 1);
    answer(0, "a");
    assert.deepEqual([await hasty, await hastier], [fresh("a"), fresh("a")]);
  });

  it("are not joined after a write was answered: its writer reads what it wrote", async () => {
    const before = read();
    reads.wrote();
    clock.nowMs += 1;
    const after = read();
    assert.equal(asked.length, 2);
    answer(0, "old");
    answer(1, "new");
    assert.deepEqual([await before, await after], [fresh("old"), fresh("new")]);
  });

  it("are joined by so many and no more", async () => {
    const all = Array.from({ length: 1_002 }, () => read());
    assert.equal(asked.length, 2);
    answer(0, "a");
    answer(1, "a");
    assert.equal((await Promise.all(all)).length, 1_002);
  });
});
