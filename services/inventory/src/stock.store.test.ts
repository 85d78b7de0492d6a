import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Database, Queryable, Sql } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { expireHolds, findDueHolds } from "./expire-holds/expire-holds.store.ts";
import { readStock } from "./stock.store.ts";
import { holdOf, settleOf } from "./testing/commands.ts";
import { decideIn } from "./testing/decide-in.ts";
import { audit, MIGRATIONS, NOW_MS, shelf, stockItem } from "./testing/stock.ts";

/** As EXPLAIN (ANALYZE, FORMAT JSON) tells it, what we read of it. */
type PlanNode = {
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly Plans?: readonly PlanNode[];
};

const DUE_MS = NOW_MS + 60_000;
const OTHERS = 3_000;

describe("what is read to decide on a SKU's stock, or to show it", () => {
  let test: TestDatabase;
  let db: Database;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
    db = test.db;
    await stockItem(db, { sku: "other" }, { BER: OTHERS });
    await stockItem(db, { sku: "asked", maxPerOrder: OTHERS }, { BER: OTHERS });
    await db.inTransaction((tx) => holdMany(tx, "other"));
    await db.inTransaction((tx) => holdMany(tx, "asked"));
    await db.inTransaction(async (tx) => {
      const ids = await findDueHolds(tx, { nowMs: DUE_MS, limit: 2 * OTHERS });
      const asked = await onSku(tx, ids, "asked");
      await expireHolds(tx, { ids: asked, nowMs: DUE_MS });
    });
    await holdAndConfirm("asked");
    await mustHold("asked", 2);
    await db.query({ name: "analyze", text: "analyze reservation, reservation_line, stock" });
  });
  after(() => test.drop());

  const mustHold = async (sku: string, units: number): Promise<string> => {
    const asked = holdOf({ [sku]: units });
    const held = await db.inTransaction((tx) => decideIn(tx, asked, NOW_MS));
    assert.ok(held.ok, JSON.stringify(held));
    return asked.id;
  };
  const holdAndConfirm = async (sku: string) => {
    const id = await mustHold(sku, 1);
    await db.inTransaction((tx) => decideIn(tx, settleOf(id, "confirm"), NOW_MS));
  };

  it("finds what is due on the SKU among thousands of due holds and a long past", async () => {
    assert.deepEqual(await shelf(db, "other", NOW_MS), { BER: `${OTHERS}/${OTHERS}` });
    assert.deepEqual(await shelf(db, "asked", NOW_MS), { BER: `${OTHERS - 1}/2` });
    assert.deepEqual(await shelf(db, "asked", DUE_MS), { BER: `${OTHERS - 1}/0` });
    assert.deepEqual((await audit(db)).drift, []);
  });

  const asked = { skus: ["asked"], nowMs: DUE_MS };
  it("reads neither other SKUs' due holds nor the SKU's past to show it", async () => {
    const rows = await reservationRowsRead(db, (tx) => readStock(tx, asked));
    assert.deepEqual(rows, { "read-stock": 1 });
  });

  it("reads neither of them to hold and to expire what is due", async () => {
    const rows = await reservationRowsRead(db, (tx) => decideIn(tx, holdOf({ asked: 1 }), DUE_MS));
    assert.ok((rows["read-reservations"] ?? 0) > 0, "it sees the due hold");
    assert.ok((rows["settle-reservations"] ?? 0) > 0, "and ends it");
    for (const [name, read] of Object.entries(rows)) {
      assert.ok(read <= 8, `${name} reads ${read} rows for one due hold of one line`);
    }
  });
});

/** Holds of one unit each, written as `insert-reservations` and `insert-reservation-lines` do. */
async function holdMany(tx: Queryable, sku: string): Promise<void> {
  await tx.query({
    name: "hold-many",
    text: `with placed as (
             insert into reservation (id, account, status, created_at, expires_at, ttl_seconds)
             select gen_random_uuid(), 'acme', 'held', $2, $3, 60 from generate_series(1, ${OTHERS}) returning id),
           line as (
             insert into reservation_line (reservation_id, sku, location, quantity, position, held_until)
             select id, $1, 'BER', 1, 1, $3 from placed)
           update stock set reserved = reserved + ${OTHERS} where sku = $1`,
    values: [sku, new Date(NOW_MS), new Date(DUE_MS)],
  });
}

async function onSku(tx: Queryable, ids: readonly string[], sku: string) {
  const rows = await tx.query<{ id: string }>({
    name: "on-sku",
    text: `select reservation_id as id from reservation_line where reservation_id = any($1) and sku = $2`,
    values: [ids, sku],
  });
  return rows.map(({ id }) => id);
}

/** Rows of reservations and their lines that each statement of `work` reads, used or thrown away. Changes nothing. */
async function reservationRowsRead(
  db: Database,
  work: (tx: Queryable) => Promise<unknown>,
): Promise<Readonly<Record<string, number>>> {
  const statements: Sql[] = [];
  const read: Record<string, number> = {};
  const undo = new Error("undone");
  const undone = (transaction: (tx: Queryable) => Promise<unknown>) =>
    db
      .inTransaction(async (tx) => {
        await transaction(tx);
        throw undo;
      })
      .catch((error: unknown) => assert.equal(error, undo));
  await undone((tx) =>
    work({
      query: (sql) => {
        statements.push(sql);
        return tx.query(sql);
      },
    }),
  );
  await undone(async (tx) => {
    for (const { name, text, values = [] } of statements) {
      const explain = `explain (analyze, format json) ${text}`;
      const sql = { name: `explain-${name}`, text: explain, values };
      const [answer] = await tx.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(sql);
      if (answer !== undefined) read[name] = rowsRead(answer["QUERY PLAN"][0].Plan);
    }
  });
  return read;
}

function rowsRead(node: PlanNode): number {
  const below = (node.Plans ?? []).reduce((sum, plan) => sum + rowsRead(plan), 0);
  if (!node["Relation Name"]?.startsWith("reservation")) return below;
  const dropped =
    (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
  return below + (node["Actual Rows"] + dropped) * node["Actual Loops"];
}
