import { setTimeout as wait } from "node:timers/promises";
import type { Money } from "@holdfast/money";
import type { OriginDetail, Resilience } from "@holdfast/outbound";
import { type Breaker, createBreaker } from "@holdfast/outbound/breaker";
import { currentRequest } from "@holdfast/request-context";
import { fail, ok, type Result } from "@holdfast/result";
import { withSpan } from "@holdfast/telemetry";
import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type Stripe from "stripe";
import type { PaymentPort, PaymentRefusal, ProviderCharge } from "./payment-port.ts";
import { currencyRefusal, type StripeFailure, stripeRefusal } from "./stripe-refusal.ts";

export type StripeDeps = {
  /** In no log, span or error. */
  readonly secretKey: string;
  /** Another address than Stripe's own: a proxy, or a fake in tests. */
  readonly apiUrl?: string;
  readonly breaker: Resilience["targets"][string]["breaker"];
  readonly nowMs: () => number;
  readonly onBreaker: (state: string) => void;
};

// As resilience.yaml has it for the sandbox's calls.
const ATTEMPT_MS = 4_000;
const CALL_MS = 8_000;
// A second attempt fits into a call; more is the saga's to do, which remembers where it was.
const ATTEMPTS_MAX = 2;
const PAUSE_MS = 200;
// An order has one charge, and one more for each that was lost and made again.
const CHARGES_MAX = 100;

export type StripePayments = PaymentPort & {
  /** How we stand with Stripe. */
  readonly breakers: () => readonly OriginDetail[];
};

const STRIPE_API = "https://api.stripe.com";

/**
 * Stripe, by its official library, which is loaded here and not before. A charge of ours is a PaymentIntent that is
 * captured by hand; its id is the charge's. The order's id is the intent's `transfer_group`: charges can be listed by it,
 * and unlike Stripe's search a list knows what happened a moment ago, also when its answer was lost.
 */
export async function stripePayments(deps: StripeDeps): Promise<StripePayments> {
  const { default: StripeLibrary } = await import("stripe");
  const http = StripeLibrary.createNodeHttpClient();
  const stripe = new StripeLibrary(deps.secretKey, {
    ...hostOf(deps.apiUrl),
    telemetry: false,
    httpClient: {
      getClientName: () => http.getClientName(),
      // By its code the library would know a broken connection, and repeat it whatever we say of repeats.
      makeRequest: (...request) =>
        http.makeRequest(...request).catch((cause: { readonly code?: string }) => {
          throw cause.code === "ETIMEDOUT" ? cause : new Error("no connection", { cause });
        }),
    },
  });
  const asking = asker(deps);
  const { ask } = asking;
  const { origin } = new URL(deps.apiUrl ?? STRIPE_API);
  return {
    breakers: () => [{ target: "payment", origin, ...asking.detail() }],
    ...taking(stripe, ask),
    ...givingBack(stripe, ask),
    chargesOf: async (orderId) => {
      const listed = await ask("charges.list", (options) =>
        stripe.charges.list({ transfer_group: orderId, limit: CHARGES_MAX }, options),
      );
      return listed.ok ? ok(listed.value.data.flatMap(chargeOf)) : listed;
    },
  };
}

function taking(stripe: Stripe, ask: Ask): Pick<PaymentPort, "authorise" | "capture"> {
  return {
    authorise: async (key, { orderId, amount, token }) => {
      const foreign = currencyRefusal(amount.currency);
      if (foreign) return fail(foreign);
      const intent = await ask("payment_intents.create", (options) =>
        stripe.paymentIntents.create(intentOf(orderId, amount, token), {
          ...options,
          idempotencyKey: key,
        }),
      );
      return intent.ok ? ok({ chargeId: intent.value.id }) : intent;
    },
    capture: async (key, id) =>
      done(
        await ask("payment_intents.capture", (options) =>
          stripe.paymentIntents.capture(id, {}, { ...options, idempotencyKey: key }),
        ),
      ),
  };
}

function givingBack(stripe: Stripe, ask: Ask): Pick<PaymentPort, "void" | "refund"> {
  return {
    void: async (key, id) => {
      const voided = await ask("payment_intents.cancel", (options) =>
        stripe.paymentIntents.cancel(id, {}, { ...options, idempotencyKey: key }),
      );
      if (voided.ok || !hasCode(voided.error, "invalid-state")) return done(voided);
      const intent = await ask("payment_intents.retrieve", (options) =>
        stripe.paymentIntents.retrieve(id, {}, options),
      );
      return intent.ok && intent.value.status === "canceled" ? ok(null) : done(voided);
    },
    refund: async (key, { chargeId, amount }) => {
      const part = amount === undefined ? {} : { amount: amount.amountMinor };
      const refunded = await ask("refunds.create", (options) =>
        stripe.refunds.create(
          { payment_intent: chargeId, ...part },
          { ...options, idempotencyKey: key },
        ),
      );
      const nothingLeft = !refunded.ok && hasCode(refunded.error, "refund-exceeds-charge");
      return nothingLeft && amount === undefined ? ok(null) : done(refunded);
    },
  };
}

