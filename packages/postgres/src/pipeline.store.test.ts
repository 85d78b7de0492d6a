import assert from "node:assert/strict";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { setImmediate } from "node:timers/promises";
import { INVALID_SPAN_CONTEXT, type SpanOptions, trace } from "@opentelemetry/api";
import pg from "pg";
import {
  arrayLiteral,
  isConflict,
  isConnectionLost,
  isTimeout,
  openPipeline,
  type Pipeline,
  wasNotSent,
} from "./pipeline.ts";
import type { Sql } from "./postgres.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

const BEGIN: Sql = { name: "begin", text: "begin" };
const COMMIT: Sql = { name: "commit", text: "commit" };
const ROLLBACK: Sql = { name: "rollback", text: "rollback" };
const PID: Sql = { name: "pid", text: "select pg_backend_pid() as pid" };
const SLEEP: Sql = { name: "sleep", text: "select pg_sleep($1)", values: [60] };
const VALUES: Sql = { name: "values", text: "select id, value from counter order by id" };

const insert = (id: number, value: unknown): Sql => ({
  name: "insert-counter",
  text: "insert into counter (id, value) values ($1, $2) returning value",
  values: [id, value],
});
const echo = (text: string): Sql => ({
  name: "echo",
  text: "select $1::text as echo",
  values: [text],
});

let test: TestDatabase;
let pipeline: Pipeline;
before(async () => {
  test = await testDatabase(join(import.meta.dirname, "fixtures/migrations"));
});
after(() => test.drop());
beforeEach(() => {
  pipeline = openPipeline({ url: test.url, applicationName: "pipeline-test" });
});
afterEach(async () => {
  await pipeline.close();
  await test.db.query({ name: "clear", text: "delete from counter" });
});

const counters = () => test.db.query<{ id: number; value: number }>(VALUES);
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => assert.fail("it did not fail"),
    (error: unknown) => error,
  );
async function backendOf(on: Pipeline): Promise<number> {
  const [[row] = []] = await on.run([PID]);
  return (row as { pid: number }).pid;
}
async function terminate(pid: number): Promise<void> {
  await test.db.query({
    name: "end",
    text: "select pg_terminate_backend($1, 5000)",
    values: [pid],
  });
}
async function untilActive(pid: number, query: string): Promise<void> {
  const text = "select 1 from pg_stat_activity where pid = $1 and state = 'active' and query = $2";
  let rows: readonly unknown[] = [];
  while (rows.length === 0) {
    rows = await test.db.query({ name: "active", text, values: [pid, query] });
  }
}

describe("flight", () => {
  it("answers with the rows of each statement, in order, as objects", async () => {
    assert.deepEqual(await pipeline.run([BEGIN, insert(1, 10), insert(2, 20), VALUES, COMMIT]), [
      [],
      [{ value: 10 }],
      [{ value: 20 }],
      [
        { id: 1, value: 10 },
        { id: 2, value: 20 },
      ],
      [],
    ]);
    assert.equal((await counters()).length, 2);
  });

  it("of nothing answers with nothing", async () => {
    assert.deepEqual(await pipeline.run([]), []);
  });

  it("rejects with the error of the statement that failed, and its commit keeps nothing", async () => {
    const error = await failureOf(
      pipeline.run([BEGIN, insert(1, 1), insert(2, -1), echo("not reached"), COMMIT]),
    );
    assert.match(String(error), /violates check constraint/);
    assert.deepEqual(await counters(), []);
    assert.deepEqual(await pipeline.run([echo("usable")]), [[{ echo: "usable" }]]);
  });

  it("that leaves a failed transaction open is ended by a rollback, on the same connection", async () => {
    const pid = await backendOf(pipeline);
    await assert.rejects(
      pipeline.run([BEGIN, insert(1, -1), echo("first use")]),
      /check constraint/,
    );
    await assert.rejects(pipeline.run([echo("still aborted")]), /transaction is aborted/);
    await pipeline.run([ROLLBACK]);
    assert.deepEqual(await pipeline.run([echo("usable"), PID]), [[{ echo: "usable" }], [{ pid }]]);
  });

  it("does not mix with another that was submitted at once", async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => index);
    const flights = await Promise.all(
      numbers.map((n) => pipeline.run([BEGIN, insert(n, n), echo(`${n}`), COMMIT])),
    );
    assert.deepEqual(
      flights,
      numbers.map((n) => [[], [{ value: n }], [{ echo: `${n}` }], []]),
    );
  });

  it("does not suffer from one before it that failed", async () => {
    const [bad, good] = await Promise.allSettled([
      pipeline.run([BEGIN, insert(1, -1), echo("a"), COMMIT]),
      pipeline.run([BEGIN, insert(2, 2), echo("b"), COMMIT]),
    ]);
    assert.equal(bad.status, "rejected");
    assert.deepEqual(good, {
      status: "fulfilled",
      value: [[], [{ value: 2 }], [{ echo: "b" }], []],
    });
  });

  it("runs on plans that stay good when tables fill", async () => {
    const show = (setting: string): Sql => ({ name: setting, text: `show ${setting}` });
    const settings = ["enable_seqscan", "jit", "plan_cache_mode", "statement_timeout"].map(show);
    assert.deepEqual((await pipeline.run(settings)).flat(), [
      { enable_seqscan: "off" },
      { jit: "off" },
      { plan_cache_mode: "force_generic_plan" },
      { statement_timeout: "10s" },
    ]);
  });

  it("refuses a bigint that a number cannot hold", async () => {
    await assert.rejects(pipeline.run([insert(1, "9007199254740993")]), /not a safe integer/);
    assert.deepEqual(await pipeline.run([echo("usable")]), [[{ echo: "usable" }]]);
  });
});

