import assert from "node:assert/strict";
import { once } from "node:events";
import { afterEach, describe, it } from "node:test";
import { withRequest } from "@holdfast/request-context";
import type { CallReport } from "./outbound.ts";
import { rendezvousOrder } from "./rendezvous.ts";
import type { DeclaredCall } from "./resilience.ts";
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
  untilWaiting,
} from "./testing.ts";

const spans = startTestTelemetry();
const FINE = answering(200, {});
const HEDGED = { hedgeAfterMs: 600, retry: "none" } as const;

type Given = { readonly call?: Partial<DeclaredCall>; readonly isHedgingOn?: () => boolean };

describe("a hedged read", () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())));

  /** Two callees, in the order in which they are asked. */
  async function asking(
    handlers: readonly [Handler, Handler],
    { call = HEDGED, isHedgingOn = () => true }: Given = {},
  ) {
    const started = await Promise.all([startCallee(neverAnswering), startCallee(neverAnswering)]);
    const order = rendezvousOrder(
      "mug",
      started.map((callee) => ({ name: callee.origin, callee })),
    );
    const callees = order.map(({ callee }) => callee);
    for (const [index, { server, requests }] of callees.entries()) {
      server.removeAllListeners("request").on("request", (request, response) => {
        requests.push(request);
        handlers[index]?.(request, response);
      });
    }
    const reports: CallReport[] = [];
    const wired = outboundTo(
      callees.map(({ origin }) => origin),
      {
        resilience: resilienceWith(call),
        isHedgingOn,
        onCall: (report) => reports.push(report),
      },
    );
    stops.push(async () => {
      await Promise.all(callees.map(({ stop }) => stop()));
      await wired.outbound.close();
    });
    const ask = (operation = "getThing", more: object = {}) =>
      withRequest(REQUEST, () =>
        wired.client.call(operation, { path: { id: "a" }, routingKey: "mug", ...more }),
      );
    const [first = assert.fail(), second = assert.fail()] = callees;
    return { ...wired, first, second, ask, reports };
  }

  it("is answered by a second process when the first takes long, and the first is told to stop", async () => {
    const { ask, first, second, time, outbound, reports, registry } = await asking([
      neverAnswering,
      FINE,
    ]);
    spans.length = 0;
    const answer = ask();
    await untilRequests(first, 1);
    const cut = once(first.requests[0]?.socket ?? assert.fail(), "close");
    time.advance(600);
    assert.ok((await answer).ok);
    await cut;
    assert.equal(second.requests.length, 1);
    assert.equal(time.pending(), 0);
    assert.equal(reports[0]?.attempts, 2);
    const details = outbound.breakers();
    assert.deepEqual(
      details.map(({ hedges, retryBudget, inFlight }) => [hedges, retryBudget, inFlight]),
      [
        [0, 9, 0],
        [1, 9, 0],
      ],
    );
    assert.deepEqual(
      spans.map(({ attributes, status }) => [
        attributes["http.request.resend_count"],
        status?.code,
      ]),
      [
        [undefined, undefined],
        [1, undefined],
      ],
    );
    const metric = 'outbound_hedges_total{target="things",operation="getThing"} 1';
    assert.ok((await registry.metrics()).includes(metric));
  });

  it("is not sent when the first answers in time", async () => {
    const { ask, second, time } = await asking([FINE, FINE]);
    assert.ok((await ask()).ok);
    assert.equal(time.pending(), 0);
    assert.equal(second.requests.length, 0);
  });

  it("waits for the other attempt when one of them fails", async () => {
    const { ask, first, second, time } = await asking([neverAnswering, refusing(500)]);
    const answer = ask();
    await untilRequests(first, 1);
    time.advance(600);
    await untilRequests(second, 1);
    while (second.server.listening && time.pending() > 1) await new Promise(setImmediate);
    time.advance(400);
    assert.deepEqual(await answer, { ok: false, error: { kind: "timeout" } });
  });

  it("takes a refusal that settles the matter for an answer", async () => {
    const { ask, first, time } = await asking([neverAnswering, refusing(404)]);
    const answer = ask();
    await untilRequests(first, 1);
    time.advance(600);
    const result = await answer;
    assert.ok(!result.ok && result.error.kind === "problem" && result.error.status === 404);
    assert.equal(time.pending(), 0);
  });

  it("is sent while the retry budget lasts", async () => {
    const { ask, first, time, outbound } = await asking([neverAnswering, neverAnswering]);
    const reads = Array.from({ length: 20 }, () => ask());
    await untilRequests(first, 4);
    time.advance(600);
    const hedges = outbound.breakers().reduce((total, origin) => total + origin.hedges, 0);
    assert.equal(hedges, 14); // 10 in reserve, and 4 for 20 first attempts
    time.advance(400);
    time.advance(600);
    for (const read of await Promise.all(reads)) assert.equal(read.ok, false);
  });

  it("is never sent for what may not be repeated", async () => {
    const { ask, first, second, time } = await asking([neverAnswering, neverAnswering]);
    const write = ask("createThing", { path: {}, body: {} });
    await untilRequests(first, 1);
    time.advance(600);
    time.advance(400);
    assert.deepEqual(await write, { ok: false, error: { kind: "timeout" } });
    assert.equal(second.requests.length, 0);
  });

  it("is sent sooner once the calls before it were quick, where a percentile is declared", async () => {
    let isQuick = false;
    const sometimes: Handler = (...request) => (isQuick ? FINE : neverAnswering)(...request);
    const hedgeAfterMs = { percentile: 95, minMs: 510, maxMs: 700 };
    const call = { ...HEDGED, hedgeAfterMs };
    const { ask, first, second, time } = await asking([sometimes, FINE], { call });
    const hedgedAfter = async (delayMs: number, nth: number) => {
      isQuick = false;
      const answer = ask();
      await untilRequests(first, first.requests.length + 1);
      assert.ok(time.isWaiting(delayMs));
      time.advance(delayMs);
      assert.ok((await answer).ok);
      assert.equal(second.requests.length, nth);
    };
    await hedgedAfter(700, 1);
    isQuick = true;
    for (let calls = 0; calls < 100; calls += 1) assert.ok((await ask()).ok);
    time.advance(100);
    await hedgedAfter(510, 2);
  });

  it("is not sent while hedging is switched off, nor where none is declared", async () => {
    const { hedgeAfterMs: _, ...unhedged } = HEDGED;
    const cases: readonly Given[] = [{ isHedgingOn: () => false }, { call: unhedged }];
    for (const given of cases) {
      const { ask, first, second, time } = await asking([neverAnswering, FINE], given);
      const answer = ask();
      await untilWaiting(time, 1_000);
      await untilRequests(first, 1);
      time.advance(1_000);
      assert.equal((await answer).ok, false);
      assert.equal(second.requests.length, 0);
    }
  });
});
