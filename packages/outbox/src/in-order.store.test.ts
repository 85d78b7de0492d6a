import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import fc from "fast-check";
import { type Position, START } from "./event.ts";
import { findHorizon, readEvents } from "./events.store.ts";
import { eventsInOrder } from "./in-order.ts";
import { allOf, MIGRATIONS, names, series, settled, tell, tellTogether } from "./testing.ts";

describe("the events in order", () => {
  let test: TestDatabase;
  let db: Database;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    db = test.db;
  });
  after(() => test.drop());
  beforeEach(() => db.query({ name: "empty", text: "truncate outbox restart identity" }));

  const readNow = async (position: Position, limit: number) => {
    const pieces = await allOf(eventsInOrder(db, { after: position, limit }));
    return {
      told: names(pieces.flatMap(({ events }) => events)),
      reached: pieces.at(-1)?.reached ?? position,
    };
  };
  const read = async (position: Position, limit: number) => {
    await settled(db);
    return readNow(position, limit);
  };
  /** Everything there is, page by page, as a relay reads it. */
  const readAll = async (limit: number) => {
    const told: string[] = [];
    let position = START;
    for (;;) {
      const page = await read(position, limit);
      told.push(...page.told);
      if (page.reached === position) return told;
      position = page.reached;
    }
  };

  it("are those of earlier transactions first, and of one transaction as they were written", async () => {
    await tell(db, [
      { aggregate: "b", sequence: 1 },
      { aggregate: "a", sequence: 1 },
    ]);
    await tell(db, [{ aggregate: "a", sequence: 2 }]);
    assert.deepEqual((await read(START, 10)).told, ["b/1", "a/1", "a/2"]);
  });

  it("come in pages that go on where the last one ended", async () => {
    await tell(db, series("a", 5));
    const first = await read(START, 2);
    const second = await read(first.reached, 2);
    const third = await read(second.reached, 2);
    assert.deepEqual(
      [first.told, second.told, third.told],
      [["a/1", "a/2"], ["a/3", "a/4"], ["a/5"]],
    );
    assert.deepEqual((await read(third.reached, 2)).told, []);
  });

  it("do not pass over a transaction that began earlier and commits later", async () => {
    await db.inTransaction(async (slow) => {
      await tell(slow, [{ aggregate: "a", sequence: 1 }]);
      await tell(db, [{ aggregate: "b", sequence: 1 }]);
      assert.deepEqual((await readNow(START, 10)).told, [], "b would put the cursor past a");
    });
    assert.deepEqual((await read(START, 10)).told, ["a/1", "b/1"]);
  });

  it("are held back only behind the oldest transaction that writes, not behind one that reads", async () => {
    await db.inTransaction(async (reader) => {
      await reader.query({ name: "look", text: "select count(*) from outbox" });
      await tell(db, [{ aggregate: "a", sequence: 1 }]);
      assert.deepEqual((await read(START, 10)).told, ["a/1"]);
    });
  });

  /** T1 has the lower transaction id and writes 2, after T2 wrote 1 and committed. */
  const invert = async () => {
    await db.inTransaction(async (first) => {
      await tell(first, [{ aggregate: "other", sequence: 1 }]);
      await db.inTransaction((second) => tell(second, [{ aggregate: "sku", sequence: 1 }]));
      await tell(first, [{ aggregate: "sku", sequence: 2 }]);
    });
  };

  it("tell 1 before 2 of an aggregate, although 2 has the lower transaction id", async () => {
    await invert();
    await settled(db);
    const stored = await readEvents(db, { after: START, limit: 10 });
    assert.deepEqual(names(stored), ["other/1", "sku/2", "sku/1"], "the case is not set up");
    assert.deepEqual((await read(START, 10)).told, ["other/1", "sku/1", "sku/2"]);
  });

  it("tell 1 before 2 also where the page ends between them, and 1 again at its own place", async () => {
    await invert();
    const first = await read(START, 2);
    assert.deepEqual(first.told, ["other/1", "sku/1", "sku/2"]);
    assert.deepEqual((await read(first.reached, 2)).told, ["sku/1"]);
  });

  it("fetch any number of events that must come first, and hold their place until all are told", async () => {
    await tell(db, [
      { aggregate: "sku", sequence: 1, transactionId: 10 },
      { aggregate: "sku", sequence: 502, transactionId: 11 },
      ...series("sku", 500, 2).map((event) => ({ ...event, transactionId: 12 })),
    ]);
    await settled(db);
    const pieces = await allOf(eventsInOrder(db, { after: START, limit: 2 }));
    const told = names(pieces.flatMap(({ events }) => events));
    assert.deepEqual(told, names(series("sku", 502)));
    assert.deepEqual(
      pieces.map(({ events, reached }) => [events.length, reached.transactionId]),
      [
        [1, 10],
        [200, 10],
        [200, 10],
        [100, 10],
        [1, 11],
      ],
    );
  });

  it("begin in the middle of an aggregate whose earlier events were deleted", async () => {
    await tell(db, series("a", 3, 41));
    assert.deepEqual(await readAll(1), ["a/41", "a/42", "a/43"]);
  });

  it("tell every event, none before a lower one of its aggregate, however rows and transactions overlapped", async () => {
    const row = fc.record({
      aggregates: fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 4 }),
      transactionId: fc.integer({ min: 3, max: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 15 }),
        fc.integer({ min: 1, max: 6 }),
        async (rows, limit) => {
          await db.query({ name: "empty", text: "truncate outbox restart identity" });
          const last = new Map<string, number>();
          const events = rows.map(({ aggregates, transactionId }) =>
            aggregates.map((aggregate) => {
              const sequence = (last.get(aggregate) ?? 0) + 1;
              last.set(aggregate, sequence);
              return { aggregate, sequence, transactionId };
            }),
          );
          await db.inTransaction(async (tx) => {
            for (const bundle of events) await tellTogether(tx, bundle);
          });
          const told = await readAll(limit);
          assert.deepEqual([...new Set(told)].sort(), [...names(events.flat())].sort());
          const highest = new Map<string, number>();
          for (const name of told) {
            const [aggregate = "", sequence = ""] = name.split("/");
            const before = highest.get(aggregate) ?? 0;
            assert.ok(Number(sequence) <= before + 1, `${name} was told after ${before}`);
            highest.set(aggregate, Math.max(before, Number(sequence)));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it("all lie before the horizon, and what is to come behind it", async () => {
    await tell(db, [{ aggregate: "a", sequence: 1 }]);
    await settled(db);
    const horizon = await findHorizon(db);
    await tell(db, [{ aggregate: "a", sequence: 2 }]);
    assert.deepEqual((await read(horizon, 10)).told, ["a/2"]);
  });
});
