import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startTracedGateway } from "../testing/running-service.ts";

type Shown = {
  readonly data: readonly Record<string, unknown>[];
  readonly unavailable: readonly Record<string, unknown>[];
  readonly admission: Record<string, unknown>;
};

const ROW = {
  ...{ target: "payment", origin: "http://127.0.0.1:9", state: "closed" },
  ...{ calls: 3, failures: 1, slowCalls: 0, openedAt: null, retryAt: null },
  ...{ retryBudget: 10, inFlight: 1, waiting: 0, hedges: 0 },
};

describe("GET /api/v1/admin/breakers", () => {
  let gateway: Awaited<ReturnType<typeof startTracedGateway>>;
  before(async () => {
    gateway = await startTracedGateway({ inventories: 2 });
  });
  after(() => gateway.close());
  const ask = async (path: string, key = "hf_dev_admin") => {
    const answer = await fetch(gateway.origin + path, {
      headers: { authorization: `Bearer ${key}` },
    });
    return { status: answer.status, body: (await answer.json()) as Shown & { code?: string } };
  };
  const breakers = async () => (await ask("/api/v1/admin/breakers")).body;

  it("shows every process that the gateway calls, and the limit of admission", async () => {
    const { data, admission } = await breakers();
    assert.deepEqual(
      data
        .filter(({ service, process }) => service === "gateway" && process === null)
        .map(({ target, origin, state, openedAt }) => [target, origin, state, openedAt])
        .sort(),
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

  it("shows how every process of the others stands with those it calls", async () => {
    const { inventories, pricing, orders } = gateway;
    const answers = new Map([...inventories, pricing, orders].map((each) => [each, each.answer]));
    for (const each of inventories) each.answer = (_request, reply) => reply.send({ data: [] });
    pricing.answer = (_request, reply) =>
      reply.send({ data: [{ ...ROW, target: "tax-provider", newField: 1 }], newField: 2 });
    orders.answer = (_request, reply) =>
      reply.send({ data: [ROW, { ...ROW, target: "inventory", state: "open" }] });
    const { data, unavailable } = await breakers();
    for (const [each, answer] of answers) each.answer = answer;
    assert.deepEqual(
      data.filter(({ service }) => service !== "gateway"),
      [
        { service: "pricing", process: pricing.origin, ...ROW, target: "tax-provider" },
        { service: "orders", process: orders.origin, ...ROW },
        { service: "orders", process: orders.origin, ...ROW, target: "inventory", state: "open" },
      ],
    );
    assert.deepEqual(unavailable, []);
    const asked = [...inventories, pricing, orders].map(({ seen }) => seen.at(-1)?.url);
    assert.deepEqual(new Set(asked), new Set(["/internal/breakers"]));
  });

  it("names those who do not answer, answer late or what nobody understands, and shows the rest", async () => {
    const { inventories, pricing, orders } = gateway;
    const [, second = assert.fail()] = inventories;
    const answers = new Map([...inventories, pricing, orders].map((each) => [each, each.answer]));
    gateway.inventory.answer = (_request, reply) => reply.raw.destroy();
    second.answer = (_request, reply) => reply.send({ data: [ROW] });
    pricing.answer = () => new Promise(() => {});
    orders.answer = (_request, reply) => reply.send({ data: [{ ...ROW, calls: "many" }] });
    const shown = await ask("/api/v1/admin/breakers");
    orders.answer = (_request, reply) => reply.code(404).send("an older one");
    const again = await breakers();
    for (const [each, answer] of answers) each.answer = answer;
    assert.equal(shown.status, 200);
    const { data, unavailable } = shown.body;
    const named = (process: string) => unavailable.find((row) => row.process === process)?.reason;
    assert.deepEqual(
      [gateway.inventory, pricing, orders].map(({ origin }) => named(origin)),
      ["unreachable", "timeout", "not-understood"],
    );
    assert.equal(unavailable.length, 3);
    assert.deepEqual(
      data.filter(({ service }) => service !== "gateway").map(({ process }) => process),
      [second.origin],
    );
    assert.equal(
      again.unavailable.find(({ service }) => service === "orders")?.reason,
      "not-understood",
    );
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
