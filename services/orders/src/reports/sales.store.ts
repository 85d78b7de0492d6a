import type { Queryable } from "@holdfast/postgres";
import { unrecorded } from "@holdfast/telemetry";
import type { SoldOrder } from "./sales-rows.ts";

export type SalesQuery = {
  /** Undefined: of every account. */
  readonly account: string | undefined;
  readonly from: Date;
  readonly to: Date;
};

export const PAGE_ORDERS = 2_000;

// A cancelled order was confirmed once if its money was taken: past the capture a checkout only goes forward.
const SOLD = `($1::text is null or account = $1) and finished_at >= $2 and finished_at < $3
  and status in ('confirmed', 'cancelled') and total_minor is not null and lines is not null
  and (status = 'confirmed' or exists (
    select from order_step where order_id = orders.id and step = 'capture' and status = 'done' and not undo))`;

export async function countSales(db: Queryable, query: SalesQuery): Promise<number> {
  const [row] = await db.query<{ readonly lines: number }>({
    name: "count-sales",
    isPlannedAnew: true,
    text: `select coalesce(sum(jsonb_array_length(lines)), 0)::bigint as lines from orders where ${SOLD}`,
    values: [query.account ?? null, query.from, query.to],
  });
  return row?.lines ?? 0;
}

/** Orders that were confirmed in the period, those that were cancelled since included, by the time of it. */
export function findSales(
  db: Queryable,
  query: SalesQuery,
  after: { readonly at: string; readonly id: string } | undefined,
): Promise<readonly SoldOrder[]> {
  return unrecorded(() =>
    db.query<SoldOrder>({
      name: "stream-sales",
      isPlannedAnew: true,
      text: `select id, account, status, currency, total_minor as "totalMinor", refunded_minor as "refundedMinor", lines,
                    finished_at::text as place, to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "confirmedAt"
               from orders where ${SOLD}
                and ($4::timestamptz is null or (finished_at, id) > ($4, $5::uuid))
              order by finished_at, id limit ${PAGE_ORDERS}`,
      values: [query.account ?? null, query.from, query.to, after?.at ?? null, after?.id ?? null],
    }),
  );
}
