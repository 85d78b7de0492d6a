import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { createDatabase, stock } from "./books.ts";
import { type Answer, type InventoryProcess, startInventory } from "./inventory-process.ts";

/** Of the order whose payment takes too long: enough to start a process in. */
const TTL_SECONDS = 6;
const TRIES_MAX = 20_000; // each is a request: far more than fit into the time to live

describe("the last unit, held for an order whose payment is open", () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let fleet: InventoryProcess[] = [];
  before(async () => {
    database = await createDatabase();
    fleet = await Promise.all([startInventory(database.url), startInventory(database.url)]);
  });
  after(async () => {
    await Promise.all(fleet.map((process) => process.kill()));
    await database.drop();
  });

  const hold = (inventory: InventoryProcess, ttlSeconds: number) =>
    inventory.call({
      method: "PUT",
      path: `/internal/reservations/${randomUUID()}`,
      body: { items: [{ sku: "last", quantity: 1 }], ttlSeconds, orderId: "order-1" },
    });
  const confirm = (inventory: InventoryProcess, { body }: Answer) =>
    inventory.call({ method: "POST", path: `/internal/reservations/${body.id}/confirm` });

  it("is nobody else's while the hold counts, whatever is killed, and not the order's afterwards", async () => {
    const [first, second] = fleet;
    assert.ok(first !== undefined && second !== undefined);
    await stock(first, "last", 1);
    const paying = await hold(first, TTL_SECONDS);
    assert.equal(paying.status, 200);
    const started = startInventory(database.url);
    await first.kill();

    let next: Answer | undefined;
    for (let tries = 0; next === undefined && tries < TRIES_MAX; tries++) {
      const asked = await hold(second, 600);
      if (asked.status === 200) next = asked;
      else assert.equal(asked.body.code, "insufficient-stock");
    }
    assert.ok(next !== undefined, "it is free in the end");
    assert.ok(next.body.createdAt >= paying.body.expiresAt, "not a millisecond before its end");

    const third = await started;
    fleet.push(third);
    const late = await confirm(third, paying);
    assert.deepEqual([late.status, late.body.code], [409, "invalid-state"]);
    const bought = await confirm(third, next);
    assert.deepEqual([bought.status, bought.body.status], [200, "confirmed"]);
    const audit = await second.call({ method: "GET", path: "/internal/audit" });
    assert.equal(audit.body.ok, true);
    const left = await second.call({ method: "GET", path: "/v1/admin/stock/last" });
    assert.deepEqual([left.body.onHand, left.body.reserved], [0, 0]);
  });

  it("is the order's when it pays in the last moment, and nobody else's", async () => {
    const [, inventory] = fleet;
    assert.ok(inventory !== undefined);
    await stock(inventory, "last", 1);
    const paying = await hold(inventory, 60);
    const [bought, ...others] = await Promise.all([
      confirm(inventory, paying),
      ...Array.from({ length: 40 }, () => hold(inventory, 60)),
    ]);
    assert.equal(bought.body.status, "confirmed");
    for (const { body } of others) assert.equal(body.code, "insufficient-stock");
  });
});
