import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { loadResilience } from "@holdfast/outbound";
import { type Database, openDatabase } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { fail, ok, type Result } from "@holdfast/result";
import { startTelemetry, type Telemetry } from "@holdfast/telemetry";
import { Registry } from "prom-client";
import type { WireEvent } from "./event.ts";
import { openOutbox, POLL_MS } from "./outbox.ts";
import { type RelayParts, type Subscriber, startRelay } from "./relay.ts";
import { pushSubscribers } from "./subscribers.ts";
import {
  fakeTimers,
  MIGRATIONS,
  NOW_MS,
  names,
  series,
  settled,
  startReceiver,
  tell,
  until,
} from "./testing.ts";

const log = createLogger({ service: "test", level: "silent" });
const STOP_MS = 10_000;
const RETENTION_MS = 7 * 24 * 3_600_000;

let test: TestDatabase;
let db: Database;
let telemetry: Telemetry;
const stops: (() => Promise<void>)[] = [];
before(async () => {
  test = await testDatabase(MIGRATIONS);
  db = test.db;
  telemetry = startTelemetry({ serviceName: "test", serviceVersion: "0", env: {} });
});
after(async () => {
  await test.drop();
  await telemetry.shutdown();
});
beforeEach(async () => {
  await db.query({ name: "empty", text: "truncate outbox, outbox_subscription restart identity" });
});
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** A subscriber in the process, that keeps what it is given. */
function subscriberNamed(
  name: string,
  react: (events: readonly WireEvent[]) => Promise<Result<null, string>> = async () => ok(null),
) {
  const batches: (readonly string[])[] = [];
  const subscriber: Subscriber = {
    name,
    deliver: (events) => {
      batches.push(names(events));
      return react(events);
    },
  };
  return { subscriber, batches, told: () => batches.flat() };
}

/** A process that runs the relay, with timers that go off only when they are told to. */
async function relayTo(subscribers: readonly Subscriber[], parts: Partial<RelayParts> = {}) {
  const timers = fakeTimers();
  const { schedule } = timers;
  const outbox = openOutbox({ db, schedule });
  const registry = new Registry();
  const relay = await startRelay({
    db,
    url: test.url,
    applicationName: "relay",
    outbox,
    subscribers,
    holder: randomUUID(),
    retentionMs: RETENTION_MS,
    log,
    registry,
    nowMs: () => NOW_MS,
    random: () => 0,
    schedule,
    ...parts,
  });
  stops.push(() => relay.stop(STOP_MS));
  return { timers, outbox, relay, registry };
}
/** An answer that a subscriber owes until it is told to give it, or the test ends. */
function owedAnswer() {
  const owed = Promise.withResolvers<Result<null, string>>();
  stops.push(async () => owed.resolve(ok(null)));
  return { promise: owed.promise, give: () => owed.resolve(ok(null)) };
}
/** Lets a relay look again and again until something is so. */
const polling = (
  { timers }: Awaited<ReturnType<typeof relayTo>>,
  condition: () => boolean | Promise<boolean>,
  what: string,
) =>
  until(async () => {
    timers.fire(POLL_MS);
    return condition();
  }, what);
const subscriptions = (outbox: ReturnType<typeof openOutbox>) => outbox.subscriptions();
const change = (set: string) =>
  db.query({ name: `set ${set}`, text: `update outbox_subscription set ${set}` });

