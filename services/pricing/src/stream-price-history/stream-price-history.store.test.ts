import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import type { PriceBook } from "../price.ts";
import { appendBooks, lockBooks } from "../price-book.store.ts";
import { price } from "../testing/prices.ts";
import { countVersions, findBooksAt, versionPages } from "./stream-price-history.store.ts";
import { plainPrice } from "./stream-price-history.ts";

const NOW_MS = Date.UTC(2026, 10, 1, 12);
const at = (seconds: number) => new Date(NOW_MS + seconds * 1_000);

describe("the history of prices, streamed", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(join(import.meta.dirname, "../../migrations"));
    const many = Array.from({ length: 250 }, (_, index) => ({
      ...{ sku: `m${String(index).padStart(3, "0")}`, version: 1, prices: [price(index)] },
    }));
    await put(0, [{ sku: "a", version: 1, prices: [price(10), price(8, { minQuantity: 5 })] }]);
    await put(10, [{ sku: "a", version: 2, prices: [price(11)] }]);
    await put(20, [{ sku: "a", version: 3, prices: [] }, ...many]);
  });
  after(() => test.drop());

  const put = (seconds: number, books: readonly PriceBook[]) =>
    test.db.inTransaction(async (tx) => {
      await lockBooks(
        tx,
        books.map(({ sku }) => sku),
      );
      const by = { nowMs: at(seconds).getTime(), traceparent: undefined };
      await appendBooks(tx, books, by);
    });
  const read = async (from: Date, to: Date, limit: number) => {
    const lines: { sku: string; version: number; amount: unknown }[] = [];
    let calls = 0;
    let place: string | null = "";
    for (; place !== null; calls += 1) {
      const [sku = "", version = "0"]: string[] = place.split("/");
      const query = { from, to, limit, after: { sku, version: Number(version) } };
      const text: string = (await Array.fromAsync(versionPages(test.db, query))).join("");
      const rows: readonly string[] = text.trimEnd().split("\n");
      place = JSON.parse(rows.at(-1) ?? "").after;
      lines.push(...rows.slice(0, -1).map((line) => JSON.parse(line)));
    }
    return { lines, calls };
  };

  it("tells each price of each version of the period once, over pages and calls", async () => {
    const { lines, calls } = await read(at(0), at(21), 100);
    assert.ok(calls > 2);
    assert.equal(lines.length, 2 + 1 + 1 + 250);
    assert.deepEqual(
      lines.slice(0, 4).map(({ sku, version, amount }) => [sku, version, amount]),
      [
        ["a", 1, { amount: 10, currency: "EUR" }],
        ["a", 1, { amount: 8, currency: "EUR" }],
        ["a", 2, { amount: 11, currency: "EUR" }],
        ["a", 3, null],
      ],
    );
    assert.equal(new Set(lines.map(({ sku }) => sku)).size, 251);
    assert.equal(await countVersions(test.db, { from: at(0), to: at(21) }), 253);
  });

  it("has its beginning inside and its end outside", async () => {
    const { lines } = await read(at(10), at(20), 100);
    assert.deepEqual(
      lines.map(({ sku, version }) => [sku, version]),
      [["a", 2]],
    );
    assert.deepEqual((await read(at(11), at(20), 100)).lines, []);
  });

  it("knows what a unit cost at any time", async () => {
    const cost = async (seconds: number) => {
      const books = await findBooksAt(test.db, ["a", "a", "unheard"], at(seconds));
      assert.equal(books.has("unheard"), false);
      return plainPrice(books.get("a") ?? [], "EUR", at(seconds).getTime())?.amountMinor;
    };
    assert.deepEqual(
      [await cost(-1), await cost(0), await cost(9), await cost(10), await cost(20)],
      [undefined, 10, 10, 11, undefined],
    );
  });
});
