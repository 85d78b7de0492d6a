import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { disagreements } from "../testing/agreement.ts";
import { holdOf, moveOf, reduceOf, settleOf } from "../testing/commands.ts";
import { startInventory } from "../testing/running-service.ts";
import { NOW_MS, shelf, stockItem } from "../testing/stock.ts";

describe("taking back part of a sale in PostgreSQL", () => {
  let inventory: Awaited<ReturnType<typeof startInventory>>;
  before(async () => {
    inventory = await startInventory();
  });
  after(() => inventory.stop());

  /** 6 units sold of 3 + 2, so that one is owed. */
  const sold = async (sku: string) => {
    await stockItem(inventory.db, { sku, backorderLimit: 9 }, { BER: 3, HAM: 2 });
    const id = randomUUIDv7();
    const { engine } = inventory;
    assert.ok((await engine.submit(holdOf({ [sku]: 6 }, { id }))).ok);
    assert.ok((await engine.submit(settleOf(id, "confirm"))).ok);
    return id;
  };
  const reduce = (id: string, body: object, asked: { key?: string; account?: string } = {}) =>
    inventory.call("POST", `/internal/reservations/${id}/reduce`, {
      body: { because: "cancelled", restock: true, ...body },
      key: randomUUIDv7(),
      ...asked,
    });

  it("happens once a key, with its ledger and events, and leaves the rest to be undone", async () => {
    const id = await sold("part");
    const items = [{ sku: "part", quantity: 3 }];
    const first = await reduce(id, { items }, { key: "change-1:restock" });
    assert.deepEqual([first.status, first.body], [200, { id }]);
    assert.equal((await reduce(id, { items }, { key: "change-1:restock" })).status, 200);
    assert.deepEqual(await shelf(inventory.db, "part", NOW_MS), { BER: "2/0", HAM: "0/0" });
    const { body } = await inventory.call("GET", `/v1/reservations/${id}`);
    assert.deepEqual(body.items, [
      {
        ...{ sku: "part", quantity: 3 },
        allocations: [
          { location: "BER", quantity: 1 },
          { location: "HAM", quantity: 2 },
        ],
      },
    ]);
    const back = { because: "returned", location: "HAM", items: [{ sku: "part", quantity: 1 }] };
    assert.equal((await reduce(id, back)).status, 200);
    assert.equal((await inventory.call("POST", `/internal/reservations/${id}/cancel`)).status, 200);
    assert.deepEqual(await shelf(inventory.db, "part", NOW_MS), { BER: "2/0", HAM: "3/0" });
    assert.deepEqual(await disagreements(inventory.db), []);
  });

  it("agrees when holds, fills and reductions of one reservation are decided together", async () => {
    const { engine, db } = inventory;
    const id = await sold("many");
    const late = randomUUIDv7();
    const outcomes = await Promise.all(
      [
        holdOf({ many: 2 }, { id: late }),
        settleOf(late, "confirm"),
        reduceOf(late, { many: 1 }),
        reduceOf(id, { many: 1 }, { because: "returned", location: "HAM" }),
        moveOf({ sku: "many", location: "BER", units: 1 }),
        reduceOf(id, { many: 4 }),
        reduceOf(late, { many: 1 }),
        settleOf(late, "cancel"),
      ].map((command) => engine.submit(command)),
    );
    assert.deepEqual(
      outcomes.map(({ ok }) => ok),
      outcomes.map(() => true),
    );
    assert.deepEqual(await disagreements(db), []);
    assert.ok((await engine.submit(settleOf(id, "cancel"))).ok);
    assert.deepEqual(await disagreements(db), []);
    assert.deepEqual(await shelf(db, "many", NOW_MS), { BER: "3/0", HAM: "3/0" });
  });

  it("happens once although it is asked for many times at once", async () => {
    const { engine, db } = inventory;
    const id = await sold("twice");
    const command = reduceOf(id, { twice: 2 }, { key: "same" });
    await Promise.all(Array.from({ length: 20 }, () => engine.submit(command)));
    const { body } = await inventory.call("GET", `/v1/reservations/${id}`);
    assert.equal(body.items[0].quantity, 4);
    assert.deepEqual(await disagreements(db), []);
  });

  const ITEMS = [{ sku: "bad", quantity: 1 }];
  for (const [what, change, status, code] of [
    ["more than is left", { items: [{ sku: "bad", quantity: 7 }] }, 422, "quantity-over-limit"],
    ["an unknown place", { items: ITEMS, location: "NIX" }, 404, "location-not-found"],
    ["no reason", { items: ITEMS, because: "lost" }, 400, "validation-failed"],
    ["no items", { items: [] }, 400, "validation-failed"],
    ["half a unit", { items: [{ sku: "bad", quantity: 0.5 }] }, 400, "validation-failed"],
    ["an unknown field", { items: ITEMS, why: "x" }, 400, "validation-failed"],
  ] as const) {
    it(`refuses ${what}: ${status} ${code}`, async () => {
      const id = await sold("bad");
      const answer = await reduce(id, change);
      assert.deepEqual([answer.status, answer.body.code], [status, code]);
      assert.deepEqual(await disagreements(inventory.db), []);
    });
  }

  it("refuses a request without a key, and another account's reservation", async () => {
    const id = await sold("rival");
    const items = [{ sku: "rival", quantity: 1 }];
    const url = `/internal/reservations/${id}/reduce`;
    const body = { because: "cancelled", restock: true, items };
    assert.equal((await inventory.call("POST", url, { body })).status, 400);
    assert.equal((await reduce(id, { items }, { account: "bolt" })).status, 404);
  });
});