function hostOf(apiUrl: string | undefined) {
  if (apiUrl === undefined) return {};
  const { hostname: host, port, protocol } = new URL(apiUrl);
  const isPlain = protocol === "http:";
  return {
    host,
    port: port || (isPlain ? 80 : 443),
    protocol: isPlain ? "http" : "https",
  } as const;
}

function intentOf(
  orderId: string,
  { amountMinor: amount, currency }: Money,
  token: string,
): Stripe.PaymentIntentCreateParams {
  // A token of Stripe's older card form is not a payment method yet.
  const method = token.startsWith("tok_")
    ? { payment_method_data: { type: "card", card: { token } } as const }
    : { payment_method: token };
  return {
    ...{ amount, currency: currency.toLowerCase(), ...method },
    ...{ capture_method: "manual", confirm: true, metadata: { orderId }, transfer_group: orderId },
    // Nobody is there to be led to his bank: who would have to be is declined.
    error_on_requires_action: true,
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
  };
}

type AskOptions = { readonly timeout: number; readonly maxNetworkRetries: 0 };
type Ask = <T>(
  operation: string,
  send: (options: AskOptions) => Promise<T>,
) => Promise<Result<T, PaymentRefusal>>;

/**
 * Asks within the request's deadline, behind the target's breaker and again once when nobody knows what came of it. The
 * library's own repeats are off: they know neither.
 */
function asker({ nowMs, breaker: policy, onBreaker }: StripeDeps) {
  const breaker = createBreaker(policy, nowMs, onBreaker);
  let inFlight = 0;
  const ask: Ask = async (operation, send) => {
    const endAtMs = Math.min(
      nowMs() + CALL_MS,
      currentRequest()?.deadlineAtMs ?? Number.POSITIVE_INFINITY,
    );
    let reply: Result<never, PaymentRefusal> = unavailable("deadline-exceeded");
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      if (attempt > 1) await wait(PAUSE_MS);
      const timeout = Math.min(ATTEMPT_MS, Math.floor(endAtMs - nowMs()));
      if (timeout < 1) return reply;
      inFlight += 1;
      const answer = await attemptOnce(breaker, operation, () =>
        send({ timeout, maxNetworkRetries: 0 }),
      ).finally(() => {
        inFlight -= 1;
      });
      if (answer.ok || answer.error.kind !== "unavailable") return answer;
      reply = fail(answer.error);
    }
    return reply;
  };
  // No budget: each call has its retries, whatever became of others.
  const bounds = { retryBudget: ATTEMPTS_MAX - 1, waiting: 0, hedges: 0 };
  return { ask, detail: () => ({ ...breaker.detail(), ...bounds, inFlight }) };
}

/** One request in a client span of its own. What nobody knows counts against the provider, a refusal does not. */
async function attemptOnce<T>(
  breaker: Breaker,
  operation: string,
  send: () => Promise<T>,
): Promise<Result<T, PaymentRefusal>> {
  let unknown: Extract<PaymentRefusal, { readonly kind: "unavailable" }> | undefined;
  const outcome = await breaker.run(() =>
    withSpan(`stripe ${operation}`, { kind: SpanKind.CLIENT }, async (span) => {
      const answer = await answered(send);
      span.setAttribute("holdfast.payment.outcome", answer.ok ? "ok" : answer.error.kind);
      if (answer.ok || answer.error.kind !== "unavailable") return ok(answer);
      unknown = answer.error;
      span.setAttribute("error.type", unknown.why);
      span.setStatus({ code: SpanStatusCode.ERROR });
      return fail({ kind: "timeout" });
    }),
  );
  return outcome.ok ? outcome.value : fail(unknown ?? unavailable(outcome.error.kind).error);
}

/** @throws what is no failure of Stripe's: a bug of ours. */
async function answered<T>(send: () => Promise<T>): Promise<Result<T, PaymentRefusal>> {
  try {
    return ok(await send());
  } catch (error) {
    if (!isStripeFailure(error)) throw error;
    return fail(stripeRefusal(error));
  }
}

const isStripeFailure = (error: unknown): error is StripeFailure =>
  error instanceof Error &&
  "type" in error &&
  typeof error.type === "string" &&
  error.type.startsWith("Stripe");

function unavailable(why: string) {
  const refusal: PaymentRefusal = { kind: "unavailable", why };
  return { ok: false, error: refusal } as const;
}

const hasCode = (refusal: PaymentRefusal, code: string): boolean =>
  refusal.kind === "refused" && refusal.problem.code === code;

const done = (answer: Result<unknown, PaymentRefusal>): Result<null, PaymentRefusal> =>
  answer.ok ? ok(null) : answer;

/** A declined attempt is a charge to Stripe, and none to us. A hold that was given up counts there as refunded. */
function chargeOf(charge: Stripe.Charge): ProviderCharge[] {
  const { payment_intent: intent, status, captured, refunded: isRefunded } = charge;
  if (status === "failed" || intent === null) return [];
  const currency = charge.currency.toUpperCase();
  const open = captured ? "captured" : "authorised";
  const closed = captured ? "refunded" : "voided";
  return [
    {
      id: typeof intent === "string" ? intent : intent.id,
      status: isRefunded ? closed : open,
      amount: { amountMinor: captured ? charge.amount_captured : charge.amount, currency },
      refunded: { amountMinor: captured ? charge.amount_refunded : 0, currency },
    },
  ];
}
