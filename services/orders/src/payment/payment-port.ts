import type { Money } from "@holdfast/money";
import type { Problem } from "@holdfast/problem";
import type { Result } from "@holdfast/result";

/**
 * Why a payment call did not do what was asked.
 * - `declined`: the customer's bank says no; nothing is held or charged. Another card may do.
 * - `refused`: the provider says no to the request (its state, amount or token); nothing changed.
 * - `unavailable`: nobody knows. It may have taken effect, now or later: repeat it under the same key, or ask `chargesOf`.
 *
 * The problems are for the shopper: of a provider's own words they have what we know of, and nothing else.
 */
export type PaymentRefusal =
  | { readonly kind: "declined"; readonly declineCode: string; readonly problem: Problem }
  | { readonly kind: "refused"; readonly problem: Problem }
  /** `why` is for logs and names no secret. `stillRunning`: the provider is at an earlier request with this very key. */
  | { readonly kind: "unavailable"; readonly why: string; readonly stillRunning?: true };

type PaymentReply<T> = Promise<Result<T, PaymentRefusal>>;

export type ProviderCharge = {
  readonly id: string;
  readonly status: "authorised" | "captured" | "voided" | "refunded";
  readonly amount: Money;
  /** Zero until something is given back; `amount` when the status is `refunded`. */
  readonly refunded: Money;
};

/**
 * The payment provider, whoever it is. Call it inside a request context; every call ends within the context's deadline.
 * One key is one effect: a repeat with the same key and arguments gets the first answer. One key for two different calls is
 * refused.
 */
export type PaymentPort = {
  /** Holds the amount; nothing is charged before `capture`. */
  readonly authorise: (
    key: string,
    charge: { readonly orderId: string; readonly amount: Money; readonly token: string },
  ) => PaymentReply<{ readonly chargeId: string }>;
  /** Takes all that is held, once. */
  readonly capture: (key: string, chargeId: string) => PaymentReply<null>;
  /** Gives up what is held; also where that has happened already. */
  readonly void: (key: string, chargeId: string) => PaymentReply<null>;
  /** Gives back an amount, or all that is left, also where nothing is; never more than was captured. */
  readonly refund: (
    key: string,
    refund: { readonly chargeId: string; readonly amount?: Money },
  ) => PaymentReply<null>;
  /** All charges of the order as they are now, also those whose making was never answered. Declined ones are none. */
  readonly chargesOf: (orderId: string) => PaymentReply<readonly ProviderCharge[]>;
};

/** For a log: never what the shopper is told. */
export function whyOf(refusal: PaymentRefusal): string {
  return refusal.kind === "unavailable" ? refusal.why : refusal.problem.code;
}
