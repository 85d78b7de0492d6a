import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, beforeEach, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { START } from "./event.ts";
import { readEvents } from "./events.store.ts";
import {
  claimSubscription,
  declareSubscriptions,
  forgetSubscriptions,
  listSubscriptions,
  moveSubscription,
  pauseSubscription,
  replaySubscription,
} from "./subscriptions.store.ts";
import { MIGRATIONS, NOW_MS, names, series, settled, tell } from "./testing.ts";

const LEASE_MS = 60_000;

describe("a subscription", () => {
  let test: TestDatabase;
  let db: Database;
  const holder = randomUUID();
  const mine = { name: "search", holder };
  const others = { name: "search", holder: randomUUID() };
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    db = test.db;
  });
  after(() => test.drop());
  beforeEach(async () => {
    await db.query({ name: "empty", text: "truncate outbox, outbox_subscription" });
    await declareSubscriptions(db, { names: ["search"], nowMs: NOW_MS });
  });

  const tellAndSettle = async (count: number, first = 1) => {
    await tell(db, series("a", count, first));
    await settled(db);
  };
  const change = (set: string) =>
    db.query({ name: `set ${set}`, text: `update outbox_subscription set ${set}` });
  const only = async () => (await listSubscriptions(db, 3))[0];

  it("begins with what is committed after it was declared, also by a transaction that runs already", async () => {
    await db.query({ name: "undeclare", text: "truncate outbox_subscription" });
    await tellAndSettle(1);
    await db.inTransaction(async (running) => {
      await tell(running, [{ aggregate: "b", sequence: 1 }]);
      await declareSubscriptions(db, { names: ["search"], nowMs: NOW_MS });
    });
    await settled(db);
    const claim = await claimSubscription(db, mine, LEASE_MS);
    const events = await readEvents(db, { after: claim?.after ?? START, limit: 9 });
    assert.deepEqual(names(events), ["b/1"]);
  });

  it("stays where it is when it is declared again", async () => {
    await tellAndSettle(1);
    const before = await only();
    await declareSubscriptions(db, { names: ["zebra", "search"], nowMs: NOW_MS + 1 });
    const [search, zebra] = await listSubscriptions(db, 3);
    assert.deepEqual(search, before);
    assert.deepEqual([zebra?.name, zebra?.waiting], ["zebra", 0]);
  });

  it("is taken only when there is something to deliver", async () => {
    assert.equal(await claimSubscription(db, mine, LEASE_MS), undefined);
    await tellAndSettle(1);
    assert.equal((await claimSubscription(db, mine, LEASE_MS))?.failures, 0);
    assert.equal(await claimSubscription(db, { ...mine, name: "nobody" }, LEASE_MS), undefined);
  });

  it("is not taken for an event that an older transaction holds back", async () => {
    await db.inTransaction(async (slow) => {
      await tell(slow, [{ aggregate: "b", sequence: 1 }]);
      await tell(db, series("a", 1));
      assert.equal(await claimSubscription(db, mine, LEASE_MS), undefined);
    });
  });

  it("has one holder at a time, of all that ask at once", async () => {
    await tellAndSettle(1);
    const holders = Array.from({ length: 8 }, () => ({ name: "search", holder: randomUUID() }));
    const claims = await Promise.all(holders.map((each) => claimSubscription(db, each, LEASE_MS)));
    assert.equal(claims.filter((claim) => claim !== undefined).length, 1);
  });

  it("passes to another when its holder does not come back before its lease ends", async () => {
    await tellAndSettle(1);
    await claimSubscription(db, mine, LEASE_MS);
    assert.equal(await claimSubscription(db, others, LEASE_MS), undefined);
    await change("leased_until = clock_timestamp() - interval '1 millisecond'");
    assert.ok(await claimSubscription(db, others, LEASE_MS));
    const reached = { transactionId: 5, id: 5 };
    assert.equal(
      await moveSubscription(db, mine, { reached, leaseMs: 0 }),
      false,
      "it is not mine",
    );
    assert.notDeepEqual((await only())?.position, reached);
  });

  it("can be taken again by its holder, who lost the thread", async () => {
    await tellAndSettle(1);
    await claimSubscription(db, mine, LEASE_MS);
    assert.ok(await claimSubscription(db, mine, LEASE_MS));
  });

  it("moves, and is kept or given up", async () => {
    await tellAndSettle(2);
    const claim = await claimSubscription(db, mine, LEASE_MS);
    const [first, second] = await readEvents(db, { after: claim?.after ?? START, limit: 2 });
    assert.ok(first !== undefined && second !== undefined);
    assert.ok(await moveSubscription(db, mine, { reached: first.position, leaseMs: LEASE_MS }));
    assert.equal(await claimSubscription(db, others, LEASE_MS), undefined);
    assert.equal((await only())?.waiting, 1);
    assert.ok(await moveSubscription(db, mine, { reached: first.position, leaseMs: 0 }));
    assert.deepEqual((await claimSubscription(db, others, LEASE_MS))?.after, first.position);
  });

  it("rests after a failure, for every process, and remembers how often and why", async () => {
    await tellAndSettle(1);
    for (const message of ["first", "second"]) {
      await claimSubscription(db, mine, LEASE_MS);
      await pauseSubscription(db, mine, { message, pauseMs: 60_000 });
      assert.equal(await claimSubscription(db, mine, LEASE_MS), undefined);
      assert.equal(await claimSubscription(db, others, LEASE_MS), undefined);
      await change("retry_at = clock_timestamp()");
    }
    const claim = await claimSubscription(db, others, LEASE_MS);
    assert.equal(claim?.failures, 2);
    assert.equal((await only())?.lastError, "second");
    await moveSubscription(db, others, { reached: { transactionId: 9, id: 9 }, leaseMs: 0 });
    const { failures, lastError, retryAt, deliveredAt } = (await only()) ?? {};
    assert.deepEqual([failures, lastError, retryAt], [0, null, null]);
    assert.ok(deliveredAt instanceof Date);
  });

  it("is moved by a replay, which whoever delivers at the moment learns when it wants to move it", async () => {
    await tellAndSettle(2);
    await claimSubscription(db, mine, LEASE_MS);
    assert.ok(await replaySubscription(db, "search", START));
    const reached = { transactionId: 9, id: 9 };
    assert.equal(await moveSubscription(db, mine, { reached, leaseMs: 0 }), false);
    assert.deepEqual((await claimSubscription(db, others, LEASE_MS))?.after, START);
    assert.equal(await replaySubscription(db, "nobody", START), false);
  });

  it("does not rest any more after a replay", async () => {
    await tellAndSettle(1);
    await claimSubscription(db, mine, LEASE_MS);
    await pauseSubscription(db, mine, { message: "no", pauseMs: 60_000 });
    await replaySubscription(db, "search", START);
    assert.equal((await claimSubscription(db, mine, LEASE_MS))?.failures, 0);
  });

  it("shows how many events wait and since when, counted up to a bound, those held back included", async () => {
    await tell(db, [{ aggregate: "a", sequence: 1, atMs: NOW_MS - 5_000 }]);
    assert.deepEqual(
      [(await only())?.waiting, (await only())?.waitingSince],
      [1, new Date(NOW_MS - 5_000)],
    );
    await tell(db, series("a", 8, 2));
    assert.equal((await only())?.waiting, 3, "the bound");
  });

  it("is forgotten when nobody declared it for as long as events are kept", async () => {
    assert.deepEqual(await forgetSubscriptions(db, NOW_MS), []);
    await declareSubscriptions(db, { names: ["other"], nowMs: NOW_MS + 5 });
    assert.deepEqual(await forgetSubscriptions(db, NOW_MS + 1), ["search"]);
    assert.equal((await only())?.name, "other");
  });
});
