import type { Queryable } from "@holdfast/postgres";
import type { Problem } from "@holdfast/problem";
import type { Item, OrderLine, Shipment, ShortfallPolicy } from "./checkout/checkout.ts";
import type { Order, OrderStatus } from "./order.ts";

export type OrderRow = {
  readonly id: string;
  readonly account: string;
  readonly status: OrderStatus;
  readonly currency: string;
  readonly region: string;
  readonly customerEmail: string;
  readonly reservationId: string;
  readonly paymentId: string | null;
  readonly totalMinor: number | null;
  readonly refundedMinor: number;
  readonly lines: readonly OrderLine[] | null;
  readonly quoteId: string | null;
  readonly shortfallPolicy: ShortfallPolicy;
  readonly shipments: readonly Shipment[] | null;
  readonly cancelledItems: readonly Item[] | null;
  readonly problem: Problem | null;
  readonly traceparent: string;
  readonly createdAt: Date;
};

/** The columns of `OrderRow`. An order that was told of only once was not changed: nothing is looked up for it. */
export const ORDER_COLUMNS = `id, account, status, currency, region, customer_email as "customerEmail",
  reservation_id as "reservationId", payment_id as "paymentId", total_minor as "totalMinor", refunded_minor as "refundedMinor", lines, quote_id as "quoteId", shortfall_policy as "shortfallPolicy", shipments, problem,
  case when event_sequence > 1 then (
    select jsonb_agg(item) from order_change change, jsonb_array_elements(change.items) item
     where change.order_id = orders.id and change.status = 'done' and change.kind in ('cancel', 'cancel-lines')
  ) end as "cancelledItems",
  traceparent, created_at as "createdAt"`;

export async function findOrder(db: Queryable, id: string): Promise<Order | undefined> {
  const [row] = await db.query<OrderRow>({
    name: "find-order",
    text: `select ${ORDER_COLUMNS} from orders where id = $1`,
    values: [id],
  });
  return row === undefined ? undefined : toOrder(row);
}

export function toOrder(row: OrderRow): Order {
  const { totalMinor, refundedMinor, currency } = row;
  return {
    id: row.id,
    account: row.account,
    status: row.status,
    currency,
    region: row.region,
    customerEmail: row.customerEmail,
    reservationId: row.reservationId,
    paymentId: row.paymentId ?? undefined,
    total: totalMinor === null ? undefined : { amountMinor: totalMinor, currency },
    refunded: { amountMinor: refundedMinor, currency },
    lines: row.lines ?? undefined,
    quoteId: row.quoteId ?? undefined,
    shortfallPolicy: row.shortfallPolicy,
    shipments: row.shipments ?? undefined,
    cancelledItems: row.cancelledItems ?? [],
    problem: row.problem ?? undefined,
    traceId: row.traceparent.split("-")[1] ?? "",
    createdAtMs: row.createdAt.getTime(),
  };
}
