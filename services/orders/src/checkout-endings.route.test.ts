import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import { after, before, beforeEach, describe, it } from "node:test";
import type { CheckoutCalls } from "./checkout/checkout.ts";
import { fakeCallees } from "./testing/fake-callees.ts";
import { type Asked, startOrders } from "./testing/running-orders.ts";

const MUGS = (quantity: number) => ({ sku: "mug", quantity });
const BODY = {
  items: [MUGS(3), { sku: "pen", quantity: 1 }],
  currency: "EUR",
  region: "DE",
  customer: { email: "ada@example.com" },
  paymentMethod: { token: "tok_ok" },
};
const HEADERS = {
  "content-type": "application/json",
  "holdfast-account": "acme",
  "holdfast-scope": "shop",
};
const NOTHING = { reservations: [], redemptions: [], charges: [] };

describe("how a checkout ends", () => {
  let orders: Awaited<ReturnType<typeof startOrders>>;
  let world: ReturnType<typeof fakeCallees>;
  let overrides: Partial<CheckoutCalls>;
  before(async () => {
    const named = { get: (_none: object, name: keyof CheckoutCalls) => call(name) };
    const call =
      (name: keyof CheckoutCalls) =>
      (...args: never[]) =>
        ((overrides[name] ?? world.calls[name]) as (...all: never[]) => unknown)(...args);
    const imports = { importItems: unused, importPrices: unused, importStock: unused };
    orders = await startOrders({ checkout: new Proxy({}, named) as CheckoutCalls, imports });
  });
  beforeEach(() => {
    world = fakeCallees();
    overrides = {};
  });
  after(() => orders.stop());

  const place = ({ change, ...asked }: Asked & { readonly change?: object } = {}) =>
    orders.call("POST", "/v1/orders", {
      ...{ key: randomUUIDv7(), body: { ...BODY, ...change } },
      ...asked,
    });
  const view = async (id: string) => (await orders.call("GET", `/v1/orders/${id}`)).body;
  const requestCancel = (id: string) =>
    orders.db.query({
      name: "test-request-cancel",
      text: "update orders set cancel_requested_at = now() where id = $1",
      values: [id],
    });
  const lastEvent = async (orderId: string) => {
    const [event] = await orders.db.query<{ type: string; payload: Record<string, unknown> }>({
      name: "test-last-event",
      text: `select type, payload from outbox where aggregate = 'order/' || $1 order by sequence desc limit 1`,
      values: [orderId],
    });
    return event;
  };

  describe("of an order that is not all in stock", () => {
    it("is a refusal with what is short, unless the order says otherwise", async () => {
      world.stock("mug", { there: 2, owable: 0 });
      for (const change of [{}, { shortfallPolicy: "refuse" }, { shortfallPolicy: "split" }]) {
        const order = await place({ change });
        assert.deepEqual([order.status, order.body.code], [409, "insufficient-stock"]);
        assert.equal((await lastEvent(order.body.orderId))?.type, "order.failed");
      }
      assert.deepEqual(world.left(), NOTHING);
    });

    it("is a sale of what is there under refund, shown with what is missing", async () => {
      world.stock("mug", { there: 2, owable: 0 });
      const order = await place({ change: { shortfallPolicy: "refund" } });
      assert.equal(order.status, 201, JSON.stringify(order.body));
      const { total, lines, shipments, shortfallPolicy } = order.body;
      assert.deepEqual([total.amount, shortfallPolicy], [3000, "refund"]);
      assert.deepEqual(
        lines.map((line: { quantity: number; shortQuantity?: number }) => [
          ...[line.quantity, line.shortQuantity],
        ]),
        [
          [3, 1],
          [1, undefined],
        ],
      );
      const sold = [MUGS(2), { sku: "pen", quantity: 1 }];
      assert.deepEqual(shipments, [{ status: "ready", lines: sold }]);
      assert.partialDeepStrictEqual(await view(order.body.id), { total, lines, shipments });
      const event = await lastEvent(order.body.id);
      assert.deepEqual([event?.type, event?.payload.items], ["order.confirmed", sold]);
    });

    it("is two shipments under split, of which one waits", async () => {
      world.stock("mug", { there: 1, owable: 9 });
      const order = await place({ change: { shortfallPolicy: "split" } });
      const shipments = [
        { status: "ready", lines: [MUGS(1), { sku: "pen", quantity: 1 }] },
        { status: "backordered", lines: [MUGS(2)] },
      ];
      assert.deepEqual([order.status, order.body.shipments], [201, shipments]);
      assert.deepEqual((await view(order.body.id)).shipments, shipments);
    });
  });

  describe("when it is cancelled while it runs", () => {
    for (const call of ["priceNow", "hold", "authorise", "confirmHold"] as const) {
      it(`at ${call}: nothing is left of it, and who waits is told`, async () => {
        let orderId = "";
        const cancelled = async (...args: never[]) => {
          const [row] = await orders.db.query<{ id: string }>({
            name: "test-running-order",
            text: "select id from orders where status = 'processing'",
          });
          orderId = row?.id ?? "";
          await requestCancel(orderId);
          return (world.calls[call] as (...all: never[]) => unknown)(...args);
        };
        overrides = { [call]: cancelled };
        const order = await place();
        assert.deepEqual([order.status, order.body.code], [409, "order-cancelled"]);
        assert.equal(order.body.orderId, orderId);
        assert.deepEqual(world.left(), NOTHING);
        assert.equal((await view(orderId)).status, "cancelled");
        const event = await lastEvent(orderId);
        assert.deepEqual(
          [event?.type, event?.payload.code],
          ["order.cancelled", "order-cancelled"],
        );
      });
    }

    it("at the capture: it is sold, and is to be cancelled as a confirmed order is", async () => {
      const capture: CheckoutCalls["capture"] = async (key, charge) => {
        await requestCancel(charge.orderId);
        return world.calls.capture(key, charge);
      };
      overrides = { capture };
      const order = await place();
      assert.equal(order.status, 201);
      assert.deepEqual(world.left().charges, ["captured"]);
    });

    it("is answered alike to every repeat of its key", async () => {
      overrides = {
        hold: async (key, hold) => {
          await requestCancel(hold.orderId);
          return world.calls.hold(key, hold);
        },
      };
      const key = randomUUIDv7();
      const [first, again] = [await place({ key }), await place({ key })];
      assert.deepEqual([again.status, again.body.code], [409, "order-cancelled"]);
      assert.equal(again.body.orderId, first.body.orderId);
      assert.equal(again.headers["idempotency-replayed"], "true");
    });
  });

  it("does not depend on the client, which may go away", async () => {
    const reached = Promise.withResolvers<string>();
    const gate = Promise.withResolvers<void>();
    overrides = {
      authorise: async (key, charge) => {
        reached.resolve(charge.orderId);
        await gate.promise;
        return world.calls.authorise(key, charge);
      },
    };
    const url = await orders.app.listen({ host: "127.0.0.1", port: 0 });
    const headers = { ...HEADERS, "idempotency-key": randomUUIDv7() };
    const client = request(`${url}/v1/orders`, { method: "POST", headers });
    const gone = once(client, "error");
    client.end(JSON.stringify(BODY));
    const orderId = await reached.promise;
    client.destroy();
    await gone;
    gate.resolve();
    await orders.checkouts.settled();
    assert.equal((await view(orderId)).status, "confirmed");
  });

  it("stays what a repeat of the key is told, when the order was cancelled long after", async () => {
    const key = randomUUIDv7();
    const first = await place({ key });
    await orders.db.query({
      name: "test-cancel-later",
      text: "update orders set status = 'cancelled' where id = $1",
      values: [first.body.id],
    });
    const again = await place({ key });
    assert.deepEqual([again.status, again.body], [201, first.body]);
    assert.equal((await view(first.body.id)).status, "cancelled");
  });

  it("lists for administrators what cannot be taken back, of every account", async () => {
    const order = await place();
    await orders.db.query({
      name: "test-overdue",
      text: `insert into order_step (order_id, seq, step, status, attempt, started_at, duration_ms, undo)
             values ($1, 998, 'authorise', 'retrying', 7, $2, 0, true)`,
      values: [order.body.id, new Date(orders.clock.nowMs - 400_000)],
    });
    const url = "/v1/admin/overdue-compensations";
    const listed = await orders.call("GET", url, { account: "boss", scope: "admin" });
    assert.equal(listed.body.total, 1);
    assert.deepEqual(listed.body.data, [
      {
        ...{ orderId: order.body.id, account: "acme", step: "authorise", attempt: 7 },
        since: new Date(orders.clock.nowMs - 400_000).toISOString(),
      },
    ]);
    const nobody = await orders.call("GET", url, { account: null });
    assert.deepEqual([nobody.status, nobody.body.code], [401, "unauthenticated"]);
  });
});

function unused(): Promise<never> {
  return Promise.reject(new Error("no import in this test"));
}
