import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { currentRequest } from "@holdfast/request-context";
import { startTelemetry } from "@holdfast/telemetry";
import { Type } from "typebox";
import { accountOf } from "./caller.ts";
import type { CheckResult } from "./health.ts";
import { createService } from "./http-service.ts";

const TRACE_ID = "11112222333344445555666677778888";
const TRACEPARENT = `00-${TRACE_ID}-1111222233334444-01`;

type State = { check: CheckResult | "throws"; readonly lines: Record<string, unknown>[] };

/** A service with one route of each kind, as a real one is made. */
function sampleService(state: State) {
  const destination = { write: (line: string) => state.lines.push(JSON.parse(line)) };
  const app = createService({
    title: "Sample",
    version: "1.0.0",
    description: "For tests.",
    log: createLogger({ service: "sample", level: "info", destination }),
    nowMs: () => 1_000_000,
    deadlineMsOf: (operationId) => (operationId === "putThing" ? 2_000 : undefined),
    checks: {
      database: async () => {
        if (state.check === "throws") throw new Error("connect ECONNREFUSED 10.0.0.7:5432");
        return state.check;
      },
    },
  });
  const line = Type.Object(
    {
      sku: Type.String(),
      quantity: Type.Integer({ minimum: 1, maximum: 100 }),
      id: Type.Optional(Type.String({ format: "uuid" })),
    },
    { additionalProperties: false },
  );
  const body = Type.Object(
    { items: Type.Array(line, { maxItems: 10 }) },
    { additionalProperties: false },
  );
  const query = Type.Object(
    { limit: Type.Optional(Type.Integer({ minimum: 1 })) },
    { additionalProperties: false },
  );
  app.register(async (routes) => {
    routes.put(
      "/things/:id",
      { schema: { operationId: "putThing", body, querystring: query } },
      async (request) => ({
        body: request.body,
        query: request.query,
        context: currentRequest(),
      }),
    );
    routes.get("/account", { schema: { operationId: "getAccount" } }, async () => ({
      account: accountOf(),
    }));
    routes.get("/outage", { schema: { operationId: "outage" } }, async () => {
      throw Object.assign(new Error("connect ECONNREFUSED 10.0.0.7:5432"), {
        code: "ECONNREFUSED",
      });
    });
    routes.get("/later", { schema: { operationId: "later" } }, async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return {};
    });
    routes.get("/internal/events", { schema: { operationId: "listEvents" } }, async (request) => {
      if (request.url.includes("after=x")) throw new Error("a bug");
      return { data: [] };
    });
    routes.post("/internal/events", { schema: { operationId: "takeEvents" } }, async () => ({}));
    routes.get("/never", { schema: { operationId: "never" } }, () => new Promise(() => undefined));
    routes.get("/bug", { schema: { operationId: "bug" } }, async () => {
      throw new Error("select secret from internal-host-7");
    });
  });
  return app;
}

