import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { startTelemetry, type Telemetry } from "@holdfast/telemetry";
import { startGateway } from "./testing/running-service.ts";

const AS_OF = "2026-11-01T08:00:00.000Z";
const item = (index: number) => ({
  ...{ sku: `s${index}`, name: `Thing ${index}`, description: "x".repeat(500), category: null },
  ...{ attributes: {}, taxCategory: "standard" },
  availability: { status: "out", available: 0, locations: [], asOf: AS_OF },
});

let telemetry: Telemetry;
let gateway: Awaited<ReturnType<typeof startGateway>>;
before(() => {
  telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "0", env: {} });
});
after(() => telemetry.shutdown());
beforeEach(async () => {
  gateway = await startGateway();
  gateway.pricing.answer = (_request, reply) => reply.send({ data: [] });
});
afterEach(() => gateway.close());

const ask = async (items: number, encoding: string, more: Record<string, string> = {}) => {
  const data = Array.from({ length: items }, (_, index) => item(index));
  gateway.inventory.answer = (_request, reply) => reply.send({ data, nextCursor: null });
  const { statusCode, headers, rawPayload } = await gateway.app.inject({
    url: "/api/v1/products",
    headers: { authorization: "Bearer hf_dev_shop", "accept-encoding": encoding, ...more },
  });
  return { statusCode, headers, body: rawPayload };
};
const count = (body: Buffer) => (JSON.parse(body.toString()) as { data: unknown[] }).data.length;

describe("a large answer", () => {
  it("is compressed as its client takes it, and says that it depends on that", async () => {
    const br = await ask(100, "gzip, br");
    assert.deepEqual([br.headers["content-encoding"], br.headers.vary], ["br", "accept-encoding"]);
    assert.equal(count(brotliDecompressSync(br.body)), 100);
    const gzip = await ask(100, "gzip");
    assert.equal(gzip.headers["content-encoding"], "gzip");
    assert.equal(count(gunzipSync(gzip.body)), 100);
    assert.ok(gzip.body.length < 10_000, `${gzip.body.length} bytes`);
  });

  it("is not where its client takes none, and the tag is the same one", async () => {
    const [plain, br] = [await ask(100, "identity"), await ask(100, "br")];
    assert.deepEqual(
      [plain.headers["content-encoding"], plain.headers.vary, count(plain.body)],
      [undefined, "accept-encoding", 100],
    );
    assert.equal(plain.headers.etag, br.headers.etag);
    const known = await ask(100, "br", { "if-none-match": String(br.headers.etag) });
    assert.deepEqual([known.statusCode, known.body.length], [304, 0]);
  });
});

describe("a small answer", () => {
  it("is never compressed", async () => {
    const { headers, body } = await ask(2, "gzip, br");
    assert.deepEqual([headers["content-encoding"], count(body)], [undefined, 2]);
  });
});

describe("a stream of lines", () => {
  it("is never compressed", async () => {
    const skus = Array.from({ length: 1_000 }, (_, index) => `s${index}`);
    gateway.inventory.answer = (_request, reply) => reply.send({ data: [], asOf: AS_OF });
    const { headers, body } = await gateway.app.inject({
      method: "POST",
      url: "/api/v1/products/bulk-check",
      headers: {
        authorization: "Bearer hf_dev_shop",
        "accept-encoding": "gzip, br",
        accept: "application/x-ndjson",
      },
      payload: { skus },
    });
    assert.equal(headers["content-encoding"], undefined);
    assert.equal(body.split("\n").length, 1_002);
  });
});
