import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { Database, Queryable } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { holdStock } from "../hold-stock/hold-stock.store.ts";
import { listMovements } from "../movements/movements.store.ts";
import { findReservation } from "../reservation.store.ts";
import { inTurn } from "../testing/race.ts";
import { audit, MIGRATIONS, NOW_MS, shelf, stockItem } from "../testing/stock.ts";
import { settleReservation } from "./settle-reservation.store.ts";
import type { Move } from "./settle-reservation.ts";

const OWNER = { account: "acme", scope: "shop" } as const;
const TRACE_ID = "11112222333344445555666677778888";

describe("settle reservation in PostgreSQL", () => {
  let test: TestDatabase;
  let db: Database;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    db = test.db;
  });
  after(() => test.drop());

  const done = async (id: string, move: Move, nowMs = NOW_MS) => {
    const asked = { id, move, caller: OWNER, traceId: TRACE_ID };
    const settled = await db.inTransaction((tx) => settleReservation(tx, asked, nowMs));
    return settled.ok ? settled.value.status : settled.error.kind;
  };
  /** A hold of 4 out of 3 + 2 units, of an item of its own. */
  const held = async (sku: string) => {
    await stockItem(db, { sku }, { BER: 3, HAM: 2 });
    const id = randomUUID();
    const asked = { id, account: "acme", lines: [{ sku, units: 4 }], ttlMs: 60_000 };
    const answer = await db.inTransaction((tx) => holdStock(tx, asked, NOW_MS));
    assert.ok(answer.ok);
    return id;
  };
  const ledger = async (sku: string) =>
    (await listMovements(db, { sku, beforeId: undefined, limit: 50 }))
      .map(({ kind, location, quantity }) => `${kind} ${quantity}@${location}`)
      .sort();
  const noDrift = async () => assert.deepEqual((await audit(db)).drift, []);

  it("confirms a hold: the units leave the shelf and stand in the ledger as sold, once", async () => {
    const id = await held("sold");
    assert.equal(await done(id, "confirm"), "confirmed");
    assert.equal(await done(id, "confirm"), "confirmed");
    assert.deepEqual(await shelf(db, "sold", NOW_MS), { BER: "0/0", HAM: "1/0" });
    assert.deepEqual(await ledger("sold"), [
      "receive 2@HAM",
      "receive 3@BER",
      "sale -1@HAM",
      "sale -3@BER",
    ]);
    const [sale] = await listMovements(db, { sku: "sold", beforeId: undefined, limit: 1 });
    assert.equal(sale?.reference, id);
    assert.equal(sale?.actor, "acme");
    assert.equal(sale?.traceId, TRACE_ID);
    assert.equal(sale?.at.getTime(), NOW_MS);
    await noDrift();
  });

  it("releases a hold: the units are free again, the ledger is not touched", async () => {
    const id = await held("back");
    assert.equal(await done(id, "release"), "released");
    assert.equal(await done(id, "release"), "released");
    assert.equal(await done(id, "confirm"), "invalid-state");
    assert.deepEqual(await shelf(db, "back", NOW_MS), { BER: "3/0", HAM: "2/0" });
    assert.deepEqual(await ledger("back"), ["receive 2@HAM", "receive 3@BER"]);
    await noDrift();
  });

  it("cancels a sale: the units return, by a movement of their own, once", async () => {
    const id = await held("undone");
    await done(id, "confirm");
    assert.equal(await done(id, "cancel"), "released");
    assert.equal(await done(id, "cancel"), "released");
    assert.equal(await done(id, "confirm"), "invalid-state");
    assert.deepEqual(await shelf(db, "undone", NOW_MS), { BER: "3/0", HAM: "2/0" });
    assert.deepEqual(
      (await ledger("undone")).filter((line) => line.startsWith("sale-undone")),
      ["sale-undone 1@HAM", "sale-undone 3@BER"],
    );
    await noDrift();
  });

  it("cancels a hold that was never sold", async () => {
    const id = await held("cancelled");
    assert.equal(await done(id, "cancel"), "released");
    assert.deepEqual(await shelf(db, "cancelled", NOW_MS), { BER: "3/0", HAM: "2/0" });
    await noDrift();
  });

  it("refuses to confirm or release a hold from its end on, swept or not, and changes nothing", async () => {
    const id = await held("due");
    const before = await audit(db);
    for (const move of ["confirm", "release"] as const) {
      assert.equal(await done(id, move, NOW_MS + 60_000), "invalid-state");
    }
    assert.deepEqual(await audit(db), before);
    assert.equal((await findReservation(db, id))?.status, "held");
    assert.equal(await done(id, "confirm", NOW_MS + 59_999), "confirmed");
  });

  it("cancels a due hold for good: no slower clock can confirm it afterwards", async () => {
    const id = await held("skew");
    assert.equal(await done(id, "cancel", NOW_MS + 60_000), "expired");
    assert.equal(await done(id, "confirm", NOW_MS), "invalid-state");
    assert.deepEqual(await shelf(db, "skew", NOW_MS), { BER: "3/0", HAM: "2/0" });
    await noDrift();
  });

  it("leaves a tombstone for an unknown id on cancel, and only then", async () => {
    const id = randomUUID();
    assert.equal(await done(id, "confirm"), "reservation-not-found");
    assert.equal(await done(id, "release"), "reservation-not-found");
    assert.equal(await findReservation(db, id), undefined);
    assert.equal(await done(id, "cancel"), "released");
    assert.equal(await done(id, "cancel"), "released");
    assert.equal(await done(id, "confirm"), "invalid-state");
    assert.deepEqual((await findReservation(db, id))?.allocations, []);
  });

  it("hides another account's reservation, and shows all to scope admin", async () => {
    const id = await held("private");
    for (const move of ["confirm", "release", "cancel"] as const) {
      const other = { account: "other", scope: "shop" } as const;
      const refused = await db.inTransaction((tx) =>
        settleReservation(tx, { id, move, caller: other, traceId: undefined }, NOW_MS),
      );
      assert.deepEqual(!refused.ok && refused.error, { kind: "reservation-not-found", id });
    }
    assert.deepEqual(await shelf(db, "private", NOW_MS), { BER: "3/3", HAM: "2/1" });
    const admin = { account: "ops", scope: "admin" } as const;
    const released = await db.inTransaction((tx) =>
      settleReservation(tx, { id, move: "release", caller: admin, traceId: undefined }, NOW_MS),
    );
    assert.equal(released.ok, true);
  });

  const crossings: readonly (readonly [first: Move, second: Move, told: string, left: string])[] = [
    ["confirm", "confirm", "confirmed", "0/0"],
    ["confirm", "release", "invalid-state", "0/0"],
    ["confirm", "cancel", "released", "3/0"],
    ["release", "release", "released", "3/0"],
    ["release", "confirm", "invalid-state", "3/0"],
    ["cancel", "confirm", "invalid-state", "3/0"],
    ["cancel", "cancel", "released", "3/0"],
  ];
  for (const [first, second, told, left] of crossings) {
    it(`sees an uncommitted ${first} when ${second} meets it`, async () => {
      const sku = `${first}-${second}`;
      const id = await held(sku);
      const settling = (move: Move) => (tx: Queryable) =>
        settleReservation(tx, { id, move, caller: OWNER, traceId: undefined }, NOW_MS);
      const [, later] = await inTurn(db, settling(first), settling(second));
      assert.equal(later.ok ? later.value.status : later.error.kind, told);
      assert.equal((await shelf(db, sku, NOW_MS)).BER, left);
      await noDrift();
    });
  }
});

describe("the ledger", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    await stockItem(test.db, { sku: "ink" }, { BER: 3 });
  });
  after(() => test.drop());

  for (const change of [
    "update movement set quantity = 1",
    "delete from movement",
    "truncate movement",
  ]) {
    it(`refuses to ${change.split(" ")[0]} what was written`, async () => {
      const statement = test.db.query({ name: change.replaceAll(" ", "-"), text: change });
      await assert.rejects(statement, /append-only ledger/);
      assert.equal((await audit(test.db)).checked.movements, 1);
    });
  }
});

describe("audit", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    await stockItem(test.db, { sku: "ink" }, { BER: 3, HAM: 2 });
  });
  after(() => test.drop());

  it("names each stock row and field that disagrees with ledger or reservations", async () => {
    assert.deepEqual((await audit(test.db)).drift, []);
    const break_ = {
      name: "break-stock",
      text: "update stock set on_hand = 9, reserved = 1 where location = 'HAM'",
    };
    await test.db.query(break_);
    assert.deepEqual((await audit(test.db)).drift, [
      { sku: "ink", location: "HAM", field: "onHand", stock: 9, ledger: 2 },
      { sku: "ink", location: "HAM", field: "reserved", stock: 1, ledger: 0 },
    ]);
  });
});
