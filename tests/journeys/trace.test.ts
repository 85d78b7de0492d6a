import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
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
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
};

/** The span of whoever calls the gateway. */
const CALLER = "b7ad6b7169203331";

/** Of `npm run record-calls`, which is to see these traces, too. */
const RECORDER = process.env.OTEL_EXPORTER_OTLP_ENDPOINT;

/** An OTLP/HTTP collector that keeps what it is sent (JSON). */
async function startCollector(): Promise<{ server: Server; spans: Span[]; url: string }> {
  const spans: Span[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    if (RECORDER !== undefined)
      await fetch(`${RECORDER}/v1/traces`, { method: "POST", body: text });
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
  /** The trace's spans once every process has exported its own: what is missing still is what the failure says. */
  const wholeTrace = async (traceId: string, wanted: readonly string[]) => {
    let missing: readonly string[] = wanted;
    const complete = async () => {
      const spans = spansOf(traceId);
      const names = new Set(spans.map(({ service, name }) => `${service}: ${name}`));
      missing = wanted.filter((name) => !names.has(name));
      return missing.length === 0 && orphansOf(spans, CALLER).length === 0 ? spans : undefined;
    };
    return eventually("the whole trace", complete).catch(() => {
      const orphans = orphansOf(spansOf(traceId), CALLER);
      assert.fail(`missing spans: ${missing.join(", ")}; without parent: ${orphans.join(", ")}`);
    });
  };

  it("is one connected tree from the caller through every service, step and statement", async () => {
    const shop = shopOf(stack);
    const sku = await shop.stocked("TRACE-1", 5);
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const order = await shop.order(sku, 1, "tok_ok", {
      headers: {
        ...shop.once(),
        traceparent: `00-${traceId}-${CALLER}-01`,
        "x-correlation-id": "journey-trace",
      },
    });
    assert.equal(order.status, 201, JSON.stringify(order.body));
    assert.equal(order.headers.get("x-trace-id"), traceId);
    assert.equal(order.headers.get("x-correlation-id"), "journey-trace");
    const spans = await wholeTrace(traceId, [
      "gateway: POST /api/v1/orders",
      "gateway: POST /v1/orders",
      "orders: POST /v1/orders",
      "orders: postgresql insert-order",
      "orders: checkout quote",
      "pricing: POST /v1/quotes",
      "pricing: postgresql insert-quote-once",
      "orders: checkout hold",
      "inventory: exact batch",
      "inventory: postgresql begin + lock-items-stock + read-shelves + read-reservations",
      "orders: checkout authorise",
      "payment-sandbox: POST /charges",
      "orders: checkout confirm-hold",
      "orders: checkout capture",
      "payment-sandbox: POST /charges/:id/capture",
      "orders: checkout settle",
      "orders: postgresql settle-order",
    ]);
    assertOneRoot(spans);
  });

  it("stays one tree when a payment is declined and the steps are undone", async () => {
    const shop = shopOf(stack);
    const sku = await shop.stocked("TRACE-2", 5);
    const traceId = "1af7651916cd43dd8448eb211c80319c";
    const order = await shop.order(sku, 1, "tok_declined", {
      headers: { ...shop.once(), traceparent: `00-${traceId}-${CALLER}-01` },
    });
    assert.equal(order.status, 402);
    assert.equal(order.body.traceId, traceId);
    const spans = await wholeTrace(traceId, [
      "gateway: POST /api/v1/orders",
      "orders: checkout authorise",
      "orders: checkout undo authorise",
      "orders: checkout undo hold",
      "orders: checkout settle",
    ]);
    assertOneRoot(spans);
  });

  it("holds the read that several views share, and leads there from each of them", async () => {
    const shop = shopOf(stack);
    const skus = await Promise.all(["A", "B", "C", "D"].map((x) => shop.stocked(`JOINT-${x}`, 5)));
    const traceIds = skus.map((_, index) => `${index + 2}af7651916cd43dd8448eb211c80319c`);
    const paths = skus.map((sku) => `/api/v1/products/${sku}`);
    const answers = await pipelined(
      stack.url("gateway"),
      new Map(paths.map((path, index) => [path, traceIds[index] ?? ""])),
    );
    assert.deepEqual(
      [...answers.matchAll(/"sku":"([^"]*)"|"degraded":(\[[^\]]*\])/g)].map(
        ([, sku, d]) => sku ?? d,
      ),
      skus.flatMap((sku) => [sku, "[]"]),
    );
    const [asking = "", ...joining] = traceIds;
    const view = "gateway: GET /api/v1/products/:sku";
    const spans = await wholeTrace(asking, [
      view,
      "inventory: GET /internal/availability",
      "pricing: GET /internal/prices",
    ]);
    const rootOf = (all: readonly Span[]) => all.find((span) => span.parentSpanId === CALLER);
    const asked = { traceId: asking, spanId: rootOf(spans)?.spanId };
    for (const traceId of joining) {
      const [only, ...more] = await wholeTrace(traceId, [view]);
      const links = only?.links?.map(({ traceId: of, spanId }) => ({ traceId: of, spanId }));
      assert.deepEqual([links, more], [[asked], []]);
    }
  });
});

/** Asks for all of them at once on one connection, each under a trace of its own. */
async function pipelined(gateway: string, traceIdsByPath: ReadonlyMap<string, string>) {
  const requests = [...traceIdsByPath].map(([path, traceId], index) =>
    [
      `GET ${path} HTTP/1.1`,
      "host: gateway",
      "authorization: Bearer hf_dev_shop",
      `traceparent: 00-${traceId}-${CALLER}-01`,
      `connection: ${index === traceIdsByPath.size - 1 ? "close" : "keep-alive"}`,
    ].join("\r\n"),
  );
  const { hostname, port } = new URL(gateway);
  const socket = connect(Number(port), hostname);
  socket.write(requests.map((request) => `${request}\r\n\r\n`).join(""));
  return text(socket);
}

/** Spans whose parent is neither the caller nor a span of the trace. */
function orphansOf(spans: readonly Span[], caller: string): readonly string[] {
  const ids = new Set([caller, ...spans.map(({ spanId }) => spanId)]);
  return spans
    .filter(({ parentSpanId }) => !ids.has(parentSpanId ?? ""))
    .map(({ service, name }) => `${service}: ${name}`);
}

/** Exactly one span hangs on the caller's, and no span stands twice. */
function assertOneRoot(spans: readonly Span[]): void {
  assert.equal(new Set(spans.map(({ spanId }) => spanId)).size, spans.length);
  const roots = spans.filter(({ parentSpanId }) => parentSpanId === CALLER);
  assert.deepEqual(
    roots.map(({ service, name }) => `${service}: ${name}`),
    ["gateway: POST /api/v1/orders"],
  );
}
