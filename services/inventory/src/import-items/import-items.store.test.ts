import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { Database, Queryable } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { holdStock } from "../hold-stock/hold-stock.store.ts";
import { findItem, putItem } from "../items/items.store.ts";
import { listMovements, receiveStock } from "../movements/movements.store.ts";
import { settleReservation } from "../settle-reservation/settle-reservation.store.ts";
import { inTurn } from "../testing/race.ts";
import { audit, MIGRATIONS, NOW_MS, shelf, stockItem } from "../testing/stock.ts";
import { importItems } from "./import-items.store.ts";
import type { ImportRow } from "./import-items.ts";

describe("import items in PostgreSQL", () => {
  let test: TestDatabase;
  let db: Database;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    db = test.db;
    await stockItem(db, { sku: "other" }, { BER: 1, HAM: 1 });
  });
  after(() => test.drop());

  const land = async (rows: readonly ImportRow[], nowMs = NOW_MS) => {
    const batch = { rows, actor: "dev-admin", traceId: undefined };
    const results = await db.inTransaction((tx) => importItems(tx, batch, nowMs));
    return results.map(({ outcome, error }) => error?.code ?? outcome);
  };
  const sell = async (sku: string, units: number) => {
    const id = randomUUID();
    const asked = { id, account: "acme", lines: [{ sku, units }], ttlMs: 60_000 };
    const held = await db.inTransaction((tx) => holdStock(tx, asked, NOW_MS));
    assert.ok(held.ok);
    const caller = { account: "acme", scope: "shop" as const };
    const confirm = { id, move: "confirm" as const, caller, traceId: undefined };
    await db.inTransaction((tx) => settleReservation(tx, confirm, NOW_MS));
  };
  const counted = (sku: string, quantity: number, over: Partial<ImportRow> = {}): ImportRow => ({
    sku,
    name: `Item ${sku}`,
    stock: { location: "BER", quantity },
    ...over,
  });
  const movements = (sku: string) =>
    listMovements(db, { sku, beforeId: undefined, limit: 50 }).then((rows) =>
      rows.map(({ kind, quantity }) => `${kind} ${quantity}`),
    );
  const noDrift = async () => assert.deepEqual((await audit(db)).drift, []);

  it("changes nothing the second time, even after a sale", async () => {
    const file = [
      counted("shirt", 8, { attributes: { size: "M" }, description: "Blue.", category: "tops" }),
      counted("scarf", 0),
      { sku: "gift", name: "Gift card" },
    ];
    assert.deepEqual(await land(file), ["created", "created", "created"]);
    const item = await findItem(db, "shirt");
    assert.deepEqual(await land(file, NOW_MS + 1), ["unchanged", "unchanged", "unchanged"]);
    await sell("shirt", 3);
    assert.deepEqual(await land(file, NOW_MS + 2), ["unchanged", "unchanged", "unchanged"]);
    assert.deepEqual(await findItem(db, "shirt"), item, "no version, no time of change");
    assert.deepEqual(await shelf(db, "shirt", NOW_MS), { BER: "5/0" });
    assert.deepEqual(await movements("shirt"), ["sale -3", "import 8"]);
    assert.deepEqual(await movements("scarf"), []);
    await noDrift();
  });

  it("moves stock by what the count changed, and versions only the item that changed", async () => {
    await land([counted("hat", 10), counted("cap", 10)]);
    await sell("hat", 4);
    const changed = [counted("hat", 12), counted("cap", 10, { name: "Flat cap" })];
    assert.deepEqual(await land(changed, NOW_MS + 1), ["updated", "updated"]);
    assert.deepEqual(await shelf(db, "hat", NOW_MS), { BER: "8/0" });
    assert.deepEqual(await movements("hat"), ["import 2", "sale -4", "import 10"]);
    assert.equal((await findItem(db, "hat"))?.version, 1);
    assert.equal((await findItem(db, "cap"))?.version, 2);
    assert.deepEqual(await movements("cap"), ["import 10"]);
    await noDrift();
  });

  it("takes the shelf as it is when it was never counted before", async () => {
    await stockItem(db, { sku: "sock", maxPerOrder: 7 }, { BER: 6 });
    assert.deepEqual(await land([counted("sock", 6)]), ["updated"]);
    await sell("sock", 2);
    assert.deepEqual(await land([counted("sock", 6)]), ["unchanged"]);
    assert.deepEqual(await shelf(db, "sock", NOW_MS), { BER: "4/0" });
    assert.equal((await findItem(db, "sock"))?.maxPerOrder, 7, "what files do not state is kept");
    await noDrift();
  });

  it("counts down to what is reserved, never below, and does not count a due hold", async () => {
    await land([counted("coat", 5)]);
    const id = randomUUID();
    const asked = { id, account: "acme", lines: [{ sku: "coat", units: 3 }], ttlMs: 60_000 };
    await db.inTransaction((tx) => holdStock(tx, asked, NOW_MS));
    assert.deepEqual(await land([counted("coat", 2)]), ["stock-below-reserved"]);
    assert.deepEqual(await shelf(db, "coat", NOW_MS), { BER: "5/3" });
    assert.deepEqual(await land([counted("coat", 2)], NOW_MS + 60_000), ["updated"]);
    assert.deepEqual(await shelf(db, "coat", NOW_MS), { BER: "2/0" });
    await noDrift();
  });

  it("lands the good rows of a batch with bad ones, and writes nothing of those", async () => {
    const rows = [
      counted("glove", 2),
      counted("ghost", 2, { stock: { location: "NIX", quantity: 2 } }),
      counted("bad sku", 2),
      counted("glove", 9),
      counted("boot", -1),
    ];
    const codes = ["location-not-found", "validation-failed", "duplicate-sku", "validation-failed"];
    assert.deepEqual(await land(rows), ["created", ...codes]);
    assert.deepEqual(await shelf(db, "glove", NOW_MS), { BER: "2/0" });
    for (const sku of ["ghost", "boot"]) {
      assert.equal(await findItem(db, sku), undefined);
      assert.deepEqual(await shelf(db, sku, NOW_MS), {});
    }
  });

  const landing = (batch: readonly ImportRow[]) => (tx: Queryable) =>
    importItems(tx, { rows: batch, actor: "dev-admin", traceId: undefined }, NOW_MS);

  const receiving = (sku: string, units: number) => (tx: Queryable) => {
    const receipt = { sku, location: "BER", units, reason: "PO 1", actor: "dev-admin" };
    return receiveStock(tx, { ...receipt, traceId: undefined }, NOW_MS);
  };
  it("counts the first delivery to a shelf that came before it and was not committed", async () => {
    await stockItem(db, { sku: "first" }, {});
    await inTurn(db, receiving("first", 5), landing([counted("first", 8)]));
    assert.deepEqual(await shelf(db, "first", NOW_MS), { BER: "8/0" });
    assert.deepEqual(await movements("first"), ["import 3", "receive 5"]);
    await noDrift();
  });

  it("leaves a delivery that comes after the first count on top of it", async () => {
    await stockItem(db, { sku: "second" }, {});
    await inTurn(db, landing([counted("second", 8)]), receiving("second", 5));
    assert.deepEqual(await shelf(db, "second", NOW_MS), { BER: "13/0" });
    assert.deepEqual(await land([counted("second", 8)]), ["unchanged"]);
    await noDrift();
  });

  it("keeps what it leaves out of an item that is created at the same time", async () => {
    const limits = { safetyStock: 0, backorderLimit: 0, maxPerOrder: 10 };
    const text = { name: "Lamp", description: "Shines.", category: "light" };
    const item = { sku: "lamp", ...text, attributes: {}, taxCategory: "reduced", ...limits };
    const creating = (tx: Queryable) =>
      putItem(tx, { item, precondition: { kind: "none" }, nowMs: NOW_MS });
    const [, results] = await inTurn(db, creating, landing([counted("lamp", 2, { name: "Lamp" })]));
    assert.deepEqual(results, [{ sku: "lamp", outcome: "updated" }]);
    const { version, description, taxCategory } = (await findItem(db, "lamp")) ?? {};
    assert.deepEqual([version, description, taxCategory], [1, "Shines.", "reduced"]);
    assert.deepEqual(await shelf(db, "lamp", NOW_MS), { BER: "2/0" });
  });

  it("counts a new shelf once when two imports bring it at the same time", async () => {
    const rows = Array.from({ length: 20 }, (_, index) => counted(`twin-${index}`, 5));
    const [first, second] = await inTurn(db, landing(rows), landing(rows.toReversed()));
    assert.ok(first.every(({ outcome }) => outcome === "created"));
    assert.ok(second.every(({ outcome }) => outcome === "unchanged"));
    for (const { sku } of rows) assert.deepEqual(await shelf(db, sku, NOW_MS), { BER: "5/0" });
    await noDrift();
  });
});
