import { timingSafeEqual } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { Type } from "typebox";
import { Value } from "typebox/value";
import type { PaymentEvent, PaymentProvider } from "./payment-events.ts";

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;
type Signed = {
  /** The bytes as they came: the signature is over them. */
  readonly body: Buffer;
  readonly headers: Headers;
  readonly nowMs: number;
};

/** Who may tell us of payments, and how it is known. Undefined: it is not the provider, or says what nobody understands. */
export type EventVerifier = {
  readonly provider: PaymentProvider;
  readonly verify: (signed: Signed) => Promise<PaymentEvent | undefined>;
};

/** How old, or how far ahead of our clock, a signature may be. */
const WINDOW_SECONDS = 300;

const SandboxEvent = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 255 }),
  type: Type.String({ minLength: 1, maxLength: 100 }),
  at: Type.String({ maxLength: 40 }),
  data: Type.Object({ charge: Type.Object({ orderId: Type.String({ maxLength: 255 }) }) }),
});

/** Standard Webhooks, as the sandbox signs. Each of the comma-separated secrets counts: the next one and the last. */
export function sandboxEvents(secrets: string): EventVerifier {
  const webhooks = secrets.split(",").map((secret) => new Webhook(secret.trim()));
  return {
    provider: "sandbox",
    verify: async ({ body, headers, nowMs }) => {
      const text = body.toString();
      const id = headers["webhook-id"];
      const seconds = Number(headers["webhook-timestamp"]);
      const signatures = String(headers["webhook-signature"] ?? "").split(" ");
      if (typeof id !== "string" || !Number.isSafeInteger(seconds)) return undefined;
      if (Math.abs(Math.floor(nowMs / 1000) - seconds) > WINDOW_SECONDS) return undefined;
      // Not the library's `verify`: its clock is its own.
      const isSigned = webhooks.some((webhook) => {
        const expected = webhook.sign(id, new Date(seconds * 1000), text);
        return signatures.some((signature) => isSame(signature, expected));
      });
      if (!isSigned) return undefined;
      const event = parsed(text);
      if (!Value.Check(SandboxEvent, event) || event.id !== id) return undefined;
      const atMs = Date.parse(event.at);
      if (Number.isNaN(atMs)) return undefined;
      return { id, type: event.type, orderId: event.data.charge.orderId, atMs };
    },
  };
}

const StripeObject = Type.Object({
  transfer_group: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});

/** Stripe's own library verifies what Stripe signs. It is loaded here and not before. */
export async function stripeEvents(secrets: string): Promise<EventVerifier> {
  const { default: Stripe } = await import("stripe");
  const webhooks = secrets.split(",").map((secret) => secret.trim());
  const stripe = new Stripe("sk_unused", { telemetry: false }); // verifying asks nobody
  return {
    provider: "stripe",
    verify: async ({ body, headers, nowMs }) => {
      const header = headers["stripe-signature"];
      if (typeof header !== "string") return undefined;
      for (const secret of webhooks) {
        const event = await stripe.webhooks
          .constructEventAsync(body, header, secret, WINDOW_SECONDS, undefined, nowMs)
          .catch(() => undefined);
        if (event === undefined) continue;
        const { id, type, created } = event;
        const object: unknown = event.data?.object;
        const orderId = Value.Check(StripeObject, object) ? object.transfer_group : undefined;
        return { id, type, orderId: orderId ?? undefined, atMs: created * 1000 };
      }
      return undefined;
    },
  };
}

/** The verifier of the configured provider; undefined when there is no secret for it: then nobody is listened to. */
export async function configuredEvents(env: {
  readonly PAYMENT_PROVIDER?: string | undefined;
  readonly PAYMENT_WEBHOOK_SECRET?: string | undefined;
  readonly STRIPE_WEBHOOK_SECRET?: string | undefined;
}): Promise<EventVerifier | undefined> {
  const { PAYMENT_WEBHOOK_SECRET: sandbox, STRIPE_WEBHOOK_SECRET: stripe } = env;
  if (env.PAYMENT_PROVIDER === "stripe") return stripe ? stripeEvents(stripe) : undefined;
  return sandbox ? sandboxEvents(sandbox) : undefined;
}

function isSame(signature: string, expected: string): boolean {
  const [a, b] = [Buffer.from(signature), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
