import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CallError, Outbound } from "@holdfast/outbound";
import { problem } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { changeCalls } from "./order-changes.client.ts";

type Sent = { readonly operation: string; readonly request: unknown };

/** The calls of a change over an outbound client that answers as the test says. */
function calling(answer: Result<unknown, CallError>) {
  const sent: Sent[] = [];
  const call = async (operation: string, request: unknown) => {
    sent.push({ operation, request });
    return answer;
  };
  return { calls: changeCalls({ client: () => ({ call }) } as unknown as Outbound), sent };
}
const body = (value: unknown) => ok({ status: 200, headers: {}, body: value });
const EUR = (amount: number) => ({ amount, currency: "EUR" });
const refusal = (status: number, code: string): Result<never, CallError> => {
  const told = problem({ status, code, title: code, detail: code });
  return fail({ kind: "problem", status, headers: {}, problem: told } as CallError);
};
const AMOUNT = { amountMinor: 250, currency: "EUR" };
const REDUCTION = {
  reservationId: "r1",
  because: "returned",
  restock: true,
  location: "HAM",
  items: [{ line: 1, sku: "pot", quantity: 2 }],
} as const;

describe("the calls of a change", () => {
  it("read from the provider what was captured, and what of it went back", async () => {
    const charge = (id: string, status: string, refunded: number) => ({
      ...{ id, status, amount: EUR(500), refunded: EUR(refunded) },
    });
    const data = [
      charge("a", "captured", 100),
      charge("b", "refunded", 500),
      charge("c", "voided", 0),
      charge("d", "authorised", 0),
    ];
    assert.deepEqual(await calling(body({ data })).calls.listCharges("o1"), [
      { id: "a", capturedMinor: 500, refundedMinor: 100 },
      { id: "b", capturedMinor: 500, refundedMinor: 500 },
    ]);
  });

  it("refund the amount under the step's key", async () => {
    const { calls, sent } = calling(body({}));
    assert.deepEqual(await calls.refund("k", { chargeId: "a", amount: AMOUNT }), ok(null));
    assert.deepEqual(sent, [
      {
        operation: "refundCharge",
        request: {
          ...{ path: { id: "a" }, headers: { "idempotency-key": "k" } },
          body: { amount: EUR(250) },
        },
      },
    ]);
  });

  it("take the provider's refusal for an answer, and silence for none", async () => {
    const refused = await calling(refusal(409, "refund-exceeds-charge")).calls.refund("k", {
      ...{ chargeId: "a", amount: AMOUNT },
    });
    assert.equal(!refused.ok && refused.error.code, "refund-exceeds-charge");
    for (const [status, code] of [
      [503, "overloaded"],
      [429, "rate-limited"],
      [409, "idempotency-key-in-flight"],
    ] as const) {
      const { calls } = calling(refusal(status, code));
      await assert.rejects(calls.refund("k", { chargeId: "a", amount: AMOUNT }), /tried again/);
    }
  });

  it("tell inventory which units come back, where to, and why", async () => {
    const { calls, sent } = calling(body({ id: "r1" }));
    await calls.reduceReservation("k", REDUCTION);
    assert.deepEqual(sent, [
      {
        operation: "reduceReservation",
        request: {
          ...{ path: { id: "r1" }, headers: { "idempotency-key": "k" }, routingKey: "pot" },
          body: {
            ...{ because: "returned", restock: true, location: "HAM" },
            items: [{ sku: "pot", quantity: 2 }],
          },
        },
      },
    ]);
  });

  it("know a place that is not there from an inventory that is not", async () => {
    const unknown = await calling(refusal(404, "location-not-found")).calls.findLocation("NIX");
    assert.equal(!unknown.ok && unknown.error.code, "location-not-found");
    await assert.rejects(calling(refusal(503, "overloaded")).calls.findLocation("NIX"));
  });

  it("throw until units and budgets are back", async () => {
    const { calls } = calling(refusal(404, "reservation-not-found"));
    await assert.rejects(calls.reduceReservation("k", REDUCTION), /404 reservation-not-found/);
    await assert.rejects(calls.cancelReservation("k", { reservationId: "r1", items: [] }));
    await assert.rejects(calls.restorePromotions("o1"), /tried again/);
  });
});
