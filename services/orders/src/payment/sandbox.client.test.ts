import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Outbound } from "@holdfast/outbound";
import { problem } from "@holdfast/problem";
import { fail, ok } from "@holdfast/result";
import { sandboxPayments } from "./sandbox.client.ts";

const EUR = (amountMinor: number) => ({ amountMinor, currency: "EUR" });

function paymentsOver(answer: unknown) {
  const seen: unknown[] = [];
  const call = async (operation: string, input: object) => {
    seen.push([operation, input]);
    return answer;
  };
  return { payments: sandboxPayments({ client: () => ({ call }) } as unknown as Outbound), seen };
}

const said = (status: number, code: string, more: object = {}) =>
  fail({
    kind: "problem",
    status,
    problem: problem({ status, code, title: "No", detail: "It says no.", ...more }),
    headers: {},
  });

describe("a refund by the sandbox's adapter", () => {
  it("asks for the amount, or for all that is left", async () => {
    const { payments, seen } = paymentsOver(ok({ body: {} }));
    await payments.refund("k1", { chargeId: "c1", amount: EUR(500) });
    await payments.refund("k2", { chargeId: "c1" });
    const asked = { path: { id: "c1" } };
    assert.deepEqual(seen, [
      [
        "refundCharge",
        {
          ...asked,
          headers: { "idempotency-key": "k1" },
          body: { amount: { amount: 500, currency: "EUR" } },
        },
      ],
      ["refundCharge", { ...asked, headers: { "idempotency-key": "k2" }, body: null }],
    ]);
  });

  it("of more than is left is refused, not repeated", async () => {
    const { payments } = paymentsOver(said(409, "refund-exceeds-charge"));
    const refunded = await payments.refund("k1", { chargeId: "c1", amount: EUR(500) });
    assert.ok(!refunded.ok && refunded.error.kind === "refused");
    assert.equal(refunded.error.problem.code, "refund-exceeds-charge");
  });
});

describe("what the sandbox says", () => {
  it("402 is a decline with its code", async () => {
    const { payments } = paymentsOver(
      said(402, "payment-declined", { declineCode: "insufficient-funds", riskScore: 9 }),
    );
    const authorised = await payments.authorise("k", {
      ...{ orderId: "o1", amount: EUR(500), token: "t" },
    });
    assert.ok(!authorised.ok && authorised.error.kind === "declined");
    assert.equal(authorised.error.declineCode, "insufficient-funds");
    assert.equal("riskScore" in authorised.error.problem, false);
  });

  for (const [what, answer] of [
    ["500", said(500, "internal-error")],
    ["429", said(429, "rate-limited")],
    ["401", said(401, "unauthenticated")],
    ["a first attempt that still runs", said(409, "idempotency-key-in-flight")],
    ["no answer in time", fail({ kind: "timeout" })],
    ["an open breaker", fail({ kind: "circuit-open" })],
  ] as const) {
    it(`${what} says nothing about the charge`, async () => {
      const { payments } = paymentsOver(answer);
      const replies = [
        await payments.capture("k", "c1"),
        await payments.void("k", "c1"),
        await payments.refund("k", { chargeId: "c1" }),
        await payments.chargesOf("o1"),
      ];
      for (const reply of replies) assert.equal(!reply.ok && reply.error.kind, "unavailable");
    });
  }

  it("a listing tells what was given back", async () => {
    const charge = {
      ...{ id: "c1", orderId: "o1", status: "captured", token: "t", events: [] },
      ...{ amount: { amount: 900, currency: "EUR" }, refunded: { amount: 400, currency: "EUR" } },
    };
    const { payments } = paymentsOver(ok({ body: { data: [charge] } }));
    assert.deepEqual(await payments.chargesOf("o1"), {
      ok: true,
      value: [{ id: "c1", status: "captured", amount: EUR(900), refunded: EUR(400) }],
    });
  });
});
