import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, beforeEach, describe, it } from "node:test";
import { startInventory } from "./testing/running-service.ts";
import { audit, NOW_MS, shelf, stockItem } from "./testing/stock.ts";

type Inventory = Awaited<ReturnType<typeof startInventory>>;

/** Fails when anything but the expected problem is answered, or a row was written. */
async function refused(
  { db, call }: Inventory,
  [method, url, asked]: Parameters<Inventory["call"]>,
  expected: { readonly status: number; readonly code: string; readonly paths?: readonly string[] },
) {
  const before = await audit(db);
  const answer = await call(method, url, asked);
  assert.equal(answer.status, expected.status, JSON.stringify(answer.body));
  assert.equal(answer.body.code, expected.code);
  assert.equal(answer.body.type, `/problems/${expected.code}`);
  assert.match(String(answer.headers["content-type"]), /^application\/problem\+json/);
  assert.equal(answer.body.traceId, answer.headers["x-trace-id"]);
  const paths = answer.body.errors?.map(({ path }: { path: string }) => path);
  assert.deepEqual(paths, expected.paths);
  assert.deepEqual(await audit(db), before, "nothing changed");
  return answer.body;
}

describe("reservations over HTTP", () => {
  let inventory: Inventory;
  before(async () => {
    inventory = await startInventory();
  });
  after(() => inventory.stop());
  beforeEach(() => {
    inventory.clock.nowMs = NOW_MS;
  });

  const reserve = (body: unknown, key: string = randomUUID(), account = "acme") =>
    inventory.call("POST", "/v1/reservations", { body, key, account });
  const lines = (sku: string, quantity: number) => ({ items: [{ sku, quantity }] });

  it("holds, tells, releases and tells again", async () => {
    await stockItem(inventory.db, { sku: "mug" }, { BER: 2, HAM: 3 });
    const created = await reserve({ ...lines("mug", 4), ttlSeconds: 60 });
    assert.equal(created.status, 201);
    const { id } = created.body;
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    assert.deepEqual(created.body, {
      id,
      status: "held",
      items: [
        {
          sku: "mug",
          quantity: 4,
          allocations: [
            { location: "BER", quantity: 2 },
            { location: "HAM", quantity: 2 },
          ],
        },
      ],
      createdAt: "2026-11-01T12:00:00.000Z",
      expiresAt: "2026-11-01T12:01:00.000Z",
    });
    const read = await inventory.call("GET", `/v1/reservations/${id}`);
    assert.deepEqual([read.status, read.body], [200, created.body]);
    for (const _ of ["first", "repeated"]) {
      const released = await inventory.call("DELETE", `/v1/reservations/${id}`);
      assert.equal(released.status, 200);
      assert.deepEqual(released.body, { ...created.body, status: "released" });
    }
    assert.deepEqual(await shelf(inventory.db, "mug", NOW_MS), { BER: "2/0", HAM: "3/0" });
  });

  it("holds for 900 seconds unless told otherwise, and is expired from then on", async () => {
    await stockItem(inventory.db, { sku: "ttl" }, { BER: 1 });
    const { body } = await reserve(lines("ttl", 1));
    const status = async () =>
      (await inventory.call("GET", `/v1/reservations/${body.id}`)).body.status;
    const available = async () =>
      (await inventory.call("GET", "/internal/availability/ttl")).body.availability.available;
    inventory.clock.nowMs = NOW_MS + 899_999;
    assert.deepEqual([await status(), await available()], ["held", 0]);
    inventory.clock.nowMs = NOW_MS + 900_000;
    assert.deepEqual([await status(), await available()], ["expired", 1]);
    await refused(inventory, ["DELETE", `/v1/reservations/${body.id}`], {
      status: 409,
      code: "invalid-state",
    });
  });

  it("replays the first answer to the same key and body, and holds once", async () => {
    await stockItem(inventory.db, { sku: "replay" }, { BER: 5 });
    const first = await reserve(lines("replay", 2), "key-1");
    const again = await reserve(lines("replay", 2), '"key-1"');
    assert.deepEqual([again.status, again.body], [201, first.body]);
    assert.equal(first.headers["idempotency-replayed"], undefined);
    assert.equal(again.headers["idempotency-replayed"], "true");
    const otherAccount = await reserve(lines("replay", 2), "key-1", "other");
    assert.notEqual(otherAccount.body.id, first.body.id);
    assert.deepEqual(await shelf(inventory.db, "replay", NOW_MS), { BER: "5/4" });
  });

  it("replays a refusal too, with the trace of the repeat", async () => {
    await stockItem(inventory.db, { sku: "gone" }, { BER: 0 });
    const first = await reserve(lines("gone", 2), "key-2");
    await stockItem(inventory.db, { sku: "gone" }, { BER: 9 });
    const again = await reserve(lines("gone", 2), "key-2");
    assert.deepEqual([first.status, again.status], [409, 409]);
    assert.deepEqual(again.body, { ...first.body, traceId: again.headers["x-trace-id"] });
    assert.equal(again.headers["idempotency-replayed"], "true");
  });

  it("refuses a key that was used for another body", async () => {
    await stockItem(inventory.db, { sku: "reuse" }, { BER: 5 });
    await reserve(lines("reuse", 1), "key-3");
    const asked = { body: lines("reuse", 2), key: "key-3" };
    await refused(inventory, ["POST", "/v1/reservations", asked], {
      status: 422,
      code: "idempotency-key-reused",
      paths: ["header/idempotency-key"],
    });
  });

  it("holds once when the same key arrives many times at once", async () => {
    await stockItem(inventory.db, { sku: "burst" }, { BER: 50 });
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => reserve(lines("burst", 3), "key-4")),
    );
    const created = answers.filter(({ status }) => status === 201);
    assert.ok(created.length >= 1);
    assert.equal(new Set(created.map(({ body }) => body.id)).size, 1);
    for (const { status, body } of answers)
      assert.ok(status === 201 || body.code === "idempotency-key-in-flight", JSON.stringify(body));
    assert.deepEqual(await shelf(inventory.db, "burst", NOW_MS), { BER: "50/3" });
  });

  it("sells 10 units to exactly 10 of 40 buyers over HTTP", async () => {
    await stockItem(inventory.db, { sku: "rush" }, { BER: 10 });
    const answers = await Promise.all(Array.from({ length: 40 }, () => reserve(lines("rush", 1))));
    const told = answers.map(({ status, body }) => body.code ?? status);
    assert.equal(told.filter((one) => one === 201).length, 10);
    assert.equal(told.filter((one) => one === "insufficient-stock").length, 30);
    assert.deepEqual(await shelf(inventory.db, "rush", NOW_MS), { BER: "10/10" });
  });

  it("names each short SKU with what was asked and what there is", async () => {
    await stockItem(inventory.db, { sku: "few" }, { BER: 1, HAM: 1 });
    await stockItem(inventory.db, { sku: "many" }, { BER: 9 });
    const items = [
      { sku: "few", quantity: 2 },
      { sku: "many", quantity: 1 },
      { sku: "few", quantity: 1 },
    ];
    const asked = { body: { items }, account: "acme", key: randomUUID() };
    const problem = await refused(inventory, ["POST", "/v1/reservations", asked], {
      status: 409,
      code: "insufficient-stock",
    });
    assert.deepEqual(problem.shortages, [{ sku: "few", requested: 3, available: 2 }]);
  });

  it("names the lines of unknown items, and those above the item's maximum", async () => {
    await stockItem(inventory.db, { sku: "limited", maxPerOrder: 2 }, { BER: 9 });
    const body = {
      items: [
        { sku: "limited", quantity: 1 },
        { sku: "nix", quantity: 1 },
      ],
    };
    await refused(inventory, ["POST", "/v1/reservations", { body, key: randomUUID() }], {
      status: 404,
      code: "item-not-found",
      paths: ["/items/1/sku"],
    });
    const tooMany = { body: lines("limited", 3), key: randomUUID() };
    await refused(inventory, ["POST", "/v1/reservations", tooMany], {
      status: 422,
      code: "quantity-over-limit",
      paths: ["/items/0/quantity"],
    });
  });

  it("answers 404 for another account's reservation, and shows it to scope admin", async () => {
    await stockItem(inventory.db, { sku: "mine" }, { BER: 2 });
    const { id } = (await reserve(lines("mine", 1))).body;
    for (const path of [`/v1/reservations/${id}`, `/v1/reservations/${randomUUID()}`]) {
      for (const method of ["GET", "DELETE"] as const) {
        await refused(inventory, [method, path, { account: "other" }], {
          status: 404,
          code: "reservation-not-found",
        });
      }
    }
    const asAdmin = { account: "ops", scope: "admin" as const };
    assert.equal((await inventory.call("GET", `/v1/reservations/${id}`, asAdmin)).status, 200);
  });

  it("refuses a request that names no account", async () => {
    const id = randomUUID();
    const body = { ...lines("mug", 1), ttlSeconds: 60 };
    const calls: readonly Parameters<Inventory["call"]>[] = [
      ["POST", "/v1/reservations", { body, key: "k", account: null }],
      ["GET", `/v1/reservations/${id}`, { account: null }],
      ["DELETE", `/v1/reservations/${id}`, { account: null }],
      ["PUT", `/internal/reservations/${id}`, { body, account: null }],
      ["POST", `/internal/reservations/${id}/confirm`, { account: null }],
      ["POST", `/internal/reservations/${id}/cancel`, { account: null }],
    ];
    for (const call of calls) {
      await refused(inventory, call, { status: 401, code: "unauthenticated" });
    }
  });

  it("lets the orders service hold, confirm and cancel by an id of its own, each repeatable", async () => {
    await stockItem(inventory.db, { sku: "saga" }, { BER: 5 });
    const path = `/internal/reservations/${randomUUID()}`;
    const body = { ...lines("saga", 2), ttlSeconds: 60, orderId: "order-1" };
    const held = await inventory.call("PUT", path, { body });
    assert.deepEqual([held.status, held.body.status, held.body.orderId], [200, "held", "order-1"]);
    assert.deepEqual((await inventory.call("PUT", path, { body })).body, held.body);
    for (const _ of ["first", "repeated"]) {
      const confirmed = await inventory.call("POST", `${path}/confirm`);
      assert.deepEqual([confirmed.status, confirmed.body.status], [200, "confirmed"]);
    }
    const other = { body: { ...body, ttlSeconds: 61 } };
    await refused(inventory, ["PUT", path, other], { status: 409, code: "invalid-state" });
    const publicPath = path.replace("/internal/", "/v1/");
    await refused(inventory, ["DELETE", publicPath], { status: 409, code: "invalid-state" });
    assert.deepEqual(await shelf(inventory.db, "saga", NOW_MS), { BER: "3/0" });
    for (const _ of ["first", "repeated"]) {
      const cancelled = await inventory.call("POST", `${path}/cancel`);
      assert.deepEqual([cancelled.status, cancelled.body.status], [200, "released"]);
    }
    await refused(inventory, ["POST", `${path}/confirm`], { status: 409, code: "invalid-state" });
    await refused(inventory, ["PUT", path, { body }], { status: 409, code: "invalid-state" });
    assert.deepEqual(await shelf(inventory.db, "saga", NOW_MS), { BER: "5/0" });
  });

  it("refuses a hold that arrives after its cancel", async () => {
    const path = `/internal/reservations/${randomUUID()}`;
    const cancelled = await inventory.call("POST", `${path}/cancel`);
    assert.deepEqual([cancelled.body.status, cancelled.body.items], ["released", []]);
    const body = { ...lines("mug", 1), ttlSeconds: 60 };
    await refused(inventory, ["PUT", path, { body }], { status: 409, code: "invalid-state" });
  });

  it("ends with ledger, stock and reservations in agreement", async () => {
    const { status, body } = await inventory.call("GET", "/internal/audit", { account: null });
    assert.equal(status, 200);
    assert.equal(body.ok, true);
    assert.deepEqual(body.drift, []);
    assert.ok(body.checked.reservations > 10);
  });
});
