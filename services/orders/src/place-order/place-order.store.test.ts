import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { beginCheckout, settleOrder } from "../checkout/checkout.store.ts";
import type { CheckoutInput } from "../checkout/checkout.workflow.ts";
import { findOrder } from "../order.store.ts";
import { findUnsubmittedOrders } from "../sweep.store.ts";
import { MIGRATIONS, NOW_MS } from "../testing/running-orders.ts";
import { findPlaced, insertOrder, markAccepted, type NewOrder } from "./place-order.store.ts";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

function newOrder(over: Partial<NewOrder> & { readonly reservationId?: string } = {}): NewOrder {
  const { reservationId = randomUUIDv7(), ...rest } = over;
  const input: CheckoutInput = {
    order: {
      id: randomUUIDv7(),
      account: "acme",
      basket: { kind: "items", items: [{ sku: "mug", quantity: 1 }] },
      currency: "EUR",
      region: "DE",
      paymentToken: "tok_ok",
      reservation: { id: reservationId, adopted: false },
    },
    origin: {
      account: "acme",
      correlationId: "c-1",
      trace: { traceparent: `00-${TRACE_ID}-b7ad6b7169203331-01` },
    },
  };
  return {
    input,
    idempotencyKey: randomUUIDv7(),
    fingerprint: "f",
    customerEmail: "ada@example.com",
    createdAtMs: NOW_MS,
    answerDueAtMs: NOW_MS + 12_000,
    ...rest,
  };
}

describe("placing orders in PostgreSQL", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
  });
  after(() => test.drop());

  it("makes one order of twenty concurrent requests with one key", async () => {
    const idempotencyKey = randomUUIDv7();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => insertOrder(test.db, newOrder({ idempotencyKey }))),
    );
    assert.deepEqual(outcomes.sort(), [...Array(19).fill("exists"), "inserted"]);
    const [row] = await test.db.query<{ count: number }>({
      name: "count-orders-of-key",
      text: "select count(*) from orders where idempotency_key = $1",
      values: [idempotencyKey],
    });
    assert.equal(row?.count, 1);
  });

  it("keeps the keys of two accounts apart", async () => {
    const order = newOrder();
    const rival = newOrder({ idempotencyKey: order.idempotencyKey });
    const rivals = {
      ...rival,
      input: { ...rival.input, order: { ...rival.input.order, account: "rival" } },
    };
    assert.equal(await insertOrder(test.db, order), "inserted");
    assert.equal(await insertOrder(test.db, rivals), "inserted");
  });

  it("sells a reservation once, to whichever of two orders comes first", async () => {
    const reservationId = randomUUIDv7();
    const outcomes = await Promise.all(
      [newOrder({ reservationId }), newOrder({ reservationId })].map((order) =>
        insertOrder(test.db, order),
      ),
    );
    assert.deepEqual(outcomes.sort(), ["inserted", "reservation-taken"]);
  });

  for (const status of ["failed", "cancelled"] as const) {
    it(`frees the reservation of an order that ${status === "failed" ? "failed" : "was cancelled"}`, async () => {
      const reservationId = randomUUIDv7();
      const first = newOrder({ reservationId });
      await insertOrder(test.db, first);
      const problem = { type: "/problems/x", title: "x", status: 409, detail: "x", code: "x" };
      await settleOrder(test.db, {
        ...{ orderId: first.input.order.id, status, state: {}, problem, items: undefined },
        ...{ traceparent: undefined, nowMs: NOW_MS },
      });
      assert.equal(await insertOrder(test.db, newOrder({ reservationId })), "inserted");
    });
  }

  it("finds by key what a repeat needs to know", async () => {
    const order = newOrder();
    await insertOrder(test.db, order);
    const account = "acme";
    const { idempotencyKey } = order;
    const placed = await findPlaced(test.db, { account, idempotencyKey });
    assert.equal(placed?.fingerprint, "f");
    assert.equal(placed?.answerDueAtMs, NOW_MS + 12_000);
    assert.equal(placed?.accepted, false);
    await markAccepted(test.db, order.input.order.id, NOW_MS + 1);
    const accepted = await findPlaced(test.db, { account, idempotencyKey });
    assert.equal(accepted?.accepted, true);
    assert.equal(await findPlaced(test.db, { account: "rival", idempotencyKey }), undefined);
  });

  it("keeps the trace of the request, and of the payment token nothing once the checkout begins", async () => {
    const order = newOrder();
    const { id } = order.input.order;
    await insertOrder(test.db, order);
    assert.equal((await findOrder(test.db, id))?.traceId, TRACE_ID);
    const due = await findUnsubmittedOrders(test.db, { beforeMs: NOW_MS + 1, limit: 1000 });
    assert.deepEqual(
      due.filter((input) => input.order.id === id),
      [order.input],
    );
    assert.equal(await beginCheckout(test.db, id), "processing");
    assert.equal(await rowsThatName(test, "tok_ok", id), 0);
  });
});

/** Rows of the order, in every table of the database, that hold `text`. */
async function rowsThatName({ db }: TestDatabase, text: string, orderId: string): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    name: "count-rows-that-name",
    text: `select (select count(*) from orders o where id = $2 and o::text like '%' || $1 || '%')
                + (select count(*) from order_submission s where order_id = $2 and s::text like '%' || $1 || '%')
                + (select count(*) from order_step t where order_id = $2 and t::text like '%' || $1 || '%') as count`,
    values: [text, orderId],
  });
  return row?.count ?? -1;
}
