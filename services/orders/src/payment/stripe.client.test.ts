import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { Outbound } from "@holdfast/outbound";
import { checkoutCalls } from "../checkout/checkout.client.ts";
import { fakeStripe } from "../testing/fake-stripe.ts";
import { type StripePayments, stripePayments } from "./stripe.client.ts";

const EUR = (amountMinor: number) => ({ amountMinor, currency: "EUR" });
const CHARGE = { orderId: "order-1", amount: EUR(1999), token: "pm_card_visa" };
const BREAKER = { windowMs: 10_000, errorRatePercent: 75, minimumCalls: 20, openMs: 10_000 };

let stripe: Awaited<ReturnType<typeof fakeStripe>>;
let payments: StripePayments;
const connect = (more: object = {}) =>
  stripePayments({
    ...{ secretKey: "sk_test_secret", apiUrl: stripe.url, breaker: BREAKER, nowMs: () => 0 },
    ...{ onBreaker: () => {}, ...more },
  });

beforeEach(async () => {
  stripe = await fakeStripe();
  payments = await connect();
});
afterEach(() => stripe.close());

async function authorised(key = "order-1:authorise"): Promise<string> {
  const reply = await payments.authorise(key, CHARGE);
  assert.ok(reply.ok);
  return reply.value.chargeId;
}
const statusNow = async () => {
  const listed = await payments.chargesOf("order-1");
  return listed.ok && listed.value.map(({ status, refunded }) => [status, refunded.amountMinor]);
};
const refusalOf = (reply: { ok: boolean; error?: { kind: string; problem?: { code: string } } }) =>
  reply.ok ? "ok" : (reply.error?.problem?.code ?? reply.error?.kind);

describe("a payment by Stripe", () => {
  it("is held, captured and given back in parts, and its order can be asked for it all along", async () => {
    const id = await authorised();
    assert.deepEqual(await payments.chargesOf("order-1"), {
      ok: true,
      value: [{ id, status: "authorised", amount: EUR(1999), refunded: EUR(0) }],
    });
    assert.deepEqual(await payments.capture("order-1:capture", id), { ok: true, value: null });
    assert.deepEqual(await statusNow(), [["captured", 0]]);
    await payments.refund("r1", { chargeId: id, amount: EUR(500) });
    assert.deepEqual(await statusNow(), [["captured", 500]]);
    const tooMuch = await payments.refund("r2", { chargeId: id, amount: EUR(1500) });
    assert.equal(refusalOf(tooMuch), "refund-exceeds-charge");
    assert.equal(refusalOf(await payments.refund("r3", { chargeId: id })), "ok");
    assert.deepEqual(await statusNow(), [["refunded", 1999]]);
    assert.equal(refusalOf(await payments.refund("r4", { chargeId: id })), "ok");
    assert.deepEqual(await payments.chargesOf("order-2"), { ok: true, value: [] });
  });

  it("that is held is given up, also a second time under another key", async () => {
    const id = await authorised();
    assert.equal(refusalOf(await payments.void("v1", id)), "ok");
    assert.equal(refusalOf(await payments.void("v2", id)), "ok");
    assert.deepEqual(await statusNow(), [["voided", 0]]);
  });

  it("that is captured is not voided, and not captured again", async () => {
    const id = await authorised();
    await payments.capture("c1", id);
    assert.equal(refusalOf(await payments.capture("c2", id)), "invalid-state");
    assert.equal(refusalOf(await payments.void("v1", id)), "invalid-state");
    assert.deepEqual(await statusNow(), [["captured", 0]]);
  });

  it("has one effect a key, and the key is refused for another", async () => {
    assert.equal(await authorised("k"), await authorised("k"));
    assert.equal(stripe.intents.length, 1);
    const other = await payments.authorise("k", { ...CHARGE, amount: EUR(1) });
    assert.equal(refusalOf(other), "idempotency-key-reused");
  });
});

