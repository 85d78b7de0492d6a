import type { Queryable } from "@holdfast/postgres";
import type { OverdueCount } from "./overdue-metrics.ts";

/** A callee that restarts is back by then. Whatever is still owed after that needs somebody to look. */
const OVERDUE_MS = 5 * 60_000;

export type Overdue = {
  readonly orderId: string;
  readonly account: string;
  readonly step: string;
  readonly attempt: number;
  /** When it was tried first. */
  readonly since: Date;
};

/**
 * What has been taken back without success for more than 5 minutes, the oldest first: undos of checkouts, and steps of
 * changes. The engine goes on trying.
 */
export function findOverdue(
  db: Queryable,
  { nowMs, limit }: { readonly nowMs: number; readonly limit: number },
): Promise<readonly Overdue[]> {
  return db.query<Overdue>({
    name: "find-overdue-compensations",
    text: `select order_id as "orderId", account, step, attempt, started_at as since
             from order_step join orders on id = order_id
            where order_step.status = 'retrying' and undo and started_at < $1 order by started_at limit $2`,
    values: [new Date(nowMs - OVERDUE_MS), limit],
  });
}

/** How many there are, and since when the oldest is. */
export async function countOverdue(db: Queryable, nowMs: number): Promise<OverdueCount> {
  const [row] = await db.query<{ count: number; since: Date | null }>({
    name: "count-overdue-compensations",
    text: `select count(*) as count, min(started_at) as since from order_step
            where status = 'retrying' and undo and started_at < $1`,
    values: [new Date(nowMs - OVERDUE_MS)],
  });
  return { count: row?.count ?? 0, sinceMs: row?.since?.getTime() };
}
