import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { Database, Queryable } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import type { SettleCommand } from "../engine/command.ts";
import { listMovements } from "../movements/movements.store.ts";
import { findReservation } from "../reservation.store.ts";
import { extendOf, holdOf, settleOf } from "../testing/commands.ts";
import { contents } from "../testing/contents.ts";
import { decideIn } from "../testing/decide-in.ts";
import { type RunningEngine, startEngine } from "../testing/engine.ts";
import { inTurn } from "../testing/race.ts";
import { audit, MIGRATIONS, NOW_MS, shelf, stockItem } from "../testing/stock.ts";

const TRACE_ID = "11112222333344445555666677778888";
const TRACEPARENT = `00-${TRACE_ID}-1111222233334444-01`;
type Move = SettleCommand["move"];

describe("settle reservation in PostgreSQL", () => {
  let running: RunningEngine;
  let db: Database;
  before(async () => {
    running = await startEngine();
    db = running.db;
  });
  after(() => running.stop());

  const submit = (command: Parameters<typeof running.engine.submit>[0], nowMs = NOW_MS) => {
    running.clock.nowMs = nowMs;
    return running.engine.submit(command);
  };
  const settle = async (command: SettleCommand, nowMs = NOW_MS) => {
    running.clock.nowMs = nowMs;
    const settled = await running.engine.submit(command);
    return settled.ok ? settled.value.reservation.status : settled.error.kind;
  };
  const done = (id: string, move: Move, nowMs = NOW_MS) =>
    settle(settleOf(id, move, { traceparent: TRACEPARENT }), nowMs);
  /** A hold of 4 out of 3 + 2 units, of an item of its own. */
  const held = async (sku: string) => {
    await stockItem(db, { sku }, { BER: 3, HAM: 2 });
    const asked = holdOf({ [sku]: 4 });
    const answer = await submit(asked);
    assert.ok(answer.ok);
    return asked.id;
  };
  const movements = async (sku: string, limit = 50) =>
    (await listMovements(db, { sku, beforePlace: undefined, limit })).map(
      ({ movement }) => movement,
    );
  const ledger = async (sku: string) =>
    (await movements(sku))
      .map(({ kind, location, units }) => `${kind} ${units}@${location}`)
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
    const [sale] = await movements("sold", 1);
    assert.equal(sale?.reference, id);
    assert.equal(sale?.actor, "acme");
    assert.equal(sale?.traceId, TRACE_ID);
    assert.equal(sale?.atMs, NOW_MS);
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

  it("refuses to confirm or release a hold from its end on, swept or not: the units are free", async () => {
    for (const move of ["confirm", "release"] as const) {
      const id = await held(`due-${move}`);
      assert.equal(await done(id, move, NOW_MS + 60_000), "invalid-state");
      assert.equal((await findReservation(db, id))?.status, "expired", "and said so for good");
      assert.deepEqual(await ledger(`due-${move}`), ["receive 2@HAM", "receive 3@BER"]);
    }
    await noDrift();
  });

  it("confirms a hold in its last millisecond", async () => {
    const id = await held("last");
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
    const caller = { account: "other", scope: "shop" } as const;
    const before = await contents(db);
    for (const move of ["confirm", "release", "cancel"] as const) {
      const refused = await submit(settleOf(id, move, { caller }));
      assert.deepEqual(!refused.ok && refused.error, { kind: "reservation-not-found", id });
    }
    const extended = await submit({ ...extendOf(id, 600), caller });
    assert.deepEqual(!extended.ok && extended.error, { kind: "reservation-not-found", id });
    assert.deepEqual(await contents(db), before);
    const admin = { account: "ops", scope: "admin" } as const;
    assert.equal(await settle(settleOf(id, "release", { caller: admin })), "released");
  });

  it("extends a hold: it counts until its new end, for the sweep, for readers and for the next buyer", async () => {
    const id = await held("longer");
    const extended = await submit(extendOf(id, 100), NOW_MS + 1_000);
    assert.ok(extended.ok);
    const endMs = NOW_MS + 101_000;
    assert.equal((await findReservation(db, id))?.expiresAtMs, endMs);
    assert.deepEqual(await shelf(db, "longer", endMs - 1), { BER: "3/3", HAM: "2/1" });
    assert.equal((await submit(holdOf({ longer: 2 }), endMs - 1)).ok, false);
    assert.deepEqual(await shelf(db, "longer", endMs), { BER: "3/0", HAM: "2/0" });
    assert.equal((await submit(holdOf({ longer: 2 }), endMs)).ok, true);
    assert.equal(await done(id, "confirm", endMs), "invalid-state");
    await noDrift();
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
      const settling = (tx: Queryable) => decideIn(tx, settleOf(id, first), NOW_MS);
      const [, later] = await inTurn(db, settling, () => done(id, second));
      assert.equal(later, told);
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
