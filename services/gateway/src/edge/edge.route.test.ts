import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startTelemetry } from "@holdfast/telemetry";
import { startGateway } from "../testing/running-service.ts";
import { readEdge } from "./edge.ts";

const telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "1", env: {} });
after(() => telemetry.shutdown());
const SHOP = "https://shop.example";

describe("a page of another origin", () => {
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  let closed: Awaited<ReturnType<typeof startGateway>>;
  before(async () => {
    gateway = await startGateway({ edge: { corsOrigins: [SHOP, "https://other.example"] } });
    closed = await startGateway();
  });
  after(async () => {
    await gateway.close();
    await closed.close();
  });

  const preflight = (to: typeof gateway, origin: string) =>
    fetch(`${to.origin}/api/v1/orders`, {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,idempotency-key",
      },
    });

  it("may ask without a key whether it may call, where its origin is listed", async () => {
    const answer = await preflight(gateway, SHOP);
    assert.equal(answer.status, 204);
    assert.equal(answer.headers.get("access-control-allow-origin"), SHOP);
    assert.match(answer.headers.get("access-control-allow-methods") ?? "", /\bPOST\b/);
    assert.equal(
      answer.headers.get("access-control-allow-headers"),
      "authorization,idempotency-key",
    );
    assert.equal(answer.headers.get("access-control-allow-credentials"), null);
  });

  it("may read our headers, on refusals too", async () => {
    const answer = await fetch(`${gateway.origin}/api/v1/orders`, { headers: { origin: SHOP } });
    assert.equal(answer.status, 401);
    assert.equal(answer.headers.get("access-control-allow-origin"), SHOP);
    const exposed = answer.headers.get("access-control-expose-headers") ?? "";
    for (const name of ["X-Trace-Id", "RateLimit", "Retry-After", "ETag"]) {
      assert.ok(exposed.split(", ").includes(name), exposed);
    }
  });

  it("is not let in when its origin is not listed, or none is", async () => {
    const unlisted = await preflight(gateway, "https://evil.example");
    assert.equal(unlisted.headers.get("access-control-allow-origin"), null);
    const off = await preflight(closed, SHOP);
    assert.equal(off.status, 405);
    assert.equal(off.headers.get("access-control-allow-origin"), null);
  });
});

describe("HEAD at the gateway", () => {
  it("is answered as GET is, without the body", async () => {
    const gateway = await startGateway();
    gateway.inventory.answer = (_request, reply) => reply.send({ id: "1" });
    const head = await fetch(
      `${gateway.origin}/api/v1/reservations/0197e0a0-0000-7000-8000-000000000000`,
      { method: "HEAD", headers: { authorization: "Bearer hf_dev_shop" } },
    );
    assert.equal(head.status, 200);
    assert.equal(head.headers.get("content-length"), '{"id":"1"}'.length.toString());
    assert.equal(head.headers.get("cache-control"), "no-store");
    assert.equal(await head.text(), "");
    await gateway.close();
  });
});

describe("the settings of the edge", () => {
  it("are off where nothing is set", () => {
    const off = { corsOrigins: [], trustedProxies: [], hstsMaxAgeSeconds: undefined };
    assert.deepEqual(readEdge({}), { ok: true, value: off });
  });

  it("are lists, comma separated", () => {
    const read = readEdge({
      CORS_ORIGINS: "https://shop.example, http://localhost:3000",
      TRUSTED_PROXIES: "10.0.0.0/8,::1",
      HSTS_MAX_AGE_SECONDS: "31536000",
    });
    assert.deepEqual(read.ok && read.value, {
      corsOrigins: ["https://shop.example", "http://localhost:3000"],
      trustedProxies: ["10.0.0.0/8", "::1"],
      hstsMaxAgeSeconds: 31_536_000,
    });
  });

  for (const env of [
    { CORS_ORIGINS: "shop.example" },
    { CORS_ORIGINS: "https://shop.example/" },
    { CORS_ORIGINS: "null" },
    { TRUSTED_PROXIES: "proxy.internal" },
    { HSTS_MAX_AGE_SECONDS: "soon" },
    { HSTS_MAX_AGE_SECONDS: "-1" },
  ]) {
    it(`are refused as ${JSON.stringify(env)}, by the variable's name`, () => {
      const read = readEdge(env);
      assert.ok(!read.ok);
      assert.equal(read.error.variable, Object.keys(env)[0]);
    });
  }
});
