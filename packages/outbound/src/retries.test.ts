import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { after, describe, it } from "node:test";
import { type RequestContext, withRequest } from "@holdfast/request-context";
import type { DeclaredCall, Resilience } from "./resilience.ts";
import {
  answering,
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
  untilWaiting,
} from "./testing.ts";

type Breaker = Partial<Resilience["targets"][string]["breaker"]>;
type Policy = { readonly call?: Partial<DeclaredCall>; readonly breaker?: Breaker };

const spans = startTestTelemetry();
const THING = { path: { id: "a" } };
const KEY = { "idempotency-key": "k" };
const breakingOff: Handler = (request) => request.destroy();

describe("retries", () => {
  const stops: (() => Promise<void>)[] = [];
  after(() => Promise.all(stops.map((stop) => stop())));

  async function calleeWith(handlers: readonly Handler[], { call, breaker }: Policy = {}) {
    const callee = await startCallee(...handlers);
    const wired = outboundTo(callee.origin, { resilience: resilienceWith(call, breaker) });
    stops.push(async () => {
      await callee.stop();
      await wired.outbound.close();
    });
    const get = (request: RequestContext = REQUEST) =>
      withRequest(request, () => wired.client.call("getThing", THING));
    return { ...wired, callee, get };
  }

  it("repeat a failed read, wait with jitter, and are numbered on their spans", async () => {
    const { get, time, registry } = await calleeWith([
      refusing(503),
      refusing(500),
      answering(200, {}),
    ]);
    spans.length = 0;
    assert.ok((await get()).ok);
    assert.deepEqual(time.waitsMs, [12, 25]);
    const resent = spans.map(({ attributes }) => attributes["http.request.resend_count"]);
    assert.deepEqual(resent, [undefined, 1, 2]);
    const text = await registry.metrics();
    assert.ok(text.includes('outbound_retries_total{target="things",operation="getThing"} 2'));
  });

  it("stop after the attempts of the policy, with the last failure", async () => {
    const { get, callee } = await calleeWith([refusing(500), refusing(502), refusing(504)]);
    const result = await get();
    assert.ok(!result.ok && result.error.kind === "problem");
    assert.equal(result.error.status, 504);
    assert.equal(callee.requests.length, 3);
  });

  it("keep a doubt that no later attempt could clear, and lose it to one that did", async () => {
    const problem = { status: 503, code: "outcome-unknown", title: "Unknown", detail: "perhaps" };
    const doubting = answering(503, problem);
    const kept = await calleeWith([doubting, refusing(503), breakingOff]);
    const result = await kept.get();
    assert.ok(!result.ok && result.error.kind === "problem");
    assert.equal(result.error.problem.code, "outcome-unknown");
    assert.equal(kept.callee.requests.length, 3);
    const cleared = await calleeWith([doubting, refusing(409)]);
    const refused = await cleared.get();
    assert.ok(!refused.ok && refused.error.kind === "problem");
    assert.equal(refused.error.status, 409);
    const done = await calleeWith([doubting, answering(200, {})]);
    assert.ok((await done.get()).ok);
  });

  it("follow broken connections, 429, 500, 502, 503 and 504, and no other refusal", async () => {
    const refusals = (statuses: readonly number[], requests: number) =>
      statuses.map((status) => ({ name: `${status}`, failure: refusing(status), requests }));
    const failures = [
      { name: "broken connection", failure: breakingOff, requests: 2 },
      ...refusals([429, 500, 502, 503, 504], 2),
      ...refusals([400, 404, 408, 409, 422, 501], 1),
    ];
    for (const { name, failure, requests } of failures) {
      const { get, callee } = await calleeWith([failure, answering(200, {})]);
      await get();
      assert.equal(callee.requests.length, requests, name);
    }
  });

  it("do not follow a callee that works and says that one behind it is away", async () => {
    const away = { status: 503, code: "upstream-unavailable", detail: "away", title: "away" };
    const { get, callee } = await calleeWith([answering(503, away), answering(200, {})]);
    await get();
    assert.equal(callee.requests.length, 1);
  });

  it("follow a timeout unless the policy says that a repeat would meet itself", async () => {
    for (const [retry, requests] of [
      ["read", 2],
      ["write", 1],
    ] as const) {
      const handlers = [neverAnswering, answering(200, {})];
      const { get, callee, time } = await calleeWith(handlers, { call: { retry } });
      const calling = get();
      await untilRequests(callee, 1);
      time.advance(1_000);
      assert.equal((await calling).ok, requests === 2);
      assert.equal(callee.requests.length, requests, retry);
    }
  });

  it("take the callee's word that its time was over for a timeout", async () => {
    const late = { status: 504, code: "deadline-exceeded", detail: "late", title: "late" };
    for (const [retry, requests] of [
      ["read", 2],
      ["write", 1],
    ] as const) {
      const { get, callee } = await calleeWith([answering(504, late), answering(200, {})], {
        call: { retry },
      });
      await get();
      assert.equal(callee.requests.length, requests, retry);
    }
  });

  it("are for calls that may be repeated: by method, by an Idempotency-Key, or by design", async () => {
    const calls: [string, object, number][] = [
      ["putThing", { ...THING, body: {} }, 2],
      ["createThing", { body: {} }, 1],
      ["createThing", { body: {}, headers: KEY }, 2],
      ["createThing", { body: Readable.from(["a"]), headers: KEY }, 1],
      ["confirmThing", THING, 2],
    ];
    for (const [operationId, input, requests] of calls) {
      const { client, callee } = await calleeWith([refusing(503), answering(200, {})]);
      await withRequest(REQUEST, () => client.call(operationId, input));
      assert.equal(callee.requests.length, requests, `${operationId} ${Object.keys(input)}`);
    }
  });

  it("are never for calls declared not idempotent", async () => {
    const call = { idempotent: false, retry: "none" };
    const { get, callee } = await calleeWith([refusing(503), answering(200, {})], { call });
    assert.ok(!(await get()).ok);
    assert.equal(callee.requests.length, 1);
  });

  it("wait as long as Retry-After asks", async () => {
    const { get, time } = await calleeWith([
      refusing(429, { "retry-after": "0" }),
      refusing(503, { "retry-after": "2" }),
      answering(200, {}),
    ]);
    const calling = get();
    await untilWaiting(time, 2_000);
    assert.deepEqual(time.waitsMs, [12]);
    time.advance(2_000);
    assert.ok((await calling).ok);
  });

  it("do not wait for a Retry-After that the call's or the request's deadline does not cover", async () => {
    const waits: [string, RequestContext, number][] = [
      ["3", REQUEST, 1],
      ["1", { ...REQUEST, deadlineAtMs: NOW_MS + 1_000 }, 1],
      ["0", { ...REQUEST, deadlineAtMs: NOW_MS + 1_000 }, 2],
    ];
    for (const [seconds, request, requests] of waits) {
      const handlers = [refusing(503, { "retry-after": seconds }), answering(200, {})];
      const { get, callee } = await calleeWith(handlers);
      await get(request);
      assert.equal(callee.requests.length, requests, seconds);
    }
  });

  it("end with the call's own deadline, as a timeout of the callee", async () => {
    const call = { timeoutMs: 1_000, deadlineMs: 1_800 };
    const { get, callee, time } = await calleeWith([neverAnswering], { call });
    const calling = get();
    await untilRequests(callee, 1);
    time.advance(1_000);
    await untilRequests(callee, 2);
    assert.equal(callee.requests[1]?.headers["request-timeout-ms"], "788");
    time.advance(788);
    assert.deepEqual(await calling, { ok: false, error: { kind: "timeout" } });
    assert.equal(callee.requests.length, 2);
  });

  it("share a budget, so that an outage is not multiplied", async () => {
    const { get, callee } = await calleeWith([refusing(503)], { breaker: { minimumCalls: 1_000 } });
    for (let i = 0; i < 100; i += 1) await get();
    // 10 in reserve, 20 for 100 first attempts, and what the clock adds while they wait.
    const retries = callee.requests.length - 100;
    assert.ok(retries >= 30 && retries <= 32, `${retries} retries`);
  });

  it("stop when the circuit opens", async () => {
    const { get, callee, outbound } = await calleeWith([refusing(503)], {
      breaker: { minimumCalls: 2 },
    });
    const result = await get();
    assert.ok(!result.ok && result.error.kind === "problem");
    assert.equal(callee.requests.length, 2);
    assert.equal(outbound.breakers()[0]?.state, "open");
  });
});

