import type { Logger } from "@holdfast/log";
import { type StripeDeps, type StripePayments, stripePayments } from "./stripe.client.ts";

export type PaymentEnvironment = {
  readonly PAYMENT_PROVIDER?: string | undefined;
  readonly STRIPE_SECRET_KEY?: string | undefined;
  readonly STRIPE_API_URL?: string | undefined;
};

/**
 * The provider that the environment names, or undefined for the sandbox. @throws Error for one that we do not know, and
 * for Stripe without a key.
 */
export async function configuredPayment(parts: {
  readonly env: PaymentEnvironment;
  readonly breaker: StripeDeps["breaker"] | undefined;
  readonly nowMs: () => number;
  readonly log: Logger;
}): Promise<StripePayments | undefined> {
  const { env, breaker, nowMs, log } = parts;
  const { PAYMENT_PROVIDER: provider = "sandbox", STRIPE_SECRET_KEY: secretKey } = env;
  if (provider === "sandbox") return undefined;
  if (provider !== "stripe") {
    throw new Error(`PAYMENT_PROVIDER is sandbox or stripe, not "${provider}"`);
  }
  if (!secretKey) throw new Error("PAYMENT_PROVIDER=stripe needs STRIPE_SECRET_KEY");
  if (breaker === undefined) throw new Error("resilience.yaml has no target payment");
  const { STRIPE_API_URL: apiUrl } = env;
  return stripePayments({
    ...{ secretKey, breaker, nowMs },
    ...(apiUrl ? { apiUrl } : {}),
    onBreaker: (state) =>
      log.warn({ target: "stripe", state }, "circuit breaker changed its state"),
  });
}
