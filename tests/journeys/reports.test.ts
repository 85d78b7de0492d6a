import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import pg from "pg";
import { type Stack, startStack } from "../stack.ts";
import { createDatabases, type Databases } from "./databases.ts";
import { eventually, shopOf } from "./shop.ts";

const ROWS = 600_000;
// Far above the seconds that it takes: a loaded machine is not what a journey tests.
const DONE_WITHIN_MS = 120_000;
const PERIOD = { from: "2026-01-01T00:00:00Z", to: "2026-12-31T00:00:00Z" };

describe("a report", () => {
  let stack: Stack;
  let shop: ReturnType<typeof shopOf>;
  let sku: string;
  let databases: Databases;
  before(async () => {
    databases = await createDatabases();
    stack = await startStack({ env: databases.env });
    shop = shopOf(stack);
    sku = await shop.stocked("REPORTED", 1);
    await fillLedger(databases, sku);
  });
  after(async () => {
    await stack.stop();
    await databases.drop();
  });

  const ask = async (body: object, key = "hf_dev_shop") => {
    const asked = await shop.call("POST", "/api/v1/reports", { key, body: { ...PERIOD, ...body } });
    assert.equal(asked.status, 202, JSON.stringify(asked.body));
    return asked.headers.get("location") ?? "";
  };
  const reportAt = async (path: string) => (await shop.call("GET", path)).body;
  const done = (path: string) =>
    eventually(
      "the report to be done",
      async () => {
        const report = await reportAt(path);
        return report.status === "done" ? report : undefined;
      },
      DONE_WITHIN_MS,
    );
  const resultOf = async (path: string) => {
    const answer = await fetch(`${stack.url("gateway")}${path}/result`, {
      headers: { authorization: "Bearer hf_dev_shop" },
    });
    assert.equal(answer.status, 200);
    return { answer, text: await answer.text() };
  };

  it("ends whole, each row once, when orders is killed while it is made", async () => {
    const path = await ask({ type: "stock-movements", format: "csv" });
    await eventually("the report to be under way", async () => {
      const { status, progress } = await reportAt(path);
      return status === "running" && progress > 0 ? true : undefined;
    });
    await stack.kill("orders", "SIGKILL");
    const early = await eventually("an answer", async () => {
      const answer = await shop.call("GET", `${path}/result`);
      return answer.status < 500 ? answer : undefined;
    });
    assert.equal(early.body.code, "report-not-ready");
    const report = await done(path);
    const { answer, text } = await resultOf(path);
    assert.equal(answer.headers.get("content-type"), "text/csv; charset=utf-8");
    assert.match(answer.headers.get("content-disposition") ?? "", /stock-movements-.*\.csv/);
    assert.equal(Buffer.byteLength(text), report.bytes);
    const lines = text.trimEnd().split("\r\n").slice(1);
    assert.equal(lines.length, report.rows);
    const made = lines.filter((line) => line.includes(",made for the report,"));
    assert.equal(made.length, ROWS);
    assert.equal(new Set(made.map((line) => line.slice(0, 36))).size, ROWS);
  });

  it("stops when it is cancelled, and leaves nothing to read", async () => {
    const path = await ask({ type: "stock-movements", format: "json" });
    await eventually("the report to be under way", async () =>
      (await reportAt(path)).progress > 0 ? true : undefined,
    );
    assert.equal((await shop.call("DELETE", path)).status, 204);
    assert.equal((await reportAt(path)).status, "cancelled");
    assert.equal((await shop.call("GET", `${path}/result`)).body.code, "report-expired");
  });

  it("tells of sales: of the shop its own, of everybody to an administrator", async () => {
    const order = await shop.order(sku, 2);
    assert.equal(order.status, 201, JSON.stringify(order.body));
    const path = await ask({ type: "sales", format: "json" });
    await done(path);
    const rows = JSON.parse((await resultOf(path)).text);
    const own = rows.find((row: { orderId: string }) => row.orderId === order.body.id);
    assert.deepEqual([own.sku, own.quantity, own.total], [sku, 2, order.body.total]);
    assert.deepEqual(own.orderRefunded, { amount: 0, currency: "EUR" });
  });

  it("values stock at the price of its end, and tells the history of prices", async () => {
    const [valuation, history] = [
      await ask({ type: "stock-valuation", format: "json" }),
      await ask({ type: "price-history", format: "csv" }),
    ];
    await Promise.all([done(valuation), done(history)]);
    const shelves = JSON.parse((await resultOf(valuation)).text);
    const shelf = shelves.find((row: { sku: string }) => row.sku === sku);
    assert.equal(shelf.value.amount, shelf.onHand * 1999);
    assert.equal(shelf.onHand, (await shop.stockOf(sku)).onHand);
    assert.match((await resultOf(history)).text, /\r\nREPORTED,1,.*,EUR,19\.99,1,/);
  });
});

/** A ledger that takes some seconds to read, all of it in the period and on the shelf. */
async function fillLedger({ env }: Databases, sku: string): Promise<void> {
  const client = new pg.Client(env.INVENTORY_DATABASE_URL);
  await client.connect();
  await client.query(
    `insert into movement (at, sku, location, kind, quantity, reason, actor)
     select timestamptz '2026-02-01' + s * interval '1 second', $1, 'BER', 'adjust', 1, 'made for the report', 'x'
       from generate_series(1, $2::int) s`,
    [sku, ROWS],
  );
  await client.query("update stock set on_hand = on_hand + $2 where sku = $1", [sku, ROWS]);
  await client.end();
}
