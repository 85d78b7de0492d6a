import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import type { Queryable } from "@holdfast/postgres";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { Registry } from "prom-client";
import { recordStep, type StepEntry } from "../checkout/checkout.store.ts";
import { insertOrder } from "../place-order/place-order.store.ts";
import { MIGRATIONS, NOW_MS } from "../testing/running-orders.ts";
import { countOverdue, findOverdue } from "./overdue-compensations.store.ts";
import { measureOverdue } from "./overdue-metrics.ts";

const MINUTE_MS = 60_000;
const log = createLogger({ service: "orders", level: "silent" });

describe("overdue compensations in PostgreSQL", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
  });
  after(() => test.drop());

  const orderWith = async (entry: Partial<StepEntry>): Promise<string> => {
    const id = randomUUIDv7();
    const order = {
      ...{ id, account: "acme", currency: "EUR", region: "DE", paymentToken: "tok_ok" },
      basket: { kind: "quote-token", token: "t" },
      reservation: { id: randomUUIDv7(), adopted: false },
    } as const;
    await insertOrder(test.db, {
      input: { order, origin: { account: "acme", correlationId: "c", trace: {} } },
      ...{ idempotencyKey: id, fingerprint: "f", customerEmail: "ada@example.com" },
      ...{ createdAtMs: NOW_MS, answerDueAtMs: NOW_MS },
    });
    await recordStep(test.db, {
      ...{ orderId: id, seq: 5, step: "authorise", undo: true, status: "retrying" },
      ...{ startedAtMs: NOW_MS - 6 * MINUTE_MS, endedAtMs: NOW_MS, ...entry },
    });
    return id;
  };
  const overdue = (limit = 10) => findOverdue(test.db, { nowMs: NOW_MS, limit });
  const metrics = async (db: Queryable) => {
    const registry = new Registry();
    const nowMs = () => NOW_MS;
    measureOverdue({ countOverdue: () => countOverdue(db, NOW_MS), registry, log, nowMs });
    const lines = (await registry.metrics()).split("\n");
    return lines.filter((line) => line.startsWith("holdfast_saga"));
  };

  it("are none while nothing fails, or not for long, or nothing is taken back", async () => {
    await orderWith({ startedAtMs: NOW_MS - 5 * MINUTE_MS });
    await orderWith({ status: "compensated" });
    await orderWith({ undo: false });
    assert.deepEqual(await overdue(), []);
    assert.deepEqual(await countOverdue(test.db, NOW_MS), { count: 0, sinceMs: undefined });
    assert.deepEqual(await metrics(test.db), [
      "holdfast_saga_compensations_overdue 0",
      "holdfast_saga_oldest_overdue_compensation_seconds 0",
    ]);
  });

  it("are undos that failed for more than 5 minutes, the oldest first, until they succeed", async () => {
    const first = await orderWith({ startedAtMs: NOW_MS - 6 * MINUTE_MS });
    const oldest = await orderWith({ startedAtMs: NOW_MS - 60 * MINUTE_MS, step: "hold" });
    const again = { orderId: oldest, seq: 5, step: "hold", undo: true } as const;
    const lately = { startedAtMs: NOW_MS - 1_000, endedAtMs: NOW_MS };
    await recordStep(test.db, { ...again, ...lately, status: "retrying" });
    const told = (await overdue()).map(({ orderId, account, step, attempt }) => [
      ...[orderId, account, step, attempt],
    ]);
    assert.deepEqual(told, [
      [oldest, "acme", "hold", 2],
      [first, "acme", "authorise", 1],
    ]);
    assert.equal((await overdue(1)).length, 1);
    assert.deepEqual(await metrics(test.db), [
      "holdfast_saga_compensations_overdue 2",
      "holdfast_saga_oldest_overdue_compensation_seconds 3600",
    ]);
    await recordStep(test.db, { ...again, ...lately, status: "compensated" });
    assert.deepEqual(
      (await overdue()).map(({ orderId }) => orderId),
      [first],
    );
  });

  it("leave the other metrics alone when the database is away", async () => {
    const query = async () => Promise.reject(new Error("the database is away"));
    assert.equal((await metrics({ query })).length, 2);
  });
});
