import type { Queryable } from "@holdfast/postgres";
import type { CheckoutInput } from "../checkout/checkout.workflow.ts";

/** Orders written before `beforeMs` whose checkout has not begun, oldest first. */
export async function findUnsubmittedOrders(
  db: Queryable,
  { beforeMs, limit }: { readonly beforeMs: number; readonly limit: number },
): Promise<readonly CheckoutInput[]> {
  const rows = await db.query<{ input: CheckoutInput }>({
    name: "find-unsubmitted-orders",
    text: "select input from order_submission where created_at < $1 order by created_at limit $2",
    values: [new Date(beforeMs), limit],
  });
  return rows.map(({ input }) => input);
}