describe("the relay", () => {
  it("delivers what is written, once, in order", async () => {
    const search = subscriberNamed("search");
    const relay = await relayTo([search.subscriber]);
    await tell(db, [...series("a", 2), ...series("b", 1)]);
    await tell(db, series("a", 1, 3));
    await polling(relay, () => search.told().length === 4, "all are delivered");
    await polling(
      relay,
      async () => (await subscriptions(relay.outbox))[0]?.waiting === 0,
      "it is noted",
    );
    assert.deepEqual(search.told(), ["a/1", "a/2", "b/1", "a/3"]);
  });

  it("delivers at most 200 events at a time, and all of them without waiting between", async () => {
    const search = subscriberNamed("search");
    const relay = await relayTo([search.subscriber]);
    await tell(db, series("a", 450));
    await polling(relay, () => search.told().length > 0, "it began");
    await until(() => search.told().length === 450, "all are delivered");
    assert.deepEqual(
      search.batches.map((batch) => batch.length),
      [200, 200, 50],
    );
    assert.deepEqual(search.told(), names(series("a", 450)));
  });

  it("puts at most half a megabyte into a batch", async () => {
    const search = subscriberNamed("search");
    const relay = await relayTo([search.subscriber]);
    const large = { text: "x".repeat(200 * 1024) };
    await tell(
      db,
      series("a", 5).map((event) => ({ ...event, data: large })),
    );
    await polling(relay, () => search.told().length === 5, "all are delivered");
    assert.deepEqual(
      search.batches.map((batch) => batch.length),
      [2, 2, 1],
    );
  });

  it("delivers what a transaction commits late, in the order of its aggregate", async () => {
    const search = subscriberNamed("search");
    const relay = await relayTo([search.subscriber]);
    await db.inTransaction(async (first) => {
      await tell(first, [{ aggregate: "other", sequence: 1 }]);
      await db.inTransaction((second) => tell(second, [{ aggregate: "sku", sequence: 1 }]));
      relay.timers.fire(POLL_MS);
      await tell(first, [{ aggregate: "sku", sequence: 2 }]);
      assert.deepEqual(search.told(), []);
    });
    await polling(relay, () => search.told().length === 3, "all are delivered");
    assert.deepEqual(search.told(), ["other/1", "sku/1", "sku/2"]);
  });

  it("delivers to each subscriber for itself: one that never answers holds up nobody", async () => {
    const stuck = owedAnswer();
    const slow = subscriberNamed("slow", () => stuck.promise);
    const bad = subscriberNamed("bad", async () => fail("no"));
    const good = subscriberNamed("good");
    const relay = await relayTo([slow.subscriber, bad.subscriber, good.subscriber]);
    await tell(db, series("a", 1));
    const all = [slow, bad, good];
    const asked = () => all.every(({ batches }) => batches.length > 0);
    await polling(relay, asked, "each was asked");
    await tell(db, series("a", 1, 2));
    await polling(relay, () => good.told().length === 2, "the good one has the next");
    assert.deepEqual(slow.told(), ["a/1"]);
  });

  it("tries again after a pause when a subscriber refuses, for ever, and tells how it stands", async () => {
    let answer: Result<null, string> = fail("answered\u0000 500");
    const search = subscriberNamed("search", async () => answer);
    const relay = await relayTo([search.subscriber]);
    await tell(db, series("a", 1));
    for (const failures of [1, 2, 3]) {
      const has = async () => ((await subscriptions(relay.outbox))[0]?.failures ?? 0) >= failures;
      await polling(relay, has, `it failed ${failures} times`);
      await change("retry_at = clock_timestamp()");
    }
    const [state] = await subscriptions(relay.outbox);
    assert.equal(state?.lastError, "answered 500");
    answer = ok(null);
    await polling(
      relay,
      async () => (await subscriptions(relay.outbox))[0]?.waiting === 0,
      "it is taken",
    );
    assert.deepEqual([...new Set(search.told())], ["a/1"]);
    assert.ok(search.batches.length >= 4);
    assert.equal((await subscriptions(relay.outbox))[0]?.failures, 0);
  });

  it("wakes relays of this process and of others without waiting for a poll", async () => {
    const search = subscriberNamed("search");
    const here = await relayTo([]);
    const there = await relayTo([search.subscriber]);
    const listens = async () =>
      (
        await db.query({
          name: "find-listening",
          text: `select from pg_stat_activity where datname = current_database() and query = 'listen outbox'`,
        })
      ).length === 2;
    await until(listens, "both listen");
    await until(() => there.timers.delays().includes(POLL_MS), "it rests");
    await tell(db, series("a", 1));
    await settled(db);
    here.outbox.wake();
    await until(() => search.told().length === 1, "it was woken");
    assert.deepEqual(search.told(), ["a/1"]);
  });

  it("ends the delivery under way when it stops, notes it, and begins no other", async () => {
    const going = owedAnswer();
    const search = subscriberNamed("search", () => going.promise);
    const relay = await relayTo([search.subscriber]);
    await tell(db, series("a", 250));
    await polling(relay, () => search.batches.length === 1, "it delivers");
    let stopped = false;
    const stopping = relay.relay.stop(STOP_MS).then(() => {
      stopped = true;
    });
    await settled(db);
    assert.equal(stopped, false, "it waits for the subscriber");
    going.give();
    await stopping;
    assert.equal(search.batches.length, 1);
    const other = subscriberNamed("search");
    const next = await relayTo([other.subscriber]);
    await polling(next, () => other.told().length === 50, "another goes on at once");
  });
});

