import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Database } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { MIGRATIONS, NOW_MS, stockItem } from "../testing/stock.ts";
import { findExtent, movementPages, shelfPages } from "./stream-ledger.store.ts";

const SECOND_MS = 1_000;
const at = (seconds: number) => new Date(NOW_MS + seconds * SECOND_MS);
const ALL = { from: at(-1_000_000), to: at(1_000_000) };
const noPause = async () => {};

describe("the ledger, streamed", () => {
  let test: TestDatabase;
  let db: Database;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    db = test.db;
    await stockItem(db, { sku: "mug" }, { BER: 7, ROT: 3 });
    await stockItem(db, { sku: "cup" }, { BER: 1 });
  });
  after(() => test.drop());

  const append = (rows: number, sku = "mug") =>
    db.query({
      name: "append-rows",
      text: `insert into movement (at, sku, location, kind, quantity, reason, actor)
             select $1::timestamptz + s * interval '1 second', $3, 'BER', 'adjust', 1, 'say "hi"', 'x'
               from generate_series(1, $2::int) s`,
      values: [at(0), rows, sku],
    });
  const linesOf = async (pages: AsyncIterable<string>) =>
    (await Array.fromAsync(pages))
      .join("")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));

  it("tells each movement of a period once, whatever a call reads, and where to go on", async () => {
    await append(12_000);
    const period = { from: at(1_001), to: at(11_001) };
    const extent = await findExtent(db, period, noPause);
    assert.equal(extent.movements, 10_000);
    const seen: { id: string; at: string; quantity: number; reason: string }[] = [];
    let from: number | null = extent.after;
    let calls = 0;
    while (from !== null) {
      const query = { ...period, after: from, through: extent.through, limit: 4_000 };
      const lines = await linesOf(movementPages(db, query));
      const end: { after: string | null } = lines.pop();
      seen.push(...lines);
      from = end.after === null ? null : Number(end.after);
      calls += 1;
    }
    assert.equal(seen.length, 10_000);
    assert.equal(new Set(seen.map(({ id }) => id)).size, 10_000);
    assert.equal(seen[0]?.at, at(1_001).toISOString());
    assert.equal(seen.at(-1)?.at, at(11_000).toISOString());
    assert.equal(seen[0]?.reason, 'say "hi"');
    assert.ok(calls > 1);
  });

  it("is empty for a period in which nothing moved", async () => {
    const period = { from: at(500_000), to: at(600_000) };
    const extent = await findExtent(db, period, noPause);
    assert.deepEqual([extent.movements, extent.after, extent.through], [0, 0, 0]);
    const lines = await linesOf(movementPages(db, { ...period, ...extent, limit: 10 }));
    assert.deepEqual(lines, [{ after: null }]);
  });

  it("waits for what was being written, and tells it too", async () => {
    const begun = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const insert = (reason: string) => ({
      name: `append-${reason}`,
      text: `insert into movement (at, sku, location, kind, quantity, reason, actor)
             values ($1, 'cup', 'BER', 'adjust', 1, '${reason}', 'x')`,
      values: [at(700_000)],
    });
    const writing = db.inTransaction(async (tx) => {
      await tx.query(insert("early"));
      begun.resolve();
      await release.promise;
    });
    await begun.promise;
    await db.query(insert("late")); // a higher place, committed before the lower one
    const period = { from: at(699_999), to: at(700_001) };
    let pauses = 0;
    const extent = await findExtent(db, period, async () => {
      pauses += 1;
      if (pauses === 3) {
        release.resolve();
        await writing;
      }
    });
    assert.ok(pauses >= 3);
    assert.equal(extent.movements, 1, "the early one had not been committed");
    const range = { ...period, after: 0, through: extent.through, limit: 10 };
    const lines = await linesOf(movementPages(db, range));
    assert.deepEqual(
      lines.map(({ reason }) => reason),
      ["early", "late", undefined],
    );
  });

  it("adds up the shelves as they were, and tells what is reserved of today only", async () => {
    await db.query({
      name: "reserve",
      text: "update stock set reserved = 2 where sku = 'mug' and location = 'ROT'",
    });
    const { through } = await findExtent(db, ALL, noPause);
    const shelves = (to: Date, reservedAt: Date | undefined, limit = 10) =>
      linesOf(shelfPages(db, { after: { sku: "", location: "" }, through, to, reservedAt, limit }));
    const then = await shelves(at(101), undefined);
    assert.deepEqual(then, [
      { sku: "cup", location: "BER", onHand: 1, reserved: null },
      { sku: "mug", location: "BER", onHand: 107, reserved: null },
      { sku: "mug", location: "ROT", onHand: 3, reserved: null },
      { after: null },
    ]);
    const now = await shelves(ALL.to, at(0));
    assert.deepEqual(now[2], { sku: "mug", location: "ROT", onHand: 3, reserved: 2 });
    const before = await shelves(at(-999_999), undefined);
    assert.deepEqual(before, [{ after: null }], "a shelf that had nothing yet is not told");
  });
});
