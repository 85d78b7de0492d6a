import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Stack, startStack } from "../stack.ts";
import { eventually, shopOf } from "./shop.ts";

describe("what the payment provider tells on its own account", () => {
  let stack: Stack;
  let shop: ReturnType<typeof shopOf>;
  before(async () => {
    stack = await startStack();
    shop = shopOf(stack);
  });
  after(() => stack.stop());

  it("has a charge given back that the provider made after its order had failed", async () => {
    const sku = await shop.stocked("LATE-CUP", 5);
    const failed = await shop.order(sku, 1, "tok_timeout");
    const { status, body } = failed.status === 202 ? await settled(failed.body.id) : failed;
    const orderId: string = failed.status === 202 ? body.id : body.orderId;
    assert.ok(orderId, `${status} ${JSON.stringify(body)}`);
    // The provider comes to it now: nobody waits for the answer any more, and nobody asked for the charge again.
    const late = await fetch(`${stack.url("payment-sandbox")}/charges`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": `late-${orderId}` },
      body: JSON.stringify({ orderId, amount: { amount: 1999, currency: "EUR" }, token: "tok_ok" }),
    });
    assert.equal(late.status, 201);
    // Far sooner than the two minutes after which orders would have asked again.
    await eventually("the late charge to be voided", async () => {
      const charges = await shop.charges(orderId);
      return charges.length === 2 && charges.every((charge) => charge.status === "voided")
        ? true
        : undefined;
    });
    assert.deepEqual(await shop.stockOf(sku), { onHand: 5, reserved: 0, available: 5 });
  });

  it("is believed only when the provider has signed it, and needs no API key", async () => {
    for (const key of ["", "hf_dev_admin"]) {
      const forged = await shop.call("POST", "/api/v1/payment-webhooks/sandbox", {
        key,
        body: { id: "evt_1", type: "charge.authorised" },
        headers: { "webhook-id": "evt_1", "webhook-signature": "v1,bm8=" },
      });
      assert.deepEqual([forged.status, forged.body.code], [401, "webhook-signature-invalid"]);
    }
    const stripe = await shop.call("POST", "/api/v1/payment-webhooks/stripe", {
      key: "",
      body: {},
    });
    assert.deepEqual([stripe.status, stripe.body.code], [404, "payment-provider-unknown"]);
  });

  const settled = (id: string) =>
    eventually("the order to fail", async () => {
      const viewed = await shop.call("GET", `/api/v1/orders/${id}`);
      return viewed.body.status === "failed" ? viewed : undefined;
    });
});
