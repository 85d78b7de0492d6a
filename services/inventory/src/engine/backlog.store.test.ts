import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { expireHolds, findDueHolds } from "../expire-holds/expire-holds.store.ts";
import { disagreements } from "../testing/agreement.ts";
import { holdOf, moveOf, settleOf, TTL_SECONDS } from "../testing/commands.ts";
import { type RunningEngine, startEngine } from "../testing/engine.ts";
import { shelf, stockItem } from "../testing/stock.ts";
import type { HoldCommand } from "./command.ts";
import { OLDEST } from "./world.store.ts";

/** More than a batch reads at first. */
const MANY = OLDEST.due + 150;

describe("a backlog of holds that are due, or of promises", () => {
  let running: RunningEngine;
  let db: Database;
  before(async () => {
    running = await startEngine();
    db = running.db;
  });
  after(async () => {
    assert.deepEqual(await disagreements(db), []);
    await running.stop();
  });

  const holdMany = async (sku: string, over: Partial<HoldCommand> = {}) => {
    const asked = Array.from({ length: MANY }, () => holdOf({ [sku]: 1 }, over));
    const held = await Promise.all(asked.map((command) => running.engine.submit(command)));
    assert.ok(held.every(({ ok }) => ok));
    return asked;
  };
  const pass = (seconds: number) => {
    running.clock.nowMs += seconds * 1_000;
  };
  const countLines = async (sku: string, where: string) => {
    const name = `count-lines-${where}`;
    const text = `select count(*) as lines from reservation_line where sku = $1 and ${where}`;
    const [row] = await db.query<{ lines: number }>({ name, text, values: [sku] });
    return row?.lines;
  };

  it("is worked off in parts where a batch has enough without the rest", async () => {
    await stockItem(db, { sku: "plenty" }, { BER: 10_000 });
    await holdMany("plenty");
    pass(TTL_SECONDS);
    const one = holdOf({ plenty: 1 }, { ttlSeconds: 600 });
    assert.ok((await running.engine.submit(one)).ok);
    const rest = MANY - OLDEST.due;
    assert.equal(await countLines("plenty", "held_until is not null"), rest + 1);
    await running.engine.submit(settleOf(one.id, "confirm"));
    assert.equal(await countLines("plenty", "held_until is not null"), 0);
  });

  it("gives all it holds to a hold that needs it", async () => {
    await stockItem(db, { sku: "scarce" }, { BER: MANY });
    await holdMany("scarce");
    pass(TTL_SECONDS);
    assert.ok((await running.engine.submit(holdOf({ scarce: MANY }))).ok);
  });

  it("gets all that arrives before anybody else", async () => {
    await stockItem(db, { sku: "awaited", backorderLimit: MANY }, { BER: 0 });
    await holdMany("awaited", { ttlSeconds: 600 });
    const units = MANY + 1;
    assert.ok((await running.engine.submit(moveOf({ sku: "awaited", units }))).ok);
    assert.deepEqual(await shelf(db, "awaited", running.clock.nowMs), { BER: `${units}/${MANY}` });
  });

  it("gets all that a sweep frees before anybody else", async () => {
    await stockItem(db, { sku: "freed", backorderLimit: MANY }, { BER: MANY });
    assert.ok((await running.engine.submit(holdOf({ freed: MANY }))).ok);
    await holdMany("freed", { ttlSeconds: 600 });
    pass(TTL_SECONDS);
    const { nowMs } = running.clock;
    const ids = await findDueHolds(db, { nowMs, limit: 1_000 });
    await db.inTransaction((tx) => expireHolds(tx, { ids, nowMs }));
    assert.deepEqual(await shelf(db, "freed", nowMs), { BER: `${MANY}/${MANY}` });
  });

  it("of promises is forgotten when they have ended, however they did", async () => {
    await stockItem(db, { sku: "over", backorderLimit: 1_000 }, { BER: 0 });
    const [released, undone, sold, ...due] = await holdMany("over");
    assert.ok(released && undone && sold);
    for (const [{ id }, move] of [
      [released, "release"],
      [undone, "confirm"],
      [undone, "cancel"],
      [sold, "confirm"],
    ] as const) {
      assert.ok((await running.engine.submit(settleOf(id, move))).ok);
    }
    pass(TTL_SECONDS);
    for (let swept = 0; swept < due.length; ) {
      const { nowMs } = running.clock;
      const ids = await findDueHolds(db, { nowMs, limit: 200 });
      swept += await db.inTransaction((tx) => expireHolds(tx, { ids, nowMs }));
    }
    assert.equal(await countLines("over", "location is null and not withdrawn"), 1);
  });
});
