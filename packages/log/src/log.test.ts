import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import { withRequest } from "@holdfast/request-context";
import { startTelemetry, type Telemetry, withSpan } from "@holdfast/telemetry";
import { createLogger, type Logger } from "./log.ts";

type Line = Readonly<Record<string, unknown>>;

function logged(work: (log: Logger) => void, level = "info"): Line[] {
  const lines: Line[] = [];
  const destination = { write: (text: string) => lines.push(JSON.parse(text)) };
  work(createLogger({ service: "pricing", level, destination }));
  return lines;
}

describe("log line", () => {
  let telemetry: Telemetry;
  before(() => {
    telemetry = startTelemetry({ serviceName: "test", serviceVersion: "1", env: {} });
  });
  after(() => telemetry.shutdown());

  it("says when, who, how bad and what, with nothing else", () => {
    const [line] = logged((log) => log.warn({ sku: "mug" }, "price missing"));
    const { time, ...rest } = line ?? {};
    assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.deepEqual(rest, { level: "warn", service: "pricing", sku: "mug", msg: "price missing" });
  });

  it("carries the ids of the running span and request", async () => {
    await withSpan("work", {}, async (span) => {
      const { traceId, spanId } = span.spanContext();
      const [line] = withRequest({ correlationId: "c-1", operationId: "getItem" }, () =>
        logged((log) => log.info("inside")),
      );
      assert.equal(line?.trace_id, traceId);
      assert.equal(line?.span_id, spanId);
      assert.equal(line?.correlation_id, "c-1");
    });
  });

  it("of a request is the line that its fields would have made", async () => {
    await withSpan("work", {}, async (span) => {
      const { traceId, spanId } = span.spanContext();
      const asked = { method: "GET", path: '/a"b\\c', status: 200, durationMs: 1.5 };
      const correlationId = '"c\\';
      const [line, expected] = withRequest({ correlationId, operationId: "getItem" }, () =>
        logged((log) => {
          log.access({ level: "info", traceId, spanId, correlationId, ...asked });
          log.info(asked, "request");
        }),
      );
      assert.deepEqual(Object.keys(line ?? {}), Object.keys(expected ?? {}));
      assert.deepEqual({ ...line, time: "" }, { ...expected, time: "" });
    });
  });

  it("of a probe is not written below the level", () => {
    const probe = { traceId: "a", spanId: "b", correlationId: "c", method: "GET", path: "/livez" };
    const lines = logged((log) =>
      log.access({ level: "debug", ...probe, status: 200, durationMs: 1 }),
    );
    assert.deepEqual(lines, []);
  });

  it("has no ids outside of a request", () => {
    const [line] = logged((log) => log.info("outside"));
    assert.ok(line && !("trace_id" in line) && !("correlation_id" in line));
  });

  it("is not written below the level", () => {
    assert.deepEqual(
      logged((log) => log.debug("detail"), "info"),
      [],
    );
  });

  it("is refused at the start when the level is a typo, instead of never appearing", () => {
    assert.throws(() => createLogger({ service: "pricing", level: "inof" }), /inof/);
  });

  it("shows an error under any name, with its type, message and stack", () => {
    const failure = new TypeError("no such rate");
    const [line] = logged((log) => log.error({ error: failure, err: failure }, "failed"));
    for (const error of [line?.error, line?.err] as Line[]) {
      assert.equal(error.type, "TypeError");
      assert.equal(error.message, "no such rate");
      assert.match(String(error.stack), /log\.test\.ts/);
    }
  });
});

