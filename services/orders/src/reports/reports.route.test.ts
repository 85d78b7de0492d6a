import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { sweep } from "../sweep.ts";
import { fakeCallees } from "../testing/fake-callees.ts";
import { NOW_MS, startOrders } from "../testing/running-orders.ts";
import { claimReport, endReport, findReport } from "./reports.store.ts";

const DAY_MS = 24 * 3_600_000;
const BODY = {
  ...{ type: "sales", format: "csv" },
  ...{ from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" },
};

describe("reports over HTTP", () => {
  let orders: Awaited<ReturnType<typeof startOrders>>;
  before(async () => {
    orders = await startOrders({
      checkout: fakeCallees().calls,
      imports: { importItems: async () => assert.fail(), importPrices: async () => assert.fail() },
    });
  });
  after(() => orders.stop());

  const ask = async (account = "acme", scope: "shop" | "admin" = "shop"): Promise<string> => {
    const { body } = await orders.call("POST", "/v1/reports", { body: BODY, account, scope });
    return body.id;
  };
  const finish = async (id: string, texts: readonly string[]) => {
    await claimReport(orders.db, id, 100);
    const parts = texts.map((text, index) => ({ name: `${id}/1.${index}`, bytes: text.length }));
    for (const [index, text] of texts.entries())
      await orders.reports.storage.write(`${id}/1.${index}`, Buffer.from(text));
    const bytes = texts.join("").length;
    const end = { id, status: "done", parts, rows: 2, bytes, nowMs: orders.clock.nowMs } as const;
    assert.ok(await endReport(orders.db, end));
  };
  const result = (id: string, account = "acme") =>
    orders.app.inject({
      url: `/v1/reports/${id}/result`,
      headers: { "holdfast-account": account, "holdfast-scope": "shop" },
    });
  const codeOf = async (id: string, account?: string) => {
    const answer = await result(id, account);
    return `${answer.statusCode} ${answer.json().code}`;
  };

  it("are accepted, given to the engine, and told where they are", async () => {
    const asked = await orders.call("POST", "/v1/reports", { body: BODY });
    assert.equal(asked.status, 202);
    assert.deepEqual(asked.body, { id: asked.body.id, status: "queued" });
    assert.equal(asked.headers.location, `/v1/reports/${asked.body.id}`);
    assert.equal(orders.reports.submitted.at(-1), asked.body.id);
    const { body } = await orders.call("GET", `/v1/reports/${asked.body.id}`);
    assert.deepEqual(body, {
      ...{ id: asked.body.id, type: "sales", format: "csv", status: "queued", progress: 0 },
      ...{ from: "2026-01-01T00:00:00.000Z", to: "2026-02-01T00:00:00.000Z", rows: 0, bytes: 0 },
      createdAt: new Date(NOW_MS).toISOString(),
    });
  });

  for (const [what, body] of [
    ["a type that there is not", { ...BODY, type: "profits" }],
    ["a format that there is not", { ...BODY, format: "pdf" }],
    ["no period", { type: "sales", format: "csv" }],
    ["a period that is reversed", { ...BODY, from: BODY.to, to: BODY.from }],
    ["a period of 401 days", { ...BODY, to: "2027-02-06T00:00:00Z" }],
    ["a field that there is not", { ...BODY, colour: "blue" }],
    ["a day that there is not", { ...BODY, from: "2026-02-30T00:00:00Z" }],
  ] as const) {
    it(`are refused for ${what}`, async () => {
      const before = orders.reports.submitted.length;
      const asked = await orders.call("POST", "/v1/reports", { body });
      assert.deepEqual([asked.status, asked.body.code], [400, "validation-failed"]);
      assert.equal(orders.reports.submitted.length, before);
    });
  }

  it("are made once for a key, and refused for a key of another", async () => {
    const key = randomUUIDv7();
    const first = await orders.call("POST", "/v1/reports", { body: BODY, key });
    const again = await orders.call("POST", "/v1/reports", { body: BODY, key });
    assert.equal(again.body.id, first.body.id);
    assert.equal(again.headers["idempotency-replayed"], "true");
    const other = { ...BODY, format: "json" };
    const reused = await orders.call("POST", "/v1/reports", { body: other, key });
    assert.deepEqual([reused.status, reused.body.code], [422, "idempotency-key-reused"]);
  });

  it("belong to who asked: another account's do not exist, an administrator sees them all", async () => {
    const id = await ask();
    const read = async (account: string, scope: "shop" | "admin") =>
      (await orders.call("GET", `/v1/reports/${id}`, { account, scope })).status;
    assert.deepEqual([await read("other", "shop"), await read("boss", "admin")], [404, 200]);
    const removed = await orders.call("DELETE", `/v1/reports/${id}`, { account: "other" });
    assert.equal(removed.body.code, "report-not-found");
    const listed = async (account: string, scope: "shop" | "admin") =>
      (await orders.call("GET", "/v1/reports?limit=200", { account, scope })).body.data.length;
    assert.equal(await listed("other", "shop"), 0);
    assert.ok((await listed("boss", "admin")) > 0);
    assert.equal((await findReport(orders.db, await ask("boss", "admin")))?.everyAccount, true);
    assert.equal((await findReport(orders.db, id))?.everyAccount, false);
  });

  it("are listed in pages, newest first, each once", async () => {
    const ids: string[] = [];
    for (let nth = 0; nth < 5; nth += 1) {
      orders.clock.nowMs += nth % 2; // some in the same millisecond
      ids.unshift(await ask("lister"));
    }
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const { body } = await orders.call("GET", `/v1/reports?limit=2${query}`, {
        account: "lister",
      });
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    }
    assert.deepEqual(seen, ids);
  });

  it("deliver their parts in order, with type, name and length, once they are done", async () => {
    const id = await ask();
    assert.equal(await codeOf(id), "409 report-not-ready");
    await finish(id, ["a,b\r\n", "1,2\r\n"]);
    const answer = await result(id);
    assert.equal(answer.body, "a,b\r\n1,2\r\n");
    assert.equal(answer.headers["content-type"], "text/csv; charset=utf-8");
    assert.equal(answer.headers["content-length"], "10");
    assert.equal(
      answer.headers["content-disposition"],
      'attachment; filename="sales-2026-01-01-2026-02-01.csv"',
    );
    assert.equal(await codeOf(id, "other"), "404 report-not-found");
  });

  it("can be cancelled, done or not, and more than once", async () => {
    const [queued, done] = [await ask(), await ask()];
    await finish(done, ["x"]);
    for (const id of [queued, done, done]) {
      const { statusCode } = await orders.app.inject({
        ...{ method: "DELETE", url: `/v1/reports/${id}` },
        headers: { "holdfast-account": "acme", "holdfast-scope": "shop" },
      });
      assert.equal(statusCode, 204);
      const { body } = await orders.call("GET", `/v1/reports/${id}`);
      assert.equal(body.status, "cancelled");
      assert.equal(await codeOf(id), "410 report-expired");
    }
    await sweep({ ...orders, draining: orders.draining });
    assert.deepEqual(await orders.reports.storage.list(done), []);
  });

  it("are kept for their retention, and known for as long again", async () => {
    const id = await ask();
    await finish(id, ["x"]);
    orders.clock.nowMs += 7 * DAY_MS - 1;
    await sweep({ ...orders, draining: orders.draining });
    assert.equal((await result(id)).body, "x");
    orders.clock.nowMs += 1;
    assert.equal(await codeOf(id), "410 report-expired");
    orders.clock.nowMs += 1;
    await sweep({ ...orders, draining: orders.draining });
    assert.deepEqual(await orders.reports.storage.list(id), []);
    assert.equal(await codeOf(id), "410 report-expired");
    orders.clock.nowMs += 7 * DAY_MS;
    await sweep({ ...orders, draining: orders.draining });
    assert.equal(await codeOf(id), "404 report-not-found");
  });

  it("are given to the engine again when it may not know them", async () => {
    const id = await ask();
    const times = () => orders.reports.submitted.filter((submitted) => submitted === id).length;
    const sweepAfter = async (ms: number) => {
      orders.clock.nowMs += ms;
      await sweep({ ...orders, draining: orders.draining });
      return times();
    };
    assert.equal(await sweepAfter(1_000), 1);
    assert.equal(await sweepAfter(3_000), 2);
    assert.equal(await sweepAfter(3_000), 2);
    assert.equal(await sweepAfter(60_000), 3);
    await finish(id, ["x"]);
    assert.equal(await sweepAfter(120_000), 3);
  });
});
