import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { MIGRATIONS, NOW_MS } from "../testing/running-orders.ts";
import type { ReportRow } from "./report-text.ts";
import { salesSource } from "./sales.client.ts";

const EUR = (amount: number) => ({ amount, currency: "EUR" });
const LINES = [
  {
    ...{ sku: "mug", quantity: 3, unit: EUR(1000), subtotal: EUR(3000), tax: EUR(431) },
    ...{ discounts: [{ promotionId: "p", label: "x", amount: EUR(300) }], total: EUR(2700) },
    shortQuantity: 1,
  },
  {
    ...{ sku: "gone", quantity: 1, unit: EUR(1), subtotal: EUR(1), tax: EUR(0) },
    ...{ discounts: [], total: EUR(1), shortQuantity: 1 },
  },
];

describe("sales", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
  });
  after(() => test.drop());

  async function order(given: {
    account: string;
    status: string;
    atMs: number;
    captured: boolean;
  }) {
    const id = randomUUIDv7();
    await test.db.query({
      name: "insert-sold-order",
      text: `insert into orders (id, account, idempotency_key, fingerprint, status, currency, region, customer_email,
               reservation_id, payment_id, total_minor, lines, problem, refunded_minor, correlation_id, traceparent,
               created_at, answer_due_at, finished_at)
             values ($1::uuid, $2, $1::uuid::text, 'f', $3, 'EUR', 'DE', 'a@b.c', $1::uuid, 'p1', 1800, $4, $6::jsonb, 200, 'c', 't', $5, $5, $5)`,
      values: [
        ...[id, given.account, given.status, JSON.stringify(LINES), new Date(given.atMs)],
        given.status === "failed" ? "{}" : null,
      ],
    });
    if (given.captured)
      await test.db.query({
        name: "insert-capture",
        text: `insert into order_step (order_id, seq, step, status, attempt, started_at, duration_ms)
               values ($1, 1, 'capture', 'done', 1, $2, 0)`,
        values: [id, new Date(given.atMs)],
      });
    return id;
  }
  const rowsOf = async (account: string, everyAccount: boolean) => {
    const source = salesSource(test.db);
    const query = {
      type: "sales",
      fromMs: NOW_MS,
      toMs: NOW_MS + 10,
      account,
      everyAccount,
    } as const;
    const extent = await source.extent(query);
    const rows: ReportRow[] = [];
    const place = { extent, after: extent.after };
    assert.equal(await source.read(query, place, (row) => rows.push(row)), null);
    return rows;
  };

  it("are the lines of orders that were confirmed in the period, also of those cancelled since", async () => {
    const base = { account: "acme", captured: true };
    const first = await order({ ...base, status: "confirmed", atMs: NOW_MS });
    const cancelled = await order({ ...base, status: "cancelled", atMs: NOW_MS + 9 });
    await order({ ...base, status: "cancelled", atMs: NOW_MS + 1, captured: false });
    await order({ ...base, status: "failed", atMs: NOW_MS + 1 });
    await order({ ...base, status: "confirmed", atMs: NOW_MS - 1 });
    await order({ ...base, status: "confirmed", atMs: NOW_MS + 10 });
    const other = await order({ ...base, account: "other", status: "confirmed", atMs: NOW_MS + 5 });
    const idsOf = (rows: readonly ReportRow[]) => rows.map(({ orderId }) => orderId);
    const own = await rowsOf("acme", false);
    assert.deepEqual(idsOf(own), [first, cancelled]);
    assert.deepEqual(idsOf(await rowsOf("boss", true)), [first, other, cancelled]);
    assert.deepEqual(own[0], {
      ...{ orderId: first, account: "acme", status: "confirmed", sku: "mug", quantity: 2 },
      ...{ confirmedAt: new Date(NOW_MS).toISOString(), unit: EUR(1000), discount: EUR(200) },
      ...{ tax: EUR(287), total: EUR(1800), currency: "EUR", orderTotal: EUR(1800) },
      orderRefunded: EUR(200),
    });
  });
});
