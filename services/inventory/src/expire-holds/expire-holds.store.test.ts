import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Database, Queryable } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import type { HoldCommand, SettleCommand } from "../engine/command.ts";
import { findReservation } from "../reservation.store.ts";
import { holdOf, moveOf, settleOf, TTL_SECONDS } from "../testing/commands.ts";
import { decideIn } from "../testing/decide-in.ts";
import { eventsOf } from "../testing/outbox.ts";
import { inTurn } from "../testing/race.ts";
import { audit, MIGRATIONS, NOW_MS, shelf, stockItem } from "../testing/stock.ts";
import { expireHolds, findDueHolds } from "./expire-holds.store.ts";

const DUE_MS = NOW_MS + TTL_SECONDS * 1_000;

describe("expire holds in PostgreSQL", () => {
  let test: TestDatabase;
  let db: Database;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    db = test.db;
  });
  after(() => test.drop());

  const held = async (
    units: Readonly<Record<string, number>>,
    nowMs = NOW_MS,
    over: Partial<HoldCommand> = {},
  ) => {
    const asked = holdOf(units, over);
    const answer = await db.inTransaction((tx) => decideIn(tx, asked, nowMs));
    assert.ok(answer.ok);
    return asked.id;
  };
  const settling =
    (id: string, move: SettleCommand["move"], nowMs: number) => async (tx: Queryable) => {
      const settled = await decideIn(tx, settleOf(id, move), nowMs);
      return settled.ok ? settled.value.reservation.status : settled.error.kind;
    };
  const expiring = (ids: readonly string[]) => (tx: Queryable) =>
    expireHolds(tx, { ids, nowMs: DUE_MS });
  const due = (limit = 100) => findDueHolds(db, { nowMs: DUE_MS, limit });
  const statusOf = async (id: string) => (await findReservation(db, id))?.status;
  const noDrift = async () => assert.deepEqual((await audit(db)).drift, []);

  it("gives back what is due, baskets as a whole, and nothing a millisecond earlier", async () => {
    await stockItem(db, { sku: "cup" }, { BER: 2, HAM: 2 });
    await stockItem(db, { sku: "pan" }, { BER: 1 });
    const basket = await held({ pan: 1, cup: 3 });
    const later = await held({ cup: 1 }, NOW_MS + 1);
    assert.deepEqual(await due(), [basket]);
    assert.deepEqual(await findDueHolds(db, { nowMs: DUE_MS - 1, limit: 100 }), []);
    assert.equal(await db.inTransaction(expiring([basket, later])), 1, "one hold of three lines");
    assert.deepEqual([await statusOf(basket), await statusOf(later)], ["expired", "held"]);
    assert.deepEqual(await shelf(db, "cup", NOW_MS), { BER: "2/0", HAM: "2/1" });
    assert.deepEqual(await shelf(db, "pan", NOW_MS), { BER: "1/0" });
    assert.equal(await db.inTransaction(expiring([basket, later])), 0, "once");
    await noDrift();
  });

  it("tells that the hold ended, what the shelves have now, and that there is stock again", async () => {
    await stockItem(db, { sku: "told" }, { BER: 1 });
    const id = await held({ told: 1 });
    const before = await eventsOf(db, "stock/told");
    await db.inTransaction(expiring([id]));
    const [last] = (await eventsOf(db, `reservation/${id}`)).slice(1);
    assert.deepEqual([last?.sequence, last?.type], [2, "reservation.expired"]);
    const after = (await eventsOf(db, "stock/told")).slice(before.length);
    assert.deepEqual(
      after.map(({ type, payload }) => [type, payload]),
      [
        ["stock.changed", { sku: "told", locations: [{ code: "BER", onHand: 1, reserved: 0 }] }],
        ["stock.back-in-stock", { sku: "told", available: 1 }],
      ],
    );
  });

  it("gives what it frees to those who were promised it beyond the stock", async () => {
    await stockItem(db, { sku: "owed", backorderLimit: 5 }, { BER: 2 });
    const first = await held({ owed: 2 }, NOW_MS);
    const promised = await held({ owed: 1 }, NOW_MS + 1, { ttlSeconds: 600 });
    assert.equal((await findReservation(db, promised))?.allocations[0]?.location, undefined);
    await db.inTransaction(expiring([first]));
    assert.equal((await findReservation(db, promised))?.allocations[0]?.location, "BER");
    assert.deepEqual(await shelf(db, "owed", DUE_MS), { BER: "2/1" });
    await noDrift();
  });

  it("takes the oldest first, at most as many as it is told", async () => {
    await stockItem(db, { sku: "row" }, { BER: 3 });
    const newest = await held({ row: 1 });
    const oldest = await held({ row: 1 }, NOW_MS - 2);
    const middle = await held({ row: 1 }, NOW_MS - 1);
    assert.deepEqual(await due(2), [oldest, middle]);
    await db.inTransaction(expiring([oldest, middle, newest]));
    assert.deepEqual(await due(2), []);
  });

  it("never expires what a confirm before its commit has sold, and does not wait for it", async () => {
    await stockItem(db, { sku: "won" }, { BER: 3 });
    const id = await held({ won: 2 });
    const ids = await due();
    await db.inTransaction(async (tx) => {
      assert.equal(await settling(id, "confirm", DUE_MS - 1)(tx), "confirmed");
      assert.deepEqual(await due(), [id], "to others it is still held");
      assert.equal(await db.inTransaction(expiring(ids)), 0);
    });
    assert.equal(await db.inTransaction(expiring(ids)), 0, "chosen before, looked at again after");
    assert.equal(await statusOf(id), "confirmed");
    assert.deepEqual(await shelf(db, "won", DUE_MS), { BER: "1/0" });
    await noDrift();
  });

  for (const [move, told] of [
    ["confirm", "invalid-state"],
    ["release", "invalid-state"],
    ["cancel", "expired"],
  ] as const) {
    it(`lets no slower clock ${move} a hold that it expires and has not committed`, async () => {
      const sku = `lost-${move}`;
      await stockItem(db, { sku }, { BER: 3 });
      const id = await held({ [sku]: 2 });
      const [freed, late] = await inTurn(db, expiring([id]), settling(id, move, DUE_MS - 1));
      assert.deepEqual([freed, late], [1, told]);
      assert.equal(await statusOf(id), "expired");
      assert.deepEqual(await shelf(db, sku, DUE_MS), { BER: "3/0" });
      await noDrift();
    });
  }

  it("leaves a basket whole to whoever has one of its items, and expires the others", async () => {
    for (const sku of ["busy", "calm"]) await stockItem(db, { sku }, { BER: 5 });
    const basket = await held({ calm: 1, busy: 1 });
    const calm = await held({ calm: 1 });
    const ids = [basket, calm];
    await db.inTransaction(async (tx) => {
      await decideIn(tx, moveOf({ sku: "busy", units: 1 }), NOW_MS);
      assert.equal(await db.inTransaction(expiring(ids)), 1);
    });
    assert.deepEqual([await statusOf(basket), await statusOf(calm)], ["held", "expired"]);
    assert.deepEqual(await shelf(db, "calm", NOW_MS), { BER: "5/1" });
    assert.equal(await db.inTransaction(expiring(ids)), 1);
    assert.equal(await statusOf(basket), "expired");
    await noDrift();
  });

  it("gives back once when many processes expire the same holds beside their buyers", async () => {
    const skus = ["m1", "m2", "m3"];
    for (const sku of skus) await stockItem(db, { sku }, { BER: 40 });
    const holds = Array.from({ length: 30 }, (_, index) =>
      held({ [skus[index % 3] ?? ""]: 1, [skus[(index + 1) % 3] ?? ""]: 1 }),
    );
    const ids = await Promise.all(holds);
    const confirms = ids.map((id) => db.inTransaction(settling(id, "confirm", DUE_MS - 1)));
    const sweeps = Array.from({ length: 30 }, () => db.inTransaction(expiring(ids)));
    const told = await Promise.all(confirms);
    const freed = await Promise.all(sweeps);
    const last = await db.inTransaction(expiring(ids));
    const statuses = await Promise.all(ids.map(statusOf));
    assert.deepEqual(
      statuses.map((status) => (status === "confirmed" ? "confirmed" : "invalid-state")),
      told,
      "confirmed is what the buyer was told, and nothing else",
    );
    const expired = statuses.filter((status) => status === "expired").length;
    assert.ok(statuses.every((status) => status === "confirmed" || status === "expired"));
    assert.equal(
      freed.reduce((sum, one) => sum + one, last),
      expired,
      "each expired once",
    );
    assert.deepEqual(await due(), []);
    await noDrift();
  });
});
