import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { openDatabase } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { findReservation } from "../reservation.store.ts";
import type { Reservation } from "../reservation.ts";
import { statusAt } from "../reservation.ts";
import { settleReservation } from "../settle-reservation/settle-reservation.store.ts";
import { inTurn } from "../testing/race.ts";
import { audit, MIGRATIONS, NOW_MS, shelf, stockItem } from "../testing/stock.ts";
import { holdStock } from "./hold-stock.store.ts";
import type { HoldRequest } from "./hold-stock.ts";

const TTL_MS = 60_000;
const request = (
  units: Readonly<Record<string, number>>,
  over: Partial<HoldRequest> = {},
): HoldRequest => ({
  id: randomUUID(),
  account: "acme",
  lines: Object.entries(units).map(([sku, wanted]) => ({ sku, units: wanted })),
  ttlMs: TTL_MS,
  ...over,
});

const CALLER = { account: "acme", scope: "shop" } as const;
const cancel = (id: string) => ({
  id,
  move: "cancel" as const,
  caller: CALLER,
  traceId: undefined,
});

describe("hold stock in PostgreSQL", () => {
  let test: TestDatabase;
  let db: Database;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    db = test.db;
  });
  after(() => test.drop());

  const hold = (asked: HoldRequest, nowMs = NOW_MS) =>
    db.inTransaction((tx) => holdStock(tx, asked, nowMs));
  const mustHold = async (asked: HoldRequest, nowMs = NOW_MS): Promise<Reservation> => {
    const held = await hold(asked, nowMs);
    assert.ok(held.ok, JSON.stringify(held));
    return held.value;
  };
  const noDrift = async () => assert.deepEqual((await audit(db)).drift, []);

  it("reserves what it allocates and reads back the same reservation", async () => {
    await stockItem(db, { sku: "tea" }, { BER: 2, HAM: 5 });
    await stockItem(db, { sku: "pot" }, { BER: 1 });
    const held = await mustHold(request({ tea: 4, pot: 1 }, { orderId: "order-1" }));
    assert.deepEqual(held.allocations, [
      { sku: "tea", location: "BER", units: 2 },
      { sku: "tea", location: "HAM", units: 2 },
      { sku: "pot", location: "BER", units: 1 },
    ]);
    assert.deepEqual(await findReservation(db, held.id), held);
    assert.deepEqual(await shelf(db, "tea", NOW_MS), { BER: "2/2", HAM: "5/2" });
    await noDrift();
  });

  it("writes nothing when one line of several is short", async () => {
    await stockItem(db, { sku: "jam" }, { BER: 5 });
    await stockItem(db, { sku: "jar" }, { BER: 1 });
    const before = await audit(db);
    const refused = await hold(request({ jam: 1, jar: 2 }));
    assert.deepEqual(!refused.ok && refused.error, {
      kind: "insufficient-stock",
      shortages: [{ sku: "jar", requested: 2, available: 1 }],
    });
    assert.deepEqual(await shelf(db, "jam", NOW_MS), { BER: "5/0" });
    assert.deepEqual(await audit(db), before);
  });

  it("counts a hold until its last millisecond, for readers and for the next buyer", async () => {
    await stockItem(db, { sku: "clock" }, { BER: 1 });
    const held = await mustHold(request({ clock: 1 }));
    const endMs = held.expiresAtMs;
    assert.deepEqual(await shelf(db, "clock", endMs - 1), { BER: "1/1" });
    assert.equal((await hold(request({ clock: 1 }), endMs - 1)).ok, false);
    assert.deepEqual(await shelf(db, "clock", endMs), { BER: "1/0" });
    assert.equal(statusAt(held, endMs), "expired");
    const next = await mustHold(request({ clock: 1 }), endMs);
    assert.equal((await findReservation(db, held.id))?.status, "expired");
    assert.equal((await findReservation(db, next.id))?.status, "held");
    assert.deepEqual(await shelf(db, "clock", endMs), { BER: "1/1" });
    await noDrift();
  });

  it("sweeps a due basket as a whole when only one of its SKUs is asked for", async () => {
    await stockItem(db, { sku: "left" }, { BER: 1, HAM: 1 });
    await stockItem(db, { sku: "right" }, { BER: 3 });
    const basket = await mustHold(request({ right: 2, left: 2 }));
    await noDrift();
    await mustHold(request({ left: 1 }), basket.expiresAtMs);
    const { drift } = await audit(db);
    assert.deepEqual(drift, []);
    assert.deepEqual(await shelf(db, "right", NOW_MS), { BER: "3/0" });
    assert.equal((await findReservation(db, basket.id))?.status, "expired");
  });

  it("keeps a due hold in the audit's sums until it is swept", async () => {
    await stockItem(db, { sku: "dust" }, { BER: 2 });
    const held = await mustHold(request({ dust: 2 }, { ttlMs: 1_000 }));
    assert.deepEqual(await shelf(db, "dust", held.expiresAtMs), { BER: "2/0" });
    await noDrift();
  });

  it("answers a repeat with the first reservation, and holds once", async () => {
    await stockItem(db, { sku: "bell" }, { BER: 5 });
    const asked = request({ bell: 2 });
    const first = await mustHold(asked);
    assert.deepEqual(await mustHold(asked, NOW_MS + 500), first);
    assert.deepEqual(await shelf(db, "bell", NOW_MS), { BER: "5/2" });
  });

  it("does not tell one account of another's reservation id", async () => {
    await stockItem(db, { sku: "mask" }, { BER: 5 });
    const asked = request({ mask: 2 });
    await mustHold(asked);
    const other = await hold({ ...asked, account: "other" });
    assert.deepEqual(!other.ok && other.error, { kind: "reservation-not-found", id: asked.id });
  });

  it("is refused by the tombstone of a cancel that came first", async () => {
    await stockItem(db, { sku: "late" }, { BER: 5 });
    const asked = request({ late: 2 });
    await db.inTransaction((tx) => settleReservation(tx, cancel(asked.id), NOW_MS));
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
    const asked = request({ echo: 3 });
    const [first, repeat] = await inTurn(
      db,
      (tx) => holdStock(tx, asked, NOW_MS),
      (tx) => holdStock(tx, asked, NOW_MS + 5),
    );
    assert.deepEqual(repeat, first);
    assert.deepEqual(await shelf(db, "echo", NOW_MS), { BER: "50/3" });
    await noDrift();
  });

  it("is released by a cancel that meets it before its commit", async () => {
    await stockItem(db, { sku: "meet" }, { BER: 5 });
    const asked = request({ meet: 3 });
    const [held, cancelled] = await inTurn(
      db,
      (tx) => holdStock(tx, asked, NOW_MS),
      (tx) => settleReservation(tx, cancel(asked.id), NOW_MS),
    );
    assert.equal(held.ok && held.value.status, "held");
    assert.equal(cancelled.ok && cancelled.value.status, "released");
    assert.deepEqual(await shelf(db, "meet", NOW_MS), { BER: "5/0" });
    await noDrift();
  });

  it("is refused by a cancel that it meets before the tombstone's commit", async () => {
    await stockItem(db, { sku: "cross" }, { BER: 5 });
    const asked = request({ cross: 3 });
    const [cancelled, held] = await inTurn(
      db,
      (tx) => settleReservation(tx, cancel(asked.id), NOW_MS),
      (tx) => holdStock(tx, asked, NOW_MS),
    );
    assert.equal(cancelled.ok && cancelled.value.status, "released");
    assert.equal(!held.ok && held.error.kind, "invalid-state");
    assert.deepEqual(await shelf(db, "cross", NOW_MS), { BER: "5/0" });
    await noDrift();
  });

  it("sells 10 units to exactly 10 of 40 concurrent buyers", async () => {
    await stockItem(db, { sku: "flash" }, { BER: 6, HAM: 4 });
    const pool = openDatabase({ url: test.url, applicationName: "race", connectionsMax: 20 });
    try {
      const answers = await Promise.all(
        Array.from({ length: 40 }, () =>
          pool.inTransaction((tx) => holdStock(tx, request({ flash: 1 }), NOW_MS)),
        ),
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
    const pool = openDatabase({ url: test.url, applicationName: "overlap", connectionsMax: 16 });
    const moves = ["confirm", "release", "cancel"] as const;
    const buyer = async (index: number) => {
      const basket = skus.toSorted((a, b) => order(a, index) - order(b, index)).slice(0, 3);
      const units = Object.fromEntries(basket.map((sku) => [sku, 1 + (index % 3)]));
      const ttlMs = index % 4 === 0 ? 1_000 : TTL_MS;
      const asked = request(units, { ttlMs });
      const held = await pool.inTransaction((tx) => holdStock(tx, asked, NOW_MS + index * 100));
      const move = moves[index % 5];
      if (!held.ok || move === undefined) return;
      const settle = { id: asked.id, move, caller: CALLER, traceId: undefined };
      await pool.inTransaction((tx) => settleReservation(tx, settle, NOW_MS + index * 100 + 1));
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
  });
});

/** A fixed shuffle: another order of the SKUs for each buyer. */
const order = (sku: string, index: number) => (sku.charCodeAt(1) * 7 + index * 13) % 11;
