import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { InventoryEvent } from "@holdfast/contracts/events";
import { createLogger } from "@holdfast/log";
import { Value } from "typebox/value";
import { sweep } from "./sweep.ts";
import { startInventory } from "./testing/running-service.ts";
import { NOW_MS, stockItem } from "./testing/stock.ts";

type Inventory = Awaited<ReturnType<typeof startInventory>>;
type Told = {
  readonly id: string;
  readonly aggregate: string;
  readonly sequence: number;
  readonly type: string;
  readonly traceparent: string | null;
  readonly data: Readonly<Record<string, unknown>>;
};

describe("the events of inventory over HTTP", () => {
  let inventory: Inventory;
  before(async () => {
    inventory = await startInventory();
  });
  after(() => inventory.stop());

  const get = (query: string) => inventory.call("GET", `/internal/events${query}`);
  /** What happened to one aggregate: nothing of other transactions can hold it back. */
  const told = async (aggregate: string) => {
    const { body } = await get(`?aggregate=${encodeURIComponent(aggregate)}`);
    return body.data as readonly Told[];
  };
  const reserve = async (sku: string, quantity: number, ttlSeconds = 60) => {
    const body = { items: [{ sku, quantity }], ttlSeconds };
    const headers = { traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" };
    const answer = await inventory.call("POST", "/v1/reservations", {
      body,
      key: randomUUID(),
      headers,
    });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return String(answer.body.id);
  };
  const move = async (sku: string, fields: Readonly<Record<string, unknown>>) => {
    const body = { sku, location: "BER", reason: "test", ...fields };
    const answer = await inventory.call("POST", "/v1/admin/stock/movements", {
      body,
      scope: "admin",
    });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
  };

  it("tell of every kind of change, each as its contract says", async () => {
    const sku = "told";
    await stockItem(inventory.db, { sku, backorderLimit: 5 }, { BER: 9, HAM: 0 });
    const confirmed = await reserve(sku, 2);
    const confirm = `/internal/reservations/${confirmed}/confirm`;
    assert.equal((await inventory.call("POST", confirm)).status, 200);
    const released = await reserve(sku, 3);
    assert.equal((await inventory.call("DELETE", `/v1/reservations/${released}`)).status, 200);
    const owed = await reserve(sku, 9, 3_600);
    await move(sku, { kind: "receive", quantity: 20 });
    await move(sku, { kind: "adjust", quantity: -1 });
    await move(sku, { kind: "transfer", quantity: 1, toLocation: "HAM" });
    const expired = await reserve(sku, 1, 1);
    const log = createLogger({ service: "inventory", level: "silent" });
    await sweep({ db: inventory.db, log, nowMs: () => NOW_MS + 1_001 });

    const ids = [confirmed, released, owed, expired];
    const reservations = await Promise.all(ids.map((id) => told(`reservation/${id}`)));
    const types = (events: readonly Told[]) => events.map(({ type }) => type);
    assert.deepEqual(reservations.map(types), [
      ["reservation.held", "reservation.confirmed"],
      ["reservation.held", "reservation.released"],
      ["reservation.held", "reservation.filled"],
      ["reservation.held", "reservation.expired"],
    ]);
    const stock = await told(`stock/${sku}`);
    const kinds = new Set(types(stock));
    assert.deepEqual([...kinds].sort(), ["stock.back-in-stock", "stock.changed", "stock.low"]);
    for (const events of [stock, ...reservations]) {
      assert.deepEqual(
        events.map(({ sequence }) => sequence),
        events.map((_, index) => index + 1),
        "without a gap",
      );
      for (const event of events) {
        assert.deepEqual([...Value.Errors(InventoryEvent, event)], [], JSON.stringify(event));
        assert.equal(event.id, `${event.aggregate}/${event.sequence}`);
      }
    }
    assert.match(String(reservations[0]?.[0]?.traceparent), /^00-0af7651916cd43dd8448eb211c80319c/);
  });

  it("come in order, page by page, and say how to go on", async () => {
    await stockItem(inventory.db, { sku: "paged" }, { BER: 9 });
    for (let count = 0; count < 3; count += 1) await reserve("paged", 1);
    const ids: string[] = [];
    let after = "";
    for (let pages = 0; pages < 200; pages += 1) {
      const page = await get(`?limit=2&waitMs=200${after}`);
      assert.equal(page.status, 200);
      ids.push(...page.body.data.map(({ id }: Told) => id));
      if (page.body.data.length === 0) break;
      after = `&after=${page.body.nextCursor}`;
    }
    const paged = ids.filter((id) => id.startsWith("stock/paged/"));
    assert.deepEqual(
      paged,
      [1, 2, 3, 4, 5].map((sequence) => `stock/paged/${sequence}`),
    );
  });

  it("wait for the next, which comes with the request that makes it", async () => {
    await stockItem(inventory.db, { sku: "waited" }, { BER: 9 });
    const before = await told("stock/waited");
    const aggregate = encodeURIComponent("stock/waited");
    const waiting = get(`?aggregate=${aggregate}&after=${before.length}&waitMs=20000`);
    await reserve("waited", 1);
    const { body } = await waiting;
    assert.deepEqual(
      body.data.map(({ type }: Told) => type),
      ["stock.changed"],
    );
  });

  it("refuse cursors that are none, and other nonsense, by name", async () => {
    for (const [query, path] of [
      ["?after=x", "query/after"],
      ["?after=17", "query/after"],
      ["?aggregate=stock/MUG&after=1-1", "query/after"],
      ["?type=%F0%9F%98%80", "query/type"],
      ["?limit=0", "query/limit"],
      ["?limit=501", "query/limit"],
      ["?waitMs=20001", "query/waitMs"],
      ["?since=1", "query/since"],
    ] as const) {
      const refused = await get(query);
      assert.equal(refused.status, 400, query);
      assert.equal(refused.body.code, "validation-failed");
      assert.deepEqual(
        refused.body.errors.map(({ path: where }: { path: string }) => where),
        [path],
      );
    }
  });

  it("answer 410 behind what was deleted, and say where to go on", async () => {
    await inventory.db.query({
      name: "pretend",
      text: "update outbox_pruned set transaction_id = '5', id = 7, at = now()",
    });
    const refused = await get("?after=5-6");
    await inventory.db.query({
      name: "undo",
      text: "update outbox_pruned set transaction_id = '0', id = 0, at = null",
    });
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.keptFrom],
      [410, "events-expired", "5-7"],
    );
  });

  it("show how far each subscriber is, and move it", async () => {
    await inventory.db.query({
      name: "subscribe",
      text: `insert into outbox_subscription (name, transaction_id, id, declared_at, failures, last_error)
             values ('search', '0', 0, now(), 3, 'answered 500')`,
    });
    const list = await inventory.call("GET", "/internal/events/subscriptions");
    const search = list.body.data.find(({ name }: { name: string }) => name === "search");
    assert.deepEqual(
      [search.name, search.cursor, search.failures, search.lastError, search.lag.atLeast],
      ["search", "0-0", 3, "answered 500", false],
    );
    assert.ok(search.lag.events > 0);
    const replay = (name: string, from: unknown) =>
      inventory.call("POST", `/internal/events/subscriptions/${name}/replay`, { body: { from } });
    const moved = await replay("search", "2099-01-01T00:00:00Z");
    assert.equal(moved.status, 200);
    assert.notEqual(moved.body.cursor, "0-0");
    assert.equal(moved.body.lastError, null);
    assert.equal((await replay("search", "0-0")).body.cursor, "0-0");
    const unknown = await replay("nobody", "0-0");
    assert.deepEqual([unknown.status, unknown.body.code], [404, "subscription-not-found"]);
    for (const from of ["yesterday", "999999999999999-1", "2026-13-01T00:00:00Z", "17", 17]) {
      const refused = await replay("search", from);
      assert.deepEqual([refused.status, refused.body.errors?.[0]?.path], [400, "/from"], `${from}`);
    }
  });
});
