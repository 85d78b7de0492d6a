import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { type RequestContext, withRequest } from "@holdfast/request-context";
import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { Registry } from "prom-client";
import { createOutbound, type OutboundParts } from "./outbound.ts";
import {
  answering,
  CONTRACT,
  type Handler,
  NOW_MS,
  neverAnswering,
  outboundTo,
  REQUEST,
  refusing,
  resilienceWith,
  startCallee,
  startTestTelemetry,
  untilRequests,
} from "./testing.ts";

const spans = startTestTelemetry();
const THING = { path: { id: "a" } };

describe("an outbound call", () => {
  const stops: (() => Promise<void>)[] = [];
  after(() => Promise.all(stops.map((stop) => stop())));

  async function calleeWith(...handlers: readonly Handler[]) {
    const callee = await startCallee(...handlers);
    const wired = outboundTo(callee.origin);
    stops.push(async () => {
      await callee.stop();
      await wired.outbound.close();
    });
    const call = (request: RequestContext = REQUEST) =>
      withRequest(request, () => wired.client.call("getThing", THING));
    return { ...wired, callee, call };
  }

  it("returns status, parsed body and headers", async () => {
    const { call } = await calleeWith(answering(200, { id: "a" }, { etag: '"1"' }));
    const result = await call();
    assert.ok(result.ok);
    assert.equal(result.value.status, 200);
    assert.deepEqual(result.value.body, { id: "a" });
    assert.equal(result.value.headers.etag, '"1"');
  });

  it("returns no body for an answer without one", async () => {
    const { call } = await calleeWith((_request, response) => response.writeHead(204).end());
    const result = await call();
    assert.ok(result.ok && result.value.status === 204 && result.value.body === undefined);
  });

  it("sends method, path, query, headers and JSON body", async () => {
    const bodies: string[] = [];
    const { callee, client } = await calleeWith(async (request, response) => {
      bodies.push((await request.toArray()).join(""));
      answering(201, {})(request, response);
    });
    const input = { query: { wait: 5 }, headers: { "Idempotency-Key": "k" }, body: { sku: "a" } };
    await withRequest(REQUEST, () => client.call("createThing", input));
    const [request] = callee.requests;
    assert.equal(`${request?.method} ${request?.url}`, "POST /things?wait=5");
    assert.equal(request?.headers["idempotency-key"], "k");
    assert.equal(request?.headers["content-type"], "application/json");
    assert.deepEqual(bodies, ['{"sku":"a"}']);
  });

  it("says who asks, for which request, and how long is left of its deadline", async () => {
    const { callee, call } = await calleeWith(answering(200, {}));
    await call({ ...REQUEST, account: "acme", scope: "admin", deadlineAtMs: NOW_MS + 600.7 });
    const headers = callee.requests[0]?.headers;
    assert.equal(headers?.["x-correlation-id"], "corr-1");
    assert.equal(headers?.["holdfast-account"], "acme");
    assert.equal(headers?.["holdfast-scope"], "admin");
    assert.equal(headers?.["request-timeout-ms"], "600");
  });

  it("gives the callee the attempt's time, so that it does not work on beside the retry", async () => {
    const { callee, call, time } = await calleeWith(neverAnswering, answering(200, {}));
    const calling = call();
    await untilRequests(callee, 1);
    time.advance(1_000);
    assert.ok((await calling).ok);
    const told = callee.requests.map(({ headers }) => headers["request-timeout-ms"]);
    assert.deepEqual(told, ["1000", "1000"]);
  });

  it("returns a problem document as the callee wrote it, with its headers", async () => {
    const { call } = await calleeWith(refusing(404, { "x-trace-id": "t" }));
    const result = await call();
    assert.ok(!result.ok && result.error.kind === "problem");
    assert.equal(result.error.status, 404);
    assert.equal(result.error.problem.code, "code-404");
    assert.equal(result.error.headers["x-trace-id"], "t");
  });

  it("takes broken JSON, another content type, or an error that is no problem for unreachable", async () => {
    const raw =
      (status: number, type: string, text: string): Handler =>
      (_request, response) =>
        response.writeHead(status, { "content-type": type }).end(text);
    const broken: [Handler, RegExp][] = [
      [raw(200, "application/json", '{"id":'), /answered 200 without JSON/],
      [raw(200, "text/html", "<p>hello</p>"), /answered 200 without JSON/],
      [raw(200, "application/jsonp", "{}"), /answered 200 without JSON/],
      [raw(404, "application/json", '{"error":"no"}'), /answered 404 without a problem/],
      [raw(302, "application/json", "{}"), /answered 302 without a problem/],
    ];
    for (const [handler, message] of broken) {
      const { call, callee } = await calleeWith(handler);
      const result = await call();
      assert.ok(!result.ok && result.error.kind === "unreachable");
      assert.match(result.error.message, message);
      assert.equal(callee.requests.length, 1, "repeating it would not help");
    }
  });

  it("leaves the text of a success to a caller that reads it its own way, and of nothing else", async () => {
    const { client } = await calleeWith(answering(200, { id: 7 }), refusing(404));
    const reading = (of: (text: string) => unknown) =>
      withRequest(REQUEST, () => client.read("getThing", of, { path: { id: "a" } }));
    const read = await reading((text) => text.length);
    assert.ok(read.ok && read.value.body === '{"id":7}'.length);
    const refused = await reading(() => assert.fail("a problem is not for it"));
    assert.ok(!refused.ok && refused.error.kind === "problem");
  });

  it("takes a success that its reader cannot read for unreachable", async () => {
    const { client, callee } = await calleeWith(answering(200, { id: 7 }));
    const result = await withRequest(REQUEST, () =>
      client.read("getThing", (text) => JSON.parse(text).id.of.what, { path: { id: "a" } }),
    );
    assert.ok(!result.ok && result.error.kind === "unreachable");
    assert.equal(callee.requests.length, 1);
  });

  it("stops reading an answer that is larger than any of ours", async () => {
    const { call } = await calleeWith((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(`"${"x".repeat(9 * 1024 * 1024)}"`);
    });
    const result = await call();
    assert.ok(!result.ok && result.error.kind === "unreachable");
    assert.match(result.error.message, /more than it may/);
  });

  it("is unreachable when nobody listens, without naming the host", async () => {
    const callee = await startCallee(neverAnswering);
    await callee.stop();
    const { client, outbound } = outboundTo(callee.origin);
    const result = await withRequest(REQUEST, () => client.call("getThing", THING));
    assert.ok(!result.ok && result.error.kind === "unreachable");
    assert.match(result.error.message, /ECONNREFUSED/);
    assert.doesNotMatch(result.error.message, /127\.0\.0\.1/);
    await outbound.close();
  });

  it("ends at its timeout when the callee never answers", async () => {
    const { client, time, callee, outbound } = await calleeWith(neverAnswering);
    const calling = withRequest(REQUEST, () => client.call("createThing", { body: {} }));
    await untilRequests(callee, 1);
    time.advance(999);
    assert.equal(time.pending(), 1);
    time.advance(1);
    assert.deepEqual(await calling, { ok: false, error: { kind: "timeout" } });
    assert.equal(outbound.breakers()[0]?.state, "closed");
  });

  it("ends at its timeout when the answer stops half-way", async () => {
    const { client, time, callee } = await calleeWith((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" }).write('{"id":');
    });
    const calling = withRequest(REQUEST, () => client.call("createThing", { body: {} }));
    await untilRequests(callee, 1);
    time.advance(1_000);
    assert.deepEqual(await calling, { ok: false, error: { kind: "timeout" } });
  });

  it("ends when the request's deadline does", async () => {
    const { call, time, callee } = await calleeWith(neverAnswering);
    const calling = call({ ...REQUEST, deadlineAtMs: NOW_MS + 600 });
    await untilRequests(callee, 1);
    time.advance(600);
    assert.deepEqual(await calling, { ok: false, error: { kind: "deadline-exceeded" } });
  });

  it("is not made at all when less than a millisecond of the deadline is left", async () => {
    const { call, callee } = await calleeWith(answering(200, {}));
    spans.length = 0;
    for (const deadlineAtMs of [NOW_MS + 0.9, NOW_MS, NOW_MS - 1]) {
      const result = await call({ ...REQUEST, deadlineAtMs });
      assert.deepEqual(result, { ok: false, error: { kind: "deadline-exceeded" } });
    }
    assert.equal(callee.requests.length, 0);
    assert.equal(spans.length, 0);
  });

  it("is refused without a request while the circuit is open, and probed afterwards", async () => {
    const callee = await startCallee(refusing(500), refusing(500), answering(200, {}));
    const resilience = resilienceWith({ retry: "none" }, { minimumCalls: 2 });
    const { client, outbound, time } = outboundTo(callee.origin, { resilience });
    const call = () => withRequest(REQUEST, () => client.call("getThing", THING));
    await call();
    await call();
    const states = () => outbound.breakers().map(({ target, state }) => `${target} ${state}`);
    assert.deepEqual(states(), ["things open"]);
    assert.deepEqual(await call(), { ok: false, error: { kind: "circuit-open" } });
    assert.equal(callee.requests.length, 2);
    time.advance(5_000);
    assert.ok((await call()).ok);
    assert.deepEqual(states(), ["things closed"]);
    await callee.stop();
    await outbound.close();
  });

  it("throws for bugs: an unknown operation, no request context, an undeclared call, a wrong header", async () => {
    const { client, outbound } = await calleeWith(answering(200, {}));
    const within = (operationId: string, request = REQUEST) =>
      withRequest(request, () => client.call(operationId, THING));
    await assert.rejects(within("dropThing"), /contract of things has no operation dropThing/);
    await assert.rejects(client.call("getThing", THING), /outside a request/);
    await assert.rejects(
      within("getThing", { ...REQUEST, operationId: "buy" }),
      /services\.shop\.operations\.buy/,
    );
    await assert.rejects(
      withRequest(REQUEST, () =>
        client.call("getThing", { ...THING, headers: { a: "b\r\nc: d" } }),
      ),
      /header/,
    );
    assert.throws(() => outbound.client("other"), /declares no call to other/);
  });

  it("counts calls by outcome, and shows the breaker", async () => {
    const { call, callee, registry } = await calleeWith(answering(200, {}), refusing(404));
    await call();
    await call();
    const text = await registry.metrics();
    const count = 'http_client_request_duration_seconds_count{target="things",operation="getThing"';
    assert.ok(text.includes(`${count},outcome="ok"} 1`), text);
    assert.ok(text.includes(`${count},outcome="problem"} 1`), text);
    const origin = `127.0.0.1:${callee.port}`;
    const state = `outbound_breaker_state{target="things",origin="${origin}"} 0`;
    assert.ok(text.includes(state), text);
  });

  it("makes one client span, whose context the request carries", async () => {
    const { call, callee } = await calleeWith(answering(200, {}));
    spans.length = 0;
    await call();
    const [span, ...others] = spans;
    assert.deepEqual(others, []);
    assert.equal(span?.name, "GET /things/{id}");
    assert.equal(span?.kind, SpanKind.CLIENT);
    assert.equal(span?.ended, true);
    assert.equal(span?.status, undefined);
    assert.deepEqual(span?.attributes, {
      "http.request.method": "GET",
      "server.address": "127.0.0.1",
      "server.port": callee.port,
      "url.template": "/things/{id}",
      "peer.service": "things",
      "holdfast.operation": "sell",
      "http.response.status_code": 200,
    });
    const sent = callee.requests[0]?.headers.traceparent;
    assert.equal(sent, `00-${"1".repeat(32)}-${span?.spanId}-01`);
  });

  it("says on the span what went wrong", async () => {
    const { call } = await calleeWith(refusing(409));
    spans.length = 0;
    await call();
    assert.equal(spans[0]?.attributes["error.type"], "409");
    assert.equal(spans[0]?.status?.code, SpanStatusCode.ERROR);
  });
});

