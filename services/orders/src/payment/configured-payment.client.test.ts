import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createLogger } from "@holdfast/log";
import { configuredPayment, type PaymentEnvironment } from "./configured-payment.client.ts";

const configured = (env: PaymentEnvironment) =>
  configuredPayment({
    env,
    breaker: { windowMs: 10_000, errorRatePercent: 75, minimumCalls: 20, openMs: 10_000 },
    nowMs: () => 0,
    log: createLogger({ service: "orders", level: "silent" }),
  });

describe("the configured payment provider", () => {
  it("is the sandbox when nothing is said", async () => {
    assert.equal(await configured({}), undefined);
    assert.equal(await configured({ PAYMENT_PROVIDER: "sandbox" }), undefined);
  });

  it("is Stripe with a key", async () => {
    const env = { PAYMENT_PROVIDER: "stripe", STRIPE_SECRET_KEY: "sk_test_secret" };
    assert.ok(await configured(env));
  });

  it("stops the start when it is none of ours, or Stripe has no key", async () => {
    await assert.rejects(configured({ PAYMENT_PROVIDER: "paypal" }), /sandbox or stripe/);
    await assert.rejects(configured({ PAYMENT_PROVIDER: "stripe" }), /STRIPE_SECRET_KEY/);
  });
});
