import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { findOrder } from "../order.store.ts";
import { insertOrder } from "../place-order/place-order.store.ts";
import { priceOf } from "../testing/fake-callees.ts";
import { MIGRATIONS, NOW_MS } from "../testing/running-orders.ts";
import { findTimeline } from "../view-order/view-order.store.ts";
import { beginCheckout, recordStep, type StepEntry, settleOrder } from "./checkout.store.ts";

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
    status: "done",
    startedAtMs: NOW_MS,
    endedAtMs: NOW_MS + 5,
    ...over,
  });
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
    await settleOrder(test.db, {
      orderId: id,
      state: { priced: priceOf([{ sku: "mug", quantity: 1 }]), chargeId: "c-1" },
      problem: undefined,
      nowMs: NOW_MS,
    });
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
    const problem = { type: "/problems/x", title: "x", status: 402, detail: "x", code: "x" };
    await settleOrder(test.db, { orderId: id, state: {}, problem, nowMs: NOW_MS });
    const state = { priced: priceOf([{ sku: "mug", quantity: 2 }]), chargeId: "c-1" };
    await settleOrder(test.db, { orderId: id, state, problem: undefined, nowMs: NOW_MS });
    const order = await findOrder(test.db, id);
    assert.equal(order?.status, "failed");
    assert.deepEqual(order?.problem, problem);
  });

  it("cannot confirm an order without its total, lines and payment", async () => {
    const id = await placed();
    const settlement = { orderId: id, state: {}, problem: undefined, nowMs: NOW_MS };
    await assert.rejects(settleOrder(test.db, settlement), /orders_outcome/);
  });
});
