import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Database, Queryable } from "@holdfast/postgres";
import { findItem, putItem } from "../items/items.store.ts";
import { listMovements } from "../movements/movements.store.ts";
import { holdOf, moveOf, settleOf } from "../testing/commands.ts";
import { decideIn } from "../testing/decide-in.ts";
import { inTurn } from "../testing/race.ts";
import { startInventory } from "../testing/running-service.ts";
import { audit, NOW_MS, shelf, stockItem } from "../testing/stock.ts";
import { importItems } from "./import-items.store.ts";
import type { ImportRow } from "./import-items.ts";

type Inventory = Awaited<ReturnType<typeof startInventory>>;

describe("import items", () => {
  let inventory: Inventory;
  let db: Database;
  before(async () => {
    inventory = await startInventory();
    db = inventory.db;
    await stockItem(db, { sku: "other" }, { BER: 1, HAM: 1 });
  });
  after(() => inventory.stop());

  const results = async (rows: readonly ImportRow[], nowMs = NOW_MS) => {
    inventory.clock.nowMs = nowMs;
    const { status, body } = await inventory.call("POST", "/internal/import-items", {
      body: { items: rows },
      account: "dev-admin",
      scope: "admin",
    });
    assert.equal(status, 200, JSON.stringify(body));
    return body.results as readonly {
      readonly outcome: string;
      readonly error?: { readonly code: string; readonly message: string };
    }[];
  };
  const land = async (rows: readonly ImportRow[], nowMs = NOW_MS) =>
    (await results(rows, nowMs)).map(({ outcome, error }) => error?.code ?? outcome);
  const hold = async (sku: string, units: number) => {
    inventory.clock.nowMs = NOW_MS;
    const asked = holdOf({ [sku]: units });
    assert.ok((await inventory.engine.submit(asked)).ok);
    return asked.id;
  };
  const sell = async (sku: string, units: number) => {
    const id = await hold(sku, units);
    assert.ok((await inventory.engine.submit(settleOf(id, "confirm"))).ok);
  };
  const counted = (sku: string, quantity: number, over: Partial<ImportRow> = {}): ImportRow => ({
    sku,
    name: `Item ${sku}`,
    stock: { location: "BER", quantity },
    ...over,
  });
  const movements = (sku: string) =>
    listMovements(db, { sku, beforePlace: undefined, limit: 50 }).then((lines) =>
      lines.map(({ movement }) => `${movement.kind} ${movement.units}`),
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
    assert.deepEqual(await land([counted("sock", 6)]), ["unchanged"]);
    await sell("sock", 2);
    assert.deepEqual(await land([counted("sock", 6)]), ["unchanged"]);
    assert.deepEqual(await shelf(db, "sock", NOW_MS), { BER: "4/0" });
    assert.equal((await findItem(db, "sock"))?.maxPerOrder, 7, "what files do not state is kept");
    await noDrift();
  });

  it("counts an item on each of its shelves, and changes it by what its rows say together", async () => {
    await stockItem(db, { sku: "spread" }, { BER: 1, HAM: 1 });
    const rows = [
      { sku: "spread", safetyStock: 1, stock: { location: "BER", quantity: 4 } },
      { sku: "spread", backorderLimit: 3, stock: { location: "HAM", quantity: 6 } },
    ];
    assert.deepEqual(await land(rows), ["updated", "updated"]);
    assert.deepEqual(await shelf(db, "spread", NOW_MS), { BER: "4/0", HAM: "6/0" });
    const { safetyStock, backorderLimit, version } = (await findItem(db, "spread")) ?? {};
    assert.deepEqual([safetyStock, backorderLimit, version], [1, 3, 2]);
    await noDrift();
  });

  it("counts down to what is reserved, never below, and does not count a due hold", async () => {
    await land([counted("coat", 5)]);
    await hold("coat", 3);
    const [told] = await results([counted("coat", 2)]);
    assert.deepEqual(told?.error, {
      code: "stock-below-reserved",
      message: "stock.quantity would leave 2 units on hand, 3 are reserved",
    });
    assert.deepEqual(await shelf(db, "coat", NOW_MS), { BER: "5/3" });
    assert.deepEqual(await land([counted("coat", 2)], NOW_MS + 60_000), ["updated"]);
    assert.deepEqual(await shelf(db, "coat", NOW_MS), { BER: "2/0" });
    await noDrift();
  });

  it("answers the row whose shelf was reserved after the item was written, and lands the others", async () => {
    await land([counted("raced", 5), counted("beside", 5)]);
    const rows = [
      counted("raced", 2, { description: "New." }),
      counted("beside", 2, { description: "New." }),
    ];
    const holding = (tx: Queryable) => decideIn(tx, holdOf({ raced: 3 }), NOW_MS);
    const [, told] = await inTurn(db, holding, () => results(rows));
    assert.deepEqual(
      told.map(({ outcome, error }) => [outcome, error?.code]),
      [
        ["updated", "stock-below-reserved"],
        ["updated", undefined],
      ],
    );
    assert.deepEqual(await shelf(db, "raced", NOW_MS), { BER: "5/3" });
    assert.deepEqual(await shelf(db, "beside", NOW_MS), { BER: "2/0" });
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

  const receiving = (sku: string, units: number) => (tx: Queryable) =>
    decideIn(tx, moveOf({ sku, units }), NOW_MS);

  it("counts the first delivery to a shelf that came before it and was not committed", async () => {
    await stockItem(db, { sku: "first" }, {});
    await inTurn(db, receiving("first", 5), () => land([counted("first", 8)]));
    assert.deepEqual(await shelf(db, "first", NOW_MS), { BER: "8/0" });
    assert.deepEqual(await movements("first"), ["import 3", "receive 5"]);
    await noDrift();
  });

  it("leaves a delivery that comes after the first count on top of it", async () => {
    await stockItem(db, { sku: "second" }, {});
    const count = { kind: "count", id: "", sku: "second", location: "BER" } as const;
    const asked = { ...count, countedUnits: 8, actor: "dev-admin", traceparent: undefined };
    const counting = (tx: Queryable) => decideIn(tx, asked, NOW_MS);
    const delivery = moveOf({ sku: "second", units: 5 });
    await inTurn(db, counting, () => inventory.engine.submit(delivery));
    assert.deepEqual(await shelf(db, "second", NOW_MS), { BER: "13/0" });
    assert.deepEqual(await land([counted("second", 8)]), ["unchanged"]);
    await noDrift();
  });

  it("keeps what it leaves out of an item that is created at the same time", async () => {
    const limits = { safetyStock: 0, backorderLimit: 0, preorderLimit: 0, maxPerOrder: 10 };
    const rules = { ...limits, maxPerBuyer: null, availableFrom: null };
    const text = { name: "Lamp", description: "Shines.", category: "light" };
    const item = { sku: "lamp", ...text, attributes: {}, taxCategory: "reduced", ...rules };
    const creating = (tx: Queryable) =>
      putItem(tx, { item, precondition: { kind: "none" }, nowMs: NOW_MS });
    const rows = [counted("bulb", 1), counted("lamp", 2, { name: "Lamp" })];
    const [, told] = await inTurn(db, creating, () => land(rows));
    assert.deepEqual(told, ["created", "updated"]);
    const { version, description, taxCategory } = (await findItem(db, "lamp")) ?? {};
    assert.deepEqual([version, description, taxCategory], [1, "Shines.", "reduced"]);
    assert.deepEqual(await shelf(db, "lamp", NOW_MS), { BER: "2/0" });
  });

  it("counts a new shelf once when two imports bring it at the same time", async () => {
    const rows = Array.from({ length: 20 }, (_, index) => counted(`twin-${index}`, 5));
    const landing = (tx: Queryable) => importItems(tx, rows, { nowMs: NOW_MS });
    const [first, second] = await inTurn(db, landing, () => land(rows.toReversed()));
    assert.ok(first.every((plan) => "outcome" in plan && plan.outcome === "created"));
    assert.deepEqual(
      new Set(second),
      new Set(["updated"]),
      "the first one's items, and the counts",
    );
    const both = await Promise.all([land(rows), land(rows.toReversed())]);
    assert.deepEqual(new Set(both.flat()), new Set(["unchanged"]));
    for (const { sku } of rows) assert.deepEqual(await shelf(db, sku, NOW_MS), { BER: "5/0" });
    await noDrift();
  });
});
