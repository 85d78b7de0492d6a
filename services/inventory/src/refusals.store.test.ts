import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { contents } from "./testing/contents.ts";
import { refused } from "./testing/refused.ts";
import { startInventory } from "./testing/running-service.ts";
import { NOW_MS, stockItem } from "./testing/stock.ts";

type Inventory = Awaited<ReturnType<typeof startInventory>>;
type Items = readonly { readonly sku: string; readonly quantity: number }[];

/** Each through HTTP, with every table as it was afterwards: `refused` looks. */
describe("a refusal of a hold", () => {
  let inventory: Inventory;
  before(async () => {
    inventory = await startInventory();
    const { db } = inventory;
    await stockItem(db, { sku: "few" }, { BER: 1, HAM: 1 });
    await stockItem(db, { sku: "none" }, { BER: 0 });
    await stockItem(db, { sku: "many" }, { BER: 90 });
    await stockItem(db, { sku: "limited", maxPerOrder: 2, maxPerBuyer: 3 }, { BER: 90 });
    await stockItem(db, { sku: "gone" }, { BER: 90 });
    await inventory.call("DELETE", "/v1/admin/items/gone", { scope: "admin" });
  });
  after(() => inventory.stop());

  /** By both entry points, the public one first. */
  const refuses = async (
    body: { readonly items: Items } & Readonly<Record<string, unknown>>,
    expected: Parameters<typeof refused>[2],
  ) => {
    const path = `/internal/reservations/${randomUUID()}`;
    await refused(inventory, ["PUT", path, { body }], expected);
    const asked = { body, key: randomUUID() };
    return refused(inventory, ["POST", "/v1/reservations", asked], expected);
  };
  const line = (sku: string, quantity: number) => ({ sku, quantity });

  it("insufficient-stock names each short SKU with what was asked and what there is", async () => {
    const items = [line("few", 2), line("many", 1), line("none", 3), line("few", 1)];
    const problem = await refuses({ items }, { status: 409, code: "insufficient-stock" });
    assert.deepEqual(problem.shortages, [
      { sku: "few", requested: 3, available: 2 },
      { sku: "none", requested: 3, available: 0 },
    ]);
  });

  it("item-not-found names the lines of unknown and of discontinued items", async () => {
    const items = [line("many", 1), line("nix", 1), line("gone", 1)];
    const paths = ["/items/1/sku", "/items/2/sku"];
    await refuses({ items }, { status: 404, code: "item-not-found", paths });
  });

  it("quota-exceeded names the lines above what an order may have, summed", async () => {
    const items = [line("many", 1), line("limited", 1), line("limited", 2)];
    const expected = { status: 409, code: "quota-exceeded", paths: ["/items/1/quantity"] };
    const problem = await refuses({ items }, expected);
    assert.deepEqual(problem.quotas, [
      { sku: "limited", requested: 3, limit: 2, per: "order", already: 0 },
    ]);
  });

  it("quota-exceeded counts what the buyer holds and has bought, and nobody else's", async () => {
    const hold = (buyerId: string | undefined, quantity: number) =>
      inventory.call("POST", "/v1/reservations", {
        body: { items: [line("limited", quantity)], buyerId },
        key: randomUUID(),
      });
    const bought = await hold("ann", 1);
    await inventory.call("POST", `/internal/reservations/${bought.body.id}/confirm`);
    assert.equal((await hold("ann", 1)).status, 201);
    for (const other of ["bob", undefined]) assert.equal((await hold(other, 2)).status, 201);
    const body = { items: [line("limited", 2)], buyerId: "ann" };
    const expected = { status: 409, code: "quota-exceeded", paths: ["/items/0/quantity"] };
    const problem = await refuses(body, expected);
    assert.deepEqual(problem.quotas, [
      { sku: "limited", requested: 2, limit: 3, per: "buyer", already: 2 },
    ]);
    assert.equal((await hold("ann", 1)).status, 201, "up to the limit");
  });

  it("validation-failed asks where the nearest is to be near to", async () => {
    const body = { items: [line("many", 1)], locationStrategy: "nearest" };
    await refuses(body, { status: 400, code: "validation-failed", paths: ["/shipTo"] });
  });

  it("idempotency-key-reused answers another body under a used key", async () => {
    const hold = (quantity: number) => ({ body: { items: [line("many", quantity)] }, key: "used" });
    assert.equal((await inventory.call("POST", "/v1/reservations", hold(1))).status, 201);
    const expected = { code: "idempotency-key-reused", paths: ["header/idempotency-key"] };
    const asked = ["POST", "/v1/reservations", hold(2)] as const;
    await refused(inventory, [...asked], { status: 422, ...expected });
  });
});

