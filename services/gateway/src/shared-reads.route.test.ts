import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterEach, beforeEach, describe, it } from "node:test";
import { startTelemetry, type Telemetry } from "@holdfast/telemetry";
import { startGateway } from "./testing/running-service.ts";

const AS_OF = "2026-11-01T08:00:00.000Z";
const EUR = { amount: 1999, currency: "EUR" };
const ITEM = {
  ...{ sku: "mug", name: "Mug", description: null, category: null, attributes: {} },
  ...{ taxCategory: "standard" },
  availability: { status: "in-stock", available: 5, locations: [], asOf: AS_OF },
};
const PRICE = {
  ...{ unit: EUR, total: EUR, compareAt: null, lowest30Days: null, adjustments: [], asOf: AS_OF },
};

type Attribute = { readonly key: string; readonly value: Readonly<Record<string, unknown>> };
type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
  readonly attributes?: readonly Attribute[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
};
const [SERVER, CLIENT] = [2, 3];

/** An OTLP/HTTP collector that keeps what it is sent (JSON). */
async function startCollector() {
  const spans: Span[] = [];
  const server = createServer(async (request, response) => {
    const { resourceSpans } = (await json(request)) as {
      resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
    };
    spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((s) => s.spans)));
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { spans, url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

describe("the trace of a read that is shared", () => {
  let collector: Awaited<ReturnType<typeof startCollector>>;
  let telemetry: Telemetry;
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  beforeEach(async () => {
    collector = await startCollector();
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    };
    telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "0", env });
    gateway = await startGateway();
  });
  afterEach(async () => {
    await gateway.close();
    await telemetry.shutdown();
    collector.close();
  });

  const view = async (traceId: string, query = "") => {
    const answer = await fetch(`${gateway.origin}/api/v1/products/mug${query}`, {
      headers: {
        authorization: "Bearer hf_dev_shop",
        traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      },
    });
    await answer.body?.cancel();
    return [answer.status, answer.headers.get("x-trace-id")];
  };

  it("is each reader's own, and leads from who joined to who asked", async () => {
    const release = Promise.withResolvers<void>();
    const asks = { inventory: 0, pricing: 0 };
    const arrival = { of: 0, seen: Promise.withResolvers<void>() };
    for (const [side, body] of [
      ["inventory", ITEM],
      ["pricing", PRICE],
    ] as const) {
      gateway[side].answer = async (_request, reply) => {
        asks[side] += 1;
        if (asks.inventory + asks.pricing === arrival.of) arrival.seen.resolve();
        await release.promise;
        return reply.send(body);
      };
    }
    const upstreamsAsked = (times: number) => {
      Object.assign(arrival, { of: times, seen: Promise.withResolvers<void>() });
      return arrival.seen.promise;
    };

    const [asker, joiner, other] = ["a", "b", "c"].map((digit) => digit.repeat(32));
    assert.ok(asker && joiner && other);
    const bothAsked = upstreamsAsked(2);
    const first = view(asker);
    await bothAsked;
    const arrived = once(gateway.app.server, "request");
    const second = view(joiner);
    await arrived;
    // It came later and asks something else: when that is heard, the one before it has joined.
    const thirdAsked = upstreamsAsked(3);
    const third = view(other, "?quantity=2");
    await thirdAsked;
    release.resolve();
    assert.deepEqual(await Promise.all([first, second, third]), [
      [200, asker],
      [200, joiner],
      [200, other],
    ]);
    assert.deepEqual(asks, { inventory: 1, pricing: 2 });
    await telemetry.shutdown();

    const of = (traceId: string, kind: number) =>
      collector.spans.filter((span) => span.traceId === traceId && span.kind === kind);
    const [asking = assert.fail(), ...moreAsking] = of(asker, SERVER);
    const [joining = assert.fail(), ...moreJoining] = of(joiner, SERVER);
    assert.deepEqual([moreAsking, moreJoining], [[], []]);
    assert.equal(of(asker, CLIENT).length, 2);
    assert.deepEqual(of(joiner, CLIENT), []);
    assert.equal(joining.parentSpanId, "b7ad6b7169203331");
    assert.notEqual(joining.spanId, asking.spanId);
    const links = (joining.links ?? []).map(({ traceId, spanId }) => ({ traceId, spanId }));
    assert.deepEqual(links, [{ traceId: asker, spanId: asking.spanId }]);
    const isShared = ({ attributes = [] }: Span) =>
      attributes.some(({ key, value }) => key === "holdfast.shared" && value.boolValue === true);
    assert.deepEqual([isShared(asking), isShared(joining)], [false, true]);
    assert.deepEqual(asking.links ?? [], []);
  });
});
