import type { Queryable } from "@holdfast/postgres";
import type { Item } from "./checkout/checkout.ts";

export type OrderEventType =
  | "order.confirmed"
  | "order.failed"
  | "order.cancelled"
  | "order.lines-cancelled"
  | "order.refunded"
  | "order.returned";

export type OrderEvent = {
  readonly orderId: string;
  readonly type: OrderEventType;
  readonly atMs: number;
  /** Of the request that made the change; of the one that placed the order when undefined. */
  readonly traceparent: string | undefined;
  /** What a change is about; undefined for all that the order has sold. */
  readonly items: readonly Item[] | undefined;
};

/**
 * Tells of each row in `moved` (an order as it is now, its `event_sequence` counted up by the same statement), with the
 * values of `eventValues` as $1 to $4. For a statement that moves an order: `with moved as (update orders … returning *)`.
 */
export const TELL_MOVED = `insert into outbox (aggregate, sequence, type, at, traceparent, payload)
  select 'order/' || id, event_sequence, $1, $2, coalesce($3, traceparent), json_strip_nulls(json_build_object(
           'id', id, 'account', account, 'status', status,
           'total', case when total_minor is not null
             then json_build_object('amount', total_minor, 'currency', currency) end,
           'refunded', case when refunded_minor > 0
             then json_build_object('amount', refunded_minor, 'currency', currency) end,
           'items', coalesce($4::json, (
             select json_agg(json_build_object('sku', line ->> 'sku',
                      'quantity', (line ->> 'quantity')::int - coalesce((line ->> 'shortQuantity')::int, 0)))
               from jsonb_array_elements(lines) as line), '[]'::json),
           'code', problem ->> 'code'))
    from moved`;

export const eventValues = ({ type, atMs, traceparent, items }: Omit<OrderEvent, "orderId">) => [
  type,
  new Date(atMs),
  traceparent ?? null,
  items === undefined ? null : JSON.stringify(items),
];

/**
 * Tells subscribers of an order as this transaction leaves it: call it last. Wake the outbox once that has committed.
 * Throws when there is no such order.
 */
export async function tellOrder(tx: Queryable, event: OrderEvent): Promise<void> {
  const told = await tx.query({
    name: "tell-order",
    text: `with moved as (
             update orders set event_sequence = event_sequence + 1 where id = $5 returning *)
           ${TELL_MOVED} returning sequence`,
    values: [...eventValues(event), event.orderId],
  });
  if (told.length !== 1) throw new Error(`there is no order ${event.orderId} to tell of`);
}

/** Tells subscribers of something whose events are counted by whoever tells: `report/<id>`, its only one. */
export async function tell(
  tx: Queryable,
  event: {
    readonly aggregate: string;
    readonly sequence: number;
    readonly type: "report.done" | "report.failed";
    readonly atMs: number;
    readonly traceparent: string | undefined;
    readonly data: object;
  },
): Promise<void> {
  const { aggregate, sequence, type, atMs, traceparent, data } = event;
  await tx.query({
    name: "tell-event",
    text: `insert into outbox (aggregate, sequence, type, at, traceparent, payload) values ($1, $2, $3, $4, $5, $6)`,
    values: [aggregate, sequence, type, new Date(atMs), traceparent ?? null, JSON.stringify(data)],
  });
}
