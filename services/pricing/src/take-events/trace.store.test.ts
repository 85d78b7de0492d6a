import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { it } from "node:test";
import { serveRoutes } from "../testing/some-routes.ts";
import { addTakeEventsRoute } from "./take-events.route.ts";

type Span = {
  readonly name: string;
  readonly traceId: string;
  readonly links?: readonly { readonly traceId: string }[];
};
type Export = {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
};

it("takes events in the trace of the request that brings them, with links to those they are told by", async () => {
  const spans: Span[] = [];
  const collector = createServer(async (request, response) => {
    const { resourceSpans } = (await json(request)) as Export;
    spans.push(
      ...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((each) => each.spans)),
    );
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  collector.listen(0, "127.0.0.1");
  await once(collector, "listening");
  const { port } = collector.address() as AddressInfo;
  const service = await serveRoutes(addTakeEventsRoute, {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
  });
  const traceparent = (digit: string) => `00-${digit.repeat(32)}-${digit.repeat(16)}-01`;
  const item = (sku: string, digit: string) => ({
    ...{ id: `item/${sku}/1`, aggregate: `item/${sku}`, sequence: 1, type: "item.changed" },
    ...{ at: "2026-11-01T12:00:00Z", traceparent: traceparent(digit) },
    data: { sku, category: null, attributes: {}, taxCategory: "standard", discontinued: false },
  });
  const taken = await service.call("POST", "/internal/events", {
    body: { events: [item("mug", "a"), item("cup", "b")] },
    headers: { traceparent: traceparent("a") },
  });
  await service.stop();
  collector.closeAllConnections();
  collector.close();
  assert.equal(taken.status, 204);
  const span = spans.find(({ name }) => name === "take events");
  assert.equal(span?.traceId, "a".repeat(32));
  assert.deepEqual(
    span?.links?.map(({ traceId }) => traceId),
    ["a".repeat(32), "b".repeat(32)],
  );
});
