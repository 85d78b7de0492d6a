import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { importItems } from "../import-items/import-items.store.ts";
import { disagreements } from "../testing/agreement.ts";
import { holdOf, keyedHoldOf, moveOf, settleOf, wordOf } from "../testing/commands.ts";
import { decideIn } from "../testing/decide-in.ts";
import { type RunningEngine, startEngine } from "../testing/engine.ts";
import { lockItem, untilWaiting } from "../testing/race.ts";
import { NOW_MS, shelf, stockItem } from "../testing/stock.ts";

/** By code point `B1` comes before `a1`; most databases order text as people do, and there it comes after. */
const AS_PEOPLE_DO = "template template0 locale_provider icu icu_locale 'en-US'";

describe("the locks of items in a database whose order of text is not JavaScript's", () => {
  let running: RunningEngine;
  let db: Database;
  before(async () => {
    running = await startEngine({ database: AS_PEOPLE_DO });
    db = running.db;
    for (const sku of ["a1", "B1"]) await stockItem(db, { sku }, { BER: 1_000 });
  });
  after(() => running.stop());

  const noDeadlock = async () => {
    const text = "select deadlocks from pg_stat_database where datname = current_database()";
    const [told] = await db.query<{ deadlocks: number }>({ name: "deadlocks", text });
    assert.equal(told?.deadlocks, 0);
    assert.deepEqual(await disagreements(db), []);
  };

  it("are taken in one order by the quick way and by the exact one: nobody waits in a circle", async () => {
    const { engine, another } = running;
    const exact = another("exact");
    for (const sku of ["B1", "a1"]) assert.ok((await engine.submit(keyedHoldOf({ [sku]: 1 }))).ok);
    const both = await db.inTransaction(async (tx) => {
      await lockItem(tx, "a1");
      const basket = exact.submit(holdOf({ a1: 1, B1: 1 }));
      await untilWaiting(db, 1);
      const quick = ["B1", "a1"].map((sku) => engine.submit(keyedHoldOf({ [sku]: 1 })));
      await untilWaiting(db, 2);
      return [basket, ...quick];
    });
    for (const held of await Promise.all(both)) assert.ok(held.ok, JSON.stringify(held));
    await exact.close();
    await engine.submit(moveOf({ sku: "a1", units: 1 }));
    await noDeadlock();
  });

  it("are taken in that order by an import that changes the items", async () => {
    const rows = ["a1", "B1"].map((sku) => ({ sku, name: "New" }));
    const both = await db.inTransaction(async (tx) => {
      await lockItem(tx, "B1");
      const basket = running.engine.submit(holdOf({ a1: 1, B1: 1 }));
      await untilWaiting(db, 1);
      const landed = db.inTransaction((other) => importItems(other, rows, { nowMs: NOW_MS }));
      await untilWaiting(db, 2);
      return [basket, landed] as const;
    });
    assert.ok((await both[0]).ok);
    assert.equal((await both[1]).length, 2);
    await noDeadlock();
  });
});

describe("a reservation that is committed after the engine has looked for its items", () => {
  let running: RunningEngine;
  let db: Database;
  before(async () => {
    running = await startEngine();
    db = running.db;
    for (const sku of ["late", "busy"]) await stockItem(db, { sku }, { BER: 100 });
  });
  after(() => running.stop());

  for (const [move, left] of [
    ["cancel", "100/0"],
    ["confirm", "99/0"],
    ["release", "99/0"],
  ] as const) {
    it(`is settled all the same by a ${move} that came with it`, async () => {
      const late = holdOf({ late: 1 });
      const told = await db.inTransaction(async (tx) => {
        await lockItem(tx, "busy");
        // One batch: it finds no items of the reservation, then waits for the lock of the other command's.
        const settled = running.engine.submit(settleOf(late.id, move));
        const moved = running.engine.submit(moveOf({ sku: "busy", units: 1 }));
        await untilWaiting(db, 1);
        assert.ok((await db.inTransaction((other) => decideIn(other, late, NOW_MS))).ok);
        return [settled, moved];
      });
      assert.deepEqual((await Promise.all(told)).map(wordOf), ["ok", "ok"]);
      assert.deepEqual(await shelf(db, "late", NOW_MS), { BER: left });
      assert.deepEqual(await disagreements(db), []);
    });
  }
});
