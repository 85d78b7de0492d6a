import type { Queryable } from "@holdfast/postgres";
import { ORDER_COLUMNS, type OrderRow, toOrder } from "../order.store.ts";
import type { Order, OrderStatus } from "../order.ts";
import type { OrderPlace } from "./list-orders.ts";

export type OrderQuery = {
  /** Undefined: of every account. */
  readonly account: string | undefined;
  readonly status: OrderStatus | undefined;
  /** The last order of the page before. */
  readonly after: OrderPlace | undefined;
  readonly limit: number;
};

/** Orders, newest first. */
export async function listOrders(db: Queryable, query: OrderQuery): Promise<readonly Order[]> {
  const { account = null, status = null, after, limit } = query;
  const rows = await db.query<OrderRow>({
    name: "list-orders",
    isPlannedAnew: true, // what is not asked for is gone from the plan, and an index serves the rest
    text: `select ${ORDER_COLUMNS} from orders
            where ($1::text is null or account = $1) and ($2::text is null or status = $2)
              and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
            order by created_at desc, id desc limit $5`,
    values: [
      account,
      status,
      after === undefined ? null : new Date(after.createdAtMs),
      after?.id ?? null,
      limit,
    ],
  });
  return rows.map(toOrder);
}
