import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { proveBooks, stock } from "./books.ts";
import { type InventoryProcess, startInventory } from "./inventory-process.ts";
import { mixedAsks, sendAll } from "./load.ts";
import { type PostgresProcess, startPostgres } from "./postgres-process.ts";

const ASKS = 800;
const UNITS = 480;
const KILLED_AT = [200, 480] as const;

describe("inventory, while its PostgreSQL is killed with kill -9 under load", () => {
  let database: PostgresProcess;
  let inventory: InventoryProcess;
  before(async () => {
    database = await startPostgres();
    inventory = await startInventory(database.url);
  });
  after(async () => {
    await inventory?.kill();
    await database?.remove();
  });

  it("lives on, has every hold and delivery it acknowledged, and does what is repeated once", async () => {
    await stock(inventory, "flash", UNITS);
    await stock(inventory, "goods", ASKS);
    const load = sendAll(mixedAsks(ASKS, "flash"), async () => inventory);
    for (const killedAt of KILLED_AT) {
      await load.answered(killedAt);
      await database.kill();
      await database.start();
    }
    await load.done;
    await proveBooks(database.url, load.answers, { inventory, sku: "flash", units: UNITS });
  });

  it("tells that it is not ready while the database is away, and is when it is back", async () => {
    const hold = {
      method: "PUT",
      path: "/internal/reservations/0b9f8a1e-4f7d-4c5a-9d57-6f4f3f0f8f11",
      body: { items: [{ sku: "goods", quantity: 1 }] },
    } as const;
    const ready = { method: "GET", path: "/readyz" } as const;
    await database.kill();
    const refused = await inventory.call(hold);
    assert.equal(refused.status, 503);
    assert.ok(["not-ready", "outcome-unknown"].includes(refused.body.code), refused.body.code);
    const again = await inventory.call(hold);
    assert.deepEqual([again.status, again.body.code], [503, "not-ready"]);
    assert.equal((await inventory.call(ready)).status, 503);
    await database.start();
    const held = await inventory.call(hold);
    assert.deepEqual([held.status, held.body.status], [200, "held"]);
    assert.equal((await inventory.call(ready)).status, 200);
  });
});
