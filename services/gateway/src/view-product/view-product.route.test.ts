import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { problem } from "@holdfast/problem";
import { startTelemetry, type Telemetry } from "@holdfast/telemetry";
import type { FastifyReply } from "fastify";
import { startGateway, type Upstream } from "../testing/running-service.ts";

const AS_OF = "2026-11-01T08:00:00.000Z";
const ITEM = {
  sku: "mug",
  name: "Mug",
  description: null,
  category: "Kitchen",
  attributes: { colour: "blue", dishwasher: true, ml: 300 },
  taxCategory: "standard",
  availability: {
    status: "in-stock",
    available: 50,
    locations: [{ code: "BER", available: 50 }],
    asOf: AS_OF,
  },
};
const PRICE = {
  unit: { amount: 1999, currency: "EUR" },
  total: { amount: 3998, currency: "EUR" },
  compareAt: null,
  lowest30Days: { amount: 1799, currency: "EUR" },
  adjustments: [],
  asOf: AS_OF,
};
const { taxCategory: _, ...SHOWN_ITEM } = ITEM;

let telemetry: Telemetry;
let gateway: Awaited<ReturnType<typeof startGateway>>;
before(() => {
  telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "0", env: {} });
});
after(() => telemetry.shutdown());
beforeEach(async () => {
  gateway = await startGateway();
  gateway.inventory.answer = (_request, reply) => reply.send(ITEM);
  gateway.pricing.answer = (_request, reply) => reply.send(PRICE);
});
afterEach(() => gateway.close());

async function view(query = "", headers: Record<string, string> = {}) {
  const answer = await fetch(`${gateway.origin}/api/v1/products/mug${query}`, {
    headers: { authorization: "Bearer hf_dev_shop", ...headers },
  });
  const body = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, headers: answer.headers, body };
}

/** Makes an upstream answer every request with a problem. */
function refuse(upstream: Upstream, status: number, code: string): void {
  const refusal = problem({ status, code, title: code, detail: `${code}.` });
  upstream.answer = (_request, reply) => sendRefusal(reply, refusal);
}
const sendRefusal = (reply: FastifyReply, refusal: { readonly status: number }) =>
  reply.code(refusal.status).type("application/problem+json").send(JSON.stringify(refusal));

describe("GET /api/v1/products/{sku}", () => {
  it("shows inventory's and pricing's parts as one", async () => {
    const { status, body } = await view();
    assert.equal(status, 200);
    assert.deepEqual(body, { ...SHOWN_ITEM, price: PRICE, degraded: [] });
  });

  it("asks for the price in the shop's currency and region, unless the caller says otherwise", async () => {
    await view();
    await view("?currency=USD&region=US&customerGroup=trade&channel=app&quantity=7");
    assert.deepEqual(
      gateway.pricing.seen.map(({ url }) => url),
      [
        "/internal/prices/mug?currency=EUR&region=DE&quantity=1",
        "/internal/prices/mug?currency=USD&region=US&customerGroup=trade&channel=app&quantity=7",
      ],
    );
  });

  it("asks both at once: neither answers before both were asked", async () => {
    const asked = {
      inventory: Promise.withResolvers<void>(),
      pricing: Promise.withResolvers<void>(),
    };
    const both = Promise.all([asked.inventory.promise, asked.pricing.promise]);
    gateway.inventory.answer = async (_request, reply) => {
      asked.inventory.resolve();
      await both;
      return reply.send(ITEM);
    };
    gateway.pricing.answer = async (_request, reply) => {
      asked.pricing.resolve();
      await both;
      return reply.send(PRICE);
    };
    assert.deepEqual((await view()).body.degraded, []);
    assert.deepEqual([gateway.inventory.seen.length, gateway.pricing.seen.length], [1, 1]);
  });

  it("gives both the caller's trace, correlation id, account and what is left of its time", async () => {
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    await view("", {
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      "x-correlation-id": "page-1",
      "request-timeout-ms": "900",
      "holdfast-account": "victim",
    });
    for (const { headers } of [...gateway.inventory.seen, ...gateway.pricing.seen]) {
      assert.match(String(headers.traceparent), new RegExp(`^00-${traceId}-`));
      assert.equal(headers["x-correlation-id"], "page-1");
      assert.equal(headers["holdfast-account"], "dev-shop");
      const ms = Number(headers["request-timeout-ms"]);
      assert.ok(ms > 0 && ms <= 900, `${ms} ms were left of 900`);
    }
  });

  it("has no price where pricing has none, and is not degraded by that", async () => {
    refuse(gateway.pricing, 404, "price-not-found");
    const { status, body } = await view();
    assert.deepEqual([status, body.price, body.degraded], [200, null, []]);
  });

  it("is 404 where inventory knows no such product", async () => {
    refuse(gateway.inventory, 404, "product-not-found");
    const { status, body } = await view();
    assert.deepEqual([status, body.code], [404, "product-not-found"]);
    assert.equal(body.instance, "/api/v1/products/mug");
  });

  it("refuses a currency that is none and asks nobody", async () => {
    const { status, body } = await view("?currency=XXX");
    assert.deepEqual([status, body.code], [422, "unknown-currency"]);
    assert.equal(gateway.inventory.seen.length + gateway.pricing.seen.length, 0);
  });

  for (const [query, path] of [
    ["?currency=eur", "query/currency"],
    ["?region=Germany", "query/region"],
    ["?quantity=0", "query/quantity"],
    ["?quantity=1.5", "query/quantity"],
    ["?quantity=1e400", "query/quantity"],
    ["?quantity=1000001", "query/quantity"],
    ["?customerGroup=a%20b", "query/customerGroup"],
    ["?channel=a%20b", "query/channel"],
    ["?curency=EUR", "query/curency"],
  ] as const) {
    it(`refuses ${query} and asks nobody`, async () => {
      const { status, body } = await view(query);
      assert.deepEqual([status, body.code], [400, "validation-failed"]);
      assert.deepEqual(
        (body.errors as { path: string }[]).map((error) => error.path),
        [path],
      );
      assert.equal(gateway.inventory.seen.length + gateway.pricing.seen.length, 0);
    });
  }
});