describe("a refusal to settle or extend", () => {
  let inventory: Inventory;
  before(async () => {
    inventory = await startInventory();
    await stockItem(inventory.db, { sku: "mug" }, { BER: 90 });
  });
  after(() => inventory.stop());

  const held = async () => {
    const body = { items: [{ sku: "mug", quantity: 1 }] };
    return (await inventory.call("POST", "/v1/reservations", { body, key: randomUUID() })).body.id;
  };
  const extension = (ttlSeconds: number) => ({ body: { ttlSeconds } });

  it("invalid-state answers every move that has no meaning any more", async () => {
    const released = await held();
    await inventory.call("DELETE", `/v1/reservations/${released}`);
    const sold = await held();
    await inventory.call("POST", `/internal/reservations/${sold}/confirm`);
    const body = { items: [{ sku: "mug", quantity: 1 }], ttlSeconds: 60 };
    const calls: readonly Parameters<Inventory["call"]>[] = [
      ["POST", `/internal/reservations/${released}/confirm`],
      ["POST", `/v1/reservations/${released}/extend`, extension(60)],
      ["PUT", `/internal/reservations/${released}`, { body }],
      ["DELETE", `/v1/reservations/${sold}`],
      ["POST", `/v1/reservations/${sold}/extend`, extension(60)],
      ["PUT", `/internal/reservations/${sold}`, { body }],
    ];
    for (const call of calls)
      await refused(inventory, call, { status: 409, code: "invalid-state" });
  });

  it("reservation-not-found answers unknown ids", async () => {
    const id = randomUUID();
    const calls: readonly Parameters<Inventory["call"]>[] = [
      ["GET", `/v1/reservations/${id}`],
      ["DELETE", `/v1/reservations/${id}`],
      ["POST", `/v1/reservations/${id}/extend`, extension(60)],
      ["POST", `/internal/reservations/${id}/confirm`],
    ];
    for (const call of calls) {
      await refused(inventory, call, { status: 404, code: "reservation-not-found" });
    }
  });

  it("extension-over-limit says for how long a hold may still be kept", async () => {
    const id = await held();
    const extend = (ttlSeconds: number) =>
      inventory.call("POST", `/v1/reservations/${id}/extend`, extension(ttlSeconds));
    for (let minutes = 50; minutes <= 100; minutes += 50) {
      assert.equal((await extend(3_600)).status, 200);
      inventory.clock.nowMs = NOW_MS + minutes * 60_000;
    }
    const call = ["POST", `/v1/reservations/${id}/extend`, extension(1_201)] as const;
    const expected = { status: 422, code: "extension-over-limit", paths: ["/ttlSeconds"] };
    const problem = await refused(inventory, [...call], expected);
    assert.equal(problem.errors[0].message, "must be at most 1200");
    const last = await extend(1_200);
    assert.equal(last.body.expiresAt, "2026-11-01T14:00:00.000Z");
  });
});

