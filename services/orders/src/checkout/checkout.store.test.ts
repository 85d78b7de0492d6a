import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { findOrder } from "../order.store.ts";
import { insertOrder } from "../place-order/place-order.store.ts";
import { priceOf } from "../testing/fake-callees.ts";
import { MIGRATIONS, NOW_MS } from "../testing/running-orders.ts";
import { findTimeline } from "../view-order/view-order.store.ts";
import {
  beginCheckout,
  recordStep,
  type Settlement,
  type StepEntry,
  settleOrder,
} from "./checkout.store.ts";

describe("a checkout in PostgreSQL", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
  });
  after(() => test.drop());

  const placed = async (): Promise<string> => {
    const id = randomUUIDv7();
    const origin = { account: "acme", correlationId: "c", trace: { traceparent: "00-a-b-01" } };
    const order = {
      id,
      account: "acme",
      basket: { kind: "quote-token", token: "t" },
      currency: "EUR",
      region: "DE",
      paymentToken: "tok_ok",
      reservation: { id: randomUUIDv7(), adopted: false },
    } as const;
    await insertOrder(test.db, {
      input: { order, origin },
      idempotencyKey: id,
      fingerprint: "f",
      customerEmail: "ada@example.com",
      createdAtMs: NOW_MS,
      answerDueAtMs: NOW_MS,
    });
    return id;
  };
  const step = (orderId: string, over: Partial<StepEntry>): StepEntry => ({
    orderId,
    seq: 1,
    step: "quote",
    undo: false,
    status: "done",
    startedAtMs: NOW_MS,
    endedAtMs: NOW_MS + 5,
    ...over,
  });
  const settlement = (orderId: string, over: Partial<Settlement> = {}): Settlement => ({
    ...{ orderId, status: "confirmed", state: {}, problem: undefined, items: undefined },
    ...{ traceparent: undefined, nowMs: NOW_MS, ...over },
  });
  const eventsOf = (orderId: string) =>
    test.db.query<{ type: string; payload: object; traceparent: string }>({
      name: "test-events-of-order",
      text: `select sequence, type, at, traceparent, payload from outbox
              where aggregate = 'order/' || $1 order by sequence`,
      values: [orderId],
    });
  const PROBLEM = { type: "/problems/x", title: "x", status: 402, detail: "x", code: "x" };
  const BOUGHT = { priced: priceOf([{ sku: "mug", quantity: 2 }]), chargeId: "c-1" };
  const timeline = async (orderId: string) =>
    (await findTimeline(test.db, orderId)).map(({ step, status, attempt, durationMs }) => [
      step,
      status,
      attempt,
      durationMs,
    ]);

  it("begins once the order is there, and says when there is nothing to do", async () => {
    const id = await placed();
    assert.equal(await beginCheckout(test.db, id), "processing");
    assert.equal(await beginCheckout(test.db, id), "processing");
    await settleOrder(test.db, settlement(id, { state: BOUGHT }));
    assert.equal(await beginCheckout(test.db, id), "confirmed");
    assert.equal(await beginCheckout(test.db, randomUUIDv7()), undefined);
  });

  it("tells the steps and undos in the order in which they began", async () => {
    const id = await placed();
    await recordStep(test.db, step(id, { seq: 2, step: "hold", status: "failed" }));
    await recordStep(test.db, step(id, { seq: 1, step: "quote" }));
    await recordStep(test.db, step(id, { seq: 3, step: "hold", status: "compensated" }));
    assert.deepEqual(await timeline(id), [
      ["quote", "done", 1, 5],
      ["hold", "failed", 1, 5],
      ["hold", "compensated", 1, 5],
    ]);
  });

  it("counts attempts in one row, from the first one's start to the last one's end", async () => {
    const id = await placed();
    await recordStep(test.db, step(id, { status: "retrying" }));
    const second = { startedAtMs: NOW_MS + 100, endedAtMs: NOW_MS + 130 };
    await recordStep(test.db, step(id, { status: "retrying", ...second }));
    const third = { startedAtMs: NOW_MS + 1_000, endedAtMs: NOW_MS + 1_250 };
    await recordStep(test.db, step(id, { status: "compensated", ...third }));
    assert.deepEqual(await timeline(id), [["quote", "compensated", 3, 1_250]]);
    const [row] = await findTimeline(test.db, id);
    assert.equal(row?.startedAt.getTime(), NOW_MS);
  });

  it("does not go back in time when clocks do", async () => {
    const id = await placed();
    await recordStep(test.db, step(id, { startedAtMs: NOW_MS, endedAtMs: NOW_MS - 50 }));
    await recordStep(test.db, step(id, { startedAtMs: NOW_MS - 80, endedAtMs: NOW_MS - 60 }));
    assert.deepEqual(await timeline(id), [["quote", "done", 2, 0]]);
  });

  it("settles an order once: the first outcome stays", async () => {
    const id = await placed();
    await settleOrder(test.db, settlement(id, { status: "failed", problem: PROBLEM }));
    await settleOrder(test.db, settlement(id, { state: BOUGHT }));
    const order = await findOrder(test.db, id);
    assert.equal(order?.status, "failed");
    assert.deepEqual(order?.problem, PROBLEM);
    assert.equal((await eventsOf(id)).length, 1, "and is told of once");
  });

  it("cannot confirm an order without its total, lines and payment", async () => {
    const id = await placed();
    await assert.rejects(settleOrder(test.db, settlement(id)), /orders_outcome/);
    assert.deepEqual(await eventsOf(id), []);
  });

  it("tells of an order with what was sold, as it is settled", async () => {
    const id = await placed();
    const [line] = priceOf([{ sku: "mug", quantity: 5 }]).lines;
    assert.ok(line);
    const quoteId = randomUUIDv7();
    const priced = {
      quoteId,
      lines: [{ ...line, shortQuantity: 2 }],
      total: { amountMinor: 3000, currency: "EUR" },
    };
    const shipments = [{ status: "ready", lines: [{ sku: "mug", quantity: 3 }] }] as const;
    const state = { priced, shipments, chargeId: "c-1" };
    await settleOrder(test.db, settlement(id, { state, traceparent: "00-c-d-01" }));
    assert.deepEqual(await eventsOf(id), [
      {
        ...{ sequence: 1, type: "order.confirmed", at: new Date(NOW_MS), traceparent: "00-c-d-01" },
        payload: {
          ...{ id, account: "acme", status: "confirmed", total: { amount: 3000, currency: "EUR" } },
          items: [{ sku: "mug", quantity: 3 }],
        },
      },
    ]);
    const found = await findOrder(test.db, id);
    assert.deepEqual([found?.shipments, found?.quoteId], [shipments, quoteId]);
  });

  it("tells why an order failed, and what was asked for when it had no price yet", async () => {
    const id = await placed();
    const items = [{ sku: "mug", quantity: 1 }];
    await settleOrder(test.db, settlement(id, { status: "failed", problem: PROBLEM, items }));
    const [event] = await eventsOf(id);
    assert.deepEqual(event?.payload, { id, account: "acme", status: "failed", items, code: "x" });
    assert.equal(event?.traceparent, "00-a-b-01", "of the request that placed it");
  });

  it("is cancelled when somebody asked for that before it began, and is told so at each step", async () => {
    const id = await placed();
    assert.deepEqual(await recordStep(test.db, step(id, {})), { cancelRequested: false });
    await test.db.query({
      name: "test-request-cancel",
      text: "update orders set cancel_requested_at = now() where id = $1",
      values: [id],
    });
    assert.equal(await beginCheckout(test.db, id), "cancel-requested");
    assert.deepEqual(await recordStep(test.db, step(id, {})), { cancelRequested: true });
    await settleOrder(test.db, settlement(id, { status: "cancelled", problem: PROBLEM }));
    assert.equal((await findOrder(test.db, id))?.status, "cancelled");
    assert.equal((await eventsOf(id))[0]?.type, "order.cancelled");
    assert.equal(await beginCheckout(test.db, id), "cancelled");
  });

  it("moves its revision with every attempt and with its end, each above all before", async () => {
    const id = await placed();
    const revisions: number[] = [];
    const note = async () => {
      const [row] = await test.db.query<{ step: number; order: number }>({
        name: "test-revisions",
        text: `select revision as order, (select max(revision) from order_step where order_id = $1) as step
                 from orders where id = $1`,
        values: [id],
      });
      revisions.push(Math.max(Number(row?.step), Number(row?.order)));
    };
    for (const over of [{}, { status: "retrying" }, { seq: 2 }] as const) {
      await recordStep(test.db, step(id, over));
      await note();
    }
    await settleOrder(test.db, settlement(id, { state: BOUGHT }));
    await note();
    assert.deepEqual(
      revisions,
      [...new Set(revisions)].sort((a, b) => a - b),
    );
  });
});
