import { isUniqueViolation, type Queryable } from "@holdfast/postgres";
import type { CheckoutInput } from "../checkout/checkout.workflow.ts";
import { ORDER_COLUMNS, type OrderRow, toOrder } from "../order.store.ts";
import type { Order } from "../order.ts";
import type { Placed } from "./place-order.ts";

export type NewOrder = {
  readonly input: CheckoutInput;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  readonly customerEmail: string;
  readonly createdAtMs: number;
  readonly answerDueAtMs: number;
};

/**
 * Writes the order, and what the engine is to be given, once per (account, idempotency key): of any number of concurrent
 * calls one gets `inserted`, the others `exists`. `reservation-taken` when another order has the same reservation.
 */
export async function insertOrder(
  db: Queryable,
  { input, ...row }: NewOrder,
): Promise<"inserted" | "exists" | "reservation-taken"> {
  const { order, origin } = input;
  try {
    const rows = await db.query({
      name: "insert-order",
      text: `with placed as (
               insert into orders (id, account, idempotency_key, fingerprint, currency, region, customer_email,
                 reservation_id, correlation_id, traceparent, created_at, answer_due_at, shortfall_policy)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $14)
               on conflict (account, idempotency_key) do nothing returning id)
             insert into order_submission (order_id, input, created_at)
             select id, $13::jsonb, $11 from placed returning order_id`,
      values: [
        order.id,
        order.account,
        row.idempotencyKey,
        row.fingerprint,
        order.currency,
        order.region,
        row.customerEmail,
        order.reservation.id,
        origin.correlationId,
        origin.trace.traceparent ?? "",
        new Date(row.createdAtMs),
        new Date(row.answerDueAtMs),
        JSON.stringify(input),
        order.shortfallPolicy ?? "refuse",
      ],
    });
    return rows.length === 1 ? "inserted" : "exists";
  } catch (error) {
    if (isUniqueViolation(error, "orders_reservation")) return "reservation-taken";
    throw error;
  }
}

/** The order of a key, as a repeat needs it. */
export async function findPlaced(
  db: Queryable,
  { account, idempotencyKey }: { readonly account: string; readonly idempotencyKey: string },
): Promise<(Placed & { readonly order: Order }) | undefined> {
  type PlacedRow = OrderRow & {
    readonly fingerprint: string;
    readonly answerDueAt: Date;
    readonly acceptedAt: Date | null;
  };
  const [row] = await db.query<PlacedRow>({
    name: "find-placed-order",
    text: `select ${ORDER_COLUMNS}, fingerprint, answer_due_at as "answerDueAt", accepted_at as "acceptedAt"
             from orders where account = $1 and idempotency_key = $2`,
    values: [account, idempotencyKey],
  });
  if (row === undefined) return undefined;
  return {
    order: toOrder(row),
    fingerprint: row.fingerprint,
    status: row.status,
    answerDueAtMs: row.answerDueAt.getTime(),
    accepted: row.acceptedAt !== null,
  };
}

/** Notes that the client was told 202, so that a repeat is told the same until the order is finished. */
export async function markAccepted(db: Queryable, orderId: string, nowMs: number): Promise<void> {
  await db.query({
    name: "mark-order-accepted",
    text: "update orders set accepted_at = $2 where id = $1 and accepted_at is null",
    values: [orderId, new Date(nowMs)],
  });
}
