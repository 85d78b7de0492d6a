import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { batchesOf } from "./batches.ts";
import { START } from "./event.ts";
import { pruneEvents, readEvents, readEventsOfAggregate } from "./events.store.ts";
import { readFeed } from "./feed.ts";
import { eventsInOrder } from "./in-order.ts";
import { declareSubscriptions, listSubscriptions } from "./subscriptions.store.ts";
import { allOf, MIGRATIONS, NOW_MS, names, settled, tell, tellTogether } from "./testing.ts";

/** The first events of several aggregates: `hold-1`, `hold-2`, … */
const holds = (count: number, first = 1) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ aggregate: `hold-${first + index}`, sequence: 1, type: "reservation.held" },
    traceparent: `trace-${first + index}`,
    data: { number: first + index },
  }));

describe("events that share a row", () => {
  let test: TestDatabase;
  let db: Database;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    db = test.db;
  });
  after(() => test.drop());
  beforeEach(async () => {
    await db.query({
      name: "empty",
      text: "truncate outbox, outbox_subscription restart identity",
    });
    await db.query({
      name: "forget",
      text: "update outbox_pruned set transaction_id = '0', id = 0, at = null",
    });
  });

  const told = async (limit: number, from = START) => {
    await settled(db);
    const pieces = await allOf(eventsInOrder(db, { after: from, limit }));
    return names(pieces.flatMap(({ events }) => events));
  };
  const feed = async (query: Partial<Parameters<typeof readFeed>[1]>) => {
    await settled(db);
    const page = await readFeed(db, { limit: 100, ...query });
    return page.ok
      ? { told: names(page.value.data), next: page.value.nextCursor }
      : { refused: page.error };
  };

  it("are each an event as if it had a row of its own", async () => {
    const [first, second] = holds(2);
    assert.ok(first && second);
    await tellTogether(db, [first, { ...second, traceparent: null }]);
    await settled(db);
    const read = await readEvents(db, { after: START, limit: 10 });
    const common = { at: new Date(NOW_MS), position: read[0]?.position };
    assert.deepEqual(read, [
      { ...first, ...common },
      { ...second, traceparent: null, ...common },
    ]);
    assert.deepEqual(await readEventsOfAggregate(db, { aggregate: "hold-2", above: 0, limit: 9 }), [
      { ...second, traceparent: null, ...common },
    ]);
  });

  it("count one by one against a limit, which only the last row may exceed", async () => {
    for (const first of [1, 4, 7]) await tellTogether(db, holds(3, first));
    assert.deepEqual(await told(1), names(holds(3)));
    assert.deepEqual(await told(3), names(holds(3)));
    assert.deepEqual(await told(4), names(holds(6)));
    assert.deepEqual(await told(100), names(holds(9)));
  });

  it("are all on one page, so that a cursor never stands between them", async () => {
    await tellTogether(db, holds(3));
    await tell(db, [{ aggregate: "single", sequence: 1 }]);
    const first = await feed({ limit: 2 });
    assert.deepEqual(first.told, ["hold-1/1", "hold-2/1", "hold-3/1"]);
    assert.deepEqual((await feed({ limit: 2, after: first.next })).told, ["single/1"]);
    assert.deepEqual((await feed({ limit: 2, type: "reservation.held" })).told, first.told);
  });

  it("are reached only together: a batch that ends between them says the place before", async () => {
    await tell(db, [{ aggregate: "single", sequence: 1 }]);
    await tellTogether(db, holds(3));
    await settled(db);
    const [{ position: single } = { position: START }, { position: bundle } = { position: START }] =
      await readEvents(db, { after: START, limit: 10 });
    const pieces = eventsInOrder(db, { after: START, limit: 10 });
    const batches = [];
    for await (const { events, reached } of batchesOf(pieces, START, {
      eventsMax: 2,
      bytesMax: 1_000_000,
    }))
      batches.push([names(events), reached]);
    assert.deepEqual(batches, [
      [["single/1", "hold-1/1"], single],
      [["hold-2/1", "hold-3/1"], bundle],
    ]);
  });

  it("are found by the aggregate of each, among rows whose aggregates lie around it", async () => {
    await tellTogether(db, [...holds(1, 1), ...holds(1, 9)]); // its range has all the others
    await tellTogether(db, holds(3, 2));
    await tell(db, [{ aggregate: "hold-3", sequence: 2, type: "reservation.released" }]);
    assert.deepEqual(await feed({ aggregate: "hold-3" }), {
      told: ["hold-3/1", "hold-3/2"],
      next: "2",
    });
    assert.deepEqual((await feed({ aggregate: "hold-3", limit: 1 })).told, ["hold-3/1"]);
    assert.deepEqual((await feed({ aggregate: "hold-3", after: "1" })).told, ["hold-3/2"]);
    assert.deepEqual((await feed({ aggregate: "hold-9" })).told, ["hold-9/1"]);
    assert.deepEqual((await feed({ aggregate: "hold-5" })).told, []);
  });

  it("come before a later event of their aggregate that has the lower transaction id", async () => {
    await tell(db, [
      { aggregate: "other", sequence: 1, transactionId: 10 },
      { aggregate: "hold-2", sequence: 2, transactionId: 10 },
    ]);
    const bundle = holds(3).map((event) => ({ ...event, transactionId: 11 }));
    await tellTogether(db, bundle);
    assert.deepEqual(await told(2), ["other/1", "hold-2/1", "hold-2/2"]);
    assert.deepEqual(await told(10), [
      ...["other/1", "hold-2/1", "hold-2/2"], // hold-2/1 out of turn, and not again in this page
      ...["hold-1/1", "hold-3/1"],
    ]);
    const begun = await told(10, { transactionId: 10, id: 2 });
    assert.deepEqual(begun, names(bundle), "again at their own place");
  });

  it("are not told again for a later event that comes after them", async () => {
    await tellTogether(db, holds(3));
    await tell(db, [{ aggregate: "hold-3", sequence: 2 }]);
    await settled(db);
    const [first] = await readEvents(db, { after: START, limit: 1 });
    assert.deepEqual(await told(10, first?.position), ["hold-3/2"]);
  });

  it("are counted one by one as what a subscriber lacks", async () => {
    await declareSubscriptions(db, { names: ["search"], nowMs: NOW_MS });
    await tellTogether(db, holds(3));
    await tell(db, [{ aggregate: "single", sequence: 1 }]);
    assert.equal((await listSubscriptions(db, 100))[0]?.waiting, 4);
  });

  it("are deleted together, once they are old", async () => {
    await tellTogether(
      db,
      holds(3).map((event) => ({ ...event, atMs: NOW_MS - 1 })),
    );
    await tellTogether(db, holds(3, 4));
    await settled(db);
    assert.equal(await pruneEvents(db, { beforeMs: NOW_MS, limit: 100 }), 1);
    assert.deepEqual((await feed({})).told, names(holds(3, 4)));
    assert.deepEqual((await feed({ aggregate: "hold-2" })).told, []);
    assert.deepEqual((await feed({ after: "0-0" })).refused?.kind, "events-expired");
  });

  it("cannot be written without what they are counted and found by", async () => {
    await tell(db, [{ aggregate: "single", sequence: 1 }]);
    for (const change of ["events = 2", "more = '[]'", "members = '[a,b]'"]) {
      const text = `update outbox set ${change}`;
      await assert.rejects(db.query({ name: change, text }), /outbox_bundle/);
    }
  });
});
