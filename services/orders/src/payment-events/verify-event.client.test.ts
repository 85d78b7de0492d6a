import assert from "node:assert/strict";
import { describe, it } from "node:test";
import Stripe from "stripe";
import { configuredEvents, stripeEvents } from "./verify-event.client.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 12);
const NOW_SECONDS = NOW_MS / 1000;
const PAYLOAD = JSON.stringify({
  ...{ id: "evt_1", object: "event", type: "payment_intent.succeeded", created: NOW_SECONDS - 9 },
  data: { object: { id: "pi_1", object: "payment_intent", transfer_group: "o1" } },
});
const signed = (secret: string, timestamp = NOW_SECONDS, payload = PAYLOAD) =>
  new Stripe("sk_test").webhooks.generateTestHeaderString({ payload, secret, timestamp });

describe("what Stripe signs", () => {
  const verify = async (header: string | undefined, payload = PAYLOAD) => {
    const verifier = await stripeEvents("whsec_now,whsec_next");
    const headers = { "stripe-signature": header };
    return verifier.verify({ body: Buffer.from(payload), headers, nowMs: NOW_MS });
  };

  it("is an event of the order that its object was made for, under either secret", async () => {
    const event = { id: "evt_1", type: "payment_intent.succeeded", orderId: "o1" };
    for (const secret of ["whsec_now", "whsec_next"]) {
      assert.deepEqual(await verify(signed(secret)), { ...event, atMs: NOW_MS - 9_000 });
    }
  });

  it("may be about no order", async () => {
    const payload = JSON.stringify({ ...JSON.parse(PAYLOAD), data: { object: { id: "po_1" } } });
    const event = await verify(signed("whsec_now", NOW_SECONDS, payload), payload);
    assert.deepEqual([event?.id, event?.orderId], ["evt_1", undefined]);
  });

  it("is nothing with a wrong, missing or old signature, or other bytes", async () => {
    assert.equal(await verify(signed("whsec_other")), undefined);
    assert.equal(await verify(undefined), undefined);
    assert.equal(await verify("t=1"), undefined);
    assert.equal(await verify(signed("whsec_now", NOW_SECONDS - 301)), undefined);
    assert.equal(await verify(signed("whsec_now"), PAYLOAD.replace("o1", "o2")), undefined);
  });
});

describe("the configured provider's events", () => {
  it("are taken when there is a secret for it", async () => {
    const secret = `whsec_${Buffer.from("secret").toString("base64")}`;
    const providers = [
      await configuredEvents({}),
      await configuredEvents({ STRIPE_WEBHOOK_SECRET: "whsec_1" }),
      await configuredEvents({ PAYMENT_WEBHOOK_SECRET: secret }),
      await configuredEvents({ PAYMENT_PROVIDER: "stripe", PAYMENT_WEBHOOK_SECRET: secret }),
      await configuredEvents({ PAYMENT_PROVIDER: "stripe", STRIPE_WEBHOOK_SECRET: "whsec_1" }),
    ];
    assert.deepEqual(
      providers.map((verifier) => verifier?.provider),
      [undefined, undefined, "sandbox", undefined, "stripe"],
    );
  });
});