describe("what Stripe refuses", () => {
  for (const [token, declineCode] of [
    ["pm_card_chargeDeclined", "declined"],
    ["pm_card_chargeDeclinedInsufficientFunds", "insufficient-funds"],
    ["pm_card_chargeDeclinedStolenCard", "declined"],
  ] as const) {
    it(`${token} is declined as ${declineCode}`, async () => {
      const reply = await payments.authorise("k", { ...CHARGE, token });
      assert.ok(!reply.ok && reply.error.kind === "declined");
      assert.equal(reply.error.declineCode, declineCode);
      assert.deepEqual(
        [reply.error.problem.status, reply.error.problem.declineCode],
        [402, declineCode],
      );
      assert.deepEqual(await statusNow(), []);
    });
  }

  it("an unknown payment method is an unknown token", async () => {
    const reply = await payments.authorise("k", { ...CHARGE, token: "pm_nope" });
    assert.equal(refusalOf(reply), "token-unknown");
  });

  it("a currency with another minor unit there than here is never asked for", async () => {
    const amount = { amountMinor: 1, currency: "ISK" };
    assert.equal(
      refusalOf(await payments.authorise("k", { ...CHARGE, amount })),
      "payment-refused",
    );
    assert.deepEqual(stripe.seen, []);
  });

  it("is not told in Stripe's words, which may quote a secret", async () => {
    const reply = await payments.capture("k", "pi_nope");
    assert.equal(refusalOf(reply), "charge-not-found");
    assert.doesNotMatch(JSON.stringify(reply), /sk_test/);
  });
});

describe("what nobody knows", () => {
  it("is asked again under the same key, and has taken effect once", async () => {
    stripe.faults.push({ kind: "reset-after" });
    await authorised("k");
    assert.equal(stripe.intents.length, 1);
    assert.deepEqual(stripe.seen, ["POST /v1/payment_intents k", "POST /v1/payment_intents k"]);
  });

  it("stays unknown when no answer comes in the request's time, and can be asked for", async () => {
    let nowMs = 0;
    // Each look at the clock is 3,970 ms later: the attempt has 60 ms, the next one none.
    payments = await connect({ nowMs: () => (nowMs += 3_970) });
    stripe.faults.push({ kind: "hang-after" });
    const reply = await payments.authorise("k", CHARGE);
    assert.equal(refusalOf(reply), "unavailable");
    payments = await connect();
    assert.deepEqual(await statusNow(), [["authorised", 0]]);
  });

  it("is taken back by the checkout, which asks for the order's charges", async () => {
    stripe.faults.push({ kind: "reset-after" }, { kind: "status", status: 500, error: {} });
    const nobody = { client: () => ({}) } as unknown as Outbound;
    const calls = checkoutCalls(nobody, () => 0, payments);
    const authorised = await calls.authorise("order-1:authorise", CHARGE);
    assert.deepEqual(authorised, { ok: false, error: { kind: "payment-unavailable" } });
    assert.deepEqual(await statusNow(), [["authorised", 0]]);
    await calls.reverseCharges("order-1:undo-authorise", { orderId: "order-1" });
    assert.deepEqual(await statusNow(), [["voided", 0]]);
  });

  for (const [status, error] of [
    [409, { type: "invalid_request_error", code: "idempotency_key_in_use" }],
    [429, { type: "invalid_request_error", code: "rate_limit" }],
    [500, { type: "api_error" }],
    [503, { type: "api_error" }],
  ] as const) {
    it(`${status} is, after a second try`, async () => {
      stripe.faults.push({ kind: "status", status, error }, { kind: "status", status, error });
      const reply = await payments.capture("k", "pi_1");
      assert.ok(!reply.ok && reply.error.kind === "unavailable");
      assert.match(reply.error.why, new RegExp(`^${status} Stripe`));
      assert.equal(stripe.seen.length, 2);
    });
  }

  it("a key that Stripe does not take is, and is in no answer", async () => {
    payments = await connect({ secretKey: "sk_test_other" });
    const reply = await payments.chargesOf("order-1");
    assert.equal(refusalOf(reply), "unavailable");
    assert.doesNotMatch(JSON.stringify(reply), /sk_test/);
  });

  it("is not asked for once too much of it came: the breaker opens", async () => {
    const states: string[] = [];
    payments = await connect({
      breaker: { ...BREAKER, minimumCalls: 2 },
      onBreaker: (state: string) => states.push(state),
    });
    const error = { type: "api_error" };
    for (const status of [500, 500]) stripe.faults.push({ kind: "status", status, error });
    await payments.chargesOf("order-1");
    const reply = await payments.chargesOf("order-1");
    assert.deepEqual(reply, { ok: false, error: { kind: "unavailable", why: "circuit-open" } });
    const [row, ...others] = payments.breakers();
    const { target, origin, state, failures, inFlight } = row ?? assert.fail();
    assert.deepEqual(
      [target, origin, state, failures, inFlight, others],
      ["payment", new URL(stripe.url).origin, "open", 2, 0, []],
    );
    assert.deepEqual([stripe.seen.length, states], [2, ["open"]]);
  });
});
