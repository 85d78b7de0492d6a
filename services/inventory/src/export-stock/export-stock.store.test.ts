import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { discontinueItem } from "../items/items.store.ts";
import { MIGRATIONS, NOW_MS, stockItem } from "../testing/stock.ts";
import { itemPages, stockPages } from "./export-stock.store.ts";

describe("an export from PostgreSQL", () => {
  let test: TestDatabase;
  let db: Database;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    db = test.db;
  });
  after(() => test.drop());

  const items = () => Array.fromAsync(itemPages(db));
  const stock = (nowMs = NOW_MS) => Array.fromAsync(stockPages(db, () => nowMs));
  const linesOf = (pages: readonly string[]) => pages.join("").split("\n").slice(1, -1);

  it("is a header alone where there is nothing", async () => {
    assert.match((await items()).join(""), /^sku,name,.*\n$/);
    assert.equal((await stock()).join(""), "sku,location,quantity,on_hand,reserved,incoming\n");
  });

  it("tells what is known of an item, as an import reads it", async () => {
    await stockItem(
      db,
      {
        ...{ sku: "full", name: 'Rope, "10 m"', description: "a\r\nb", category: "deck" },
        ...{ attributes: { size: 12, tarred: true, note: "a,b" }, taxCategory: "reduced" },
        ...{ safetyStock: 1, backorderLimit: 2, preorderLimit: 3, maxPerOrder: 4, maxPerBuyer: 5 },
        availableFrom: new Date(NOW_MS + 1),
      },
      {},
    );
    const [line = ""] = (await items())
      .join("")
      .split(/^(?=full)/m)
      .slice(1);
    assert.equal(
      line,
      'full,"Rope, ""10 m""","a\r\nb",deck,reduced,"{""note"": ""a,b"", ""size"": 12, ""tarred"": true}",' +
        "1,2,3,2026-11-01T12:00:00.001Z,4,5\n",
    );
  });

  it("leaves out items that are not sold any more, and keeps their units", async () => {
    await stockItem(db, { sku: "gone" }, { BER: 4 });
    const given = { sku: "gone", precondition: { kind: "none" } as const, nowMs: NOW_MS };
    assert.ok((await discontinueItem(db, given)).ok);
    assert.ok(!linesOf(await items()).some((line) => line.startsWith("gone,")));
    assert.ok(linesOf(await stock()).includes("gone,BER,4,4,0,0"));
  });

  it("tells each shelf of an item, with the last imported count and without holds that are due", async () => {
    await stockItem(db, { sku: "mug" }, { BER: 7, ROT: 3 });
    await db.query({
      name: "count-and-announce-mug",
      text: "update stock set imported_units = 10, incoming = 5, reserved = 2 where sku = 'mug' and location = 'BER'",
    });
    await db.query({
      name: "hold-mug",
      text: `insert into reservation_line (reservation_id, sku, location, quantity, position, held_until)
             values ($1, 'mug', 'BER', 2, 1, $2)`,
      values: [randomUUID(), new Date(NOW_MS + 1_000)],
    });
    const mugs = async (nowMs: number) =>
      linesOf(await stock(nowMs)).filter((line) => line.startsWith("mug,"));
    assert.deepEqual(await mugs(NOW_MS), ["mug,BER,10,7,2,5", "mug,ROT,3,3,0,0"]);
    assert.deepEqual(await mugs(NOW_MS + 1_000), ["mug,BER,10,7,0,5", "mug,ROT,3,3,0,0"]);
  });

  it("tells everything once, however many pages it has, and ends after a last page that is full", async () => {
    await db.query({
      name: "add-many-items",
      text: `insert into item (sku, name, created_at, updated_at)
             select 'many-' || n, 'Item', now(), now() from generate_series(1, 1500) n`,
    });
    const before = linesOf(await stock()).length;
    await db.query({
      name: "add-many-shelves",
      text: `insert into stock (sku, location, on_hand) select sku, code, 1 from item, location
              where sku like 'many-%' limit 2000 - $1::int`,
      values: [before],
    });
    const skus = linesOf(await items())
      .map((line) => line.split(",")[0] ?? "")
      .filter((sku) => sku.startsWith("many-"));
    assert.deepEqual([skus.length, new Set(skus).size], [1_500, 1_500]);
    const pages = await stock();
    const shelves = linesOf(pages);
    assert.deepEqual([pages.length, shelves.length, new Set(shelves).size], [4, 2_000, 2_000]);
  });
});
