import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Database, Queryable } from "@holdfast/postgres";
import { openDatabase } from "@holdfast/postgres";
import type { Command, HoldCommand } from "../engine/command.ts";
import { findReservation } from "../reservation.store.ts";
import type { Reservation } from "../reservation.ts";
import { statusAt } from "../reservation.ts";
import { holdOf, settleOf, TTL_SECONDS } from "../testing/commands.ts";
import { contents } from "../testing/contents.ts";
import { decideIn } from "../testing/decide-in.ts";
import { type RunningEngine, startEngine } from "../testing/engine.ts";
import { inTurn } from "../testing/race.ts";
import { audit, NOW_MS, shelf, stockItem } from "../testing/stock.ts";

describe("hold stock in PostgreSQL", () => {
  let running: RunningEngine;
  let db: Database;
  before(async () => {
    running = await startEngine();
    db = running.db;
  });
  after(() => running.stop());

  const hold = (asked: HoldCommand, nowMs = NOW_MS) => {
    running.clock.nowMs = nowMs;
    return running.engine.submit(asked);
  };
  const mustHold = async (asked: HoldCommand, nowMs = NOW_MS): Promise<Reservation> => {
    const held = await hold(asked, nowMs);
    assert.ok(held.ok, JSON.stringify(held));
    return held.value.reservation;
  };
  /** In a transaction of the test's own, so that it can be left uncommitted. */
  const deciding =
    <C extends Command>(command: C) =>
    (tx: Queryable) =>
      decideIn(tx, command, NOW_MS);
  const submitting =
    <C extends Command>(command: C) =>
    () => {
      running.clock.nowMs = NOW_MS;
      return running.engine.submit(command);
    };
  const noDrift = async () => assert.deepEqual((await audit(db)).drift, []);

  it("reserves what it allocates and reads back the same reservation", async () => {
    await stockItem(db, { sku: "tea" }, { BER: 2, HAM: 5 });
    await stockItem(db, { sku: "pot" }, { BER: 1 });
    const held = await mustHold(holdOf({ tea: 4, pot: 1 }, { orderId: "order-1", buyerId: "b-1" }));
    assert.deepEqual(held.allocations, [
      { sku: "tea", location: "BER", units: 2 },
      { sku: "tea", location: "HAM", units: 2 },
      { sku: "pot", location: "BER", units: 1 },
    ]);
    assert.deepEqual(await findReservation(db, held.id), held);
    assert.deepEqual(await shelf(db, "tea", NOW_MS), { BER: "2/2", HAM: "5/2" });
    await noDrift();
  });

  it("sums the lines of one SKU before it looks at the stock", async () => {
    await stockItem(db, { sku: "twice" }, { BER: 5 });
    const line = { sku: "twice", units: 3 };
    const before = await contents(db);
    const refused = await hold(holdOf({}, { lines: [line, line] }));
    assert.deepEqual(!refused.ok && refused.error, {
      kind: "insufficient-stock",
      shortages: [{ sku: "twice", requested: 6, available: 5 }],
    });
    assert.deepEqual(await contents(db), before);
  });

  it("writes nothing when one line of several is short", async () => {
    await stockItem(db, { sku: "jam" }, { BER: 5 });
    await stockItem(db, { sku: "jar" }, { BER: 1 });
    const before = await contents(db);
    const refused = await hold(holdOf({ jam: 1, jar: 2 }));
    assert.deepEqual(!refused.ok && refused.error, {
      kind: "insufficient-stock",
      shortages: [{ sku: "jar", requested: 2, available: 1 }],
    });
    assert.deepEqual(await contents(db), before);
  });

  it("counts a hold until its last millisecond, for readers and for the next buyer", async () => {
    await stockItem(db, { sku: "clock" }, { BER: 1 });
    const held = await mustHold(holdOf({ clock: 1 }));
    const endMs = held.expiresAtMs;
    assert.equal(endMs, NOW_MS + TTL_SECONDS * 1_000);
    assert.deepEqual(await shelf(db, "clock", endMs - 1), { BER: "1/1" });
    assert.equal((await hold(holdOf({ clock: 1 }), endMs - 1)).ok, false);
    assert.deepEqual(await shelf(db, "clock", endMs), { BER: "1/0" });
    assert.equal(statusAt(held, endMs), "expired");
    const next = await mustHold(holdOf({ clock: 1 }), endMs);
    assert.equal((await findReservation(db, held.id))?.status, "expired");
    assert.equal((await findReservation(db, next.id))?.status, "held");
    assert.deepEqual(await shelf(db, "clock", endMs), { BER: "1/1" });
    await noDrift();
  });

  it("expires a due basket as a whole for the buyer of one of its SKUs, who needs its units", async () => {
    await stockItem(db, { sku: "left" }, { BER: 1, HAM: 1 });
    await stockItem(db, { sku: "right" }, { BER: 3 });
    const basket = await mustHold(holdOf({ right: 2, left: 2 }));
    await noDrift();
    await mustHold(holdOf({ left: 1 }), basket.expiresAtMs);
    await noDrift();
    assert.deepEqual(await shelf(db, "right", NOW_MS), { BER: "3/0" });
    assert.deepEqual(await shelf(db, "left", NOW_MS), { BER: "1/1", HAM: "1/0" });
    assert.equal((await findReservation(db, basket.id))?.status, "expired");
  });

  it("keeps a due hold in the audit's sums until it is swept", async () => {
    await stockItem(db, { sku: "dust" }, { BER: 2 });
    const held = await mustHold(holdOf({ dust: 2 }, { ttlSeconds: 1 }));
    assert.deepEqual(await shelf(db, "dust", held.expiresAtMs), { BER: "2/0" });
    await noDrift();
  });

  it("answers a repeat with the first reservation, and holds once", async () => {
    await stockItem(db, { sku: "bell" }, { BER: 5 });
    const asked = holdOf({ bell: 2 });
    const first = await mustHold(asked);
    const again = await hold(asked, NOW_MS + 500);
    assert.ok(again.ok && again.value.replayed);
    assert.partialDeepStrictEqual(again.value.reservation, first);
    assert.deepEqual(await shelf(db, "bell", NOW_MS), { BER: "5/2" });
  });

  it("does not tell one account of another's reservation id", async () => {
    await stockItem(db, { sku: "mask" }, { BER: 5 });
    const asked = holdOf({ mask: 2 });
    await mustHold(asked);
    const other = await hold({ ...asked, account: "other" });
    assert.deepEqual(!other.ok && other.error, { kind: "reservation-not-found", id: asked.id });
  });

  it("is refused by the tombstone of a cancel that came first", async () => {
    await stockItem(db, { sku: "late" }, { BER: 5 });
    const asked = holdOf({ late: 2 });
    await submitting(settleOf(asked.id, "cancel"))();
    const late = await hold(asked);
    assert.deepEqual(!late.ok && late.error, {
      kind: "invalid-state",
      id: asked.id,
      status: "released",
    });
    assert.deepEqual(await shelf(db, "late", NOW_MS), { BER: "5/0" });
  });

  it("holds once when a repeat overtakes the first one's commit", async () => {
    await stockItem(db, { sku: "echo" }, { BER: 50 });
    const asked = holdOf({ echo: 3 });
    const [first, repeat] = await inTurn(db, deciding(asked), submitting(asked));
    assert.ok(first.ok && repeat.ok);
    assert.partialDeepStrictEqual(repeat.value.reservation, first.value.reservation);
    assert.deepEqual(await shelf(db, "echo", NOW_MS), { BER: "50/3" });
    await noDrift();
  });

  it("is released by a cancel that meets it before its commit", async () => {
    await stockItem(db, { sku: "meet" }, { BER: 5 });
    const asked = holdOf({ meet: 3 });
    const cancel = settleOf(asked.id, "cancel");
    const [held, cancelled] = await inTurn(db, deciding(asked), submitting(cancel));
    assert.equal(held.ok && held.value.reservation.status, "held");
    assert.equal(cancelled.ok && cancelled.value.reservation.status, "released");
    assert.deepEqual(await shelf(db, "meet", NOW_MS), { BER: "5/0" });
    await noDrift();
  });

  it("is refused by a cancel that it meets before the tombstone's commit", async () => {
    await stockItem(db, { sku: "cross" }, { BER: 5 });
    const asked = holdOf({ cross: 3 });
    const cancel = settleOf(asked.id, "cancel");
    const [cancelled, held] = await inTurn(db, deciding(cancel), submitting(asked));
    assert.equal(cancelled.ok && cancelled.value.reservation.status, "released");
    assert.equal(!held.ok && held.error.kind, "invalid-state");
    assert.deepEqual(await shelf(db, "cross", NOW_MS), { BER: "5/0" });
    await noDrift();
  });

  it("sells 10 units to exactly 10 of 40 buyers who each have a transaction of their own", async () => {
    await stockItem(db, { sku: "flash" }, { BER: 6, HAM: 4 });
    const pool = openDatabase({ url: running.url, applicationName: "race", connectionsMax: 20 });
    try {
      const answers = await Promise.all(
        Array.from({ length: 40 }, () => pool.inTransaction(deciding(holdOf({ flash: 1 })))),
      );
      assert.equal(answers.filter(({ ok }) => ok).length, 10);
      for (const answer of answers) {
        if (!answer.ok) assert.equal(answer.error.kind, "insufficient-stock");
      }
    } finally {
      await pool.close();
    }
    assert.deepEqual(await shelf(db, "flash", NOW_MS), { BER: "6/6", HAM: "4/4" });
    await noDrift();
  });

  it("neither deadlocks nor drifts when baskets overlap in every order, some of them due", async () => {
    const skus = ["x1", "x2", "x3", "x4"];
    for (const sku of skus) await stockItem(db, { sku }, { BER: 15, HAM: 5 });
    const pool = openDatabase({ url: running.url, applicationName: "overlap", connectionsMax: 16 });
    const moves = ["confirm", "release", "cancel"] as const;
    const buyer = async (index: number) => {
      const basket = skus.toSorted((a, b) => order(a, index) - order(b, index)).slice(0, 3);
      const units = Object.fromEntries(basket.map((sku) => [sku, 1 + (index % 3)]));
      const asked = holdOf(units, { ttlSeconds: index % 4 === 0 ? 1 : TTL_SECONDS });
      const atMs = NOW_MS + index * 100;
      const held = await pool.inTransaction((tx) => decideIn(tx, asked, atMs));
      const move = moves[index % 5];
      if (!held.ok || move === undefined) return;
      await pool.inTransaction((tx) => decideIn(tx, settleOf(asked.id, move), atMs + 1));
    };
    try {
      await Promise.all(Array.from({ length: 80 }, (_, index) => buyer(index)));
    } finally {
      await pool.close();
    }
    await noDrift();
  });

  it("cannot promise more than is there, even by a bug", async () => {
    await stockItem(db, { sku: "bug" }, { BER: 3 });
    const oversell = { name: "bug", text: "update stock set reserved = 4 where sku = 'bug'" };
    await assert.rejects(db.query(oversell), /stock_never_oversold/);
    const vanish = { name: "bug-2", text: "update stock set on_hand = -1 where sku = 'bug'" };
    await assert.rejects(db.query(vanish), /check constraint/);
    const owe = { name: "bug-3", text: "update stock set reserved = -1 where sku = 'bug'" };
    await assert.rejects(db.query(owe), /check constraint/);
  });
});

/** A fixed shuffle: another order of the SKUs for each buyer. */
const order = (sku: string, index: number) => (sku.charCodeAt(1) * 7 + index * 13) % 11;
