import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { startInventory } from "../testing/running-service.ts";
import { stockItem } from "../testing/stock.ts";

type Inventory = Awaited<ReturnType<typeof startInventory>>;

const SKUS = ["mug", "cap"];
const LOCATIONS = ["BER", "HAM"];

/** What the table says, and what it should say by items and stock alone. */
const LISTED = {
  name: "listed",
  text: `select sku, category, in_stock from listing order by sku`,
};
const TRUE = {
  name: "true",
  text: `select sku, category, coalesce((select bool_or(on_hand - reserved > safety_stock) from stock where stock.sku = item.sku), false) as in_stock
           from item where discontinued_at is null order by sku`,
};
const KEPT_BACK = {
  name: "kept-back",
  text: "select stock.sku from stock join item using (sku) where kept_back <> safety_stock",
};

const sku = fc.constantFrom(...SKUS);
const location = fc.constantFrom(...LOCATIONS);
const change = fc.oneof(
  fc.record({ sku, on_hand: fc.integer({ min: 0, max: 4 }), location }),
  fc.record({ sku, reserved: fc.integer({ min: 0, max: 4 }), location }),
  fc.record({ sku, safety_stock: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ sku, category: fc.constantFrom(null, "Kitchen", "Hats") }),
  fc.record({ sku, discontinued_at: fc.constantFrom(null, "2026-11-01T12:00:00Z") }),
);

describe("the table that lists are filtered by", () => {
  let inventory: Inventory;
  before(async () => {
    inventory = await startInventory();
  });
  after(() => inventory.stop());

  const assertTrue = async () => {
    const { db } = inventory;
    assert.deepEqual(await db.query(LISTED), await db.query(TRUE));
    assert.deepEqual(await db.query(KEPT_BACK), []);
  };

  it("follows every change of items and of stock", async () => {
    await stockItem(inventory.db, { sku: "mug" }, { BER: 1, HAM: 0 });
    await stockItem(inventory.db, { sku: "cap" }, {});
    await stockItem(inventory.db, { sku: "bag", safetyStock: 2 }, { BER: 2, HAM: 1 });
    await assertTrue();
    const changes = fc.sample(fc.array(change, { minLength: 300, maxLength: 300 }), {
      numRuns: 1,
      seed: 7,
    });
    for (const { sku: of, location: at, ...set } of changes.flat() as Record<string, unknown>[]) {
      const [[column, value] = ["", null]] = Object.entries(set);
      const guard = column === "on_hand" ? " and $2 >= reserved" : " and $2 <= on_hand";
      const text =
        at === undefined
          ? `update item set ${column} = $2 where sku = $1`
          : `with shelf as (insert into stock (sku, location, on_hand) values ($1, $3, 0) on conflict do nothing)
             update stock set ${column} = $2::int where sku = $1 and location = $3${guard}`;
      const values = at === undefined ? [of, value] : [of, value, at];
      await inventory.db.query({ name: `set-${column}`, text, values });
      await assertTrue();
    }
  });

  it("follows many buyers, a changing safety stock and an end of the sale at once", async () => {
    await stockItem(inventory.db, { sku: "hot", maxPerOrder: 100 }, { BER: 20, HAM: 5 });
    const hold = async (key: number) => {
      const body = { items: [{ sku: "hot", quantity: 1 + (key % 3) }] };
      const held = await inventory.call("POST", "/v1/reservations", { body, key: `k${key}` });
      if (held.status === 201 && key % 2 === 0) {
        await inventory.call("DELETE", `/v1/reservations/${held.body.id}`);
      }
    };
    const rule = async (turn: number) => {
      const body = { name: "Hot", safetyStock: turn % 4, maxPerOrder: 100 };
      await inventory.call("PUT", "/v1/admin/items/hot", { body, scope: "admin" });
      if (turn % 5 === 0) {
        await inventory.call("DELETE", "/v1/admin/items/hot", { scope: "admin" });
        await inventory.call("PUT", "/v1/admin/items/hot", { body, scope: "admin" });
      }
    };
    const turns = Array.from({ length: 40 }, (_, turn) => turn);
    await Promise.all([...turns.map(hold), ...turns.slice(0, 12).map(rule)]);
    await assertTrue();
  });
});