describe("a service", () => {
  const state: State = { check: { status: "ok" }, lines: [] };
  const app = sampleService(state);
  const telemetry = startTelemetry({ serviceName: "sample", serviceVersion: "1", env: {} });
  let origin = "";
  let port = 0;
  before(async () => {
    origin = await app.listen({ host: "127.0.0.1", port: 0 });
    port = Number(new URL(origin).port);
  });
  after(async () => {
    await app.close();
    await telemetry.shutdown();
  });

  const put = (body: string, headers: Record<string, string> = {}, path = "/things/1") =>
    fetch(origin + path, {
      method: "PUT",
      body,
      headers: { "content-type": "application/json", ...headers },
    });
  const good = JSON.stringify({ items: [{ sku: "mug", quantity: 2 }] });

  it("continues the caller's trace and names it in the answer, the problem and the log", async () => {
    state.lines.length = 0;
    const answer = await put("{", { traceparent: TRACEPARENT, "x-correlation-id": "checkout-7" });
    const problem = await jsonOf(answer);
    assert.equal(answer.headers.get("x-trace-id"), TRACE_ID);
    assert.equal(answer.headers.get("x-correlation-id"), "checkout-7");
    assert.equal(problem.traceId, TRACE_ID);
    assert.equal(problem.instance, "/things/1");
    const [line] = state.lines;
    assert.equal(line?.trace_id, TRACE_ID);
    assert.equal(line?.correlation_id, "checkout-7");
    assert.equal(line?.status, 400);
  });

  it("says which coding of a body it takes, and takes that", async () => {
    const refused = await put(good, { "content-encoding": "br" });
    assert.equal(refused.headers.get("accept-encoding"), "identity");
    assert.equal((await jsonOf(refused)).errors[0].path, "header/content-encoding");
    assert.equal((await put(good, { "content-encoding": "Identity" })).status, 200);
  });

  it("makes a correlation id of its own when the caller's is absent or not visible ASCII", async () => {
    for (const sent of [undefined, "has space", "x".repeat(129)]) {
      const answer = await put(good, sent === undefined ? {} : { "x-correlation-id": sent });
      assert.match(answer.headers.get("x-correlation-id") ?? "", /^[0-9a-f-]{36}$/);
    }
  });

  it("gives the handler its context after the body was read: operation, deadline and caller", async () => {
    const answer = await put(good, {
      "holdfast-account": "acme",
      "holdfast-scope": "shop",
      "request-timeout-ms": "500",
    });
    const { context } = await jsonOf(answer);
    assert.equal(context.operationId, "putThing");
    assert.equal(context.account, "acme");
    assert.equal(context.scope, "shop");
    assert.equal(context.deadlineAtMs, 1_000_500);
  });

  it("caps the caller's deadline at the route's, and uses the route's where none is asked", async () => {
    const absurd = await jsonOf(await put(good, { "request-timeout-ms": "9999999999" }));
    assert.equal(absurd.context.deadlineAtMs, 1_002_000);
    const capped = await jsonOf(await put(good, { "request-timeout-ms": "60000" }));
    const silent = await jsonOf(await put(good));
    assert.equal(capped.context.deadlineAtMs, 1_002_000);
    assert.equal(silent.context.deadlineAtMs, 1_002_000);
  });

  for (const [name, body, path] of [
    ["a number sent as text", '{"items":[{"sku":"a","quantity":"2"}]}', "/items/0/quantity"],
    ["a fraction", '{"items":[{"sku":"a","quantity":1.5}]}', "/items/0/quantity"],
    ["a negative number", '{"items":[{"sku":"a","quantity":-1}]}', "/items/0/quantity"],
    ["a number past every double", '{"items":[{"sku":"a","quantity":1e400}]}', "/items/0/quantity"],
    [
      "an id that PostgreSQL would not read",
      '{"items":[{"sku":"a","quantity":1,"id":"urn:uuid:0197e0a0-0000-7000-8000-000000000000"}]}',
      "/items/0/id",
    ],
    ["a missing field", '{"items":[{"quantity":1}]}', "/items/0/sku"],
    ["an unknown field", '{"items":[],"itmes":[]}', "/itmes"],
    ["the wrong shape", "[]", "/"],
    ["a NUL character", '{"items":[{"sku":"a\\u0000b","quantity":1}]}', "/items/0/sku"],
    ["half a surrogate pair", '{"items":[{"sku":"\\ud800","quantity":1}]}', "/items/0/sku"],
  ] as const) {
    it(`refuses ${name} and names ${path}`, async () => {
      const answer = await put(body);
      const problem = await jsonOf(answer);
      assert.equal(answer.status, 400);
      assert.equal(answer.headers.get("content-type"), "application/problem+json");
      assert.equal(problem.code, "validation-failed");
      assert.ok(
        problem.errors.some((error: { path: string }) => error.path === path),
        JSON.stringify(problem),
      );
    });
  }

  it("takes well-formed escaped surrogate pairs", async () => {
    const answer = await put('{"items":[{"sku":"\\ud83d\\ude00","quantity":1}]}');
    assert.equal(answer.status, 200);
  });

  it("says why a body is not taken: where its JSON breaks off, or which key is refused", async () => {
    const detailOf = async (body: string): Promise<string> =>
      (await jsonOf(await put(body))).detail;
    assert.match(await detailOf('{"a":1'), /position 6 \(line 1 column 7\)/);
    assert.match(await detailOf('{"__proto__":{"x":1}}'), /key __proto__/);
  });

  for (const [name, request, status, code] of [
    ["malformed JSON", () => put("{"), 400, "malformed-json"],
    ["an empty body", () => put(""), 400, "malformed-json"],
    ["a prototype key", () => put('{"__proto__":{"x":1}}'), 400, "malformed-json"],
    ["an escaped one", () => put('{"\\u005f_proto__":{"x":1}}'), 400, "malformed-json"],
    [
      "a prototype of the constructor",
      () => put('{"constructor":{"prototype":{"x":1}}}'),
      400,
      "malformed-json",
    ],
    [
      "another media type",
      () => put("a", { "content-type": "text/plain" }),
      415,
      "unsupported-media-type",
    ],
    [
      "a body in a coding",
      () => put(good, { "content-encoding": "gzip" }),
      415,
      "unsupported-media-type",
    ],
    ["a body above 1 MiB", () => put(" ".repeat(20_000_000)), 413, "payload-too-large"],
    [
      "an unknown query parameter",
      () => put(good, {}, "/things/1?limt=3"),
      400,
      "validation-failed",
    ],
    [
      "a deadline that is no number",
      () => put(good, { "request-timeout-ms": "soon" }),
      400,
      "validation-failed",
    ],
    ["an unknown route", () => fetch(`${origin}/nothing`), 404, "route-not-found"],
    ["a method the route has not", () => fetch(`${origin}/things/1`), 405, "method-not-allowed"],
    ["a malformed escape in the URL", () => fetch(`${origin}/things/%zz`), 400, "malformed-url"],
    [
      "a URL above 8,000 characters",
      () => fetch(`${origin}/account?a=${"x".repeat(9000)}`),
      414,
      "uri-too-long",
    ],
    [
      "a path segment above 256",
      () => put(good, {}, `/things/${"x".repeat(300)}`),
      414,
      "uri-too-long",
    ],
    ["a caller that nobody named", () => fetch(`${origin}/account`), 401, "unauthenticated"],
    ["a database that is away", () => fetch(`${origin}/outage`), 503, "not-ready"],
    ["a bug", () => fetch(`${origin}/bug`), 500, "internal-error"],
  ] as const) {
    it(`answers ${name} with ${status} ${code} as a problem`, async () => {
      const answer = await request();
      const problem = await jsonOf(answer);
      assert.equal(answer.status, status);
      assert.equal(problem.code, code);
      assert.equal(problem.type, `/problems/${code}`);
      assert.equal(answer.headers.get("content-type"), "application/problem+json");
      assert.ok(problem.title && problem.detail && problem.instance, JSON.stringify(problem));
      assert.match(problem.traceId, /^[0-9a-f]{32}$/);
      assert.equal(answer.headers.get("x-trace-id"), problem.traceId);
      assert.equal(JSON.stringify(problem).includes("secret"), false);
    });
  }

  it("names the methods that a path has when another was used", async () => {
    const answer = await fetch(`${origin}/things/1`, { method: "DELETE" });
    assert.equal(answer.headers.get("allow"), "PUT");
  });

  for (const [name, bytes, status, code] of [
    [
      "headers above 32 KiB",
      `GET /account HTTP/1.1\r\nhost: a\r\nx: ${"y".repeat(40_000)}\r\n\r\n`,
      431,
      "headers-too-large",
    ],
    [
      "a request that names no host",
      "GET /account HTTP/1.1\r\nconnection: close\r\n\r\n",
      400,
      "malformed-request",
    ],
    [
      "a request that names two hosts",
      "GET /account HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n",
      400,
      "malformed-request",
    ],
    ["bytes that are no HTTP", "NONSENSE\r\n\r\n", 400, "malformed-request"],
  ] as const) {
    it(`answers ${name} with ${status} ${code} before a request exists`, async () => {
      const text = await rawAnswer(port, bytes);
      assert.match(text, new RegExp(`^HTTP/1.1 ${status} `));
      assert.match(text, /content-type: application\/problem\+json/);
      const traceId = /x-trace-id: ([0-9a-f]{32})\r/.exec(text)?.[1];
      assert.ok(text.includes(`"traceId":"${traceId}"`), text);
      assert.ok(text.includes(`"code":"${code}"`), text);
    });
  }

  it("says how long a request took, in its log line and in the metrics", async () => {
    state.lines.length = 0;
    await fetch(`${origin}/later`);
    while (state.lines.length === 0) await new Promise((resolve) => setImmediate(resolve));
    assert.ok(Number(state.lines[0]?.durationMs) >= 15, JSON.stringify(state.lines[0]));
    const metrics = await (await fetch(`${origin}/metrics`)).text();
    const sum = /duration_seconds_sum\{[^}]*http_route="\/later"[^}]*\} ([\d.e-]+)/.exec(
      metrics,
    )?.[1];
    assert.ok(Number(sum) >= 0.015, `${sum} s`);
  });

  it("tells of a poll for events only when it fails", async () => {
    state.lines.length = 0;
    for (const query of ["", "?after=1-2", "?after=x"])
      await fetch(`${origin}/internal/events${query}`);
    await fetch(`${origin}/internal/events`, { method: "POST" });
    const told = () => state.lines.filter(({ path }) => path === "/internal/events");
    while (told().length < 2) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      told().map(({ method, status, level }) => [method, status, level]),
      [
        ["GET", 500, "info"],
        ["POST", 200, "info"],
      ],
    );
  });

  it("tells of a client that left before its answer", async () => {
    state.lines.length = 0;
    const leaving = new AbortController();
    const asked = fetch(`${origin}/never`, { signal: leaving.signal });
    await new Promise((resolve) => app.server.once("request", resolve));
    leaving.abort();
    await assert.rejects(asked);
    while (state.lines.length === 0) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([state.lines[0]?.path, state.lines[0]?.status], ["/never", 499]);
  });

  it("is alive whatever its dependencies do, and ready only with them", async () => {
    assert.equal((await fetch(`${origin}/livez`)).status, 200);
    assert.deepEqual(await jsonOf(await fetch(`${origin}/readyz`)), {
      status: "ready",
      checks: { database: { status: "ok" } },
    });
    state.check = { status: "warn", message: "memory only" };
    assert.equal((await fetch(`${origin}/readyz`)).status, 200);
    state.check = "throws";
    const answer = await fetch(`${origin}/readyz`);
    const problem = await jsonOf(answer);
    assert.equal(answer.status, 503);
    assert.equal(problem.code, "not-ready");
    assert.deepEqual(problem.checks, { database: { status: "fail", message: "not reachable" } });
    state.check = { status: "ok" };
  });

  it("serves its metrics and its contract", async () => {
    const metrics = await (await fetch(`${origin}/metrics`)).text();
    assert.match(
      metrics,
      /http_server_request_duration_seconds_count\{[^}]*http_route="\/things\/:id"/,
    );
    assert.match(metrics, /otel_spans\{outcome="dropped"\} 0/);
    const contract = await jsonOf(await fetch(`${origin}/openapi.json`));
    assert.equal(contract.openapi, "3.1.0");
    assert.equal(contract.paths["/things/{id}"].put.operationId, "putThing");
  });
});

// biome-ignore lint/suspicious/noExplicitAny: what a client sees is JSON; each test asserts on what it needs of it
const jsonOf = (answer: Response): Promise<any> => answer.json();

describe("a service that is stopped", () => {
  it("finishes what it accepted and closes that connection, so that the stop waits for nothing else", async () => {
    const app = sampleService({ check: { status: "ok" }, lines: [] });
    const held = Promise.withResolvers<void>();
    const accepted = new Promise<void>((resolve) => {
      app.get("/held", async () => {
        resolve();
        await held.promise;
        return { finished: true };
      });
    });
    app.addHook("preClose", async () => held.resolve()); // the answer is given once the stop has begun
    const origin = await app.listen({ host: "127.0.0.1", port: 0 });
    const asked = fetch(`${origin}/held`);
    await accepted;
    const stopped = app.close();
    const answer = await asked;
    assert.deepEqual([answer.status, answer.headers.get("connection")], [200, "close"]);
    await stopped;
  });
});

async function rawAnswer(port: number, bytes: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  socket.setEncoding("utf8");
  socket.on("data", (chunk) => {
    text += chunk;
  });
  socket.write(bytes);
  await once(socket, "close");
  return text;
}
