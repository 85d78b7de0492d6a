import type { Money } from "@holdfast/money";
import type { Problem } from "@holdfast/problem";
import type { Item, OrderLine, Shipment, ShortfallPolicy } from "./checkout/checkout.ts";

export type OrderStatus = "processing" | "confirmed" | "failed" | "cancelled";

/** An order as it stands. `total` and `lines` are known once it was priced, `problem` once it failed. */
export type Order = {
  readonly id: string;
  readonly account: string;
  readonly status: OrderStatus;
  readonly currency: string;
  readonly region: string;
  readonly customerEmail: string;
  readonly reservationId: string;
  readonly paymentId: string | undefined;
  readonly total: Money | undefined;
  /** Given back so far by changes of the order. */
  readonly refunded: Money;
  readonly lines: readonly OrderLine[] | undefined;
  /** Undefined: it was never priced, or before quotes were recorded. */
  readonly quoteId: string | undefined;
  readonly shortfallPolicy: ShortfallPolicy;
  /** Of a confirmed order, as they were at its checkout; one of before has none. */
  readonly shipments: readonly Shipment[] | undefined;
  /** Units that were cancelled after the checkout. */
  readonly cancelledItems: readonly Item[];
  readonly problem: Problem | undefined;
  readonly traceId: string;
  readonly createdAtMs: number;
};
