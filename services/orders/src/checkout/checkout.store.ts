import type { Queryable } from "@holdfast/postgres";
import type { Problem } from "@holdfast/problem";
import type { OrderStatus } from "../order.ts";
import { eventValues, TELL_MOVED } from "../order-events.store.ts";
import type { CheckoutState, Item } from "./checkout.ts";

/** `cancel-requested`: somebody cancelled the order before its checkout began. */
export type Beginning = OrderStatus | "cancel-requested";

/**
 * Notes that the engine has the order, and forgets what it was to be given. A checkout whose order is not `processing`
 * must do nothing. Undefined for an order that is not there.
 */
export async function beginCheckout(
  db: Queryable,
  orderId: string,
): Promise<Beginning | undefined> {
  const [row] = await db.query<{ status: Beginning }>({
    name: "begin-checkout",
    text: `with submitted as (delete from order_submission where order_id = $1)
           select case when status = 'processing' and cancel_requested_at is not null then 'cancel-requested'
                       else status end as status
             from orders where id = $1`,
    values: [orderId],
  });
  return row?.status;
}

export type StepEntry = {
  readonly orderId: string;
  readonly seq: number;
  readonly step: string;
  /** Whether it takes something back: one that is tried for long is looked for. */
  readonly undo: boolean;
  readonly status: "done" | "failed" | "compensated" | "retrying";
  readonly startedAtMs: number;
  readonly endedAtMs: number;
};

/**
 * Writes one attempt into the timeline: a new row, or the next attempt of the row with the same `seq`. Answers whether
 * somebody has asked for the order to be cancelled.
 */
export async function recordStep(
  db: Queryable,
  entry: StepEntry,
): Promise<{ readonly cancelRequested: boolean }> {
  const [row] = await db.query<{ cancelRequested: boolean }>({
    name: "record-step",
    text: `insert into order_step as known (order_id, seq, step, status, attempt, started_at, duration_ms, undo)
           values ($1, $2, $3, $4, 1, $5, $6, $8)
           on conflict (order_id, seq) do update set status = excluded.status, attempt = known.attempt + 1,
             duration_ms = greatest(0, extract(epoch from $7::timestamptz - known.started_at) * 1000)::int,
             revision = nextval('order_revision')
           returning (select cancel_requested_at is not null from orders where id = $1) as "cancelRequested"`,
    values: [
      entry.orderId,
      entry.seq,
      entry.step,
      entry.status,
      new Date(entry.startedAtMs),
      Math.max(0, Math.round(entry.endedAtMs - entry.startedAtMs)),
      new Date(entry.endedAtMs),
      entry.undo,
    ],
  });
  return { cancelRequested: row?.cancelRequested ?? false };
}

export type Settlement = {
  readonly orderId: string;
  readonly status: "confirmed" | "failed" | "cancelled";
  readonly state: CheckoutState;
  /** Why it is not confirmed; undefined for a confirmed order. */
  readonly problem: Problem | undefined;
  /** What was asked for, where it is known: for the event of an order that was never priced. */
  readonly items: readonly Item[] | undefined;
  readonly traceparent: string | undefined;
  readonly nowMs: number;
};

/**
 * Writes how the checkout ended, and tells subscribers, in one statement. An order that is finished stays as it is, so
 * this may be repeated.
 */
export async function settleOrder(db: Queryable, settlement: Settlement): Promise<void> {
  const { orderId, status, state, problem, nowMs } = settlement;
  const { priced, shipments, chargeId } = state;
  const event = {
    type: `order.${status}`,
    atMs: nowMs,
    traceparent: settlement.traceparent,
    items: priced === undefined ? settlement.items : undefined,
  } as const;
  const json = (value: object | undefined) => (value === undefined ? null : JSON.stringify(value));
  await db.query({
    name: "settle-order",
    text: `with moved as (
             update orders set status = $6, problem = $7, total_minor = $8, lines = $9, payment_id = $10,
               shipments = $11, quote_id = $12, finished_at = $2, event_sequence = event_sequence + 1,
               revision = nextval('order_revision')
              where id = $5 and status = 'processing' returning *)
           ${TELL_MOVED}`,
    values: [
      ...eventValues(event),
      ...[orderId, status, json(problem), priced?.total.amountMinor ?? null, json(priced?.lines)],
      ...[chargeId ?? null, status === "confirmed" ? json(shipments) : null],
      priced?.quoteId ?? null,
    ],
  });
}
