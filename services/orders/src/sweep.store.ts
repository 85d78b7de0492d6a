import type { Queryable } from "@holdfast/postgres";
import type { CheckoutInput } from "./checkout/checkout.workflow.ts";
import type { ImportInput } from "./import-products/import-products.workflow.ts";

export type Aged = { readonly beforeMs: number; readonly limit: number };

/** Orders written before `beforeMs` whose checkout has not begun, oldest first. */
export async function findUnsubmittedOrders(
  db: Queryable,
  { beforeMs, limit }: Aged,
): Promise<readonly CheckoutInput[]> {
  const rows = await db.query<{ input: CheckoutInput }>({
    name: "find-unsubmitted-orders",
    text: "select input from order_submission where created_at < $1 order by created_at limit $2",
    values: [new Date(beforeMs), limit],
  });
  return rows.map(({ input }) => input);
}

/** Jobs that began to be uploaded before `beforeMs` and are queued, oldest first. */
export async function findUnsubmittedImports(
  db: Queryable,
  { beforeMs, limit }: Aged,
): Promise<readonly ImportInput[]> {
  type Row = { readonly jobId: string; readonly account: string; readonly correlationId: string };
  const rows = await db.query<Row & { readonly traceparent: string }>({
    name: "find-unsubmitted-imports",
    text: `select id as "jobId", account, correlation_id as "correlationId", traceparent from import_job
            where status = 'queued' and created_at < $1 order by created_at limit $2`,
    values: [new Date(beforeMs), limit],
  });
  return rows.map(({ jobId, account, correlationId, traceparent }) => ({
    jobId,
    origin: { account, correlationId, trace: { traceparent } },
  }));
}

/** Gives up uploads that began before `beforeMs`: their process is gone. */
export async function abandonUploads(db: Queryable, beforeMs: number): Promise<void> {
  await db.query({
    name: "abandon-import-uploads",
    text: `update import_job set status = 'failed', finished_at = now()
            where status = 'receiving' and created_at < $1`,
    values: [new Date(beforeMs)],
  });
}

/** Batches that nobody will apply, of jobs that failed. */
export function findOrphanBatches(
  db: Queryable,
  limit: number,
): Promise<readonly { readonly jobId: string; readonly seq: number }[]> {
  return db.query({
    name: "find-orphan-import-batches",
    text: `select job_id as "jobId", seq from import_batch
            where job_id in (select id from import_job where status = 'failed') limit $1`,
    values: [limit],
  });
}
