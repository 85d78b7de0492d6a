import type { Queryable } from "@holdfast/postgres";
import { ORDER_COLUMNS, type OrderRow, toOrder } from "../order.store.ts";
import { toTimelineEntry } from "../order-body.ts";
import type { StepRow } from "../view-order/view-order.store.ts";
import type { NewsOfOrder, Watched } from "./watch.ts";

/** What happened to the orders since, each order's in the order in which it happened. */
export async function findNews(
  db: Queryable,
  watched: readonly Watched[],
): Promise<readonly NewsOfOrder[]> {
  const values = [watched.map(({ orderId }) => orderId), watched.map(({ after }) => after)];
  const watchedRows = "unnest($1::uuid[], $2::bigint[]) as watched (watched_id, after)";
  const [steps, orders] = await Promise.all([
    db.query<StepRow & { readonly orderId: string; readonly revision: number }>({
      name: "find-order-step-news",
      text: `select order_id as "orderId", revision, step, status, attempt, started_at as "startedAt",
                    duration_ms as "durationMs"
               from ${watchedRows} join order_step on order_id = watched_id and revision > after`,
      values,
    }),
    db.query<OrderRow & { readonly revision: number }>({
      name: "find-order-status-news",
      text: `select ${ORDER_COLUMNS}, revision from ${watchedRows} join orders on id = watched_id and revision > after`,
      values,
    }),
  ]);
  const news = [
    ...steps.map(({ orderId, revision, ...step }) => ({
      ...({ kind: "step", orderId, revision } as const),
      step: toTimelineEntry(step),
    })),
    ...orders.map((row) => ({
      ...({
        kind: "status",
        orderId: row.id,
        revision: row.revision,
        order: toOrder(row),
      } as const),
    })),
  ];
  return news.sort((a, b) => a.revision - b.revision);
}
