import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { loadResilience } from "@holdfast/outbound";
import { exportStats, startTelemetry, type Telemetry } from "@holdfast/telemetry";
import { Registry } from "prom-client";
import type { WireEvent } from "./event.ts";
import { pushSubscribers, readSubscribers } from "./subscribers.ts";
import { NOW_MS, type Reaction, startReceiver } from "./testing.ts";

const read = (text: string | undefined) => readSubscribers("EVENT_SUBSCRIBERS", text);

describe("the declared subscribers", () => {
  it("are none unless the variable names some", () => {
    assert.deepEqual([read(undefined), read(""), read("[]")], [[], [], []]);
    const declared = [{ name: "search", url: "https://search.example/events" }];
    assert.deepEqual(read(JSON.stringify(declared)), declared);
  });

  it("are refused with the variable's name and what is wrong", () => {
    const url = "http://127.0.0.1:1/x";
    const cases: readonly (readonly [unknown, RegExp])[] = [
      ["no json", /EVENT_SUBSCRIBERS must be a JSON array/],
      [{ name: "a", url }, /must be a JSON array/],
      [[{ name: "a" }], /must be a JSON array/],
      [[{ name: "A b", url }], /must be a JSON array/],
      [[{ name: "a", url, secret: "x" }], /must be a JSON array/],
      [[...["a", "a"].map((name) => ({ name, url }))], /names a twice/],
      [[{ name: "a", url: "search.example" }], /url of a must be http or https/],
      [[{ name: "a", url: "ftp://search.example" }], /url of a must be http or https/],
      [[{ name: "a", url: "http://u:geheim@search.example" }], /without credentials/],
      [[{ name: "a", url: "http://search.example/?key=geheim" }], /without credentials/],
    ];
    for (const [declared, told] of cases) {
      const text = typeof declared === "string" ? declared : JSON.stringify(declared);
      assert.throws(() => read(text), told);
      assert.throws(
        () => read(text),
        (error) => !String(error).includes("geheim"),
      );
    }
  });
});

describe("pushing events to a subscriber", () => {
  const TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const stops: (() => Promise<void>)[] = [];
  let telemetry: Telemetry;
  before(() => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1" }; // recorded, and never delivered
    const warn = () => {};
    telemetry = startTelemetry({ serviceName: "test", serviceVersion: "0", env, warn });
  });
  after(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await telemetry.shutdown();
  });

  const event = (sequence: number, traceparent: string | null = TRACE): WireEvent => ({
    id: `stock/MUG/${sequence}`,
    aggregate: "stock/MUG",
    sequence,
    type: "stock.changed",
    at: new Date(NOW_MS).toISOString(),
    traceparent,
    data: { sku: "MUG" },
  });
  const push = (url: string) => {
    const { subscribers, close } = pushSubscribers([{ name: "search", url }], {
      caller: "inventory",
      resilience: loadResilience(`${import.meta.dirname}/../../../resilience.yaml`),
      log: createLogger({ service: "test", level: "silent" }),
      registry: new Registry(),
      newId: () => "delivery-1",
    });
    stops.push(close);
    const [subscriber] = subscribers;
    assert.ok(subscriber);
    return subscriber;
  };
  const receiver = async (react?: Reaction) => {
    const started = await startReceiver(react);
    stops.push(started.stop);
    return started;
  };

  it("posts them as JSON to the very URL, as to a stranger", async () => {
    const { url, received } = await receiver();
    assert.deepEqual(await push(url).deliver([event(1), event(2)]), { ok: true, value: null });
    const [batch] = received;
    assert.equal(batch?.path, "/hooks/holdfast");
    assert.deepEqual(batch?.events, [event(1), event(2)]);
    assert.equal(batch?.headers["content-type"], "application/json");
    assert.equal(batch?.headers["x-correlation-id"], "delivery-1");
    assert.equal(batch?.headers["holdfast-account"], undefined);
  });

  it("goes on with the trace of the first event", async () => {
    const { url, received } = await receiver();
    const before = exportStats();
    await push(url).deliver([event(1), event(2, null), event(3, TRACE.replace("0af7", "1bf8"))]);
    assert.match(String(received[0]?.headers.traceparent), /^00-0af7651916cd43dd8448eb211c80319c-/);
    assert.notEqual(received[0]?.headers.traceparent, TRACE, "a span of its own");
    const made = exportStats();
    assert.ok(
      made.queued + made.failed + made.dropped > before.queued + before.failed + before.dropped,
    );
  });

  it("begins a trace where the event has none, or one that is no trace", async () => {
    const { url, received } = await receiver();
    for (const traceparent of [null, "garbage"]) await push(url).deliver([event(1, traceparent)]);
    for (const { headers } of received) {
      assert.match(String(headers.traceparent), /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-9a-f]$/);
    }
  });

  it("takes any 2xx for a yes, whatever else the answer says", async () => {
    for (const answer of [
      { status: 200, body: "ok" },
      { status: 202, type: "text/html", body: "<p>thanks" },
      { status: 201, type: "application/json", body: "{broken" },
    ]) {
      const { url } = await receiver(() => answer);
      assert.equal((await push(url).deliver([event(1)])).ok, true, JSON.stringify(answer));
    }
  });

  it("takes everything else for a no, and says what it was", async () => {
    const problem = JSON.stringify({ status: 429, code: "too-many", detail: "Later." });
    for (const [answer, said] of [
      [{ status: 500, body: "oops" }, "answered 500 without JSON"],
      [{ status: 404 }, "answered 404 without a problem"],
      [{ status: 302 }, "answered 302 without a problem"],
      [{ status: 429, type: "application/problem+json", body: problem }, "answered 429: Later."],
    ] as const) {
      const { url } = await receiver(() => answer);
      assert.deepEqual(await push(url).deliver([event(1)]), { ok: false, error: said });
    }
    const { url, stop } = await startReceiver();
    await stop();
    const refused = await push(url).deliver([event(1)]);
    assert.match(refused.ok ? "" : refused.error, /could not be reached \(ECONNREFUSED\)/);
  });
});
