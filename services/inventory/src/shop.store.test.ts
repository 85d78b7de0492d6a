import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, beforeEach, describe, it } from "node:test";
import { refused } from "./testing/refused.ts";
import { startInventory } from "./testing/running-service.ts";
import { NOW_MS, shelf, stockItem } from "./testing/stock.ts";

type Inventory = Awaited<ReturnType<typeof startInventory>>;

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
    const late = await inventory.call("DELETE", `/v1/reservations/${body.id}`);
    assert.deepEqual([late.status, late.body.code], [409, "invalid-state"]);
    assert.deepEqual([await status(), await available()], ["expired", 1]);
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

  it("tells a repeat what it told first, whatever became of the reservation since", async () => {
    await stockItem(inventory.db, { sku: "since" }, { BER: 50 });
    const first = await reserve(lines("since", 2), "key-5");
    await inventory.call("POST", `/v1/reservations/${first.body.id}/extend`, {
      body: { ttlSeconds: 1_800 },
    });
    await inventory.call("DELETE", `/v1/reservations/${first.body.id}`);
    const again = await reserve(lines("since", 2), "key-5");
    assert.deepEqual([again.status, again.body], [201, first.body]);
    assert.deepEqual(await shelf(inventory.db, "since", NOW_MS), { BER: "50/0" });
  });

  it("decides a refused request anew: a refusal does nothing, and takes no key", async () => {
    await stockItem(inventory.db, { sku: "gone" }, { BER: 0 });
    const first = await reserve(lines("gone", 2), "key-2");
    assert.deepEqual([first.status, first.body.code], [409, "insufficient-stock"]);
    await stockItem(inventory.db, { sku: "gone" }, { BER: 9 });
    const other = await reserve(lines("gone", 10), "key-2");
    assert.deepEqual([other.status, other.body.code], [409, "insufficient-stock"]);
    const again = await reserve(lines("gone", 2), "key-2");
    assert.equal(again.status, 201);
    assert.equal(again.headers["idempotency-replayed"], undefined);
  });

  it("keeps a key for 24 hours, and then holds again under it", async () => {
    await stockItem(inventory.db, { sku: "day" }, { BER: 50 });
    const first = await reserve(lines("day", 1), "key-6");
    inventory.clock.nowMs = NOW_MS + 24 * 3_600_000 - 1;
    assert.equal((await reserve(lines("day", 1), "key-6")).body.id, first.body.id);
    assert.equal((await reserve(lines("day", 2), "key-6")).body.code, "idempotency-key-reused");
    inventory.clock.nowMs += 1;
    const next = await reserve(lines("day", 2), "key-6");
    assert.equal(next.status, 201);
    assert.notEqual(next.body.id, first.body.id);
    assert.equal((await reserve(lines("day", 2), "key-6")).body.id, next.body.id);
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
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
    const replayed = answers.filter(({ headers }) => headers["idempotency-replayed"] === "true");
    assert.equal(replayed.length, 15);
    assert.deepEqual(await shelf(inventory.db, "burst", NOW_MS), { BER: "50/3" });
  });

  it("lets one body win when a key arrives with several at once", async () => {
    await stockItem(inventory.db, { sku: "bodies" }, { BER: 50 });
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) => reserve(lines("bodies", 1 + (index % 4)), "key-7")),
    );
    const won = answers.filter(({ status }) => status === 201);
    const quantities = new Set(won.map(({ body }) => body.items[0].quantity));
    assert.deepEqual([won.length, quantities.size], [4, 1]);
    for (const { status, body } of answers) {
      assert.ok(status === 201 || body.code === "idempotency-key-reused", JSON.stringify(body));
    }
    const [quantity] = quantities;
    assert.deepEqual(await shelf(inventory.db, "bodies", NOW_MS), { BER: `50/${quantity}` });
  });

  it("sells 10 units to exactly 10 of 40 buyers over HTTP", async () => {
    await stockItem(inventory.db, { sku: "rush" }, { BER: 10 });
    const answers = await Promise.all(Array.from({ length: 40 }, () => reserve(lines("rush", 1))));
    const told = answers.map(({ status, body }) => body.code ?? status);
    assert.equal(told.filter((one) => one === 201).length, 10);
    assert.equal(told.filter((one) => one === "insufficient-stock").length, 30);
    assert.deepEqual(await shelf(inventory.db, "rush", NOW_MS), { BER: "10/10" });
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
      ["POST", `/v1/reservations/${id}/extend`, { body: { ttlSeconds: 60 }, account: null }],
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
