import type { Queryable } from "@holdfast/postgres";
import type { OrderStatus } from "../order.ts";
import type { Origin } from "../origin.ts";
import type { EventOutcome, KnownOrder, PaymentEvent, PaymentProvider } from "./payment-events.ts";

/** The order that an event is about, as it is now, with the request that it was placed by. */
export async function findChargedOrder(
  db: Queryable,
  orderId: string,
): Promise<(KnownOrder & { readonly origin: Origin }) | undefined> {
  type Row = {
    readonly status: OrderStatus;
    readonly refundedByUs: boolean;
    readonly account: string;
    readonly correlationId: string;
    readonly traceparent: string;
  };
  const [row] = await db.query<Row>({
    name: "find-charged-order",
    text: `select status, account, correlation_id as "correlationId", traceparent,
                  refunded_minor > 0 or exists (select from order_change where order_id = orders.id) as "refundedByUs"
             from orders where id = $1`,
    values: [orderId],
  });
  if (row === undefined) return undefined;
  const { status, refundedByUs, account, correlationId, traceparent } = row;
  return { status, refundedByUs, origin: { account, correlationId, trace: { traceparent } } };
}

export async function isKnownEvent(
  db: Queryable,
  { provider, id }: { readonly provider: PaymentProvider; readonly id: string },
): Promise<boolean> {
  const rows = await db.query({
    name: "find-payment-event",
    text: "select from payment_event where provider = $1 and id = $2",
    values: [provider, id],
  });
  return rows.length > 0;
}

/** Once an event: of any number of concurrent calls one keeps it. */
export async function keepEvent(
  db: Queryable,
  kept: PaymentEvent & {
    readonly provider: PaymentProvider;
    readonly receivedAtMs: number;
    readonly outcome: EventOutcome;
  },
): Promise<void> {
  await db.query({
    name: "insert-payment-event",
    text: `insert into payment_event (provider, id, type, order_id, at, received_at, outcome)
           values ($1, $2, $3, $4, $5, $6, $7) on conflict (provider, id) do nothing`,
    values: [
      ...[kept.provider, kept.id, kept.type, kept.orderId ?? null],
      ...[new Date(kept.atMs), new Date(kept.receivedAtMs), kept.outcome],
    ],
  });
}

/** Forgets events that came before `beforeMs`, up to `limit` at once. */
export async function forgetEvents(
  db: Queryable,
  { beforeMs, limit }: { readonly beforeMs: number; readonly limit: number },
): Promise<void> {
  await db.query({
    name: "forget-payment-events",
    text: `delete from payment_event where (provider, id) in
             (select provider, id from payment_event where received_at < $1 order by received_at limit $2)`,
    values: [new Date(beforeMs), limit],
  });
}
