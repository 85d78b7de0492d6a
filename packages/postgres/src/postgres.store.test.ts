import assert from "node:assert/strict";
import { cp, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { migrate } from "./migrate.ts";
import { isUniqueViolation, openDatabase } from "./postgres.ts";
import { startProxy } from "./proxy.testing.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

const MIGRATIONS = join(import.meta.dirname, "fixtures/migrations");

describe("postgres", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
  });
  after(() => test.drop());

  const insert = (id: number, value: number | string) => ({
    name: "insert-counter",
    text: "insert into counter (id, value) values ($1, $2)",
    values: [id, value],
  });
  const values = async () =>
    (
      await test.db.query<{ value: number }>({
        name: "all",
        text: "select value from counter order by id",
      })
    ).map(({ value }) => value);

  it("keeps nothing of a transaction whose work throws, and the connection stays usable", async () => {
    await assert.rejects(
      test.db.inTransaction(async (tx) => {
        await tx.query(insert(1, 1));
        throw new Error("changed my mind");
      }),
      /changed my mind/,
    );
    assert.deepEqual(await values(), []);
  });

  it("keeps nothing when a statement fails half way", async () => {
    await assert.rejects(
      test.db.inTransaction(async (tx) => {
        await tx.query(insert(1, 1));
        await tx.query(insert(2, -1));
      }),
      /violates check constraint/,
    );
    assert.deepEqual(await values(), []);
  });

  it("reads a bigint as a number, and refuses one that a number cannot hold", async () => {
    await test.db.query(insert(1, Number.MAX_SAFE_INTEGER));
    assert.deepEqual(await values(), [Number.MAX_SAFE_INTEGER]);
    await test.db.query(insert(2, "9007199254740993"));
    await assert.rejects(values(), /not a safe integer/);
    await test.db.query({ name: "clear", text: "delete from counter" });
  });

  it("keeps the plan of a statement by its name, unless it is to be planned anew", async () => {
    const kept = await test.db.inTransaction(async (tx) => {
      await tx.query({ name: "kept", text: "select $1::int", values: [1] });
      await tx.query({ name: "anew", text: "select $1::int", values: [1], isPlannedAnew: true });
      return tx.query<{ name: string }>({
        name: "find-plans",
        text: "select name from pg_prepared_statements where name in ('kept', 'anew', '')",
      });
    });
    assert.deepEqual(kept, [{ name: "kept" }]);
  });

  it("tells a unique violation from other errors", async () => {
    await test.db.query(insert(7, 1));
    const error = await test.db.query(insert(7, 1)).catch((failure: unknown) => failure);
    assert.equal(isUniqueViolation(error), true);
    assert.equal(isUniqueViolation(error, "counter_pkey"), true);
    assert.equal(isUniqueViolation(error, "other"), false);
    assert.equal(isUniqueViolation(new Error("x")), false);
  });

  it("opens all of its connections where statements wait for one another", async () => {
    const pool = openDatabase({ url: test.url, applicationName: "growing", connectionsMax: 4 });
    const slow = { name: "slow", text: "select pg_backend_pid() as pid, pg_sleep(0.3)" };
    const asked = Array.from({ length: 12 }, () => pool.query<{ pid: number }>(slow));
    const answers = await Promise.all(asked).finally(() => pool.close());
    assert.equal(new Set(answers.map(([row]) => row?.pid)).size, 4);
  });

  it("gives up what a server that vanished does not answer, and goes on when it is back", async () => {
    const proxy = await startProxy(test.url);
    const db = openDatabase({ url: proxy.url, applicationName: "test", answerTimeoutMs: 200 });
    await db.ping();
    const one = { name: "one", text: "select 1" };
    const work = db.inTransaction((tx) => {
      proxy.hang();
      return tx.query(one);
    });
    await assert.rejects(work, /Query read timeout/);
    proxy.mend();
    await db.query(one);
    proxy.hang();
    await assert.rejects(db.query(one), /Query read timeout/);
    proxy.mend();
    await db.ping();
    await db.close();
    proxy.close();
  });

  it("applies each migration once when processes start together", async () => {
    const directory = await directoryWith({ "0002_more.sql": "create table more (id int);" });
    const runs = await Promise.all([1, 2, 3].map(() => migrate({ url: test.url, directory })));
    assert.deepEqual(
      runs.flatMap(({ applied }) => applied),
      ["0002_more.sql"],
    );
  });

  it("rolls a broken migration back and says which it was", async () => {
    const broken = "create table half (id int); select nonsense;";
    const directory = await directoryWith({ "0003_broken.sql": broken });
    await assert.rejects(
      migrate({ url: test.url, directory }),
      /0003_broken.sql failed and was rolled back/,
    );
    const [row] = await test.db.query<{ found: boolean }>({
      name: "half",
      text: "select to_regclass('half') is not null as found",
    });
    assert.equal(row?.found, false);
  });
});

/** The fixture's migrations with more beside them, all newer ones too that a test before this applied. */
async function directoryWith(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "holdfast-migrations-"));
  await cp(MIGRATIONS, directory, { recursive: true });
  const all = { "0002_more.sql": "create table more (id int);", ...files };
  for (const [name, text] of Object.entries(all)) await writeFile(join(directory, name), text);
  return directory;
}
