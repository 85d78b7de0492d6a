import type { Queryable } from "@holdfast/postgres";

export type StepRow = {
  readonly step: string;
  readonly status: "done" | "failed" | "compensated" | "retrying";
  readonly attempt: number;
  readonly startedAt: Date;
  readonly durationMs: number;
};

/** The order's steps and undos in the order in which they began. */
export function findTimeline(db: Queryable, orderId: string): Promise<readonly StepRow[]> {
  return db.query<StepRow>({
    name: "find-timeline",
    text: `select step, status, attempt, started_at as "startedAt", duration_ms as "durationMs"
             from order_step where order_id = $1 order by seq`,
    values: [orderId],
  });
}
