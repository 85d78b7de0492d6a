import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { type RequestContext, withRequest } from "@holdfast/request-context";
import { context, propagation } from "@opentelemetry/api";
import { parseResilience } from "./resilience.ts";
import {
  answering,
  outboundTo,
  REQUEST,
  resilienceWith,
  startCallee,
  startTestTelemetry,
} from "./testing.ts";

startTestTelemetry();
const ASKED: RequestContext = { ...REQUEST, account: "acme", scope: "shop" };
const BAGGAGE = propagation.createBaggage({ "user.email": { value: "ann@example.com" } });

describe("a call to somebody else's service", () => {
  const stops: (() => Promise<void>)[] = [];
  after(() => Promise.all(stops.map((stop) => stop())));

  /** The headers that a target of this kind gets of one call, made for an account and with a client's baggage. */
  async function headersSent(external: boolean | undefined) {
    const declared = resilienceWith();
    const things = { ...declared.targets.things, external };
    const resilience = parseResilience(
      JSON.stringify({ ...declared, targets: { things } }),
      "test",
    );
    const callee = await startCallee(answering(201, {}));
    const { client, outbound } = outboundTo(callee.origin, { resilience });
    stops.push(async () => {
      await callee.stop();
      await outbound.close();
    });
    const input = { headers: { "Idempotency-Key": "k" }, body: { sku: "a" } };
    await context.with(propagation.setBaggage(context.active(), BAGGAGE), () =>
      withRequest(ASKED, () => client.call("createThing", input)),
    );
    return callee.requests[0]?.headers ?? {};
  }

  it("carries the trace's ids, the correlation id and its own headers, and nothing else of ours", async () => {
    const { traceparent, host: _, ...headers } = await headersSent(true);
    assert.match(String(traceparent), /^00-/);
    assert.deepEqual(headers, {
      accept: "application/json",
      connection: "keep-alive",
      "content-length": "11",
      "content-type": "application/json",
      "idempotency-key": "k",
      "x-correlation-id": "corr-1",
    });
  });

  it("differs from one to a service of ours, which is told who asks, how long it has, and the baggage", async () => {
    for (const external of [false, undefined]) {
      const headers = await headersSent(external);
      assert.equal(headers["holdfast-account"], "acme");
      assert.equal(headers["holdfast-scope"], "shop");
      assert.equal(headers["request-timeout-ms"], "1000");
      assert.equal(headers.baggage, "user.email=ann@example.com");
    }
  });
});
