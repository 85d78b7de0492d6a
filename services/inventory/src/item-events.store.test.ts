import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { InventoryEvent } from "@holdfast/contracts/events";
import { Value } from "typebox/value";
import { startInventory } from "./testing/running-service.ts";
import { MIGRATIONS } from "./testing/stock.ts";

type Told = {
  readonly sequence: number;
  readonly type: string;
  readonly traceparent: string | null;
  readonly data: Readonly<Record<string, unknown>>;
};
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const headers = { traceparent: `00-${TRACE}-b7ad6b7169203331-01` };

describe("what is told of an item", () => {
  let inventory: Awaited<ReturnType<typeof startInventory>>;
  before(async () => {
    inventory = await startInventory();
  });
  after(() => inventory.stop());

  const told = async (sku: string) => {
    const { body } = await inventory.call("GET", `/internal/events?aggregate=item%2F${sku}`);
    const events = body.data as readonly Told[];
    for (const event of events) {
      assert.deepEqual([...Value.Errors(InventoryEvent, event)], [], JSON.stringify(event));
    }
    return events;
  };
  const put = (sku: string, body: unknown, more: Readonly<Record<string, string>> = {}) =>
    inventory.call("PUT", `/v1/admin/items/${sku}`, {
      ...{ body, scope: "admin", headers: { ...headers, ...more } },
    });
  const importRows = (items: unknown) =>
    inventory.call("POST", "/internal/import-items", { body: { items }, headers });

  it("counts its versions without a gap, from the first to the last sale and beyond", async () => {
    const attributes = { colour: "blue", weightGrams: 310, fragile: true };
    await put("mug", { name: "Mug", category: "kitchen", attributes });
    await put("mug", { name: "Mug", taxCategory: "reduced" });
    await inventory.call("DELETE", "/v1/admin/items/mug", { scope: "admin", headers });
    await put("mug", { name: "Mug again" });
    const events = await told("mug");
    const plain = { sku: "mug", category: null, attributes: {}, discontinued: false };
    assert.deepEqual(
      events.map(({ sequence, data }) => [sequence, data]),
      [
        [1, { ...plain, category: "kitchen", attributes, taxCategory: "standard" }],
        [2, { ...plain, taxCategory: "reduced" }],
        [3, { ...plain, taxCategory: "reduced", discontinued: true }],
        [4, { ...plain, taxCategory: "standard" }],
      ],
    );
    for (const { traceparent } of events) assert.match(String(traceparent), new RegExp(TRACE));
  });

  it("is nothing where nothing changed", async () => {
    await put("cup", { name: "Cup" });
    assert.equal((await put("cup", { name: "Other" }, { "if-match": '"7"' })).status, 412);
    assert.equal((await put("cup", { name: "Other" }, { "if-none-match": "*" })).status, 412);
    assert.equal((await put("cup", { name: "" })).status, 400);
    const gone = await inventory.call("DELETE", "/v1/admin/items/none", { scope: "admin" });
    assert.equal(gone.status, 404);
    assert.deepEqual([(await told("cup")).length, (await told("none")).length], [1, 0]);
  });

  it("is told by imports, too: of rows that create or change an item, once for each item", async () => {
    const rows = [
      { sku: "imported-1", name: "One", category: "kitchen" },
      { sku: "imported-2", name: "Two", attributes: { colour: "red" } },
      { sku: "imported-3", name: "" },
    ];
    await importRows(rows);
    await importRows(rows);
    await importRows([{ sku: "imported-1", category: "garden", taxCategory: "reduced" }]);
    const events = await told("imported-1");
    assert.deepEqual(
      events.map(({ sequence, data }) => [sequence, data.category, data.taxCategory]),
      [
        [1, "kitchen", "standard"],
        [2, "garden", "reduced"],
      ],
    );
    assert.match(String(events[0]?.traceparent), new RegExp(TRACE));
    assert.deepEqual((await told("imported-2"))[0]?.data.attributes, { colour: "red" });
    assert.deepEqual(await told("imported-3"), []);
  });

  it("is told of the items that were there before", async () => {
    const { db } = inventory;
    await db.query({
      name: "items-of-an-older-version",
      text: `insert into item (sku, name, category, version, created_at, updated_at, discontinued_at)
             values ('old', 'Old', 'attic', 7, now(), now(), null), ('gone', 'Gone', null, 2, now(), now(), now())`,
    });
    const migration = readFileSync(join(MIGRATIONS, "0006_item_events.sql"), "utf8");
    const backfill = migration.slice(
      migration.indexOf("insert"),
      migration.indexOf("order by sku"),
    );
    await db.query({ name: "backfill", text: `${backfill} where sku in ('old', 'gone')` });
    await put("old", { name: "Old", category: "cellar" });
    assert.deepEqual(
      (await told("old")).map(({ sequence, data }) => [sequence, data.category]),
      [
        [7, "attic"],
        [8, "cellar"],
      ],
    );
    assert.equal((await told("gone"))[0]?.data.discontinued, true);
  });
});
