import type { Queryable } from "@holdfast/postgres";
import type { Origin } from "../origin.ts";

export type OpenReport = { readonly reportId: string; readonly origin: Origin };

/**
 * Reports that the engine may not know: not tried since `newBeforeMs`, and those that it was given, again after
 * `triedBeforeMs`, in case that it lost its memory. The longest untried first.
 */
export async function findOpenReports(
  db: Queryable,
  aged: { readonly newBeforeMs: number; readonly triedBeforeMs: number; readonly limit: number },
): Promise<readonly OpenReport[]> {
  type Row = {
    readonly reportId: string;
    readonly account: string;
    readonly correlationId: string;
  };
  const rows = await db.query<Row & { readonly traceparent: string }>({
    name: "find-open-reports",
    text: `select id as "reportId", account, correlation_id as "correlationId", traceparent from report
            where (status in ('queued', 'running') or slot is not null)
              and coalesce(tried_at, created_at) < $1 and (tried_at is null or tried_at < $2)
            order by coalesce(tried_at, created_at) limit $3`,
    values: [new Date(aged.newBeforeMs), new Date(aged.triedBeforeMs), aged.limit],
  });
  return rows.map(({ reportId, account, correlationId, traceparent }) => ({
    ...{ reportId, origin: { account, correlationId, trace: { traceparent } } },
  }));
}

/** Notes that the report is given to the engine, whatever comes of it. */
export async function noteReportTry(db: Queryable, id: string, nowMs: number): Promise<void> {
  await db.query({
    name: "note-report-submission-try",
    text: "update report set tried_at = $2 where id = $1",
    values: [id, new Date(nowMs)],
  });
}

/** Reports of which something may lie in the storage that nobody gets any more. */
export async function findRemovableReports(
  db: Queryable,
  { doneBeforeMs, limit }: { readonly doneBeforeMs: number; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await db.query<{ readonly id: string }>({
    name: "find-removable-reports",
    text: `select id from report
            where finished_at is not null and removed_at is null and slot is null
              and (status <> 'done' or finished_at < $1)
            order by finished_at limit $2`,
    values: [new Date(doneBeforeMs), limit],
  });
  return rows.map(({ id }) => id);
}

export async function noteRemoved(db: Queryable, id: string, nowMs: number): Promise<void> {
  await db.query({
    name: "note-report-removed",
    text: "update report set removed_at = $2 where id = $1",
    values: [id, new Date(nowMs)],
  });
}

/** Forgets reports that ended before `endedBeforeMs` and of which nothing is stored any more. */
export async function forgetReports(db: Queryable, endedBeforeMs: number): Promise<void> {
  await db.query({
    name: "forget-reports",
    text: "delete from report where removed_at is not null and finished_at < $1",
    values: [new Date(endedBeforeMs)],
  });
}