describe("flight that cannot be sent whole", () => {
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const cases: readonly [name: string, culprit: Sql, message: RegExp][] = [
    ["a value without a text", insert(2, circular), /circular/i],
    ["a name used for two texts", { ...insert(2, 2), text: "select $1, $2" }, /must be unique/],
  ];
  for (const [name, culprit, message] of cases) {
    it(`is not sent at all: ${name}`, async () => {
      await assert.rejects(pipeline.run([BEGIN, insert(1, 1), culprit, COMMIT]), message);
      assert.deepEqual(await counters(), []);
      assert.deepEqual(await pipeline.run([insert(3, 3)]), [[{ value: 3 }]]);
    });
  }
});

describe("lost connection", () => {
  it("rejects the running flight and those that wait; the next one connects anew", async () => {
    const pid = await backendOf(pipeline);
    const running = failureOf(pipeline.run([BEGIN, insert(1, 1), SLEEP, COMMIT]));
    const waiting = failureOf(pipeline.run([insert(2, 2)]));
    await untilActive(pid, SLEEP.text);
    await terminate(pid);
    assert.equal(isConnectionLost(await running), true);
    assert.equal(wasNotSent(await running), false);
    assert.equal(isConnectionLost(await waiting), true);
    assert.equal(wasNotSent(await waiting), true);
    assert.notEqual(await backendOf(pipeline), pid);
    assert.deepEqual(await counters(), []);
  });

  it("rejects a flight whose last statement it hits, and the next one connects anew", async () => {
    const pid = await backendOf(pipeline);
    const running = failureOf(pipeline.run([SLEEP]));
    await untilActive(pid, SLEEP.text);
    await terminate(pid);
    assert.equal(isConnectionLost(await running), true);
    assert.equal(wasNotSent(await running), false);
    assert.notEqual(await backendOf(pipeline), pid);
  });

  it("goes unnoticed when nothing depends on it", async () => {
    const pid = await backendOf(pipeline);
    await terminate(pid);
    await setImmediate();
    assert.notEqual(await backendOf(pipeline), pid);
  });

  it("between two flights of a transaction rejects the second, which would run outside of it", async () => {
    const pid = await backendOf(pipeline);
    await pipeline.run([BEGIN, insert(1, 1)]);
    await terminate(pid);
    await setImmediate();
    assert.equal(isConnectionLost(await failureOf(pipeline.run([insert(2, 2), COMMIT]))), true);
    assert.deepEqual(await counters(), []);
    assert.notEqual(await backendOf(pipeline), pid);
  });

  it("is what a server is that does not answer any more", async (t) => {
    const pid = await backendOf(pipeline);
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const unlimited: Sql = { name: "unlimited", text: "set statement_timeout = 0" };
    const stuck = failureOf(pipeline.run([unlimited, SLEEP]));
    await setImmediate();
    t.mock.timers.tick(15_000);
    assert.equal(isConnectionLost(await stuck), true);
    t.mock.timers.reset();
    assert.notEqual(await backendOf(pipeline), pid);
  });

  it("is a server that takes none, and the next flight asks again", async () => {
    const nobody = openPipeline({ url: "postgresql://127.0.0.1:1/none", applicationName: "test" });
    for (const _ of [1, 2]) {
      const error = await failureOf(nobody.run([PID]));
      assert.match(String(error), /ECONNREFUSED/);
      assert.equal(isConnectionLost(error), true);
      assert.equal(wasNotSent(error), true);
    }
    await nobody.close();
  });
});

describe("statement timeout", () => {
  it("is reported as such, and the connection stays", async () => {
    const hasty = openPipeline({ url: test.url, applicationName: "test", statementTimeoutMs: 50 });
    const pid = await backendOf(hasty);
    const error = await failureOf(hasty.run([BEGIN, SLEEP, COMMIT]));
    assert.equal(isTimeout(error), true);
    assert.equal(isConnectionLost(error), false);
    assert.equal(isConflict(error), false);
    assert.equal(isTimeout(new Error("57014")), false);
    assert.equal(await backendOf(hasty), pid);
    await hasty.close();
  });
});

