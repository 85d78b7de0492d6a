import type { OrderStatus } from "../order.ts";

export type PaymentProvider = "sandbox" | "stripe";

/** What an event says, besides amounts: those we ask the provider for. */
export type PaymentEvent = {
  readonly id: string;
  /** The provider's word. */
  readonly type: string;
  /** Undefined where it says none. It may be none of ours. */
  readonly orderId: string | undefined;
  readonly atMs: number;
};

/** What we know of the order when the event comes. */
export type KnownOrder = {
  readonly status: OrderStatus;
  /** Whether anything of it was ever given back, or is about to be, by us. */
  readonly refundedByUs: boolean;
};

export type EventOutcome = "reversing" | "refund-elsewhere" | "order-unknown" | "nothing-to-do";

/** After these the provider has money of the shopper's, or holds it. */
const MONEY_TAKEN: ReadonlySet<string> = new Set([
  "charge.authorised",
  "charge.captured",
  "charge.succeeded",
  "payment_intent.amount_capturable_updated",
  "payment_intent.succeeded",
]);
/** Of the sandbox as of Stripe. */
const REFUNDED = "charge.refunded";

/**
 * What an event is an occasion for. An order that came to nothing must not have a charge: the reversal asks the provider
 * what there is, which is why events may come late, twice and out of order. A checkout that runs asks by itself.
 */
export function outcomeOf({ type }: PaymentEvent, order: KnownOrder | undefined): EventOutcome {
  if (order === undefined) return "order-unknown";
  const cameToNothing = order.status === "failed" || order.status === "cancelled";
  if (cameToNothing && MONEY_TAKEN.has(type)) return "reversing";
  if (order.status === "confirmed" && type === REFUNDED && !order.refundedByUs) {
    return "refund-elsewhere";
  }
  return "nothing-to-do";
}