describe("secrets in a log line", () => {
  const secret = "s3cr3t";
  const holders: Record<string, object> = {
    "an authorization header": { headers: { authorization: `Bearer ${secret}` } },
    "a header in any case": { headers: { "Proxy-Authorization": secret, Cookie: secret } },
    "cookies being set": { headers: { "set-cookie": [secret] } },
    "an api key": { "x-api-key": secret, apiKey: secret, api_key: secret },
    "a payment token": { body: { paymentMethod: { token: secret } } },
    "a signed quote": { body: { quoteToken: secret } },
    "an idempotency key": { headers: { "idempotency-key": secret } },
    "a key, a secret, a password": { key: secret, secret, password: secret, privateKey: secret },
    "something inside a list": { calls: [{ headers: { authorization: secret } }] },
    "something on an error": {
      err: Object.assign(new Error("refused"), { request: { headers: { authorization: secret } } }),
    },
  };
  for (const [name, fields] of Object.entries(holders)) {
    it(`are left out: ${name}`, () => {
      const text = JSON.stringify(logged((log) => log.info(fields, "call")));
      assert.ok(text.includes("[redacted]") && !text.includes(secret), text);
    });
  }

  const jwt = "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhY21lIn0.c2lnbmF0dXJl-_x";
  for (const [what, text, shown] of [
    ["a key of ours", "no hf_shop_0aZ9 here", "no [redacted] here"],
    ["but not what everybody knows", "try hf_dev_shop", "try hf_dev_shop"],
    ["a token", `took ${jwt}, alas`, "took [redacted], alas"],
    ["a token on a line of its own", `took\n${jwt}\nalas`, "took\n[redacted]\nalas"],
    ["what follows Bearer", "sent Bearer 0123abcd+/=", "sent Bearer [redacted]"],
    ["the password of a URL", "at redis://:p4ss@db:1/0", "at redis://:[redacted]@db:1/0"],
    ["nothing", "at http://127.0.0.1:8001/livez", "at http://127.0.0.1:8001/livez"],
  ] as const) {
    it(`are left out of any text: ${what}`, () => {
      const [line] = logged((log) => {
        log
          .child({ bound: text })
          .info({ note: text, deep: [{ text }], err: new Error(text) }, text);
      });
      const { message, stack } = (line?.err ?? {}) as { message?: string; stack?: string };
      const texts = [line?.msg, line?.bound, line?.note, message];
      assert.deepEqual(texts, [shown, shown, shown, shown]);
      assert.deepEqual(line?.deep, [{ text: shown }]);
      assert.ok(`${stack}`.startsWith(`Error: ${shown}\n`), stack ?? "no stack");
    });
  }

  it("are left out of the line of a request", () => {
    const ids = { traceId: "a", spanId: "b", correlationId: `x-${jwt}` };
    const [line] = logged((log) =>
      log.access({
        ...{ level: "info", ...ids, method: "GET", status: 404, durationMs: 1 },
        path: "/api/v1/admin/keys/hf_admin_0aZ9",
      }),
    );
    assert.equal(line?.path, "/api/v1/admin/keys/[redacted]");
    assert.doesNotMatch(String(line?.correlationId ?? line?.correlation_id), /c2lnbm/);
  });

  it("leave the numbers and counts that are named like them", () => {
    const fields = { keys: 3, keyId: "k-1", routingKey: "mug" };
    const [line] = logged((log) => log.info(fields));
    assert.deepEqual(
      { keys: line?.keys, keyId: line?.keyId, routingKey: line?.routingKey },
      fields,
    );
  });

  it("are left out of a child logger's own fields", () => {
    const text = JSON.stringify(logged((log) => log.child({ apiKey: secret }).info("hello")));
    assert.ok(text.includes("[redacted]") && !text.includes(secret), text);
  });

  it("leave the caller's object as it was", () => {
    const fields = { token: secret };
    logged((log) => log.info(fields));
    assert.equal(fields.token, secret);
  });
});

