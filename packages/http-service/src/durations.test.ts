import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Histogram, Registry } from "prom-client";
import { RequestDurations } from "./durations.ts";

describe("the histogram of request durations", () => {
  it("says what prom-client's own says of the same requests", async () => {
    const expected = new Registry();
    const histogram = new Histogram({
      name: "http_server_request_duration_seconds",
      help: "Duration of HTTP requests, by route and status.",
      labelNames: ["http_request_method", "http_route", "http_response_status_code"],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [expected],
    });
    const registry = new Registry();
    const durations = new RequestDurations(registry);
    for (const [method, route, status, ...tookMs] of [
      ["GET", "/v1/items", 200, 0, 0.999, 1, 1.001, 2.5, 7],
      ["GET", "/v1/items", 404, 10_000, 10_001, 1e6],
      ["PUT", "/v1/items/:sku", 200, 30],
      ["POST", "/v1/items", 200, 30, 251],
    ] as const) {
      for (const ms of tookMs) {
        durations.observe({ method, route, status }, ms);
        histogram.observe(
          { http_request_method: method, http_route: route, http_response_status_code: status },
          ms / 1000,
        );
      }
    }
    const sorted = async (of: Registry) => (await of.metrics()).split("\n").sort();
    assert.deepEqual(await sorted(registry), await sorted(expected));
  });
});