describe("a refusal of a stock operation", () => {
  let inventory: Inventory;
  before(async () => {
    inventory = await startInventory();
    const { db, call } = inventory;
    await stockItem(db, { sku: "mug" }, { BER: 5, HAM: 5 });
    await stockItem(db, { sku: "full" }, { BER: 1, HAM: 1 });
    const text = "update stock set on_hand = 999999999 where sku = 'full' and location = 'BER'";
    await db.query({ name: "fill-shelf", text });
    const body = { items: [{ sku: "mug", quantity: 3 }] };
    assert.equal((await call("POST", "/v1/reservations", { body, key: "k" })).status, 201);
  });
  after(() => inventory.stop());

  const refuses = (
    over: Readonly<Record<string, unknown>>,
    expected: Parameters<typeof refused>[2],
    key?: string,
  ) => {
    const body = {
      sku: "mug",
      location: "BER",
      kind: "receive",
      quantity: 3,
      reason: "x",
      ...over,
    };
    const asked = { body, scope: "admin" as const, ...(key === undefined ? {} : { key }) };
    return refused(inventory, ["POST", "/v1/admin/stock/movements", asked], expected);
  };

  it("insufficient-stock keeps what is reserved on its shelf", async () => {
    const expected = { status: 409, code: "insufficient-stock" };
    for (const over of [
      { kind: "write-off" },
      { kind: "transfer", toLocation: "HAM" },
      { kind: "adjust", quantity: -3 },
    ]) {
      const problem = await refuses(over, expected);
      assert.deepEqual(problem.shortages, [{ sku: "mug", requested: 3, available: 2 }]);
    }
  });

  it("item-not-found and location-not-found name the field", async () => {
    const item = { status: 404, code: "item-not-found", paths: ["/sku"] };
    await refuses({ sku: "nix" }, item);
    const location = { status: 404, code: "location-not-found" };
    await refuses({ location: "NIX" }, { ...location, paths: ["/location"] });
    const transfer = { kind: "transfer", toLocation: "NIX" };
    await refuses(transfer, { ...location, paths: ["/toLocation"] });
    const incoming = (sku: string, code: string) =>
      [
        "PUT",
        `/v1/admin/stock/${sku}/incoming`,
        { body: { location: code, quantity: 1 } },
      ] as const;
    await refused(inventory, [...incoming("nix", "BER")], item);
    const path = { ...location, paths: ["/location"] };
    await refused(inventory, [...incoming("mug", "NIX")], path);
  });

  it("quantity-over-limit refuses more units than a shelf can count", async () => {
    const expected = { status: 422, code: "quantity-over-limit", paths: ["/quantity"] };
    await refuses({ sku: "full", quantity: 2 }, expected);
    const back = { sku: "full", location: "HAM", kind: "transfer", toLocation: "BER", quantity: 1 };
    await refuses({ sku: "full", kind: "return", quantity: 2 }, expected);
    const { call } = inventory;
    const body = { ...back, reason: "x" };
    const moved = await call("POST", "/v1/admin/stock/movements", { body, scope: "admin" });
    assert.equal(moved.status, 201, "up to the limit");
    await refuses({ sku: "full", quantity: 1 }, expected);
  });

  it("idempotency-key-reused answers another movement under a used key", async () => {
    const body = { sku: "mug", location: "BER", kind: "receive", quantity: 1, reason: "x" };
    const { call } = inventory;
    const first = await call("POST", "/v1/admin/stock/movements", { body, key: "used" });
    assert.equal(first.status, 201);
    const expected = { code: "idempotency-key-reused", paths: ["header/idempotency-key"] };
    await refuses({ quantity: 2 }, { status: 422, ...expected }, "used");
  });

  it("stock-below-reserved is said in the row of an import, which writes nothing", async () => {
    await inventory.call("POST", "/internal/import-items", {
      body: { items: [{ sku: "mug", stock: { location: "BER", quantity: 5 } }] },
      scope: "admin",
    });
    const before = await contents(inventory.db);
    const rows = [{ sku: "mug", stock: { location: "BER", quantity: 1 } }];
    const { status, body } = await inventory.call("POST", "/internal/import-items", {
      body: { items: rows },
      scope: "admin",
    });
    assert.deepEqual([status, body.results[0].error.code], [200, "stock-below-reserved"]);
    assert.deepEqual(await contents(inventory.db), before);
  });
});
