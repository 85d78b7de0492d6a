import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { OrdersEvent } from "@holdfast/contracts/events";
import { type TestDatabase, testDatabase } from "@holdfast/postgres/testing";
import { Value } from "typebox/value";
import { findOrder } from "../order.store.ts";
import { tellOrder } from "../order-events.store.ts";
import { MIGRATIONS, NOW_MS } from "../testing/running-orders.ts";
import { sellOrder, writeOrder } from "../testing/sold-order.ts";
import {
  beginChange,
  endChange,
  findChange,
  findUnsubmittedChanges,
  listChanges,
  noteChangeTry,
} from "./order-changes.store.ts";
import type { AskedChange } from "./order-changes.ts";
import { requestChange } from "./request-change.store.ts";

const TRACEPARENT = "00-11112222333344445555666677778888-1111222233334444-01";
const ONE_MUG: AskedChange = { kind: "cancel-lines", items: [{ sku: "mug", quantity: 1 }] };

describe("changes of orders in PostgreSQL", () => {
  let test: TestDatabase;
  before(async () => {
    test = await testDatabase(MIGRATIONS);
  });
  after(() => test.drop());

  const sold = async () => {
    const id = await writeOrder(test.db);
    await sellOrder(test.db, id);
    return id;
  };
  const ask = (orderId: string, asked: AskedChange, key?: string, nowMs = NOW_MS) =>
    requestChange(test.db, {
      ...{ id: randomUUIDv7(), orderId, asked, idempotencyKey: key, fingerprint: "f", nowMs },
      ...{ caller: { account: "acme", scope: "shop" }, restock: true },
      ...{ location: undefined, reason: undefined },
      originOf: (account) => ({
        ...{ account, correlationId: "c-2", trace: { traceparent: TRACEPARENT } },
      }),
    });
  const accepted = async (orderId: string, asked: AskedChange) => {
    const requested = await ask(orderId, asked);
    assert.ok(requested.ok && requested.value.changeId !== undefined);
    return requested.value.changeId;
  };
  const cancelRequested = async (id: string) => {
    const [row] = await test.db.query<{ asked: boolean }>({
      name: "is-cancel-requested",
      text: "select cancel_requested_at is not null as asked from orders where id = $1",
      values: [id],
    });
    return row?.asked;
  };

  it("accept one of twenty at once, and tell the others that it runs", async () => {
    const id = await sold();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => ask(id, ONE_MUG)));
    const kinds = outcomes.map((outcome) => (outcome.ok ? "accepted" : outcome.error.kind));
    assert.deepEqual(kinds.sort(), ["accepted", ...Array(19).fill("change-in-flight")]);
    assert.equal((await listChanges(test.db, id)).length, 1);
  });

  it("accept one of twenty with one key, for whichever order it comes first", async () => {
    const [id, other, key] = [await sold(), await sold(), randomUUIDv7()];
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) => ask(n % 2 === 0 ? id : other, ONE_MUG, key)),
    );
    const both = [...(await listChanges(test.db, id)), ...(await listChanges(test.db, other))];
    assert.equal(both.length, 1);
    for (const outcome of outcomes) {
      if (outcome.ok) assert.equal(outcome.value.changeId, both[0]?.id);
      else assert.equal(outcome.error.kind, "idempotency-key-in-flight");
    }
  });

  it("ask a checkout that is running to stop, and no other", async () => {
    const [running, done] = [await writeOrder(test.db), await sold()];
    await accepted(running, { kind: "cancel" });
    await accepted(done, { kind: "cancel" });
    assert.deepEqual([await cancelRequested(running), await cancelRequested(done)], [true, false]);
  });

  it("wait for the engine, the longest untried first, until they begin", async () => {
    await test.db.query({ name: "forget-changes", text: "delete from order_change" });
    const [first, second] = [await sold(), await sold()];
    const ids = [await accepted(first, ONE_MUG), await accepted(second, ONE_MUG)] as const;
    const due = async () =>
      (await findUnsubmittedChanges(test.db, { beforeMs: NOW_MS + 10, limit: 10 })).map(
        ({ changeId }) => changeId,
      );
    assert.deepEqual((await due()).sort(), [...ids].sort());
    await noteChangeTry(test.db, ids[0], NOW_MS + 5);
    assert.deepEqual(await due(), [ids[1], ids[0]]);
    await beginChange(test.db, ids[1], NOW_MS);
    const [input] = await findUnsubmittedChanges(test.db, { beforeMs: NOW_MS + 10, limit: 10 });
    assert.deepEqual(input, {
      ...{ changeId: ids[0], orderId: first },
      origin: { account: "acme", correlationId: "c-2", trace: { traceparent: TRACEPARENT } },
    });
  });

  it("end once, in the order too", async () => {
    const orderId = await sold();
    const id = await accepted(orderId, { kind: "cancel" });
    const end = {
      ...{ id, problem: undefined, items: [], amountMinor: 1500, cancels: true, nowMs: NOW_MS },
    };
    assert.equal(await endChange(test.db, end), true);
    assert.equal(await endChange(test.db, end), false);
    const order = await findOrder(test.db, orderId);
    assert.deepEqual([order?.status, order?.refunded.amountMinor], ["cancelled", 1500]);
    assert.equal((await findChange(test.db, id))?.finishedAtMs, NOW_MS);
    const again = await ask(orderId, { kind: "cancel" });
    assert.deepEqual(again.ok && again.value.changeId, id);
  });

  it("leave the order as it was when they fail", async () => {
    const orderId = await sold();
    const id = await accepted(orderId, { kind: "cancel" });
    const problem = { type: "/problems/x", title: "x", status: 422, detail: "x", code: "x" };
    await endChange(test.db, {
      ...{ id, problem, items: [], amountMinor: 1500, cancels: true, nowMs: NOW_MS },
    });
    const order = await findOrder(test.db, orderId);
    assert.deepEqual([order?.status, order?.refunded.amountMinor], ["confirmed", 0]);
    assert.ok((await ask(orderId, ONE_MUG)).ok, "another may follow");
  });

  for (const type of ["order.lines-cancelled", "order.refunded", "order.returned"] as const) {
    it(`${type} is told as its contract says`, async () => {
      const orderId = await sold();
      const id = await accepted(orderId, ONE_MUG);
      await endChange(test.db, {
        ...{ id, problem: undefined, items: [], amountMinor: 333, cancels: false, nowMs: NOW_MS },
      });
      const items = [{ sku: "mug", quantity: 1 }];
      await tellOrder(test.db, { orderId, type, items, atMs: NOW_MS, traceparent: TRACEPARENT });
      const [told] = await test.db.query<{ payload: object }>({
        name: "last-event-of-order",
        text: "select payload from outbox where aggregate = $1 order by sequence desc limit 1",
        values: [`order/${orderId}`],
      });
      const event = {
        ...{ id: `order/${orderId}/2`, aggregate: `order/${orderId}`, sequence: 2, type },
        ...{ at: new Date(NOW_MS).toISOString(), traceparent: TRACEPARENT, data: told?.payload },
      };
      assert.deepEqual([...Value.Errors(OrdersEvent, event)], []);
      assert.deepEqual(told?.payload, {
        ...{ id: orderId, account: "acme", status: "confirmed", items },
        ...{ total: { amount: 1500, currency: "EUR" }, refunded: { amount: 333, currency: "EUR" } },
      });
    });
  }
});
