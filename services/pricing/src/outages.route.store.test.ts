import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { openGate } from "./testing/gate.ts";
import { until } from "./testing/price-source.ts";
import { startRedis, withoutRedis } from "./testing/redis.ts";
import { type RunningService, runService } from "./testing/running-service.ts";

const ASKED = "/internal/prices/mug?currency=EUR&region=DE";
const BASKET = { items: [{ sku: "mug", quantity: 1 }], currency: "EUR", region: "DE" };

async function fillShop(service: RunningService): Promise<void> {
  const rates = [{ category: "standard", ratePercent: "19" }];
  for (const [path, body] of [
    ["/v1/admin/prices/mug", { prices: [{ currency: "EUR", amount: 1999 }] }],
    ["/v1/admin/tax-rates/DE", { pricesIncludeTax: true, rates }],
  ] as const) {
    const put = await service.call(path, { method: "PUT", body });
    assert.equal(put.status, 201, JSON.stringify(put.body));
  }
}

const quote = (service: RunningService, headers: Readonly<Record<string, string>> = {}) =>
  service.call("/v1/quotes", { method: "POST", body: BASKET, headers });

describe("pricing while its PostgreSQL is away", () => {
  let gate: Awaited<ReturnType<typeof openGate>>;
  let service: RunningService;
  before(async () => {
    const via = async (url: string) => {
      gate = await openGate(url);
      return gate.url;
    };
    service = await runService({ via });
    await fillShop(service);
    const shown = await service.call(ASKED);
    assert.deepEqual([shown.body.unit.amount, shown.body.stale], [1999, undefined]);
    assert.equal((await quote(service)).status, 201);
  });
  afterEach(async () => {
    gate.open();
    await until(async () => (await quote(service)).status === 201, "quotes are made again");
    await until(async () => !(await service.call(ASKED)).body.stale, "prices are fresh again");
  });
  after(async () => {
    await service.stop();
    gate.close();
  });

  for (const [name, leave] of [
    ["refuses", () => gate.shut()],
    ["hangs", () => gate.hang()],
  ] as const) {
    it(`shows the last known price with its time, marked stale, when it ${name}`, async () => {
      const { asOf } = (await service.call(ASKED)).body;
      leave();
      service.clock.nowMs += 60_000;
      const shown = await service.call(ASKED);
      assert.equal(shown.status, 200, JSON.stringify(shown.body));
      const { stale, unit, asOf: staleAsOf } = shown.body;
      assert.deepEqual([stale, unit], [true, { amount: 1999, currency: "EUR" }]);
      assert.ok(Date.parse(staleAsOf) < service.clock.nowMs && staleAsOf >= asOf, staleAsOf);
      const list = await service.call("/internal/prices", {
        ...{ method: "POST", body: { skus: ["mug"], currency: "EUR", region: "DE" } },
      });
      assert.deepEqual([list.status, list.body.data[0].price.stale], [200, true]);
    });
  }

  it("promises nothing: quotes are 503 within their caller's time, and nothing of them is left", async () => {
    const rows = await service.countRows();
    gate.shut();
    const refused = await quote(service, {
      ...{ "idempotency-key": "cart-9", "request-timeout-ms": "4000" },
    });
    assert.deepEqual([refused.status, refused.body.code], [503, "not-ready"]);
    assert.equal(refused.headers.get("retry-after"), "1");
    assert.deepEqual(await service.countRows(), rows);
    gate.open();
    await until(
      async () => (await quote(service, { "idempotency-key": "cart-9" })).status === 201,
      "the same request succeeds",
    );
  });

  it("is not ready, and says that it is the database", async () => {
    gate.shut();
    const { status, body } = await service.call("/readyz");
    assert.deepEqual([status, body.checks.database.status], [503, "fail"]);
  });
});

describe("pricing while its Redis is away", {
  skip: withoutRedis(process.env.CI === "true"),
}, () => {
  it("stays ready with a warning, shows fresh prices and makes quotes", async () => {
    const redis = await startRedis();
    const gate = await openGate(redis.url);
    const service = await runService({ redisUrl: gate.url });
    const ready = async () => {
      const { status, body } = await service.call("/readyz");
      return [status, body.status, body.checks.redis.status];
    };
    try {
      await fillShop(service);
      await until(async () => (await ready())[2] === "ok", "Redis is up");
      assert.deepEqual(await ready(), [200, "ready", "ok"]);
      gate.shut(); // nobody asks for a price meanwhile
      await until(async () => (await ready())[2] === "warn", "it is missed");
      assert.deepEqual(await ready(), [200, "ready", "warn"]);
      const price = { prices: [{ currency: "EUR", amount: 2100 }] };
      await service.call("/v1/admin/prices/mug", { method: "PUT", body: price });
      const shown = (await service.call(ASKED)).body;
      assert.deepEqual([shown.unit.amount, shown.stale], [2100, undefined]);
      const quoted = await quote(service);
      assert.deepEqual([quoted.status, quoted.body.totals.total.amount], [201, 2100]);
    } finally {
      await service.stop();
      gate.close();
      await redis.stop();
    }
  });
});