describe("several relays on one database", () => {
  it("deliver every event of an aggregate once and in order, while writers write on", async () => {
    const others = [1, 2].map(() => openDatabase({ url: test.url, applicationName: "relay" }));
    const search = subscriberNamed("search");
    const relays = [
      await relayTo([search.subscriber]),
      ...(await Promise.all(others.map((each) => relayTo([search.subscriber], { db: each })))),
    ];
    const aggregates = ["a", "b", "c", "d"];
    const write = async (aggregate: string) => {
      for (let sequence = 1; sequence <= 60; sequence += 1) {
        await tell(db, [{ aggregate, sequence }]);
        relays[sequence % relays.length]?.outbox.wake();
        for (const { timers } of relays) timers.fire(50);
      }
    };
    await Promise.all(aggregates.map(write));
    await until(() => {
      for (const { timers } of relays) timers.fire(POLL_MS);
      return new Set(search.told()).size === 240;
    }, "all are delivered");
    for (const aggregate of aggregates) {
      const told = search.told().filter((name) => name.startsWith(`${aggregate}/`));
      assert.deepEqual(told, names(series(aggregate, 60)));
    }
    for (const { relay } of relays) await relay.stop(STOP_MS);
    for (const each of others) await each.close();
  });

  it("deliver again what one of them delivered and could not note before it died", async () => {
    const search = subscriberNamed("search");
    const died = Promise.withResolvers<void>();
    const dying: Database = {
      ...db,
      query: (sql) => {
        if (sql.name !== "move-subscription") return db.query(sql);
        died.resolve();
        return new Promise(() => {}); // it is never heard of again
      },
    };
    const first = await relayTo([search.subscriber], { db: dying });
    stops.pop();
    await tell(db, series("a", 3));
    await polling(first, () => search.batches.length === 1, "it delivers");
    await died.promise;
    const second = await relayTo([search.subscriber]);
    second.timers.fire(POLL_MS);
    await settled(db);
    assert.equal(search.batches.length, 1, "its lease runs");
    await change("leased_until = clock_timestamp()");
    await tell(db, series("a", 2, 4));
    await polling(second, () => search.told().includes("a/5"), "the second goes on");
    assert.deepEqual(search.told(), ["a/1", "a/2", "a/3", ...names(series("a", 5))]);
    const stopped = first.relay.stop(STOP_MS);
    assert.equal(first.timers.fire(STOP_MS), 1);
    await stopped; // without what it never hears of
  });

  it("do not both move it when one stood still for longer than its lease", async () => {
    const stuck = owedAnswer();
    const slow = subscriberNamed("search", () => stuck.promise);
    const first = await relayTo([slow.subscriber]);
    await tell(db, series("a", 2));
    await polling(first, () => slow.batches.length === 1, "it stands still");
    await change("leased_until = clock_timestamp()");
    const quick = subscriberNamed("search");
    const second = await relayTo([quick.subscriber]);
    await tell(db, series("a", 1, 3));
    const hasAll = async () => (await subscriptions(second.outbox))[0]?.waiting === 0;
    await polling(second, hasAll, "the second has noted what it delivered");
    stuck.give();
    await until(() => first.timers.delays().includes(POLL_MS), "the first has ended");
    assert.ok(await hasAll(), "the first has moved it back");
    assert.deepEqual([slow.told(), quick.told()], [["a/1", "a/2"], names(series("a", 3))]);
  });
});

