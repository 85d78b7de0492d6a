import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { withRequest } from "@holdfast/request-context";
import type { Fault } from "./fault.ts";
import type { CallReport } from "./outbound.ts";
import {
  answering,
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

startTestTelemetry();
const THING = { path: { id: "a" } };

describe("a fault that is injected", () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

  /** A callee in good health, and calls to it that meet `faults` one after the other, then none. */
  async function meeting(faults: readonly Fault[], policy = resilienceWith({ retry: "none" })) {
    const callee = await startCallee(answering(200, {}));
    const reports: CallReport[] = [];
    const asked: string[] = [];
    const left = [...faults];
    const wired = outboundTo(callee.origin, {
      resilience: policy,
      faultFor: (target, operation) => {
        asked.push(`${target}.${operation}`);
        return left.shift();
      },
      onCall: (call) => reports.push(call),
    });
    stops.push(async () => {
      await callee.stop();
      await wired.outbound.close();
    });
    const get = (request = REQUEST) =>
      withRequest(request, () => wired.client.call("getThing", THING));
    return { ...wired, callee, get, reports, asked };
  }

  it("refuses like a port where nobody listens", async () => {
    const { get, callee } = await meeting([{ kind: "refused" }]);
    const result = await get();
    assert.ok(!result.ok && result.error.kind === "unreachable");
    assert.match(result.error.message, /ECONNREFUSED/);
    assert.equal(callee.requests.length, 0);
  });

  it("hangs until the attempt's time is over", async () => {
    const { get, callee, time } = await meeting([{ kind: "hang" }]);
    const calling = get();
    await untilWaiting(time, 1_000);
    time.advance(1_000);
    assert.deepEqual(await calling, { ok: false, error: { kind: "timeout" } });
    assert.equal(callee.requests.length, 0);
    assert.equal(time.pending(), 0);
  });

  it("hangs no longer than the request's deadline", async () => {
    const { get, time } = await meeting([{ kind: "hang" }]);
    const calling = get({ ...REQUEST, deadlineAtMs: NOW_MS + 700 });
    await untilWaiting(time, 700);
    time.advance(700);
    assert.deepEqual(await calling, { ok: false, error: { kind: "deadline-exceeded" } });
  });

  it("answers a status, which counts as the callee's", async () => {
    for (const [status, state] of [
      [503, "open"],
      [404, "closed"],
    ] as const) {
      const policy = resilienceWith({ retry: "none" }, { minimumCalls: 1 });
      const { get, outbound } = await meeting([{ kind: "status", status }], policy);
      const result = await get();
      assert.ok(!result.ok && result.error.kind === "unreachable");
      assert.equal(result.error.status, status);
      assert.equal(outbound.breakers()[0]?.state, state);
    }
  });

  it("delays the request, within the attempt's time", async () => {
    const { get, time, callee } = await meeting([
      { kind: "delay", delayMs: 800 },
      { kind: "delay", delayMs: 1_200 },
    ]);
    const late = get();
    await untilWaiting(time, 800);
    assert.equal(callee.requests.length, 0);
    time.advance(800);
    assert.ok((await late).ok);
    const tooLate = get();
    await untilWaiting(time, 1_200);
    time.advance(1_000);
    assert.deepEqual(await tooLate, { ok: false, error: { kind: "timeout" } });
    time.advance(200);
    assert.equal(callee.requests.length, 1, "a request whose time was over is not sent");
  });

  it("is asked for at each attempt, and what follows is retries, within their budget", async () => {
    const refused: Fault = { kind: "refused" };
    const { get, asked, reports, outbound } = await meeting([refused, refused], resilienceWith());
    const before = outbound.breakers()[0]?.retryBudget;
    assert.ok((await get()).ok);
    assert.deepEqual(asked, ["things.getThing", "things.getThing", "things.getThing"]);
    const { elapsedMs, ...report } = reports[0] ?? assert.fail("no report");
    assert.deepEqual(report, {
      target: "things",
      operation: "getThing",
      attempts: 3,
      outcome: "ok",
    });
    assert.equal(elapsedMs, 37); // the waits of 12 and 25 ms
    assert.equal(before, 10);
    assert.equal(outbound.breakers()[0]?.retryBudget, 8);
  });
});

describe("the report of a call", () => {
  it("names its outcome, also of one that was never sent", async () => {
    const callee = await startCallee(refusing(500));
    const reports: CallReport[] = [];
    const resilience = resilienceWith({ retry: "none" }, { minimumCalls: 1 });
    const { client, outbound } = outboundTo(callee.origin, {
      resilience,
      onCall: (call) => reports.push(call),
    });
    for (let i = 0; i < 2; i += 1) {
      await withRequest(REQUEST, () => client.call("getThing", THING));
    }
    assert.deepEqual(
      reports.map(({ outcome, attempts }) => [outcome, attempts]),
      [
        ["problem", 1],
        ["circuit-open", 0],
      ],
    );
    await callee.stop();
    await outbound.close();
  });
});

describe("the detail of a breaker", () => {
  it("says what the window counted, when it opened, and when it will be tried again", async () => {
    const callee = await startCallee(answering(200, {}), refusing(500));
    const resilience = resilienceWith({ retry: "none" }, { minimumCalls: 2 });
    const { client, outbound } = outboundTo(callee.origin, { resilience });
    for (let i = 0; i < 2; i += 1) {
      await withRequest(REQUEST, () => client.call("getThing", THING));
    }
    assert.deepEqual(outbound.breakers(), [
      {
        ...{ target: "things", origin: callee.origin, state: "open" },
        ...{ calls: 2, failures: 1, slowCalls: 0 },
        ...{ openedAtMs: NOW_MS, retryAtMs: NOW_MS + 5_000 },
        ...{ retryBudget: 10, inFlight: 0, waiting: 0, hedges: 0 },
      },
    ]);
    await callee.stop();
    await outbound.close();
  });

  it("says how many calls have a connection, and how many wait for one", async () => {
    const callee = await startCallee(neverAnswering);
    const { client, outbound, time } = outboundTo(callee.origin); // has 4 connections
    const calls = Array.from({ length: 6 }, () =>
      withRequest(REQUEST, () => client.call("createThing", { body: {} })),
    );
    await untilRequests(callee, 4);
    const [{ inFlight, waiting } = assert.fail()] = outbound.breakers();
    assert.deepEqual([inFlight, waiting], [4, 2]);
    time.advance(1_000);
    await callee.stop();
    await Promise.all(calls);
    const [after] = outbound.breakers();
    assert.deepEqual([after?.inFlight, after?.waiting], [0, 0]);
    await outbound.close();
  });
});
