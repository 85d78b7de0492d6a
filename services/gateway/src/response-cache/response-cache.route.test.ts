import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startTelemetry, type Telemetry } from "@holdfast/telemetry";
import { startGateway } from "../testing/running-service.ts";

const AS_OF = "2026-11-01T08:00:00.000Z";
const EUR = (amount: number) => ({ amount, currency: "EUR" });

/** Inventory and pricing as several gateways see them, with one shelf, one price and their events. */
function services() {
  const state = { available: 50, amount: 1999, isSilent: false, reads: 0 };
  const events: { readonly feed: string; readonly data: unknown }[] = [];
  const item = () => ({
    ...{ sku: "mug", name: "Mug", description: null, category: null, attributes: {} },
    taxCategory: "standard",
    availability: { status: "in-stock", available: state.available, locations: [], asOf: AS_OF },
  });
  const price = () => ({
    ...{ unit: EUR(state.amount), total: EUR(state.amount), compareAt: null, lowest30Days: null },
    ...{ adjustments: [], asOf: AS_OF },
  });
  /** What the feed tells after a cursor, which counts its events. */
  const page = async (feed: string, url: string) => {
    const after = new URL(url, "http://feed").searchParams.get("after") ?? "";
    const all = () => events.filter((event) => event.feed === feed);
    if (after === "latest") return { data: [], nextCursor: `1-${all().length}` };
    await sleep(10); // what waits for events is answered after a while
    const told = all().slice(Number(after.split("-")[1]));
    const data = told.map(({ data }, at) => ({
      ...{ id: `${feed}/${at}`, aggregate: feed, sequence: 1, type: "x", at: AS_OF },
      ...{ traceparent: null, data },
    }));
    return { data, nextCursor: `1-${all().length}` };
  };
  const open = async (viewCacheMs: number) => {
    const gateway = await startGateway({ viewCacheMs });
    const serve = (feed: "inventory" | "pricing", body: () => object) => {
      gateway[feed].answer = async ({ url, method }, reply) => {
        if (url.startsWith("/internal/events")) {
          if (state.isSilent) return reply.code(503).send();
          return reply.send(await page(feed, url));
        }
        if (method === "GET") state.reads += 1;
        return reply.send(body());
      };
    };
    serve("inventory", item);
    serve("pricing", price);
    return gateway;
  };
  return { state, events, open };
}

type Gateway = Awaited<ReturnType<typeof startGateway>>;
const view = async (gateway: Gateway) => {
  const answer = await fetch(`${gateway.origin}/api/v1/products/mug`, {
    headers: { authorization: "Bearer hf_dev_shop" },
  });
  assert.equal(answer.status, 200);
  const { availability, price } = (await answer.json()) as {
    availability: { available: number };
    price: { unit: { amount: number } };
  };
  return { available: availability.available, amount: price.unit.amount };
};
const eventsAsked = ({ inventory, pricing }: Gateway) =>
  [inventory, pricing].flatMap(({ seen }) => seen.filter(({ url }) => url.includes("/events")));

describe("product views from the cache", { timeout: 60_000 }, () => {
  let telemetry: Telemetry;
  before(() => {
    telemetry = startTelemetry({ serviceName: "gateway", serviceVersion: "0", env: {} });
  });
  after(() => telemetry.shutdown());

  let shop: ReturnType<typeof services>;
  let gateways: Gateway[];
  beforeEach(() => {
    shop = services();
    gateways = [];
  });
  afterEach(() => Promise.all(gateways.map((gateway) => gateway.close())));
  const open = async (viewCacheMs = 60_000) => {
    const gateway = await shop.open(viewCacheMs);
    gateways.push(gateway);
    return gateway;
  };
  /** Asks until an answer costs no read: from here on the gateway has the view. */
  const cached = async (gateway: Gateway) => {
    for (let reads = -1; reads !== shop.state.reads; ) {
      reads = shop.state.reads;
      await view(gateway);
      if (reads !== shop.state.reads) await sleep(20);
    }
  };
  /** Asks until the view is as it should be. */
  const becomes = async (gateway: Gateway, wanted: Partial<Awaited<ReturnType<typeof view>>>) => {
    for (;;) {
      const now = await view(gateway);
      if (Object.entries(wanted).every(([name, value]) => now[name as "amount"] === value)) return;
      await sleep(20);
    }
  };

  it("are read each time where none is configured, and no events are asked for", async () => {
    const gateway = await open(0);
    await view(gateway);
    await view(gateway);
    assert.equal(shop.state.reads, 4);
    assert.deepEqual(eventsAsked(gateway), []);
  });

  it("change in every gateway once an event told of it, whoever wrote", async () => {
    const [one, two] = [await open(), await open()];
    await cached(one);
    await cached(two);
    shop.state.available = 49;
    shop.events.push({ feed: "inventory", data: { sku: "mug", locations: [] } });
    await becomes(one, { available: 49 });
    await becomes(two, { available: 49 });
    await cached(two);
    shop.state.amount = 1799;
    shop.events.push({ feed: "pricing", data: { id: "promotion", version: 2, revision: 9 } });
    await becomes(two, { amount: 1799 });
  });

  it("are read anew at once by whoever wrote through the same gateway", async () => {
    const gateway = await open();
    await cached(gateway);
    shop.state.available = 40;
    await fetch(`${gateway.origin}/api/v1/reservations`, {
      method: "POST",
      headers: {
        authorization: "Bearer hf_dev_shop",
        "content-type": "application/json",
        "idempotency-key": "one",
      },
      body: JSON.stringify({ items: [{ sku: "mug", quantity: 10 }] }),
    });
    assert.equal((await view(gateway)).available, 40);
  });

  it("are read each time while a feed does not answer", async () => {
    const gateway = await open();
    await cached(gateway);
    shop.state.isSilent = true;
    shop.state.available = 7;
    await becomes(gateway, { available: 7 });
    const { reads } = shop.state;
    await view(gateway);
    assert.equal(shop.state.reads, reads + 2);
  });

  it("are told from those that were read, in the metrics", async () => {
    const gateway = await open();
    await cached(gateway);
    const metrics = await (await fetch(`${gateway.origin}/metrics`)).text();
    assert.match(metrics, /view_cache_views_total\{outcome="hit"\} [1-9]/);
    assert.match(metrics, /view_cache_views_total\{outcome="miss"\} [1-9]/);
  });
});
