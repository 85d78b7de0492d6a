import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Database } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { pruneEvents } from "./events.store.ts";
import { type FeedQuery, readFeed } from "./feed.ts";
import { openOutbox, POLL_MS } from "./outbox.ts";
import { fakeTimers, MIGRATIONS, NOW_MS, names, series, settled, tell, until } from "./testing.ts";

let test: TestDatabase;
let db: Database;
before(async () => {
  test = await testDatabase(MIGRATIONS);
  db = test.db;
});
after(() => test.drop());
beforeEach(async () => {
  await db.query({ name: "empty", text: "truncate outbox restart identity" });
  await db.query({
    name: "forget",
    text: "update outbox_pruned set transaction_id = '0', id = 0, at = null",
  });
});

/** What a page has, and how to go on. */
async function page(query: Partial<FeedQuery>) {
  await settled(db);
  const read = await readFeed(db, { limit: 100, ...query });
  return read.ok
    ? { told: names(read.value.data), next: read.value.nextCursor }
    : { refused: read.error };
}
/** Deletes all that is older than `NOW_MS`. */
const prune = async () => {
  await settled(db);
  return pruneEvents(db, { beforeMs: NOW_MS, limit: 1_000 });
};
const old = (events: ReturnType<typeof series>) =>
  events.map((event) => ({ ...event, atMs: NOW_MS - 1 }));

describe("reading the events", () => {
  it("begins with the oldest, and goes on where a page ended", async () => {
    await tell(db, series("a", 3));
    const first = await page({ limit: 2 });
    assert.deepEqual(first.told, ["a/1", "a/2"]);
    const second = await page({ limit: 2, after: first.next });
    assert.deepEqual(second.told, ["a/3"]);
    const third = await page({ limit: 2, after: second.next });
    assert.deepEqual(third, { told: [], next: second.next });
  });

  it("has the predecessors of an event on its page, however many", async () => {
    await tell(db, [
      { aggregate: "a", sequence: 4, transactionId: 10 },
      ...series("a", 3).map((event) => ({ ...event, transactionId: 11 })),
    ]);
    const first = await page({ limit: 1 });
    assert.deepEqual(first.told, ["a/1", "a/2", "a/3", "a/4"]);
    assert.equal(first.next, "10-1");
  });

  it("finds the events of one type, and says how far it looked", async () => {
    await tell(db, series("a", 700));
    await tell(db, [{ aggregate: "a", sequence: 701, type: "stock.low" }]);
    const found = await page({ type: "stock.low" });
    assert.deepEqual(found.told, ["a/701"]);
    assert.deepEqual((await page({ type: "stock.low", after: found.next })).told, []);
  });

  it("looks through 5,000 events at a time for a type, and goes on from there", async () => {
    await tell(db, series("a", 5_000));
    await tell(db, [{ aggregate: "a", sequence: 5_001, type: "stock.low" }]);
    const nothing = await page({ type: "stock.low" });
    assert.deepEqual(nothing.told, []);
    assert.deepEqual((await page({ type: "stock.low", after: nothing.next })).told, ["a/5001"]);
  });

  it("ends a page of one type where it is full", async () => {
    await tell(
      db,
      series("a", 6).map((event) => ({ ...event, type: event.sequence % 2 ? "odd" : "even" })),
    );
    const first = await page({ type: "even", limit: 2 });
    assert.deepEqual(first.told, ["a/2", "a/4"]);
    assert.deepEqual((await page({ type: "even", limit: 2, after: first.next })).told, ["a/6"]);
  });

  it("begins with what is to come: what was told before is passed over, a transaction under way is not", async () => {
    await tell(db, series("a", 3));
    const begun = await db.inTransaction(async (slow) => {
      await tell(slow, [{ aggregate: "b", sequence: 1 }]);
      return readFeed(db, { after: "latest", limit: 100 });
    });
    assert.ok(begun.ok);
    assert.deepEqual(begun.value.data, []);
    const after = begun.value.nextCursor;
    assert.ok((await page({ after })).told?.includes("b/1"));
    const now = await page({ after: "latest" });
    assert.deepEqual(await page({ after: now.next ?? "" }), { told: [], next: now.next });
    await tell(db, series("c", 1));
    assert.deepEqual((await page({ after: now.next ?? "" })).told, ["c/1"]);
  });

  it("refuses what is no cursor", async () => {
    for (const after of ["", "7", "x", "1-2-3"]) {
      assert.deepEqual(await page({ after }), { refused: { kind: "cursor-invalid" } });
    }
  });
});

describe("reading the events of one aggregate", () => {
  it("goes by their sequence", async () => {
    await tell(db, [...series("a", 3), ...series("b", 2)]);
    const first = await page({ aggregate: "a", limit: 2 });
    assert.deepEqual(first, { told: ["a/1", "a/2"], next: "2" });
    assert.deepEqual(await page({ aggregate: "a", limit: 2, after: "2" }), {
      told: ["a/3"],
      next: "3",
    });
    assert.deepEqual(await page({ aggregate: "a", after: "3" }), { told: [], next: "3" });
    assert.deepEqual(await page({ aggregate: "nobody" }), { told: [], next: "0" });
  });

  it("needs not wait for other transactions: the next of an aggregate waits for the last", async () => {
    await db.inTransaction(async (slow) => {
      await tell(slow, [{ aggregate: "b", sequence: 1 }]);
      await tell(db, [{ aggregate: "a", sequence: 1 }]);
      const read = await readFeed(db, { aggregate: "a", limit: 10 });
      assert.deepEqual(read.ok && names(read.value.data), ["a/1"]);
    });
  });

  it("may leave out all types but one, and goes on behind what it left out", async () => {
    await tell(
      db,
      series("a", 6).map((event) => ({ ...event, type: event.sequence % 2 ? "odd" : "even" })),
    );
    const first = await page({ aggregate: "a", type: "even", limit: 2 });
    assert.deepEqual(first, { told: ["a/2", "a/4"], next: "4" });
    const second = await page({ aggregate: "a", type: "odd", limit: 2, after: "5" });
    assert.deepEqual(second, { told: [], next: "6" });
  });

  it("refuses a cursor of the whole stream", async () => {
    const refused = { refused: { kind: "cursor-invalid" } };
    assert.deepEqual(await page({ aggregate: "a", after: "12-1" }), refused);
    assert.deepEqual(await page({ aggregate: "a", after: "latest" }), refused);
  });
});