describe("a product view with one side down", () => {
  it("shows the last known price with its asOf, marked stale", async () => {
    await view();
    refuse(gateway.pricing, 503, "overloaded");
    const { status, body } = await view();
    assert.equal(status, 200);
    assert.deepEqual(body, {
      ...SHOWN_ITEM,
      price: { ...PRICE, stale: true },
      degraded: ["pricing"],
    });
  });

  it("does not show a price that was for another question", async () => {
    await view("?quantity=1");
    await gateway.pricing.close();
    for (const query of [
      ...["?quantity=2", "?currency=USD", "?region=AT", "?customerGroup=trade"],
      "?channel=app",
    ]) {
      const { status, body } = await view(query);
      assert.deepEqual([status, body.price, body.degraded], [200, null, ["pricing"]], query);
    }
    assert.notEqual((await view()).body.price, null, "the same question, in other words");
  });

  it("shows the last known availability, marked stale, when inventory cannot be reached", async () => {
    await view();
    await gateway.inventory.close();
    const { body } = await view();
    assert.deepEqual(body, {
      ...SHOWN_ITEM,
      availability: { ...ITEM.availability, stale: true },
      price: PRICE,
      degraded: ["inventory"],
    });
  });

  it("shows an unknown availability when nothing is known of the SKU but its price", async () => {
    await gateway.inventory.close();
    const { status, body } = await view();
    assert.equal(status, 200);
    assert.deepEqual(body, {
      sku: "mug",
      name: null,
      description: null,
      category: null,
      attributes: {},
      availability: { status: "unknown", available: null, locations: [], asOf: null },
      price: PRICE,
      degraded: ["inventory"],
    });
  });

  it("does not wait for a side that hangs longer than the caller has time", async () => {
    gateway.pricing.answer = () => new Promise(() => {});
    const { status, body } = await view("", { "request-timeout-ms": "200" });
    assert.deepEqual([status, body.price, body.degraded], [200, null, ["pricing"]]);
  });

  it("does not bring a product back that inventory has said is gone", async () => {
    await view();
    refuse(gateway.inventory, 404, "product-not-found");
    assert.equal((await view()).status, 404);
    await gateway.inventory.close();
    assert.equal((await view()).body.name, null);
  });
});

describe("a product view with both sides down", () => {
  it("is 503 with a time to come back, even for what was known", async () => {
    await view();
    await Promise.all([gateway.inventory.close(), gateway.pricing.close()]);
    const { status, headers, body } = await view();
    assert.deepEqual([status, body.code], [503, "upstream-unavailable"]);
    assert.equal(headers.get("retry-after"), "5");
  });

  it("is 504 where the caller's time was over", async () => {
    gateway.inventory.answer = () => new Promise(() => {});
    gateway.pricing.answer = () => new Promise(() => {});
    const { status, body } = await view("", { "request-timeout-ms": "100" });
    assert.deepEqual([status, body.code], [504, "deadline-exceeded"]);
  });
});

describe("/readyz of the gateway", () => {
  const ready = async () => {
    const answer = await fetch(`${gateway.origin}/readyz`);
    const { status, checks } = (await answer.json()) as {
      status: string | number;
      checks: Record<string, { status: string }>;
    };
    const services = ["inventory", "pricing", "orders"];
    const statuses = services.map((name) => [name, checks[name]?.status]);
    return { httpStatus: answer.status, status, checks: Object.fromEntries(statuses) };
  };

  it("is ready with its services", async () => {
    assert.deepEqual(await ready(), {
      httpStatus: 200,
      status: "ready",
      checks: { inventory: "ok", pricing: "ok", orders: "ok" },
    });
  });

  it("stays ready without one, as it serves the rest, and says which one is missing", async () => {
    await gateway.orders.close();
    refuse(gateway.pricing, 503, "not-ready");
    assert.deepEqual(await ready(), {
      httpStatus: 200,
      status: "ready",
      checks: { inventory: "ok", pricing: "warn", orders: "warn" },
    });
  });

  it("says how many processes of a service are ready, and misses it when none is", async () => {
    await gateway.close();
    gateway = await startGateway({ inventories: 2 });
    const inventory = async () => {
      const answer = await fetch(`${gateway.origin}/readyz`);
      const { checks } = (await answer.json()) as { checks: Record<string, unknown> };
      return [answer.status, checks.inventory];
    };
    assert.deepEqual(await inventory(), [200, { status: "ok" }]);
    const [first, second] = gateway.inventories;
    await first?.close();
    const one = { status: "warn", message: "ready processes: 1 of 2" };
    assert.deepEqual(await inventory(), [200, one]);
    await second?.close();
    const message = "not reachable; what needs it is answered 503 or degraded";
    assert.deepEqual(await inventory(), [200, { status: "warn", message }]);
  });

  it("is not ready without any of them", async () => {
    await Promise.all([gateway.inventory.close(), gateway.pricing.close(), gateway.orders.close()]);
    assert.deepEqual(await ready(), {
      httpStatus: 503,
      status: 503,
      checks: { inventory: "fail", pricing: "fail", orders: "fail" },
    });
  });
});