describe("close", () => {
  it("waits for the flights that were submitted, and refuses later ones", async () => {
    const answered: string[] = [];
    const flights = [1, 2].map((n) =>
      pipeline.run([BEGIN, insert(n, n), COMMIT]).then(() => answered.push(`flight ${n}`)),
    );
    await pipeline.close().then(() => answered.push("closed"));
    await Promise.all(flights);
    assert.deepEqual(answered, ["flight 1", "flight 2", "closed"]);
    await assert.rejects(pipeline.run([PID]), /pipeline is closed/);
  });

  it("ends the session", async () => {
    const pid = await backendOf(pipeline);
    await pipeline.close();
    const text = "select 1 from pg_stat_activity where pid = $1";
    let rows: readonly unknown[] = [pid];
    while (rows.length > 0) rows = await test.db.query({ name: "session", text, values: [pid] });
  });
});

describe("errors", () => {
  const databaseError = (code: string) => {
    const error = new pg.DatabaseError("refused", 0, "error");
    error.code = code;
    return error;
  };
  const systemError = (code: string) => Object.assign(new Error(`read ${code}`), { code });

  it("that tell of a lost connection", () => {
    for (const code of ["57P01", "57P02", "57P03", "08006", "08003", "53300", "25P03"]) {
      assert.equal(isConnectionLost(databaseError(code)), true, code);
    }
    for (const code of ["ECONNRESET", "EPIPE", "ETIMEDOUT", "ECONNREFUSED", "ENOTFOUND"]) {
      assert.equal(isConnectionLost(systemError(code)), true, code);
    }
    assert.equal(isConnectionLost(new Error("Connection terminated unexpectedly")), true);
    assert.equal(isConnectionLost(new Error("Query read timeout")), true);
  });

  it("that do not", () => {
    for (const code of ["08P01", "23505", "40P01", "57014", "28P01"]) {
      assert.equal(isConnectionLost(databaseError(code)), false, code);
    }
    assert.equal(isConnectionLost(systemError("ENOENT")), false);
    assert.equal(isConnectionLost(new Error("57P01")), false);
    assert.equal(isConnectionLost("ECONNRESET"), false);
  });

  it("after which the same transaction may be run again", () => {
    for (const code of ["40001", "40P01", "23505"]) {
      assert.equal(isConflict(databaseError(code)), true, code);
    }
    assert.equal(isConflict(databaseError("23514")), false);
    assert.equal(isConflict(systemError("40001")), false);
  });
});

describe("array", () => {
  const NASTY = [
    "plain",
    "",
    " ",
    "NULL",
    "null",
    '"',
    "\\",
    '\\"',
    "a,b",
    "{}",
    "{a}",
    "it's",
    "ü€😀",
    "\n\t",
  ];
  const roundTrip = (values: unknown): Sql => ({
    name: "texts",
    text: "select text from unnest($1::text[]) with ordinality as x(text, n) order by n",
    values: [values],
  });
  const texts = (values: readonly (string | null)[]) => [values.map((text) => ({ text }))];

  it("of nasty texts arrives as it was, from pg and as a literal", async () => {
    for (const values of [NASTY, ["a", null, "NULL"], [], [null]]) {
      assert.deepEqual(await pipeline.run([roundTrip(values)]), texts(values));
      assert.deepEqual(await pipeline.run([roundTrip(arrayLiteral(values))]), texts(values));
    }
  });

  it("literal serves for other types too", async () => {
    const text = "select $1::int[] as ints, $2::uuid[] as uuids, $3::jsonb[] as documents";
    const id = "0199c1f0-0000-7000-8000-000000000001";
    const values = [[1, -2, null], [id], ['{"a":"\\"b\\\\"}']].map(arrayLiteral);
    assert.deepEqual(await pipeline.run([{ name: "types", text, values }]), [
      [{ ints: [1, -2, null], uuids: [id], documents: [{ a: '"b\\' }] }],
    ]);
  });
});

describe("trace of a flight", () => {
  const spans: { readonly name: string; readonly options: SpanOptions }[] = [];
  before(() => {
    const span = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
    const startSpan = (name: string, options: SpanOptions = {}) => {
      spans.push({ name, options });
      return span;
    };
    trace.setGlobalTracerProvider({
      getTracer: () => ({ startSpan, startActiveSpan: () => assert.fail("not used") }),
    });
  });
  after(() => trace.disable());

  it("is one span that names its statements", async () => {
    spans.length = 0;
    await pipeline.run([BEGIN, echo("a"), COMMIT]);
    assert.deepEqual(
      spans.map(({ name, options }) => [name, options.attributes]),
      [
        [
          "postgresql begin + echo + commit",
          {
            "db.system.name": "postgresql",
            "db.namespace": new URL(test.url).pathname.slice(1),
            "db.query.summary": "begin + echo + commit",
          },
        ],
      ],
    );
  });

  it("has a name of bounded length", async () => {
    spans.length = 0;
    await pipeline.run(Array.from({ length: 100 }, () => echo("a")));
    assert.equal(spans[0]?.options.attributes?.["db.query.summary"]?.toString().length, 255);
  });
});