describe("a cursor behind which events were deleted", () => {
  it("is refused, and told where the rest begins", async () => {
    await tell(db, old(series("a", 3)));
    await tell(db, series("b", 1));
    const first = await page({ limit: 1 });
    assert.equal(await prune(), 3);
    const refused = await page({ after: first.next });
    assert.equal(refused.refused?.kind, "events-expired");
    const keptFrom = refused.refused?.kind === "events-expired" ? refused.refused.keptFrom : "";
    assert.deepEqual((await page({ after: keptFrom })).told, ["b/1"]);
    assert.deepEqual((await page({})).told, ["b/1"], "without a cursor: what is left");
    assert.equal((await page({ after: "0-0" })).refused?.kind, "events-expired");
  });

  it("is refused within an aggregate too, when there is a gap behind it", async () => {
    await tell(db, old(series("a", 3)));
    await tell(db, series("a", 2, 4));
    assert.equal(await prune(), 3);
    assert.deepEqual(await page({ aggregate: "a", after: "1" }), {
      refused: { kind: "events-expired", keptFrom: "3" },
    });
    assert.deepEqual((await page({ aggregate: "a", after: "3" })).told, ["a/4", "a/5"]);
    assert.deepEqual((await page({ aggregate: "a" })).told, ["a/4", "a/5"]);
  });
});

describe("waiting for events", () => {
  const forEver = new AbortController().signal;
  const bench = () => {
    const timers = fakeTimers();
    return { timers, outbox: openOutbox({ db, schedule: timers.schedule }) };
  };
  const isWaiting = (timers: ReturnType<typeof fakeTimers>) => () =>
    timers.delays().includes(POLL_MS);

  it("ends with the first that comes, when its writer wakes the outbox", async () => {
    const { timers, outbox } = bench();
    const reading = outbox.read({ limit: 10 }, { waitMs: 20_000, left: forEver });
    await until(isWaiting(timers), "it waits");
    await tell(db, series("a", 1));
    await settled(db);
    outbox.wake();
    const read = await reading;
    assert.deepEqual(read.ok && names(read.value.data), ["a/1"]);
    await until(() => timers.delays().join() === "50", "only the notifier rests");
  });

  it("sees what nobody told of at the next poll", async () => {
    const { timers, outbox } = bench();
    const reading = outbox.read({ limit: 10 }, { waitMs: 20_000, left: forEver });
    await until(isWaiting(timers), "it waits");
    await tell(db, series("a", 1));
    await settled(db);
    timers.fire(POLL_MS);
    const read = await reading;
    assert.deepEqual(read.ok && names(read.value.data), ["a/1"]);
  });

  it("ends with nothing when its time is over, and hands back the cursor", async () => {
    await tell(db, series("a", 1));
    const { next = "" } = await page({});
    const { timers, outbox } = bench();
    const reading = outbox.read({ limit: 10, after: next }, { waitMs: 5_000, left: forEver });
    await until(isWaiting(timers), "it waits");
    timers.fire(5_000);
    assert.deepEqual(await reading, { ok: true, value: { data: [], nextCursor: next } });
    assert.deepEqual(timers.delays(), []);
  });

  it("ends when nobody waits any more, and when the process stops", async () => {
    for (const end of ["left", "stopped"]) {
      const { timers, outbox } = bench();
      const client = new AbortController();
      const reading = outbox.read({ limit: 10 }, { waitMs: 5_000, left: client.signal });
      await until(isWaiting(timers), "it waits");
      if (end === "left") client.abort();
      else outbox.stopWaiting();
      const read = await reading;
      assert.ok(read.ok && read.value.data.length === 0);
      assert.deepEqual(timers.delays(), []);
    }
  });

  it("does not begin when there is something, nor when nobody asks for it", async () => {
    const { timers, outbox } = bench();
    const nothing = await outbox.read({ limit: 10 }, { waitMs: 0, left: forEver });
    assert.ok(nothing.ok && nothing.value.data.length === 0);
    await tell(db, series("a", 1));
    await settled(db);
    const read = await outbox.read({ limit: 10 }, { waitMs: 5_000, left: forEver });
    assert.ok(read.ok && read.value.data.length === 1);
    await nextTurn();
    assert.deepEqual(timers.delays(), []);
  });

  it("does not end with an event of another type", async () => {
    const { timers, outbox } = bench();
    const query = { limit: 10, type: "stock.low" };
    const reading = outbox.read(query, { waitMs: 5_000, left: forEver });
    await until(isWaiting(timers), "it waits");
    await tell(db, series("a", 1));
    await settled(db);
    timers.fire(POLL_MS);
    await until(isWaiting(timers), "it waits on");
    await tell(db, [{ aggregate: "a", sequence: 2, type: "stock.low" }]);
    await settled(db);
    timers.fire(POLL_MS);
    const read = await reading;
    assert.deepEqual(read.ok && names(read.value.data), ["a/2"]);
  });
});
