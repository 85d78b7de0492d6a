import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startTelemetry, type Telemetry } from "@holdfast/telemetry";
import { startGateway } from "../testing/running-service.ts";

type Shown = {
  readonly data: readonly Record<string, unknown>[];
  readonly admission: Record<string, unknown>;
};

describe("GET /api/v1/admin/breakers", () => {
  let telemetry: Telemetry;
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  before(async () => {
    telemetry = startTelemetry({ serviceName: "test", serviceVersion: "1", env: {} });
    gateway = await startGateway({ inventories: 2 });
  });
  after(async () => {
    await gateway.close();
    await telemetry.shutdown();
  });
  const ask = async (path: string, key = "hf_dev_admin") => {
    const answer = await fetch(gateway.origin + path, {
      headers: { authorization: `Bearer ${key}` },
    });
    return { status: answer.status, body: (await answer.json()) as Shown & { code?: string } };
  };
  const breakers = async () => (await ask("/api/v1/admin/breakers")).body;

  it("shows every process of every service, and the limit of admission", async () => {
    const { data, admission } = await breakers();
    assert.deepEqual(
      data.map(({ target, origin, state, openedAt }) => [target, origin, state, openedAt]).sort(),
      [
        ...gateway.inventories.map(({ origin }) => ["inventory", origin, "closed", null]),
        ["pricing", gateway.pricing.origin, "closed", null],
        ["orders", gateway.orders.origin, "closed", null],
      ].sort(),
    );
    assert.deepEqual(admission, {
      limit: 192,
      inFlight: 0,
      shed: { checkout: 0, normal: 0, browse: 0 },
    });
  });

  it("shows a breaker that failures have opened, since when, and until when", async () => {
    gateway.orders.answer = (_request, reply) => reply.code(500).send("broken");
    for (let asked = 0; asked < 20; asked += 1) await ask(`/api/v1/orders?limit=${asked + 1}`);
    const orders = (await breakers()).data.find(({ target }) => target === "orders");
    assert.equal(orders?.state, "open");
    assert.ok(Number(orders?.failures) >= 20);
    const openMs = Date.parse(String(orders?.retryAt)) - Date.parse(String(orders?.openedAt));
    assert.equal(openMs, 5_000);
  });

  it("is for administrators", async () => {
    const { status, body } = await ask("/api/v1/admin/breakers", "hf_dev_shop");
    assert.deepEqual([status, body.code], [403, "forbidden"]);
  });
});
