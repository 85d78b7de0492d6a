import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { exportStats, startTelemetry, type Telemetry } from "@holdfast/telemetry";
import { findDueHolds } from "./expire-holds/expire-holds.store.ts";
import { keepSweeping, sweep } from "./sweep.ts";
import { holdOf } from "./testing/commands.ts";
import { decideIn } from "./testing/decide-in.ts";
import { audit, MIGRATIONS, NOW_MS, shelf, stockItem } from "./testing/stock.ts";

const DUE_MS = NOW_MS + 60_000;
const log = createLogger({ service: "inventory", level: "silent" });

describe("the sweep of due holds", () => {
  let test: TestDatabase;
  let db: Database;
  let telemetry: Telemetry;
  before(async () => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1" }; // recorded, and never delivered
    const warn = () => {};
    telemetry = startTelemetry({ serviceName: "inventory", serviceVersion: "0", env, warn });
    test = await testDatabase(MIGRATIONS);
    db = test.db;
    await stockItem(db, { sku: "idle" }, { BER: 1_000 });
  });
  after(async () => {
    await test.drop();
    await telemetry.shutdown();
  });

  const holdOne = async (nowMs: number) => {
    await db.inTransaction((tx) => decideIn(tx, holdOf({ idle: 1 }), nowMs));
  };
  const recorded = () => {
    const { exported, dropped, failed, queued } = exportStats();
    return exported + dropped + failed + queued;
  };

  it("expires a backlog of more than one transaction's holds, and leaves the others", async () => {
    for (let index = 0; index < 450; index++) await holdOne(index < 420 ? NOW_MS : DUE_MS);
    await sweep({ db, log, nowMs: () => DUE_MS });
    assert.deepEqual(await findDueHolds(db, { nowMs: DUE_MS, limit: 1 }), []);
    assert.deepEqual(await shelf(db, "idle", NOW_MS), { BER: "1000/30" });
    assert.deepEqual((await audit(db)).drift, []);
  });

  it("leaves no trace when nothing is due, and one when something is", async () => {
    const before = recorded();
    await sweep({ db, log, nowMs: () => DUE_MS });
    assert.equal(recorded(), before);
    await sweep({ db, log, nowMs: () => DUE_MS + 60_000 });
    assert.ok(recorded() > before);
  });
});

describe("keeping to sweep", () => {
  /** A database that answers when it is told to, and a timer that goes off when it is told to. */
  const bench = () => {
    const looks: PromiseWithResolvers<readonly never[]>[] = [];
    const timers: { work: () => void; delayMs: number; cancelled: boolean }[] = [];
    const unused = () => Promise.reject(new Error("nothing is due"));
    const query = () => {
      const look = Promise.withResolvers<readonly never[]>();
      looks.push(look);
      return look.promise;
    };
    const db = { query, inTransaction: unused, ping: unused, close: unused };
    const sweeping = keepSweeping({ db, log, nowMs: () => NOW_MS }, (work, delayMs) => {
      const timer = { work, delayMs, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    });
    return { looks, timers, sweeping };
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it("sweeps at once, and again 2 s after each sweep, also after one that failed", async () => {
    const { looks, timers, sweeping } = bench();
    assert.deepEqual([looks.length, timers.length], [1, 0]);
    looks[0]?.reject(new Error("the database is away"));
    await settled();
    assert.deepEqual([looks.length, timers[0]?.delayMs], [1, 2_000]);
    timers[0]?.work();
    looks[1]?.resolve([]);
    await settled();
    assert.deepEqual([looks.length, timers[1]?.delayMs], [2, 2_000]);
    await sweeping.stop();
  });

  it("stops once the sweep under way has ended, and begins no other", async () => {
    const { looks, timers, sweeping } = bench();
    let stopped = false;
    const stopping = sweeping.stop().then(() => {
      stopped = true;
    });
    await settled();
    assert.equal(stopped, false, "the database must not be closed yet");
    looks[0]?.resolve([]);
    await stopping;
    assert.equal(timers.length, 0);
  });

  it("stops at once between two sweeps", async () => {
    const { looks, timers, sweeping } = bench();
    looks[0]?.resolve([]);
    await settled();
    await sweeping.stop();
    assert.equal(timers[0]?.cancelled, true);
  });
});
