import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { withRequest } from "@holdfast/request-context";
import {
  answering,
  type Handler,
  neverAnswering,
  outboundTo,
  REQUEST,
  resilienceWith,
  startCallee,
  startTestTelemetry,
  untilRequests,
} from "./testing.ts";

startTestTelemetry();
const THING = { path: { id: "a" } };
const OVERLOADED = { ok: false, error: { kind: "overloaded" } };

describe("the bulkhead of a target", () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

  /** Callees that answer like this, each with two connections and room for three that wait. */
  async function behind(...handlers: readonly Handler[]) {
    const callees = await Promise.all(handlers.map((handler) => startCallee(handler)));
    const resilience = resilienceWith(
      { retry: "none" },
      { minimumCalls: 100 },
      { connections: 2, waitingMax: 3 },
    );
    const wired = outboundTo(
      callees.map(({ origin }) => origin),
      { resilience },
    );
    stops.push(async () => {
      await Promise.all(callees.map(({ stop }) => stop()));
      await wired.outbound.close();
    });
    const get = (request = REQUEST) =>
      withRequest(request, () => wired.client.call("getThing", THING));
    /** Of the first callee. */
    const gauges = async () => {
      const text = await wired.registry.metrics();
      const labels = `{target="things",origin="127.0.0.1:${callees[0]?.port}"} `;
      return [...text.matchAll(/^outbound_calls_(\w+)(\{.*\} )(\d+)$/gm)]
        .filter(([, , of]) => of === labels)
        .map(([, name, , count]) => `${name} ${count}`);
    };
    return { ...wired, callees, get, gauges };
  }

  it("refuses at once what finds connections and waiting room taken, and nothing afterwards", async () => {
    const { get, time, outbound, callees, gauges } = await behind(neverAnswering);
    const taken = Array.from({ length: 5 }, () => get());
    assert.deepEqual(await get(), OVERLOADED);
    const [{ inFlight, waiting, calls } = assert.fail()] = outbound.breakers();
    assert.deepEqual([inFlight, waiting, calls], [2, 3, 0]);
    assert.deepEqual(await gauges(), ["in_flight 2", "waiting 3"]);
    await untilRequests(callees[0] ?? assert.fail(), 2);
    time.advance(1_000);
    for (const outcome of await Promise.all(taken)) {
      assert.deepEqual(outcome, { ok: false, error: { kind: "timeout" } });
    }
    assert.deepEqual(await gauges(), ["in_flight 0", "waiting 0"]);
    assert.notDeepEqual(await Promise.race([get(), Promise.resolve()]), OVERLOADED);
    time.advance(1_000);
  });

  it("is one in the metrics with that of another client of the same process, until that is closed", async () => {
    const { get, callees, registry, gauges, time } = await behind(neverAnswering);
    const [callee = assert.fail()] = callees;
    const other = outboundTo(callee.origin, { registry });
    const taken = [get(), withRequest(REQUEST, () => other.client.call("getThing", THING))];
    await untilRequests(callee, 2);
    assert.deepEqual(await gauges(), ["in_flight 2", "waiting 0"]);
    callee.server.closeAllConnections();
    other.time.advance(3_000);
    time.advance(3_000);
    await Promise.all(taken);
    await other.outbound.close();
    assert.deepEqual(await gauges(), ["in_flight 0", "waiting 0"]);
  });

  it("ends a call in its time that never had a connection, and never sends it", async () => {
    const { get, time, callees } = await behind(neverAnswering);
    const [callee = assert.fail()] = callees;
    const taken = [get(), get()];
    await untilRequests(callee, 2);
    const late = get();
    time.advance(1_000);
    assert.deepEqual(await late, { ok: false, error: { kind: "timeout" } });
    await Promise.all(taken);
    callee.server.removeAllListeners("request").on("request", answering(200, {}));
    assert.ok((await get()).ok);
    assert.equal(callee.requests.length, 2);
  });

  it("asks another process of the target before it refuses", async () => {
    const { get, callees, time } = await behind(neverAnswering, neverAnswering);
    const taken = Array.from({ length: 10 }, () => get());
    assert.deepEqual(await get(), OVERLOADED);
    await Promise.all(callees.map((callee) => untilRequests(callee, 2)));
    time.advance(1_000);
    await Promise.all(taken);
  });
});
