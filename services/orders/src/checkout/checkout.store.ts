import type { Queryable } from "@holdfast/postgres";
import type { Problem } from "@holdfast/problem";
import type { OrderStatus } from "../order.ts";
import type { CheckoutState } from "./checkout.ts";

/**
 * Notes that the engine has the order, and forgets what it was to be given. Returns the status: a checkout whose order
 * is not `processing` must do nothing. Undefined for an order that is not there.
 */
export async function beginCheckout(
  db: Queryable,
  orderId: string,
): Promise<OrderStatus | undefined> {
  const [row] = await db.query<{ status: OrderStatus }>({
    name: "begin-checkout",
    text: `with submitted as (delete from order_submission where order_id = $1)
           select status from orders where id = $1`,
    values: [orderId],
  });
  return row?.status;
}

export type StepEntry = {
  readonly orderId: string;
  readonly seq: number;
  readonly step: string;
  readonly status: "done" | "failed" | "compensated" | "retrying";
  readonly startedAtMs: number;
  readonly endedAtMs: number;
};

/** Writes one attempt into the timeline: a new row, or the next attempt of the row with the same `seq`. */
export async function recordStep(db: Queryable, entry: StepEntry): Promise<void> {
  await db.query({
    name: "record-step",
    text: `insert into order_step as known (order_id, seq, step, status, attempt, started_at, duration_ms)
           values ($1, $2, $3, $4, 1, $5, $6)
           on conflict (order_id, seq) do update set status = excluded.status, attempt = known.attempt + 1,
             duration_ms = greatest(0, extract(epoch from $7::timestamptz - known.started_at) * 1000)::int`,
    values: [
      entry.orderId,
      entry.seq,
      entry.step,
      entry.status,
      new Date(entry.startedAtMs),
      Math.max(0, Math.round(entry.endedAtMs - entry.startedAtMs)),
      new Date(entry.endedAtMs),
    ],
  });
}

export type Settlement = {
  readonly orderId: string;
  readonly state: CheckoutState;
  /** Why it failed; undefined for a confirmed order. */
  readonly problem: Problem | undefined;
  readonly nowMs: number;
};

/** Writes how the checkout ended. An order that is finished stays as it is, so this may be repeated. */
export async function settleOrder(db: Queryable, settlement: Settlement): Promise<void> {
  const { orderId, state, problem, nowMs } = settlement;
  const { priced, chargeId } = state;
  await db.query({
    name: "settle-order",
    text: `update orders set status = $2, problem = $3, total_minor = $4, lines = $5, payment_id = $6, finished_at = $7
            where id = $1 and status = 'processing'`,
    values: [
      orderId,
      problem === undefined ? "confirmed" : "failed",
      problem === undefined ? null : JSON.stringify(problem),
      priced?.total.amountMinor ?? null,
      priced === undefined ? null : JSON.stringify(priced.lines),
      chargeId ?? null,
      new Date(nowMs),
    ],
  });
}
