import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import type { PriceBook } from "../price.ts";
import { appendBooks, lockBooks } from "../price-book.store.ts";
import { price } from "../testing/prices.ts";
import { pricePages } from "./export-prices.store.ts";

const NOW_MS = Date.UTC(2026, 10, 1, 12);

describe("an export of prices", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(join(import.meta.dirname, "../../migrations"));
  });
  after(() => test.drop());

  const put = (books: readonly PriceBook[]) =>
    test.db.inTransaction(async (tx) => {
      await lockBooks(
        tx,
        books.map(({ sku }) => sku),
      );
      await appendBooks(tx, books, { nowMs: NOW_MS, traceparent: undefined });
    });
  const exported = async () => (await Array.fromAsync(pricePages(test.db))).join("");

  it("has a header when there are no prices, then each price in force once, by SKU, over all pages", async () => {
    const header =
      "sku,currency,amount,minQuantity,customerGroup,channel,region,validFrom,validTo,compareAt,floor,priority\n";
    assert.equal(await exported(), header);
    const full = price(12_345, {
      ...{ currency: "KWD", minQuantity: 10, customerGroup: "b2b", channel: "app" },
      ...{ region: "ES-CN", validFromMs: NOW_MS, validToMs: NOW_MS + 1 },
      ...{ compareAtMinor: 20_000, floorMinor: 5, priority: -7 },
    });
    const kwd = price(13_000, { currency: "KWD" });
    await put([
      { sku: "b", version: 1, prices: [price(1)] },
      { sku: "B", version: 1, prices: [price(5, { currency: "JPY" })] },
      { sku: "none", version: 1, prices: [] },
    ]);
    await put([{ sku: "b", version: 2, prices: [full, kwd] }]);
    const many = Array.from({ length: 401 }, (_, index) => ({
      ...{ sku: `m${String(index).padStart(3, "0")}`, version: 1, prices: [price(index)] },
    }));
    await put(many);
    const lines = (await exported()).split("\n");
    assert.deepEqual(lines.filter((line) => /^[bB],/.test(line)).sort(), [
      "B,JPY,5,1,,,,,,,,0",
      "b,KWD,12.345,10,b2b,app,ES-CN,2026-11-01T12:00:00.000Z,2026-11-01T12:00:00.001Z,20.000,0.005,-7",
      "b,KWD,13.000,1,,,,,,,,0",
    ]);
    // The price from 1 unit first: where there is none yet, the tier needs it.
    assert.ok(lines.indexOf("b,KWD,13.000,1,,,,,,,,0") < lines.findIndex((l) => /,b2b,/.test(l)));
    assert.equal(lines.filter((line) => line.startsWith("m")).length, 401);
    assert.equal(lines.length, 1 + 1 + 2 + 401 + 1);
  });
});
