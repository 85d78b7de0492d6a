import assert from "node:assert/strict";
import { once } from "node:events";
import { afterEach, describe, it } from "node:test";
import { withRequest } from "@holdfast/request-context";
import type { OutboundParts } from "./outbound.ts";
import { rendezvousOrder } from "./rendezvous.ts";
import {
  answering,
  type Handler,
  neverAnswering,
  outboundTo,
  REQUEST,
  refusing,
  resilienceWith,
  startCallee,
  startTestTelemetry,
  untilRequests,
} from "./testing.ts";

startTestTelemetry();
type Callee = Awaited<ReturnType<typeof startCallee>>;
const THING = { path: { id: "a" } };
const FINE = answering(200, {});

describe("a target with several origins", () => {
  const stops: (() => Promise<unknown>)[] = [];
  afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

  /** `count` callees that answer as `handle` says, and a client of all of them. */
  async function calleesWith(
    count: number,
    parts: Partial<OutboundParts> = {},
    handle: (index: number) => Handler = () => FINE,
  ) {
    const callees = await Promise.all(
      Array.from({ length: count }, (_, index) => startCallee(handle(index))),
    );
    const things = callees.map(({ origin }) => origin);
    const wired = outboundTo(things, parts);
    stops.push(
      wired.outbound.close,
      ...callees.map((callee) => async () => {
        if (callee.server.listening) await callee.stop();
      }),
    );
    const get = (routingKey?: string) =>
      withRequest(REQUEST, () => wired.client.call("getThing", { ...THING, routingKey }));
    /** How many requests each callee has had. */
    const loads = () => callees.map(({ requests }) => requests.length);
    return { ...wired, callees, things, get, loads };
  }

  /** The callees in the order in which calls with `key` ask them. */
  const inOrderOf = (key: string, callees: readonly Callee[]) =>
    rendezvousOrder(
      key,
      callees.map((callee) => ({ name: callee.origin, callee })),
    ).map(({ callee }) => callee);

  it("asks one origin for all calls with one routing key, and every origin for some key", async () => {
    const { get, callees, loads } = await calleesWith(3);
    for (let i = 0; i < 10; i += 1) assert.ok((await get("mug")).ok);
    const [first] = inOrderOf("mug", callees);
    assert.equal(first?.requests.length, 10);
    assert.equal(
      loads().reduce((total, load) => total + load),
      10,
    );
    await Promise.all(Array.from({ length: 100 }, (_, i) => get(`sku-${i}`)));
    assert.ok(Math.min(...loads()) > 0, `${loads()}`);
  });

  it("asks the same origin as another process does that lists them in another order", async () => {
    const { get, things, loads } = await calleesWith(3);
    const { client, outbound } = outboundTo(things.toReversed());
    stops.push(outbound.close);
    for (const routingKey of ["mug", "tee", "cap", "pen"]) {
      const before = loads();
      await get(routingKey);
      await withRequest(REQUEST, () => client.call("getThing", { ...THING, routingKey }));
      const more = loads().map((load, index) => load - (before[index] ?? 0));
      assert.deepEqual(more.toSorted(), [0, 0, 2]);
    }
  });

  it("asks them in turn without a routing key, each once however often it is named", async () => {
    const { things, loads } = await calleesWith(2);
    const { client, outbound } = outboundTo([...things, `${things[0]}/`]);
    stops.push(outbound.close);
    for (let i = 0; i < 6; i += 1) {
      await withRequest(REQUEST, () => client.call("getThing", THING));
    }
    assert.deepEqual(loads(), [3, 3]);
  });

  it("repeats at the key's next origin what one could not be reached for, and returns when it is back", async () => {
    const { get, callees, time, registry } = await calleesWith(3);
    const [first, second, third] = inOrderOf("mug", callees);
    assert.ok(first && second && third);
    await first.stop();
    for (let i = 0; i < 5; i += 1) assert.ok((await get("mug")).ok);
    assert.deepEqual([second.requests.length, third.requests.length], [5, 0]);
    const retried = 'outbound_retries_total{target="things",operation="getThing"} 1';
    assert.ok((await registry.metrics()).includes(retried), "only the first call has to find out");

    first.server.listen(first.port, "127.0.0.1");
    await once(first.server, "listening");
    await get("mug");
    assert.equal(first.requests.length, 0);
    time.advance(1_000);
    await get("mug");
    assert.equal(first.requests.length, 1);
    assert.equal(second.requests.length, 6);
  });

  it("is not asked twice by one call while it goes on refusing, until it listens again", async () => {
    const { get, callees, time, registry } = await calleesWith(1);
    const [only] = callees;
    assert.ok(only);
    await only.stop();
    const retries = async () =>
      Number(/^outbound_retries_total\{.*\} (\d+)/m.exec(await registry.metrics())?.[1] ?? 0);
    await get("mug");
    const first = await retries();
    assert.ok(first > 0, "it may be back at once");
    time.advance(250);
    for (let i = 0; i < 5; i += 1) await get("mug");
    assert.equal(await retries(), first);
    only.server.listen(only.port, "127.0.0.1");
    await once(only.server, "listening");
    assert.ok((await get("mug")).ok);
    await only.stop();
    time.advance(1_000);
    await get("mug");
    assert.ok((await retries()) > first, "another outage, another hope");
  });

  it("spares calls that may not be repeated the origin that just refused a connection", async () => {
    const resilience = resilienceWith({ idempotent: false, retry: "none" });
    const { get, callees } = await calleesWith(2, { resilience });
    const [first, second] = inOrderOf("mug", callees);
    await first?.stop();
    const outcomes = [await get("mug"), await get("mug"), await get("mug")];
    assert.deepEqual(
      outcomes.map(({ ok }) => ok),
      [false, true, true],
    );
    assert.equal(second?.requests.length, 2);
  });

  it("is asked again although it was passed over when no other can be", async () => {
    const { get, callees } = await calleesWith(2);
    await Promise.all(callees.map(({ stop }) => stop()));
    const away = await get("mug");
    assert.ok(!away.ok && away.error.kind === "unreachable");
    const [, second] = inOrderOf("mug", callees);
    second?.server.listen(second.port, "127.0.0.1");
    assert.ok(second && (await once(second.server, "listening")));
    assert.ok((await get("mug")).ok);
    assert.equal(second.requests.length, 1);
  });

  it("repeats at the next origin what one of them fails or hangs on", async () => {
    const broken: readonly Handler[] = [refusing(500), neverAnswering];
    for (const handler of broken) {
      const { callees, get, time } = await calleesWith(2);
      const [first, second] = inOrderOf("mug", callees);
      assert.ok(first && second);
      first.server.removeAllListeners("request").on("request", (request, response) => {
        first.requests.push(request);
        handler(request, response);
      });
      const answer = get("mug");
      await untilRequests(first, 1);
      if (handler === neverAnswering) time.advance(1_000);
      assert.ok((await answer).ok);
      assert.deepEqual([first.requests.length, second.requests.length], [1, 1]);
    }
  });

  it("leaves alone the one whose breaker is open, probes it later, and serves all the while", async () => {
    const failing = new Set([0]);
    const resilience = resilienceWith({ retry: "none" }, { minimumCalls: 2 });
    const { get, outbound, loads, things, time, registry } = await calleesWith(
      2,
      { resilience },
      (index) => (request, response) =>
        (failing.has(index) ? refusing(500) : FINE)(request, response),
    );
    const states = () => outbound.breakers().map(({ state }) => state);
    for (let i = 0; i < 4; i += 1) await get();
    assert.deepEqual(
      outbound.breakers().map(({ origin, state }) => [origin, state]),
      [
        [things[0], "open"],
        [things[1], "closed"],
      ],
    );
    const [open, closed] = things.map((origin, index) => {
      const labels = `target="things",origin="${new URL(origin).host}"`;
      return `outbound_breaker_state{${labels}} ${index === 0 ? 2 : 0}`;
    });
    const text = await registry.metrics();
    assert.ok(open && closed && text.includes(open) && text.includes(closed), text);

    for (let i = 0; i < 6; i += 1) assert.ok((await get()).ok);
    assert.deepEqual(loads(), [2, 8]);
    failing.delete(0);
    time.advance(5_000);
    for (let i = 0; i < 4; i += 1) assert.ok((await get()).ok);
    assert.deepEqual(states(), ["closed", "closed"]);
    assert.deepEqual(loads(), [4, 10]);
  });

  it("is refused without a request once every breaker is open", async () => {
    const resilience = resilienceWith({ retry: "none" }, { minimumCalls: 1 });
    const { get, loads } = await calleesWith(2, { resilience }, () => refusing(500));
    await get();
    await get();
    assert.deepEqual(await get("mug"), { ok: false, error: { kind: "circuit-open" } });
    assert.deepEqual(loads(), [1, 1]);
  });

  it("says how many of them are ready, and throws when none is", async () => {
    const { outbound, callees } = await calleesWith(3, {}, (index) =>
      index === 1 ? refusing(503) : FINE,
    );
    assert.deepEqual(await outbound.ping("things"), { ready: 2, of: 3 });
    await callees[0]?.stop();
    assert.deepEqual(await outbound.ping("things"), { ready: 1, of: 3 });
    await callees[2]?.stop();
    await assert.rejects(outbound.ping("things"));
  });
});
