import { type Database, isUniqueViolation, type Queryable } from "@holdfast/postgres";
import type { Origin } from "../origin.ts";
import type { BatchReport } from "./apply-batch.ts";
import type { FileRow, RowError } from "./file-row.ts";
import { insertErrors } from "./import-errors.store.ts";
import type { ImportFormat, ImportKind } from "./import-file.ts";

/** Some 200 ms: no statement takes longer than 10 s, however long the file. */
const FORGOTTEN_AT_ONCE = 50_000;

export type ImportJob = {
  readonly id: string;
  readonly kind: ImportKind;
  readonly status: "receiving" | "queued" | "running" | "done" | "failed";
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

/** Opens a job for an upload that has begun. It does nothing before it is queued. */
export async function insertJob(
  db: Queryable,
  job: {
    readonly id: string;
    readonly kind: ImportKind;
    readonly format: ImportFormat;
    readonly origin: Origin;
    readonly nowMs: number;
  },
): Promise<void> {
  await db.query({
    name: "insert-import-job",
    text: `insert into import_job (id, account, kind, format, correlation_id, traceparent, created_at)
           values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [
      job.id,
      job.origin.account,
      job.kind,
      job.format,
      job.origin.correlationId,
      job.origin.trace.traceparent ?? "",
      new Date(job.nowMs),
    ],
  });
}

/** A row to store: `subject` is what it is about, `text` the row as JSON. */
export type UploadedRow = {
  readonly line: number;
  readonly subject: string;
  readonly text: string;
};
export type UploadedRows = {
  readonly jobId: string;
  readonly seq: number;
  readonly rows: readonly UploadedRow[];
  readonly rejectedRows: number;
  readonly errors: readonly RowError[];
  /** The file's column of the SKU, which a repeated one is reported in. */
  readonly subjectColumn: string;
};

/** Stores a stretch of the upload. A row about what an earlier row of the file is about becomes an error. */
export async function storeRows(db: Database, uploaded: UploadedRows): Promise<void> {
  const { jobId, seq, rows, subjectColumn: column } = uploaded;
  await db.inTransaction(async (tx) => {
    const first = await claimSubjects(tx, jobId, rows);
    const good = rows.filter(({ line }) => first.has(line));
    const repeated = rows.filter(({ line }) => !first.has(line));
    const errors = (await findEarlier(tx, jobId, repeated)).map(({ line, subject, earlier }) => ({
      ...{ line, column },
      message: `${subject} stands on line ${earlier} already`,
    }));
    await tx.query({
      name: "insert-import-batch",
      text: "insert into import_batch (job_id, seq, products) values ($1, $2, $3)",
      values: [jobId, seq, `[${good.map(({ text }) => text).join()}]`],
    });
    await insertErrors(tx, jobId, [...uploaded.errors, ...errors]);
    await tx.query({
      name: "count-uploaded-rows",
      text: `update import_job set batches_count = $2, rows_count = rows_count + $3,
               rejected_count = rejected_count + $4 where id = $1`,
      values: [
        jobId,
        seq,
        rows.length + uploaded.rejectedRows,
        uploaded.rejectedRows + repeated.length,
      ],
    });
  });
}

/** What makes a repeated upload the same import. */
export type ImportKey = { readonly idempotencyKey: string; readonly fingerprint: string };

/**
 * Queues a job whose upload was whole, once per (account, idempotency key): `key-taken` when another job has it.
 * `given-up` when the upload took so long that the sweep abandoned it: nothing of it is ever applied.
 */
export async function queueJob(
  db: Queryable,
  jobId: string,
  key: ImportKey | undefined,
): Promise<"queued" | "key-taken" | "given-up"> {
  try {
    const queued = await db.query({
      name: "queue-import-job",
      text: `update import_job set status = 'queued', idempotency_key = $2, fingerprint = $3
              where id = $1 and status = 'receiving' returning id`,
      values: [jobId, key?.idempotencyKey ?? null, key?.fingerprint ?? null],
    });
    return queued.length === 1 ? "queued" : "given-up";
  } catch (error) {
    if (isUniqueViolation(error, "import_job_idempotency_key")) return "key-taken";
    throw error;
  }
}

/** Gives up a job whose upload was cut off or not wanted: nothing of it is ever applied. */
export async function abandonJob(db: Queryable, jobId: string, nowMs: number): Promise<void> {
  await db.query({
    name: "abandon-import-job",
    text: "update import_job set status = 'failed', finished_at = $2 where id = $1 and status = 'receiving'",
    values: [jobId, new Date(nowMs)],
  });
}

export async function findKeyedJob(
  db: Queryable,
  { account, idempotencyKey }: { readonly account: string; readonly idempotencyKey: string },
): Promise<{ readonly id: string; readonly fingerprint: string } | undefined> {
  const [job] = await db.query<{ id: string; fingerprint: string }>({
    name: "find-keyed-import-job",
    text: "select id, fingerprint from import_job where account = $1 and idempotency_key = $2",
    values: [account, idempotencyKey],
  });
  return job;
}

export async function findJob(db: Queryable, id: string): Promise<ImportJob | undefined> {
  const [job] = await db.query<ImportJob>({
    name: "find-import-job",
    text: `select id, kind, status, rows_count as rows, created_count as created, updated_count as updated,
             unchanged_count as unchanged, rejected_count as rejected, created_at as "createdAt",
             finished_at as "finishedAt"
             from import_job where id = $1`,
    values: [id],
  });
  return job;
}

/** Starts a queued job, or goes on with a running one; undefined when there is nothing to do. */
export async function beginJob(
  db: Queryable,
  jobId: string,
): Promise<{ readonly batches: number; readonly format: ImportFormat } | undefined> {
  const [job] = await db.query<{ batches: number; format: ImportFormat }>({
    name: "begin-import-job",
    text: `update import_job set status = 'running' where id = $1 and status in ('queued', 'running')
           returning batches_count as batches, format`,
    values: [jobId],
  });
  return job;
}

/** The rows of a batch; undefined when it was applied already. */
export async function findBatch(
  db: Queryable,
  jobId: string,
  seq: number,
): Promise<readonly FileRow[] | undefined> {
  const [batch] = await db.query<{ products: readonly FileRow[] }>({
    name: "find-import-batch",
    text: "select products from import_batch where job_id = $1 and seq = $2",
    values: [jobId, seq],
  });
  return batch?.products;
}

/** Writes what became of a batch and removes it: counted once, however often it was applied. */
export async function recordBatch(
  db: Database,
  { jobId, seq }: { readonly jobId: string; readonly seq: number },
  report: BatchReport,
): Promise<void> {
  await db.inTransaction(async (tx) => {
    if (!(await removeBatch(tx, jobId, seq))) return;
    await insertErrors(tx, jobId, report.errors);
    await tx.query({
      name: "count-applied-rows",
      text: `update import_job set created_count = created_count + $2, updated_count = updated_count + $3,
               unchanged_count = unchanged_count + $4, rejected_count = rejected_count + $5 where id = $1`,
      values: [jobId, report.created, report.updated, report.unchanged, report.rejected],
    });
  });
}

/** Removes a batch; false when it is gone already. */
export async function removeBatch(tx: Queryable, jobId: string, seq: number): Promise<boolean> {
  const removed = await tx.query({
    name: "remove-import-batch",
    text: "delete from import_batch where job_id = $1 and seq = $2 returning seq",
    values: [jobId, seq],
  });
  return removed.length === 1;
}

/** Forgets what the rows of an upload are about, once no more of them will come. May be repeated. */
export async function forgetSubjects(db: Queryable, jobId: string): Promise<void> {
  for (let left = true; left; ) {
    const [{ removed = 0 } = {}] = await db.query<{ removed: number }>({
      name: "forget-import-subjects",
      text: `with gone as (
               delete from import_subject where ctid = any(array(
                 select ctid from import_subject where job_id = $1 limit ${FORGOTTEN_AT_ONCE}))
               returning 1)
             select count(*) as removed from gone`,
      values: [jobId],
    });
    left = removed === FORGOTTEN_AT_ONCE;
  }
}

/** Ends a running job. May be repeated. */
export async function finishJob(
  db: Queryable,
  jobId: string,
  outcome: { readonly status: "done" | "failed"; readonly nowMs: number },
): Promise<void> {
  await db.query({
    name: "finish-import-job",
    text: "update import_job set status = $2, finished_at = $3 where id = $1 and status = 'running'",
    values: [jobId, outcome.status, new Date(outcome.nowMs)],
  });
}

/** The lines of the rows that are the first of the file about their subject. */
async function claimSubjects(
  tx: Queryable,
  jobId: string,
  rows: readonly UploadedRow[],
): Promise<ReadonlySet<number>> {
  const claimed = await tx.query<{ line: number }>({
    name: "claim-import-subjects",
    text: `insert into import_subject (job_id, subject, line) select $1, subject, line
             from unnest($2::text[], $3::int[]) with ordinality as row (subject, line, position) order by position
           on conflict (job_id, subject) do nothing returning line`,
    values: [jobId, rows.map(({ subject }) => subject), rows.map(({ line }) => line)],
  });
  return new Set(claimed.map(({ line }) => line));
}

/** The rows, each with the line that is about the same already. */
async function findEarlier(
  tx: Queryable,
  jobId: string,
  rows: readonly UploadedRow[],
): Promise<readonly (UploadedRow & { readonly earlier: number | undefined })[]> {
  if (rows.length === 0) return [];
  const claims = await tx.query<{ subject: string; line: number }>({
    name: "find-import-subjects",
    text: "select subject, line from import_subject where job_id = $1 and subject = any($2)",
    values: [jobId, rows.map(({ subject }) => subject)],
  });
  const lines = new Map(claims.map(({ subject, line }) => [subject, line]));
  return rows.map((row) => ({ ...row, earlier: lines.get(row.subject) }));
}
