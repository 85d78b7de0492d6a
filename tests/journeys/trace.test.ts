import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { type Stack, startStack } from "../stack.ts";
import { eventually, shopOf } from "./shop.ts";

type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly service: string;
};

/** An OTLP/HTTP collector that keeps what it is sent (JSON). */
async function startCollector(): Promise<{ server: Server; spans: Span[]; url: string }> {
  const spans: Span[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    for (const { resource, scopeSpans } of JSON.parse(text).resourceSpans) {
      const named = resource.attributes.find(({ key }: { key: string }) => key === "service.name");
      for (const scope of scopeSpans) {
        spans.push(
          ...scope.spans.map((span: Span) => ({ ...span, service: named.value.stringValue })),
        );
      }
    }
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, spans, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe("the trace of an order", () => {
  let stack: Stack;
  let collector: Awaited<ReturnType<typeof startCollector>>;
  before(async () => {
    collector = await startCollector();
    stack = await startStack({
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
        OTEL_BSP_SCHEDULE_DELAY: "100",
      },
    });
  });
  after(async () => {
    await stack?.stop();
    collector?.server.close();
  });

  const spansOf = (traceId: string) => collector.spans.filter((span) => span.traceId === traceId);

  it("is one connected tree from the caller through every service, step and statement", async () => {
    const shop = shopOf(stack);
    const sku = await shop.stocked("TRACE-1", 5);
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const caller = "b7ad6b7169203331";
    const order = await shop.order(sku, 1, "tok_ok", {
      headers: {
        ...shop.once(),
        traceparent: `00-${traceId}-${caller}-01`,
        "x-correlation-id": "journey-trace",
      },
    });
    assert.equal(order.status, 201, JSON.stringify(order.body));
    assert.equal(order.headers.get("x-trace-id"), traceId);
    assert.equal(order.headers.get("x-correlation-id"), "journey-trace");

    const spans = await eventually("the server span of the gateway, which ends last", async () => {
      const found = spansOf(traceId);
      return found.some(({ parentSpanId }) => parentSpanId === caller) &&
        found.some(({ name }) => name.includes("capture"))
        ? found
        : undefined;
    });
    await settled(() => spansOf(traceId).length);
    assertTree(spansOf(traceId), caller);
    const services = new Set(spans.map(({ service }) => service));
    for (const service of ["gateway", "orders", "inventory", "pricing", "payment-sandbox"]) {
      assert.ok(services.has(service), `${service} has no span in ${[...services]}`);
    }
    for (const step of ["quote", "hold", "authorise", "confirm-hold", "capture"]) {
      assert.ok(
        spansOf(traceId).some(
          ({ name, service }) => service === "orders" && name === `checkout ${step}`,
        ),
        `no span of step ${step}`,
      );
    }
    for (const service of ["inventory", "pricing", "orders"]) {
      assert.ok(
        spansOf(traceId).some(
          (span) => span.service === service && span.name.startsWith("postgresql "),
        ),
        `${service} has no SQL span`,
      );
    }
  });

  it("stays one tree when a payment is declined and the steps are undone", async () => {
    const shop = shopOf(stack);
    const sku = await shop.stocked("TRACE-2", 5);
    const traceId = "1af7651916cd43dd8448eb211c80319c";
    const caller = "c7ad6b7169203331";
    const order = await shop.order(sku, 1, "tok_declined", {
      headers: { ...shop.once(), traceparent: `00-${traceId}-${caller}-01` },
    });
    assert.equal(order.status, 402);
    assert.equal(order.body.traceId, traceId);
    await settled(() => spansOf(traceId).length);
    assertTree(spansOf(traceId), caller);
    assert.ok(spansOf(traceId).some(({ name }) => name === "checkout undo hold"));
  });
});

/** Every span's parent is another span of the trace, or the caller's; and there is exactly one of the latter. */
function assertTree(spans: readonly Span[], caller: string): void {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  assert.equal(ids.size, spans.length, "a span id stands twice");
  const roots = spans.filter(({ parentSpanId }) => parentSpanId === caller);
  const orphans = spans.filter(
    ({ parentSpanId }) => parentSpanId !== caller && !ids.has(parentSpanId ?? ""),
  );
  assert.deepEqual(
    orphans.map(({ service, name }) => `${service}: ${name}`),
    [],
  );
  assert.deepEqual(
    roots.map(({ service, name }) => `${service}: ${name}`),
    ["gateway: POST /api/v1/orders"],
  );
}

/** Waits until the number has not changed for a second: exporters send in batches, each process its own. */
async function settled(count: () => number): Promise<void> {
  let last = -1;
  let sinceMs = performance.now();
  await eventually("the exporters to be quiet", async () => {
    if (count() !== last) {
      last = count();
      sinceMs = performance.now();
    }
    return performance.now() - sinceMs > 1_000 ? true : undefined;
  });
}