describe("replaying", () => {
  it("delivers again from a cursor, and then goes on", async () => {
    const search = subscriberNamed("search");
    const relay = await relayTo([search.subscriber]);
    await tell(db, series("a", 3));
    await polling(relay, () => search.told().length === 3, "all are delivered");
    const forEver = new AbortController().signal;
    const page = await relay.outbox.read({ limit: 1 }, { waitMs: 0, left: forEver });
    assert.ok(page.ok);
    assert.ok((await relay.outbox.replay("search", page.value.nextCursor)).ok);
    await tell(db, series("a", 1, 4));
    await polling(relay, () => search.told().includes("a/4"), "all are delivered again");
    assert.deepEqual(search.told(), ["a/1", "a/2", "a/3", "a/2", "a/3", "a/4"]);
  });

  it("is refused for a subscription that is not there", async () => {
    const { outbox } = await relayTo([]);
    const refused = await outbox.replay("nobody", "0-0");
    assert.deepEqual(refused, { ok: false, error: { kind: "subscription-not-found" } });
  });
});

describe("a subscriber over HTTP", () => {
  const push = (url: string) => {
    const { subscribers, close } = pushSubscribers([{ name: "search", url }], {
      caller: "inventory",
      resilience: loadResilience(`${import.meta.dirname}/../../../resilience.yaml`),
      log,
      registry: new Registry(),
      newId: randomUUID,
    });
    stops.push(close);
    return subscribers;
  };

  it("gets everything that happened while it was down, when it is up again", async () => {
    const gone = await startReceiver();
    await gone.stop();
    const relay = await relayTo(push(gone.url));
    await tell(db, series("a", 2));
    const failed = async () => ((await subscriptions(relay.outbox))[0]?.failures ?? 0) > 0;
    await polling(relay, failed, "it is down");
    assert.match(String((await subscriptions(relay.outbox))[0]?.lastError), /ECONNREFUSED/);
    await tell(db, series("a", 1, 3));
    const back = await startReceiver(undefined, gone.port);
    stops.push(back.stop);
    await change("retry_at = clock_timestamp()");
    await polling(relay, () => back.received.length > 0, "it is up");
    await until(async () => (await subscriptions(relay.outbox))[0]?.waiting === 0, "it is noted");
    assert.deepEqual(names(back.received.flatMap(({ events }) => events)), ["a/1", "a/2", "a/3"]);
  });

  it("is measured: lag, deliveries and failures", async () => {
    let status = 503;
    const receiver = await startReceiver(() => ({ status }));
    stops.push(receiver.stop);
    const relay = await relayTo(push(receiver.url));
    await tell(db, [{ aggregate: "a", sequence: 1, atMs: NOW_MS - 5_000 }]);
    const failed = async () => ((await subscriptions(relay.outbox))[0]?.failures ?? 0) > 0;
    await polling(relay, failed, "it refuses");
    const late = await relay.registry.metrics();
    assert.match(late, /outbox_lag_seconds\{subscription="search"\} 5\n/);
    assert.match(late, /outbox_delivery_failures_total\{subscription="search"\} 1\n/);
    status = 200;
    await change("retry_at = clock_timestamp()");
    await polling(relay, async () => !(await failed()), "it takes it");
    const done = await relay.registry.metrics();
    assert.match(done, /outbox_lag_seconds\{subscription="search"\} 0\n/);
    assert.match(done, /outbox_delivered_events_total\{subscription="search"\} 1\n/);
  });
});
