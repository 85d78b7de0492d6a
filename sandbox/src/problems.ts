import { idempotencyProblem } from "@holdfast/idempotency";
import { formatDecimal, toWire } from "@holdfast/money";
import { type Problem, problem } from "@holdfast/problem";
import type { Refusal } from "./charges/charge.ts";

/** The only place where a refusal of the provider becomes HTTP. A new kind does not compile until it is mapped. */
export function toProblem(refusal: Refusal): Problem {
  switch (refusal.kind) {
    case "currency-unknown":
      return problem({
        status: 400,
        code: "validation-failed",
        title: "Validation failed",
        detail: `${refusal.currency} is no ISO 4217 currency.`,
        errors: [{ path: "/amount/currency", message: "must be an ISO 4217 currency" }],
      });
    case "token-unknown":
      return problem({
        status: 422,
        code: "token-unknown",
        title: "Unknown payment token",
        detail: `There is no token ${refusal.token} here. Use one of the sandbox's, such as tok_ok.`,
        errors: [{ path: "/token", message: "is not a token of this sandbox" }],
      });
    case "payment-declined":
      return problem({
        status: 402,
        code: "payment-declined",
        title: "Payment declined",
        detail: DECLINES[refusal.declineCode],
        declineCode: refusal.declineCode,
      });
    case "provider-flaked":
      return problem({
        status: 503,
        code: "overloaded",
        title: "Overloaded",
        detail: "Nothing was authorised. Try again with the same Idempotency-Key.",
      });
    case "capture-fails":
      return problem({
        status: 500,
        code: "internal-error",
        title: "Internal error",
        detail: `Charge ${refusal.chargeId} could not be captured. It is still authorised.`,
      });
    default:
      return chargeProblem(refusal);
  }
}

const DECLINES = {
  declined: "The card was declined by its issuer.",
  "insufficient-funds": "The card was declined: insufficient funds.",
} as const;

type ChargeRefusal = Extract<
  Refusal,
  { readonly kind: "charge-not-found" | "invalid-state" | "refund-exceeds-charge" | "key-reused" }
>;

function chargeProblem(refusal: ChargeRefusal): Problem {
  switch (refusal.kind) {
    case "charge-not-found":
      return problem({
        status: 404,
        code: "charge-not-found",
        title: "No such charge",
        detail: `There is no charge ${refusal.chargeId}.`,
      });
    case "invalid-state":
      return problem({
        status: 409,
        code: "invalid-state",
        title: "Not in this state",
        detail: `Charge ${refusal.chargeId} is ${refusal.status}; it cannot be changed by ${refusal.move}.`,
      });
    case "refund-exceeds-charge":
      return problem({
        status: 409,
        code: "refund-exceeds-charge",
        title: "Refund exceeds the charge",
        detail: `Of charge ${refusal.chargeId} no more than ${formatDecimal(refusal.refundable)} ${refusal.refundable.currency} can be given back. Nothing was refunded.`,
        errors: [{ path: "/amount", message: "is more than what is left, or another currency" }],
        refundable: toWire(refusal.refundable),
      });
    case "key-reused":
      return idempotencyProblem({ kind: "idempotency-key-reused" });
    default:
      return refusal satisfies never;
  }
}