describe("an error of PostgreSQL in a log line", () => {
  const row = "ann@example.com, tok_visa";
  const told = {
    detail: `Failing row contains (1, ${row}).`,
    where: `COPY order_submission, line 1: "${row}"`,
    internalQuery: `insert into order_submission values ('${row}')`,
    query: `insert into order_submission values ('${row}')`,
    parameters: [row],
    params: [row],
    values: [row],
  };
  const refused = () =>
    Object.assign(new Error("violates a constraint"), told, {
      code: "23514",
      table: "order_submission",
      constraint: "input_is_object",
    });

  it("shows what was refused, and none of the row that was", () => {
    const [line] = logged((log) => log.error({ err: refused() }, "failed"));
    const { stack, ...error } = (line?.err ?? {}) as Line;
    assert.deepEqual(error, {
      type: "Error",
      message: "violates a constraint",
      code: "23514",
      table: "order_submission",
      constraint: "input_is_object",
    });
    assert.match(String(stack), /violates a constraint/);
  });

  for (const [name, fields] of Object.entries({
    "inside of another error": { err: Object.assign(new Error("x"), { original: refused() }) },
    "as the cause of another": { err: new Error("x", { cause: refused() }) },
    "one of several": { err: new AggregateError([refused(), refused()]) },
    "in a list": { failures: [refused()] },
  })) {
    it(`shows none of it either ${name}`, () => {
      const text = JSON.stringify(logged((log) => log.error(fields, "failed")));
      assert.ok(text.includes("violates a constraint") && !text.includes(row), text);
    });
  }

  it("takes nothing from what is no error: a refusal's detail stays", () => {
    const [line] = logged((log) => log.info({ refusal: { detail: "mug: 1 free" }, query: "a=b" }));
    assert.deepEqual([line?.refusal, line?.query], [{ detail: "mug: 1 free" }, "a=b"]);
  });
});

describe("the last lines of a process", () => {
  for (const [name, ending] of [
    ["that ends by itself", ""],
    ["that exits", "process.exit()"],
    ["that crashes", "throw new Error('bug')"],
    ["that logs while it exits", "process.on('exit', () => log.info('b')); process.exit()"],
  ] as const) {
    it(`are written by one ${name}`, () => {
      const code = `import { createLogger } from ${JSON.stringify(import.meta.resolve("./log.ts"))};
        const log = createLogger({ service: "test", level: "info" });
        log.info("a");
        ${ending}`;
      const ended = spawnSync(process.execPath, ["--input-type=module", "-e", code]);
      const lines = ended.stdout.toString().trimEnd().split("\n");
      const said = lines.map((line) => JSON.parse(line).msg);
      assert.deepEqual(said, name.includes("while") ? ["a", "b"] : ["a"]);
    });
  }
});

describe("a reader of standard output", () => {
  const script = (lines: number) => `
    import { createLogger } from ${JSON.stringify(import.meta.resolve("./log.ts"))};
    const log = createLogger({ service: "test", level: "info" });
    for (let i = 0; i < ${lines}; i += 1) log.info({ i }, "line");
    process.stderr.write("done");`;
  const run = (lines: number) =>
    spawn(process.execPath, ["--input-type=module", "-e", script(lines)]);

  it("gets every line in order, however many at once", async () => {
    const child = run(20_000);
    const seen: number[] = [];
    for await (const line of createInterface(child.stdout)) seen.push(JSON.parse(line).i);
    assert.deepEqual(seen, [...Array(20_000).keys()]);
  });

  it("may go without ending the process", async () => {
    const child = run(20_000);
    child.stdout.destroy();
    const [said] = await once(child.stderr, "data");
    const [code] = await once(child, "exit");
    assert.deepEqual([String(said), code], ["done", 0]);
  });
});

describe("awkward values in a log line", () => {
  it("end a circular object instead of the process", () => {
    const circular: Record<string, unknown> = { name: "loop" };
    circular.self = circular;
    const [line] = logged((log) => log.info({ circular }));
    assert.ok(JSON.stringify(line).includes("[too deep]"));
  });

  it("keep dates and URLs readable", () => {
    const [line] = logged((log) =>
      log.info({ at: new Date(0), url: new URL("http://127.0.0.1:8001/livez") }),
    );
    assert.equal(line?.at, "1970-01-01T00:00:00.000Z");
    assert.equal(line?.url, "http://127.0.0.1:8001/livez");
  });
});
