import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { after, before, beforeEach, describe, it } from "node:test";
import { sweep } from "../sweep.ts";
import { fakeCallees } from "../testing/fake-callees.ts";
import { fakeChangeCallees } from "../testing/fake-changes.ts";
import { type Asked, startOrders } from "../testing/running-orders.ts";
import { sellOrder, writeOrder } from "../testing/sold-order.ts";

const EUR = (amount: number) => ({ amount, currency: "EUR" });
const MUG = [{ sku: "mug", quantity: 1 }];
const ADMIN = { account: "boss", scope: "admin" } as const;

describe("changes of orders over HTTP", () => {
  let orders: Awaited<ReturnType<typeof startOrders>>;
  let callees: ReturnType<typeof fakeChangeCallees>;
  before(async () => {
    callees = fakeChangeCallees();
    orders = await startOrders({
      checkout: fakeCallees().calls,
      imports: { importItems: unused, importPrices: unused },
      changes: callees.calls,
    });
  });
  beforeEach(() => {
    orders.engine.away = false;
    callees.effects.length = 0;
  });
  after(() => orders.stop());

  /** An order of acme's: 3 mugs for 10.00 EUR, a pot for 5.00. */
  const sold = async () => {
    const id = await writeOrder(orders.db);
    await sellOrder(orders.db, id);
    callees.capture(id, 1500);
    return id;
  };
  const post = (id: string, what: string, asked: Asked = {}) =>
    orders.call("POST", `/v1/orders/${id}/${what}`, asked);
  const list = async (id: string) => (await orders.call("GET", `/v1/orders/${id}/changes`)).body;

  it("cancels an order as a whole, and again to the same end", async () => {
    const id = await sold();
    const first = await post(id, "cancel", { body: { reason: "changed my mind" } });
    assert.equal(first.status, 200);
    assert.deepEqual([first.body.id, first.body.status], [id, "cancelled"]);
    assert.deepEqual([first.body.total, first.body.refunded], [EUR(1500), EUR(1500)]);
    const { change, timeline } = first.body;
    assert.deepEqual(
      [change.kind, change.status, change.amount, change.reason],
      ["cancel", "done", EUR(1500), "changed my mind"],
    );
    assert.deepEqual(change.items, [
      { sku: "mug", quantity: 3 },
      { sku: "pot", quantity: 1 },
    ]);
    assert.deepEqual(
      timeline.map(({ step }: { step: string }) => step),
      ["cancel-refund", "cancel-restock", "cancel-promotions"],
    );
    const again = await post(id, "cancel");
    assert.deepEqual([again.status, again.body], [200, first.body]);
    assert.deepEqual(callees.effects, ["refund 1500", "restock all", "restore promotions"]);
    assert.deepEqual((await list(id)).data, [change]);
  });

  it("cancels lines, takes returns, refunds amounts, and counts them together", async () => {
    const id = await sold();
    const cancelled = await post(id, "cancel-lines", { body: { items: MUG } });
    assert.deepEqual(
      [cancelled.status, cancelled.body.status, cancelled.body.refunded],
      [200, "confirmed", EUR(333)],
    );
    const left = [
      { sku: "mug", quantity: 2 },
      { sku: "pot", quantity: 1 },
    ];
    assert.deepEqual(cancelled.body.shipments, [{ status: "ready", lines: left }]);
    const returned = await post(id, "returns", { body: { items: MUG, location: "HAM" }, ...ADMIN });
    assert.deepEqual([returned.status, returned.body.refunded], [201, EUR(667)]);
    const refunded = await post(id, "refunds", { body: { amount: EUR(100) }, ...ADMIN });
    assert.deepEqual([refunded.status, refunded.body.change.amount], [201, EUR(100)]);
    const whole = await post(id, "cancel");
    assert.deepEqual(
      [whole.body.status, whole.body.change.amount, whole.body.refunded],
      ["cancelled", EUR(733), EUR(1500)],
    );
    assert.deepEqual(whole.body.shipments[0].lines, MUG, "what came back had been sent");
    assert.equal(callees.refundedMinor(id), 1500);
    const kinds = (await list(id)).data.map(({ kind }: { kind: string }) => kind);
    assert.deepEqual(kinds, ["cancel-lines", "return", "refund", "cancel"]);
    const viewed = await orders.call("GET", `/v1/orders/${id}`);
    assert.deepEqual([viewed.body.status, viewed.body.refunded], ["cancelled", EUR(1500)]);
  });

  it("answers 202 to who does not wait, and goes on", async () => {
    const id = await sold();
    const headers = { prefer: "respond-async" };
    const first = await post(id, "cancel", { headers });
    assert.equal(first.status, 202);
    assert.equal(first.headers.location, `/v1/orders/${id}`);
    assert.equal(first.headers["preference-applied"], "respond-async");
    assert.deepEqual([first.body.id, first.body.change.status], [id, "processing"]);
    await orders.changes.settled();
    assert.equal((await list(id)).data[0].status, "done");
  });

  it("keeps what the engine did not get: one change at a time, until the sweep has submitted it", async () => {
    const id = await sold();
    orders.engine.away = true;
    const first = await post(id, "cancel-lines", { body: { items: MUG } });
    assert.equal(first.status, 202);
    const other = await post(id, "refunds", { body: { amount: EUR(1) }, ...ADMIN });
    assert.deepEqual(
      [other.status, other.body.code, other.body.changeId],
      [409, "change-in-flight", first.body.change.id],
    );
    orders.engine.away = false;
    await sweep(orders);
    assert.equal((await list(id)).data[0].status, "processing", "it is too fresh");
    orders.clock.nowMs += 3_001;
    await sweep(orders);
    await orders.changes.settled();
    assert.equal((await list(id)).data[0].status, "done");
  });

  it("joins a cancellation that is running", async () => {
    const id = await sold();
    orders.engine.away = true;
    const [first, second] = [await post(id, "cancel"), await post(id, "cancel")];
    assert.deepEqual([first.status, second.status], [202, 202]);
    assert.equal(second.body.change.id, first.body.change.id);
  });

  it("stops a checkout that is running, and says so at once when nobody waits", async () => {
    const id = await writeOrder(orders.db);
    callees.capture(id, 1500);
    const first = await post(id, "cancel", { headers: { prefer: "respond-async" } });
    assert.deepEqual([first.status, first.body.status], [202, "processing"]);
    const lines = await post(id, "cancel-lines", { body: { items: MUG } });
    assert.deepEqual([lines.status, lines.body.code], [409, "change-in-flight"]);
    await sellOrder(orders.db, id); // it was past its capture
    await orders.changes.settled();
    const { body } = await orders.call("GET", `/v1/orders/${id}`);
    assert.deepEqual([body.status, body.refunded], ["cancelled", EUR(1500)]);
  });

  describe("with an idempotency key", () => {
    it("is one change however often it is sent", async () => {
      const id = await sold();
      const asked = { key: randomUUIDv7(), body: { items: MUG } };
      const first = await post(id, "cancel-lines", asked);
      const again = await post(id, "cancel-lines", asked);
      assert.deepEqual([again.status, again.body], [200, first.body]);
      assert.equal(again.headers["idempotency-replayed"], "true");
      assert.equal(first.headers["idempotency-replayed"], undefined);
      assert.equal((await list(id)).data.length, 1);
    });

    it("is one change of many at once", async () => {
      const id = await sold();
      const asked = { key: randomUUIDv7(), body: { items: MUG } };
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => post(id, "cancel-lines", asked)),
      );
      assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
      assert.deepEqual(callees.effects, ["refund 333", "cancelled 1 mug to where it was"]);
    });

    it("is refused for another body, and for another order", async () => {
      const [id, other] = [await sold(), await sold()];
      const key = randomUUIDv7();
      await post(id, "cancel-lines", { key, body: { items: MUG } });
      for (const answer of [
        await post(id, "cancel-lines", { key, body: { items: [{ sku: "pot", quantity: 1 }] } }),
        await post(other, "cancel-lines", { key, body: { items: MUG } }),
        await post(id, "cancel", { key }),
      ]) {
        assert.deepEqual([answer.status, answer.body.code], [422, "idempotency-key-reused"]);
      }
    });

    it("is refused when it is none", async () => {
      const answer = await post(await sold(), "cancel", { key: "k".repeat(256) });
      assert.deepEqual([answer.status, answer.body.code], [400, "idempotency-key-invalid"]);
    });
  });

  it("tells why a change failed, and leaves the order as it was", async () => {
    const id = await sold();
    callees.plan("refund", "refused");
    const answer = await post(id, "cancel");
    assert.deepEqual([answer.status, answer.body.code], [422, "charge-disputed"]);
    const viewed = await orders.call("GET", `/v1/orders/${id}`);
    assert.equal(viewed.body.status, "confirmed");
    assert.equal((await list(id)).data[0].problem.code, "charge-disputed");
    assert.equal((await post(id, "cancel")).status, 200);
  });

  it("is not for other accounts, and refunds and returns only for administrators", async () => {
    const id = await sold();
    for (const account of ["rival"]) {
      for (const [what, body] of [
        ["cancel", undefined],
        ["cancel-lines", { items: MUG }],
      ] as const) {
        const answer = await post(id, what, { account, ...(body === undefined ? {} : { body }) });
        assert.deepEqual([answer.status, answer.body.code], [404, "order-not-found"]);
      }
      const changes = await orders.call("GET", `/v1/orders/${id}/changes`, { account });
      assert.deepEqual([changes.status, changes.body.code], [404, "order-not-found"]);
    }
    for (const [what, body] of [
      ["refunds", { amount: EUR(1) }],
      ["returns", { items: MUG }],
    ] as const) {
      const answer = await post(id, what, { body });
      assert.deepEqual([answer.status, answer.body.code], [403, "forbidden"]);
    }
    const unknown = await post(randomUUIDv7(), "cancel");
    assert.deepEqual([unknown.status, unknown.body.code], [404, "order-not-found"]);
    const nobody = await post(id, "cancel", { account: null });
    assert.deepEqual([nobody.status, nobody.body.code], [401, "unauthenticated"]);
    assert.deepEqual(callees.effects, []);
  });

  const REFUSED: readonly (readonly [string, string, unknown, number, string, string])[] = [
    [
      "a SKU that it has not",
      "cancel-lines",
      { items: [{ sku: "cup", quantity: 1 }] },
      422,
      "item-not-in-order",
      "/items/0/sku",
    ],
    [
      "more units than it has",
      "returns",
      { items: [{ sku: "mug", quantity: 4 }] },
      422,
      "quantity-over-limit",
      "/items/0/quantity",
    ],
    [
      "more money than was paid",
      "refunds",
      { amount: EUR(1501) },
      422,
      "amount-over-limit",
      "/amount/amount",
    ],
    [
      "another currency",
      "refunds",
      { amount: { amount: 1, currency: "USD" } },
      400,
      "validation-failed",
      "/amount/currency",
    ],
    ["no money", "refunds", { amount: EUR(0) }, 400, "validation-failed", "/amount/amount"],
    ["half a cent", "refunds", { amount: EUR(0.5) }, 400, "validation-failed", "/amount/amount"],
    ["no items", "cancel-lines", { items: [] }, 400, "validation-failed", "/items"],
    [
      "a quantity of zero",
      "returns",
      { items: [{ sku: "mug", quantity: 0 }] },
      400,
      "validation-failed",
      "/items/0/quantity",
    ],
    ["an unknown field", "cancel", { force: true }, 400, "validation-failed", "/force"],
    [
      "a place that is none",
      "returns",
      { items: MUG, location: "a/b" },
      400,
      "validation-failed",
      "/location",
    ],
  ];
  for (const [what, route, body, status, code, path] of REFUSED) {
    it(`refuses ${what} with ${status} ${code}, naming ${path}, and changes nothing`, async () => {
      const id = await sold();
      const answer = await post(id, route, { body, ...ADMIN });
      assert.deepEqual([answer.status, answer.body.code], [status, code]);
      assert.equal(answer.body.errors[0].path, path);
      assert.deepEqual((await list(id)).data, []);
    });
  }

  it("refuses to change what is cancelled", async () => {
    const id = await sold();
    await post(id, "cancel");
    const lines = await post(id, "cancel-lines", { body: { items: MUG } });
    assert.deepEqual([lines.status, lines.body.code], [409, "invalid-state"]);
    const refund = await post(id, "refunds", { body: { amount: EUR(1) }, ...ADMIN });
    assert.deepEqual([refund.status, refund.body.code], [409, "invalid-state"]);
  });
});

function unused(): never {
  throw new Error("no import is made here");
}
