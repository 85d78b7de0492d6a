import { type Problem, problem } from "@holdfast/problem";
import type { PaymentRefusal } from "./payment-port.ts";

/** What the official library throws, as far as we look at it. Its `message` may quote the request: it is not used. */
export type StripeFailure = {
  readonly type?: string;
  readonly statusCode?: number;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
};

/** Declines that the shopper can mend. What a bank says of stolen and suspect cards is not told: it helps a thief. */
const DECLINE_CODES: Readonly<Record<string, string>> = {
  insufficient_funds: "insufficient-funds",
  expired_card: "expired-card",
  incorrect_cvc: "incorrect-cvc",
  authentication_required: "authentication-required",
};

/**
 * What a failed call means. 409 (the key's first request still runs), 429, 5xx, a broken connection, and that our key is
 * not taken say nothing about the payment.
 */
export function stripeRefusal(failure: StripeFailure): PaymentRefusal {
  const { type = "unknown", statusCode, code } = failure;
  if (type === "StripeCardError") return declined(failure);
  if (type === "StripeIdempotencyError") {
    return refused(
      problem({
        status: 422,
        code: "idempotency-key-reused",
        title: "Idempotency key reused",
        detail: "The key of this payment belongs to another one.",
      }),
    );
  }
  if (type !== "StripeInvalidRequestError") {
    const why = [statusCode, type, code].filter((part) => part !== undefined);
    const unavailable = { kind: "unavailable", why: why.join(" ") } as const;
    return code === "idempotency_key_in_use" ? { ...unavailable, stillRunning: true } : unavailable;
  }
  return refusedRequest(failure);
}

/** Another digit after the point than ISO 4217 has: https://docs.stripe.com/currencies. Better refused than 100 times too much. */
const OTHER_MINOR_UNIT: ReadonlySet<string> = new Set(["ISK", "UGX", "MGA"]);

export function currencyRefusal(currency: string): PaymentRefusal | undefined {
  if (!OTHER_MINOR_UNIT.has(currency)) return undefined;
  return refused(paymentRefused(`The payment provider takes no ${currency} from us.`));
}

function declined({ code, decline_code: bank }: StripeFailure): PaymentRefusal {
  const declineCode = DECLINE_CODES[bank ?? ""] ?? DECLINE_CODES[code ?? ""] ?? "declined";
  const shown = problem({
    status: 402,
    code: "payment-declined",
    title: "Payment declined",
    declineCode,
    detail: `The card was declined${declineCode === "declined" ? "" : `: ${declineCode.replaceAll("-", " ")}`}.`,
  });
  return { kind: "declined", declineCode, problem: shown };
}

function refusedRequest({ code, param = "", statusCode }: StripeFailure): PaymentRefusal {
  if (param.startsWith("payment_method")) {
    return refused(
      problem({
        status: 422,
        code: "token-unknown",
        title: "Unknown payment token",
        detail: "The payment provider does not know this payment token, or has used it up.",
        errors: [{ path: "/paymentMethod/token", message: "is not known to the provider" }],
      }),
    );
  }
  if (code === "payment_intent_unexpected_state") {
    return refused(
      problem({
        status: 409,
        code: "invalid-state",
        title: "Not in this state",
        detail: "The payment has moved on and cannot be changed so.",
      }),
    );
  }
  // A refund of more than is left has no code, an amount that cannot be charged has one.
  if (code === "charge_already_refunded" || (param === "amount" && code === undefined)) {
    return refused(
      problem({
        status: 409,
        code: "refund-exceeds-charge",
        title: "Refund exceeds the charge",
        detail: "Less than that is left to be given back. Nothing was refunded.",
      }),
    );
  }
  if (statusCode === 404) {
    return refused(
      problem({
        status: 404,
        code: "charge-not-found",
        title: "No such charge",
        detail: "There is no such payment.",
      }),
    );
  }
  return refused(paymentRefused("The payment provider refused the payment."));
}

const paymentRefused = (detail: string): Problem =>
  problem({ status: 422, code: "payment-refused", title: "Payment refused", detail });

const refused = (shown: Problem): PaymentRefusal => ({ kind: "refused", problem: shown });
