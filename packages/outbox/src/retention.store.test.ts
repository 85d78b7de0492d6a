import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, beforeEach, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { START } from "./event.ts";
import { pruneEvents, readEvents } from "./events.store.ts";
import { tidy } from "./retention.ts";
import {
  claimSubscription,
  declareSubscriptions,
  listSubscriptions,
  moveSubscription,
} from "./subscriptions.store.ts";
import { MIGRATIONS, NOW_MS, names, series, settled, tell } from "./testing.ts";

const RETENTION_MS = 60_000;

describe("keeping events for a time", () => {
  let test: TestDatabase;
  let db: Database;
  const mine = { name: "search", holder: randomUUID() };
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
  });

  const run = async (subscriptions: readonly string[], nowMs = NOW_MS) => {
    await settled(db);
    await tidy({
      db,
      log: createLogger({ service: "test", level: "silent" }),
      names: subscriptions,
      nowMs: () => nowMs,
      retentionMs: RETENTION_MS,
      isStopping: () => false,
    });
  };
  const old = (count: number, first = 1) =>
    series("a", count, first).map((event) => ({ ...event, atMs: NOW_MS - RETENTION_MS - 1 }));
  const kept = async () => names(await readEvents(db, { after: START, limit: 5_000 }));

  it("deletes what is older, in as many batches as it takes, when nobody subscribes", async () => {
    await tell(db, old(2_500));
    await tell(db, series("a", 2, 2_501));
    await run([]);
    assert.deepEqual(await kept(), ["a/2501", "a/2502"]);
  });

  it("keeps what a subscriber has not taken, however old, and all behind it", async () => {
    await declareSubscriptions(db, { names: ["search", "fast"], nowMs: NOW_MS });
    await tell(db, old(4));
    await settled(db);
    const [, second, , fourth] = await readEvents(db, { after: START, limit: 9 });
    assert.ok(second !== undefined && fourth !== undefined);
    for (const [name, { position: reached }] of [
      ["search", second],
      ["fast", fourth],
    ] as const) {
      await claimSubscription(db, { ...mine, name }, 1_000);
      await moveSubscription(db, { ...mine, name }, { reached, leaseMs: 0 });
    }
    await run(["search", "fast"]);
    assert.deepEqual(await kept(), ["a/3", "a/4"]);
  });

  it("deletes nothing behind one that is young yet: what is left has no holes", async () => {
    await tell(db, old(1));
    await tell(db, series("a", 1, 2));
    await tell(db, old(1, 3));
    await run([]);
    assert.deepEqual(await kept(), ["a/2", "a/3"]);
  });

  it("deletes nothing that could still be overtaken by an older transaction", async () => {
    await db.inTransaction(async (slow) => {
      await tell(slow, [{ aggregate: "b", sequence: 1 }]);
      await tell(db, old(1));
      assert.equal(await pruneEvents(db, { beforeMs: NOW_MS, limit: 10 }), 0);
    });
    await settled(db);
    assert.equal(await pruneEvents(db, { beforeMs: NOW_MS + 1, limit: 10 }), 2);
  });

  it("is one process's work at a time; another has nothing to do meanwhile", async () => {
    await tell(db, old(5));
    await settled(db);
    await db.inTransaction(async (other) => {
      assert.equal(await pruneEvents(other, { beforeMs: NOW_MS, limit: 2 }), 2);
      assert.equal(await pruneEvents(db, { beforeMs: NOW_MS, limit: 2 }), 0);
    });
    await settled(db);
    assert.equal(await pruneEvents(db, { beforeMs: NOW_MS, limit: 10 }), 3);
  });

  it("declares its own subscriptions anew, and forgets those that nobody has declared for as long", async () => {
    await declareSubscriptions(db, { names: ["search", "gone"], nowMs: NOW_MS });
    await tell(db, old(1));
    await run(["search"], NOW_MS + RETENTION_MS);
    assert.equal((await listSubscriptions(db, 1)).length, 2);
    await run(["search"], NOW_MS + RETENTION_MS + 1);
    assert.deepEqual(
      (await listSubscriptions(db, 1)).map(({ name }) => name),
      ["search"],
    );
    assert.deepEqual(await kept(), ["a/1"], "the one that is left has not taken it");
  });

  it("tells the log when the database is away, and does not throw", async () => {
    const lines: string[] = [];
    const away = () => Promise.reject(new Error("away"));
    await tidy({
      db: { query: away, inTransaction: away, ping: away, close: away },
      log: createLogger({
        service: "test",
        level: "warn",
        destination: { write: (line: string) => lines.push(line) },
      }),
      names: [],
      nowMs: () => NOW_MS,
      retentionMs: RETENTION_MS,
      isStopping: () => false,
    });
    assert.match(lines.join(""), /old events were not deleted/);
  });
});
