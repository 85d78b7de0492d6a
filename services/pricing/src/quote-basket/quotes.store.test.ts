import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import type { Database, Queryable } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { forgetQuotes } from "./forget-quotes.store.ts";
import { openQuoteLane } from "./quote-lane.store.ts";
import { packRecord } from "./quote-record.store.ts";
import { findQuote, insertQuotes, type StoredQuote } from "./quotes.store.ts";

const START_MS = Date.UTC(2026, 10, 1, 12);
const DAY_MS = 24 * 3_600_000;
const idOf = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const answerOf = (n: number) => `{"z":"\\"quoted\\" \\\\ {a,b} Käse","a": ${n}}`;
const quote = (n: number, fields: Partial<StoredQuote> = {}): StoredQuote => ({
  id: idOf(n),
  account: "acme",
  record: packRecord({ request: '{"items":[]}', versions: "{}", facts: "{}", answer: answerOf(n) }),
  createdAtMs: START_MS,
  expiresAtMs: START_MS + 900_000,
  ...fields,
});

describe("stored quotes", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(join(import.meta.dirname, "../../migrations"));
  });
  after(() => test.drop());
  const ids = async () =>
    (
      await test.db.query<{ id: string }>({ name: "ids", text: "select id from quote order by id" })
    ).map(({ id }) => id);

  it("keep their answer byte for byte", async () => {
    await insertQuotes(test.db, [quote(1), quote(2)]);
    assert.equal((await findQuote(test.db, idOf(2)))?.answer, answerOf(2));
    assert.equal(await findQuote(test.db, idOf(3)), undefined);
  });

  it("keep it, too, where they were stored before there were records", async () => {
    await test.db.query({
      name: "insert-old-quote",
      text: `insert into quote (id, account, request, versions, facts, answer, created_at, expires_at)
             values ($1, 'acme', '{}', '{}', '{}', $2, now(), now() + interval '1 hour')`,
      values: [idOf(10), answerOf(10)],
    });
    assert.equal((await findQuote(test.db, idOf(10)))?.answer, answerOf(10));
  });

  it("are stored whole or not at all", async () => {
    await assert.rejects(
      test.db.query({
        name: "insert-half-quote",
        text: `insert into quote (id, account, answer, created_at, expires_at)
               values ($1, 'acme', '{}', now(), now() + interval '1 hour')`,
        values: [idOf(11)],
      }),
      { constraint: "quote_is_whole" },
    );
  });

  it("are inserted together when they come while an insert is under way, and answered after its commit", async () => {
    const sizes: number[] = [];
    const counting: Queryable = {
      query: async (sql) => {
        const rows = await test.db.query(sql);
        sizes.push(String(sql.values?.[0]).split(",").length);
        return rows as never;
      },
    };
    const lane = openQuoteLane(counting);
    const all = Array.from({ length: 20 }, (_, n) => quote(100 + n));
    await Promise.all(all.map((one) => lane.store(one)));
    assert.deepEqual(sizes, [20]);
    const stored = new Set(await ids());
    for (const { id } of all) assert.ok(stored.has(id));
  });

  it("are stored although one of the same insert cannot be", async () => {
    const lane = openQuoteLane(test.db);
    const broken = quote(201, { expiresAtMs: START_MS });
    const settled = await Promise.allSettled(
      [quote(200), broken, quote(202)].map((one) => lane.store(one)),
    );
    assert.deepEqual(
      settled.map(({ status }) => status),
      ["fulfilled", "rejected", "fulfilled"],
    );
    const stored = new Set(await ids());
    assert.deepEqual(
      [200, 201, 202].map((n) => stored.has(idOf(n))),
      [true, false, true],
    );
  });

  it("fail when the database is gone, each with that", async () => {
    const gone = Object.assign(new Error("gone"), { code: "ECONNREFUSED" });
    let asked = 0;
    const lane = openQuoteLane({
      query: () => {
        asked += 1;
        return Promise.reject(gone);
      },
    });
    const settled = await Promise.allSettled([lane.store(quote(1)), lane.store(quote(2))]);
    assert.deepEqual(
      settled.map((one) => one.status === "rejected" && one.reason),
      [gone, gone],
    );
    assert.equal(asked, 1);
  });

  it("refuses at once what would wait too long: 503 overloaded", async () => {
    const lane = openQuoteLane({ query: () => new Promise(() => {}) });
    for (let n = 0; n < 2_048; n += 1) lane.store(quote(n)).catch(() => undefined);
    await assert.rejects(
      lane.store(quote(1)),
      (error: Error & { problem?: { code: string } }) => error.problem?.code === "overloaded",
    );
  });

  it("are deleted in the background once they are older than the retention, all others stay", async () => {
    await test.db.query({ name: "clear", text: "delete from quote" });
    const old = Array.from({ length: 1_200 }, (_, n) =>
      quote(n, { createdAtMs: START_MS - 90 * DAY_MS - 1 - n }),
    );
    await insertQuotes(test.db, [...old, quote(5_000, { createdAtMs: START_MS - 90 * DAY_MS })]);
    const runs: (() => void)[] = [];
    const statements: string[] = [];
    const db: Database = {
      ...test.db,
      query: (sql) => {
        statements.push(sql.name);
        return test.db.query(sql);
      },
    };
    const again = new Promise<void>((scheduled) => {
      const forgetting = forgetQuotes({
        ...{ db, nowMs: () => START_MS, quoteRetentionMs: 90 * DAY_MS },
        log: createLogger({ service: "pricing", level: "silent" }),
        schedule: (work) => {
          if (runs.push(work) > 1) scheduled(forgetting.stop());
          return () => {};
        },
      });
    });
    runs[0]?.();
    await again;
    assert.deepEqual(await ids(), [idOf(5_000)]);
    assert.deepEqual(statements, Array(3).fill("delete-old-quotes")); // 500 at a time
  });
});
