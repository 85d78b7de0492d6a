import assert from "node:assert/strict";
import { randomUUIDv7 } from "node:crypto";
import { after, before, beforeEach, describe, it } from "node:test";
import { Webhook } from "standardwebhooks";
import type { CheckoutInput } from "../checkout/checkout.workflow.ts";
import { fakeCallees } from "../testing/fake-callees.ts";
import { NOW_MS, startOrders } from "../testing/running-orders.ts";
import { sellOrder, writeOrder } from "../testing/sold-order.ts";
import { forgetEvents } from "./payment-events.store.ts";
import { sandboxEvents } from "./verify-event.client.ts";

const secretOf = (text: string) => `whsec_${Buffer.from(text).toString("base64")}`;
const [SECRET, NEXT, STRANGE] = [secretOf("of now"), secretOf("of next"), secretOf("not ours")];
const PATH = "/v1/payment-webhooks/sandbox";

type Sent = {
  readonly id?: string;
  readonly orderId: string;
  readonly type?: string;
  readonly atMs?: number;
  readonly secret?: string;
};
const unused = () => Promise.reject(new Error("not called"));

describe("events of the payment provider", () => {
  let orders: Awaited<ReturnType<typeof startOrders>>;
  const reversals: { readonly key: string; readonly input: CheckoutInput }[] = [];
  let engineAway = false;
  before(async () => {
    orders = await startOrders(
      { checkout: fakeCallees().calls, imports: { importItems: unused, importPrices: unused } },
      {
        paymentEvents: {
          verifier: sandboxEvents(`${SECRET},${NEXT}`),
          reverse: async (key, input) => {
            if (engineAway) throw new Error("the engine is away");
            reversals.push({ key, input });
          },
        },
      },
    );
  });
  beforeEach(() => {
    reversals.length = 0;
    engineAway = false;
  });
  after(() => orders.stop());

  let count = 0;
  const bodyOf = ({ id, orderId, type = "charge.authorised" }: Sent) =>
    // Blanks as no serializer of ours writes them: the signature is over the bytes.
    `{ "id": "${id}",  "type": "${type}", "at": "2026-11-22T12:00:00.000Z", "data": { "charge": { "id": "c1", "orderId": "${orderId}", "status": "authorised", "amount": {"amount": 5, "currency": "EUR"} } } }`;
  const send = async (sent: Sent, path = PATH) => {
    const id = sent.id ?? `evt_${++count}`;
    const body = bodyOf({ ...sent, id });
    return { id, ...(await post(body, signed(id, body, sent), path)) };
  };
  const signed = (id: string, body: string, { atMs = NOW_MS, secret = SECRET }: Partial<Sent>) => ({
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(atMs / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, new Date(atMs), body),
  });
  const post = (body: string, headers: Readonly<Record<string, string>>, path = PATH) =>
    orders.call("POST", path, { account: null, body, headers });
  const kept = (id: string) =>
    orders.db.query<{ type: string; orderId: string; outcome: string }>({
      name: "test-kept-events",
      text: 'select type, order_id as "orderId", outcome from payment_event where id = $1',
      values: [id],
    });
  const order = async (status: string) => {
    const id = await writeOrder(orders.db);
    await orders.db.query({
      name: "test-end-order",
      text: `update orders set status = $2, finished_at = now(), problem = '{"code": "payment-unavailable"}' where id = $1`,
      values: [id, status],
    });
    return id;
  };

  it("has the charge of a failed order reversed, on behalf of who placed the order", async () => {
    const orderId = await order("failed");
    const answer = await send({ orderId });
    assert.deepEqual([answer.status, answer.body], [204, undefined]);
    assert.deepEqual(
      reversals.map(({ key, input }) => [key, input.order.id, input.origin.account]),
      [[`sandbox:${answer.id}`, orderId, "acme"]],
    );
    assert.deepEqual(await kept(answer.id), [
      { type: "charge.authorised", orderId, outcome: "reversing" },
    ]);
  });

  it("does nothing for an event that it had before", async () => {
    const orderId = await order("failed");
    const first = await send({ orderId });
    const again = await send({ orderId, id: first.id });
    assert.deepEqual([again.status, reversals.length], [204, 1]);
    assert.equal((await kept(first.id)).length, 1);
  });

  it("takes events in any order: each is only an occasion to ask", async () => {
    const orderId = await order("cancelled");
    for (const type of ["charge.voided", "charge.captured", "charge.authorised"]) {
      assert.equal((await send({ orderId, type })).status, 204);
    }
    assert.deepEqual(
      reversals.map(({ input }) => input.order.id),
      [orderId, orderId],
    );
  });

  it("keeps an event of no order of ours, whatever its id looks like", async () => {
    for (const orderId of [randomUUIDv7(), "somebody-elses", "'; drop table orders; --"]) {
      const { id, status } = await send({ orderId });
      assert.equal(status, 204);
      assert.equal((await kept(id))[0]?.outcome, "order-unknown");
    }
    assert.equal(reversals.length, 0);
  });

  it("leaves a running checkout alone, and notes a refund of a sold order that we did not make", async () => {
    const running = await writeOrder(orders.db);
    assert.equal((await kept((await send({ orderId: running })).id))[0]?.outcome, "nothing-to-do");
    const sold = await writeOrder(orders.db);
    await sellOrder(orders.db, sold);
    const refund = await send({ orderId: sold, type: "charge.refunded" });
    assert.equal((await kept(refund.id))[0]?.outcome, "refund-elsewhere");
    assert.equal(reversals.length, 0);
  });

  it("takes either secret while they are rotated", async () => {
    const orderId = await order("failed");
    assert.equal((await send({ orderId, secret: NEXT })).status, 204);
  });

  it("refuses what the provider has not signed, and stores nothing", async () => {
    const orderId = await order("failed");
    const good = bodyOf({ id: "evt_bad", orderId });
    const headers = signed("evt_bad", good, {});
    const { "webhook-signature": _, ...unsigned } = headers;
    const bad: [string, Readonly<Record<string, string>>][] = [
      [good, signed("evt_bad", good, { secret: STRANGE })],
      [good, unsigned],
      [good, { ...headers, "webhook-id": "evt_other" }],
      [good, { ...headers, "webhook-timestamp": "soon" }],
      [good, { ...headers, "webhook-signature": "v1," }],
      [JSON.stringify(JSON.parse(good)), headers], // the same JSON in other bytes
      [good.replace("c1", "c2"), headers],
    ];
    for (const [body, sent] of bad) {
      const answer = await post(body, sent);
      assert.deepEqual([answer.status, answer.body.code], [401, "webhook-signature-invalid"]);
    }
    assert.deepEqual([reversals.length, (await kept("evt_bad")).length], [0, 0]);
  });

  it("refuses what was signed more than five minutes ago, or ahead", async () => {
    const orderId = await order("failed");
    for (const [offsetMs, status] of [
      [-300_000, 204],
      [-301_000, 401],
      [300_000, 204],
      [301_000, 401],
    ] as const) {
      assert.equal((await send({ orderId, atMs: NOW_MS + offsetMs })).status, status);
    }
  });

  it("refuses what is signed and no event", async () => {
    for (const body of ["", "{", "[]", '{"id":"evt_x"}']) {
      const answer = await post(body, signed("evt_x", body, {}));
      assert.equal(answer.status, 401, body);
    }
    const bodiless = await orders.app.inject({ method: "POST", url: PATH });
    assert.equal(bodiless.statusCode, 401);
  });

  it("knows the configured provider only", async () => {
    for (const path of ["/v1/payment-webhooks/stripe", "/v1/payment-webhooks/paypal"]) {
      const answer = await send({ orderId: "o1" }, path);
      assert.deepEqual([answer.status, answer.body.code], [404, "payment-provider-unknown"]);
    }
  });

  it("refuses more than 256 KiB", async () => {
    const body = JSON.stringify("x".repeat(256 * 1024));
    assert.equal((await post(body, signed("evt_big", body, {}))).status, 413);
  });

  it("does not know an event whose reversal the engine did not get: the provider repeats it", async () => {
    const orderId = await order("failed");
    engineAway = true;
    const first = await send({ orderId });
    assert.ok(first.status >= 500, String(first.status));
    assert.equal((await kept(first.id)).length, 0);
    engineAway = false;
    assert.equal((await send({ orderId, id: first.id })).status, 204);
    assert.equal(reversals.length, 1);
  });

  it("forgets events after their time", async () => {
    const { id } = await send({ orderId: "o1" });
    await forgetEvents(orders.db, { beforeMs: NOW_MS, limit: 10 });
    assert.equal((await kept(id)).length, 1);
    await forgetEvents(orders.db, { beforeMs: NOW_MS + 1, limit: 100 });
    assert.equal((await kept(id)).length, 0);
  });
});
