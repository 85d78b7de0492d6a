import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { OrderStatus } from "../order.ts";
import { outcomeOf } from "./payment-events.ts";

const event = (type: string) => ({ id: "evt_1", type, orderId: "o1", atMs: 0 });
const order = (status: OrderStatus, refundedByUs = false) => ({ status, refundedByUs });

describe("what an event of the payment provider is an occasion for", () => {
  const taken = ["charge.authorised", "charge.captured", "payment_intent.succeeded"];
  for (const status of ["failed", "cancelled"] as const) {
    for (const type of taken) {
      it(`reverses what is charged for a ${status} order after ${type}`, () => {
        assert.equal(outcomeOf(event(type), order(status)), "reversing");
      });
    }
    it(`does nothing for a ${status} order whose money is given back`, () => {
      for (const type of ["charge.voided", "charge.refunded", "payment_intent.canceled"]) {
        assert.equal(outcomeOf(event(type), order(status)), "nothing-to-do");
      }
    });
  }

  it("leaves a running checkout alone: it asks by itself", () => {
    for (const type of [...taken, "charge.voided", "charge.refunded"]) {
      assert.equal(outcomeOf(event(type), order("processing")), "nothing-to-do");
    }
  });

  it("tells a refund that we did not make from ours", () => {
    const refunded = event("charge.refunded");
    assert.equal(outcomeOf(refunded, order("confirmed")), "refund-elsewhere");
    assert.equal(outcomeOf(refunded, order("confirmed", true)), "nothing-to-do");
    assert.equal(outcomeOf(event("charge.captured"), order("confirmed")), "nothing-to-do");
  });

  it("knows nothing of other orders", () => {
    assert.equal(outcomeOf(event("charge.captured"), undefined), "order-unknown");
  });
});
