import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import type { Price } from "./price.ts";
import { appendBooks, findBooks, lockBooks } from "./price-book.store.ts";
import { price } from "./testing/prices.ts";

const NOW_MS = Date.UTC(2026, 10, 1, 12);
const TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
const BY = { nowMs: NOW_MS, traceparent: TRACEPARENT };

describe("stored price books", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(join(import.meta.dirname, "../migrations"));
  });
  after(() => test.drop());

  const put = (sku: string, prices: readonly Price[]) =>
    test.db.inTransaction(async (tx) => {
      const version = ((await lockBooks(tx, [sku])).get(sku)?.version ?? 0) + 1;
      await appendBooks(tx, [{ sku, version, prices }], BY);
    });
  const run = (text: string) => test.db.query({ name: `run ${text}`.slice(0, 60), text });
  const versions = async (sku: string) =>
    (await run(`select version from price_history where sku = '${sku}' order by version`)).length;

  it("come back as they were put, the newest version in force and the older ones kept", async () => {
    const special = price(900, {
      compareAtMinor: 1000,
      customerGroup: "vip",
      region: "ES-CN",
      channel: "app",
      priority: -3,
      floorMinor: 800,
      minQuantity: 10,
      validFromMs: NOW_MS - 1,
      validToMs: NOW_MS + 1,
    });
    await put("kept", [price(1000)]);
    await put("kept", [special, price(1)]);
    const book = (await findBooks(test.db, ["kept", "unknown"])).get("kept");
    assert.deepEqual(book, {
      sku: "kept",
      version: 2,
      prices: [special, price(1)],
      recordedAt: new Date(NOW_MS),
    });
    assert.equal(await versions("kept"), 2);
  });

  it("read what was written before prices had a channel, a priority and a floor", async () => {
    await put("old", [price(1)]);
    await run(`with old as (
      insert into price_history (sku, version, prices, recorded_at)
      values ('old', 2, '[{"currency":"EUR","amountMinor":1000,"compareAtMinor":null,"minQuantity":1,
        "customerGroup":null,"region":null,"validFromMs":null,"validToMs":null}]', now()))
      update price_book set version = 2 where sku = 'old'`);
    assert.deepEqual((await findBooks(test.db, ["old"])).get("old")?.prices, [price(1000)]);
  });

  it("are told of with every version, and name the customer groups that quotes may ask for", async () => {
    await put("told", [
      price(1, { currency: "USD" }),
      price(2),
      price(3, { customerGroup: "b2b" }),
    ]);
    await put("told", []);
    const events = await run(
      "select sequence, type, traceparent, at, payload from outbox where aggregate = 'price/told' order by id",
    );
    const told = { type: "price.changed", traceparent: TRACEPARENT, at: new Date(NOW_MS) };
    assert.deepEqual(events, [
      { ...told, sequence: 1, payload: { sku: "told", version: 1, currencies: ["EUR", "USD"] } },
      { ...told, sequence: 2, payload: { sku: "told", version: 2, currencies: [] } },
    ]);
    const named = await run("select code from named_customer_group where code = 'b2b'");
    assert.equal(named.length, 1);
  });

  for (const change of [
    "update price_history set prices = '[]'",
    "delete from price_history",
    "truncate price_history cascade",
    "update tax_rule_history set version = 9",
    "delete from tax_rule_history",
    "truncate tax_rule_history cascade",
  ]) {
    it(`cannot be rewritten: ${change}`, async () => {
      await put("immutable", [price(1000)]);
      await assert.rejects(run(change), { code: "23001" });
    });
  }

  for (const amountMinor of [-1, 1.5, 10_000_000_000_001, "1000", null]) {
    it(`never hold an amount of ${JSON.stringify(amountMinor)}, whatever the code above does`, async () => {
      const broken = { ...price(0), amountMinor } as Price;
      await assert.rejects(put("broken", [price(1), broken]), { constraint: "price_amounts" });
      assert.equal((await findBooks(test.db, ["broken"])).size, 0);
    });
  }

  it("cannot be opened without a version", async () => {
    const opened = test.db.inTransaction((tx) => lockBooks(tx, ["hollow"]));
    await assert.rejects(opened, { constraint: "price_book_in_force" });
  });

  it("count every one of the writers that create and change a SKU at once", async () => {
    await Promise.all(Array.from({ length: 12 }, (_, index) => put("contended", [price(index)])));
    const book = (await findBooks(test.db, ["contended"])).get("contended");
    assert.equal(book?.version, 12);
    assert.equal(await versions("contended"), 12);
  });

  it("are locked in one order, so that writers of the same SKUs in opposite orders do not deadlock", async () => {
    const skus = Array.from({ length: 20 }, (_, index) => `ordered-${index}`);
    const putAll = (wanted: readonly string[]) =>
      test.db.inTransaction(async (tx) => {
        const books = await lockBooks(tx, wanted);
        const next = [...books.values()].map(({ sku, version }) => ({
          sku,
          version: version + 1,
          prices: [price(version)],
        }));
        await appendBooks(tx, next, BY);
      });
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => putAll(index % 2 ? skus : skus.toReversed())),
    );
    const books = await findBooks(test.db, skus);
    assert.deepEqual(
      [...books.values()].map(({ version }) => version),
      skus.map(() => 10),
    );
  });
});
