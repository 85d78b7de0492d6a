import type { Queryable } from "@holdfast/postgres";
import type { CheckoutInput } from "./checkout/checkout.workflow.ts";
import type { ImportInput } from "./import-file/import-file.workflow.ts";

export type Aged = { readonly beforeMs: number; readonly limit: number };

/** Orders whose checkout has not begun, written and last tried before `beforeMs`; the longest untried first. */
export async function findUnsubmittedOrders(
  db: Queryable,
  { beforeMs, limit }: Aged,
): Promise<readonly CheckoutInput[]> {
  const rows = await db.query<{ input: CheckoutInput }>({
    name: "find-unsubmitted-orders",
    text: `select input from order_submission where coalesce(tried_at, created_at) < $1
            order by coalesce(tried_at, created_at) limit $2`,
    values: [new Date(beforeMs), limit],
  });
  return rows.map(({ input }) => input);
}

/** Notes that the order is given to the engine, whatever comes of it. */
export async function noteOrderTry(db: Queryable, orderId: string, nowMs: number): Promise<void> {
  await db.query({
    name: "note-order-submission-try",
    text: "update order_submission set tried_at = $2 where order_id = $1",
    values: [orderId, new Date(nowMs)],
  });
}

/** Queued jobs that began to be uploaded, and were last tried, before `beforeMs`; the longest untried first. */
export async function findUnsubmittedImports(
  db: Queryable,
  { beforeMs, limit }: Aged,
): Promise<readonly ImportInput[]> {
  type Row = { readonly jobId: string; readonly account: string; readonly correlationId: string };
  const rows = await db.query<Row & { readonly traceparent: string }>({
    name: "find-unsubmitted-imports",
    text: `select id as "jobId", account, correlation_id as "correlationId", traceparent from import_job
            where status = 'queued' and coalesce(tried_at, created_at) < $1
            order by coalesce(tried_at, created_at) limit $2`,
    values: [new Date(beforeMs), limit],
  });
  return rows.map(({ jobId, account, correlationId, traceparent }) => ({
    jobId,
    origin: { account, correlationId, trace: { traceparent } },
  }));
}

/** Notes that the job is given to the engine, whatever comes of it. */
export async function noteImportTry(db: Queryable, jobId: string, nowMs: number): Promise<void> {
  await db.query({
    name: "note-import-submission-try",
    text: "update import_job set tried_at = $2 where id = $1",
    values: [jobId, new Date(nowMs)],
  });
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