describe("an upload", () => {
  async function uploading(handler: Handler) {
    const callee = await startCallee(handler);
    const resilience = resilienceWith({}, { minimumCalls: 1 });
    const { client, outbound } = outboundTo(callee.origin, { resilience });
    const upload = new Readable({ read() {} });
    upload.push("sku,name\n");
    const answer = withRequest(REQUEST, () => client.call("createThing", { body: upload }));
    await untilRequests(callee, 1);
    const state = () => outbound.breakers()[0]?.state;
    const stop = async () => {
      upload.destroy();
      await callee.stop();
      await outbound.close();
    };
    return { upload, answer, state, stop };
  }

  it("arrives as it was sent", async () => {
    const received: string[] = [];
    const { upload, answer, stop } = await uploading(async (request, response) => {
      received.push((await request.toArray()).join(""));
      answering(202, {})(request, response);
    });
    upload.push("mug,Mug\n");
    upload.push(null);
    assert.ok((await answer).ok);
    assert.deepEqual(received, ["sku,name\nmug,Mug\n"]);
    await stop();
  });

  it("that its sender breaks off does not blame the callee", async () => {
    for (const reason of [new Error("client went away"), undefined]) {
      const { upload, answer, state, stop } = await uploading(neverAnswering);
      upload.destroy(reason);
      const result = await answer;
      assert.ok(!result.ok && result.error.kind === "unreachable");
      assert.match(result.error.message, /no longer wanted/);
      assert.equal(state(), "closed");
      await stop();
    }
  });

  it("that the callee breaks off does", async () => {
    const { answer, state, stop } = await uploading((request) => {
      request.once("data", () => request.destroy());
    });
    const result = await answer;
    assert.ok(!result.ok && result.error.kind === "unreachable");
    assert.match(result.error.message, /could not be reached/);
    assert.equal(state(), "open");
    await stop();
  });

  it("is left to its sender when the callee answers before its end", async () => {
    const { upload, answer, stop } = await uploading((_request, response) => {
      const type = { "content-type": "application/problem+json" };
      response.writeHead(415, type).end('{"status":415,"code":"no","detail":"no"}');
    });
    const result = await answer;
    assert.ok(!result.ok && result.error.kind === "problem");
    upload.push("more\n");
    await new Promise(setImmediate);
    assert.equal(upload.destroyed, false);
    await stop();
  });
});