describe("an outbound client", () => {
  const parts = {
    caller: "shop",
    resilience: resilienceWith(),
    log: createLogger({ service: "shop", level: "silent" }),
    contract: () => CONTRACT,
  };

  it("refuses to start without an origin of a declared target, or with one that is no URL", () => {
    const startWith = (origins: OutboundParts["origins"]) => () =>
      createOutbound({ ...parts, origins, registry: new Registry() });
    assert.throws(startWith({}), /shop calls things, but has no origin for it/);
    assert.throws(startWith({ things: [] }), /shop calls things, but has no origin for it/);
    const things = "http://127.0.0.1:1,".split(",");
    assert.throws(startWith({ things }), /shop cannot call things at ""/);
  });

  it("shares the metrics of its registry with the clients before it", async () => {
    const registry = new Registry();
    const origins = { things: "http://127.0.0.1:1" };
    const first = createOutbound({ ...parts, origins, registry });
    const second = createOutbound({ ...parts, origins, registry });
    await Promise.all([first.close(), second.close()]);
    assert.equal(registry.getMetricsAsArray().length, 6);
  });

  it("finishes calls under way when it closes, and takes no new ones", async () => {
    const held = Promise.withResolvers<void>();
    const callee = await startCallee((request, response) => {
      held.promise.then(() => answering(200, {})(request, response));
    });
    const { client, outbound } = outboundTo(callee.origin);
    const call = () => withRequest(REQUEST, () => client.call("getThing", THING));
    const calling = call();
    await untilRequests(callee, 1);
    const closing = outbound.close();
    held.resolve();
    assert.ok((await calling).ok);
    await closing;
    const late = await call();
    assert.ok(!late.ok && late.error.kind === "unreachable");
    await callee.stop();
  });

  it("knows whether a target is ready, past any policy", async () => {
    const callee = await startCallee(answering(200, {}), refusing(503));
    const { outbound } = outboundTo(callee.origin);
    assert.deepEqual(await outbound.ping("things"), { ready: 1, of: 1 });
    assert.equal(callee.requests[0]?.url, "/readyz");
    await assert.rejects(outbound.ping("things"), /things is not ready: \/readyz answered 503/);
    await callee.stop();
    await assert.rejects(outbound.ping("things"));
    await outbound.close();
  });
});
