import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { toCursor } from "./event.ts";
import { findHorizon, pruneEvents } from "./events.store.ts";
import { eventsInOrder } from "./in-order.ts";
import { positionOf } from "./replay.ts";
import { allOf, MIGRATIONS, NOW_MS, names, settled, tell } from "./testing.ts";

const MINUTE_MS = 60_000;

describe("where a replay begins", () => {
  let test: TestDatabase;
  let db: Database;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    db = test.db;
    // One event a minute, in transactions that are far apart.
    const events = Array.from({ length: 60 }, (_, minute) => ({
      aggregate: `a${minute}`,
      sequence: 1,
      atMs: NOW_MS + minute * MINUTE_MS,
      transactionId: 3 + minute * 5,
    }));
    await tell(db, events);
    await settled(db);
  });
  after(() => test.drop());

  const replayed = async (from: string) => {
    const position = await positionOf(db, from);
    if (!position.ok) return position.error.kind;
    const pieces = await allOf(eventsInOrder(db, { after: position.value, limit: 100 }));
    return names(pieces.flatMap(({ events }) => events))[0] ?? "nothing";
  };
  const time = (minute: number) => new Date(NOW_MS + minute * MINUTE_MS).toISOString();

  it("is behind a cursor", async () => {
    assert.equal(await replayed("8-2"), "a2/1");
    assert.equal(await replayed("0-0"), "a0/1");
  });

  it("is a minute before a time: neighbours differ by seconds, and none may be missed", async () => {
    assert.equal(await replayed(time(30)), "a29/1");
    assert.equal(await replayed(time(0.5)), "a0/1");
    assert.equal(await replayed("2026-11-01T13:30:00+01:00"), "a29/1");
  });

  it("is before everything for a time before it, and behind everything for one to come", async () => {
    assert.equal(await replayed("2020-01-01T00:00:00Z"), "a0/1");
    assert.equal(await replayed("2099-01-01T00:00:00Z"), "nothing");
  });

  it("is not ahead of what is to come, nor at something else", async () => {
    const { transactionId } = await findHorizon(db);
    assert.equal(await replayed(`${transactionId + 1_000_000}-1`), "cursor-invalid");
    for (const from of ["yesterday", "2026-13-45T00:00:00Z", "", "17", "2026-11-01", "1"]) {
      assert.equal(await replayed(from), "cursor-invalid", from);
    }
  });

  it("is not in what was deleted", async () => {
    const beforeMs = NOW_MS + 10 * MINUTE_MS;
    assert.equal(await pruneEvents(db, { beforeMs, limit: 100 }), 10);
    assert.equal(await replayed("8-2"), "events-expired");
    assert.equal(await replayed(time(9)), "events-expired");
    assert.equal(await replayed(time(9.5)), "a10/1");
    const position = await positionOf(db, time(9.5));
    assert.equal(position.ok && toCursor(position.value), "48-10");
  });
});
