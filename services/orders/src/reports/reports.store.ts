import { type Database, isUniqueViolation, type Queryable } from "@holdfast/postgres";
import { tell } from "../order-events.store.ts";
import type { Origin } from "../origin.ts";
import type { Part, Report, ReportFormat, ReportStatus, ReportType } from "./reports.ts";

type ReportDbRow = {
  readonly id: string;
  readonly account: string;
  readonly everyAccount: boolean;
  readonly type: ReportType;
  readonly format: ReportFormat;
  readonly fromAt: Date;
  readonly toAt: Date;
  readonly status: ReportStatus;
  readonly progress: number;
  readonly rows: number;
  readonly bytes: number;
  readonly parts: readonly Part[] | null;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

const COLUMNS = `id, account, every_account as "everyAccount", type, format, from_at as "fromAt", to_at as "toAt", status,
  progress, rows_count as rows, bytes_count as bytes, parts, failure, created_at as "createdAt",
  finished_at as "finishedAt"`;

export type NewReport = Pick<
  Report,
  "id" | "account" | "everyAccount" | "type" | "format" | "fromMs" | "toMs" | "createdAtMs"
> & { readonly origin: Origin };

export async function insertReport(tx: Queryable, report: NewReport): Promise<void> {
  await tx.query({
    name: "insert-report",
    text: `insert into report (id, account, every_account, type, format, from_at, to_at, created_at, correlation_id, traceparent)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [
      ...[report.id, report.account, report.everyAccount, report.type, report.format],
      ...[new Date(report.fromMs), new Date(report.toMs), new Date(report.createdAtMs)],
      ...[report.origin.correlationId, report.origin.trace.traceparent ?? ""],
    ],
  });
}

export async function findReport(db: Queryable, id: string): Promise<Report | undefined> {
  const [row] = await db.query<ReportDbRow>({
    name: "find-report",
    text: `select ${COLUMNS} from report where id = $1`,
    values: [id],
  });
  return row === undefined ? undefined : toReport(row);
}

export type ReportPlace = { readonly createdAtMs: number; readonly id: string };

/** Reports, newest first; of every account where none is named. */
export async function listReports(
  db: Queryable,
  query: {
    readonly account: string | undefined;
    readonly after: ReportPlace | undefined;
    readonly limit: number;
  },
): Promise<readonly Report[]> {
  const { account = null, after, limit } = query;
  const rows = await db.query<ReportDbRow>({
    name: "list-reports",
    isPlannedAnew: true, // what is not asked for is gone from the plan, and an index serves the rest
    text: `select ${COLUMNS} from report
            where ($1::text is null or account = $1)
              and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
            order by created_at desc, id desc limit $4`,
    values: [
      account,
      after === undefined ? null : new Date(after.createdAtMs),
      after?.id ?? null,
      limit,
    ],
  });
  return rows.map(toReport);
}

/**
 * Takes one of the `slots` for a queued report and lets it run; one that runs has its slot. `busy` when all are taken,
 * undefined for a report that has ended: that lets go of its slot.
 */
export async function claimReport(
  db: Queryable,
  id: string,
  slots: number,
): Promise<Report | "busy" | undefined> {
  try {
    await db.query({
      name: "claim-report-slot",
      text: `update report set status = 'running', slot = free.slot
               from (select slot from generate_series(1, $2::int) as slot
                      where not exists (select from report taken where taken.slot = slot.slot)
                      order by slot limit 1) as free
              where id = $1 and status = 'queued'`,
      values: [id, slots],
    });
  } catch (error) {
    if (isUniqueViolation(error)) return "busy"; // another one took it just now
    throw error;
  }
  const report = await findReport(db, id);
  if (report?.status === "queued") return "busy";
  if (report?.status === "running") return report;
  await releaseSlot(db, id);
  return undefined;
}

/**
 * Says how far a report is, at most once a second, and whether it is still to be made.
 */
export async function noteProgress(
  db: Queryable,
  noted: {
    readonly id: string;
    readonly rows: number;
    readonly bytes: number;
    readonly progress: number;
    readonly nowMs: number;
  },
): Promise<boolean> {
  const { id, rows, bytes, progress, nowMs } = noted;
  const [row] = await db.query<{ readonly status: ReportStatus }>({
    name: "note-report-progress",
    text: `with noted as (
             update report set rows_count = $2, bytes_count = $3, progress = greatest(progress, $4), noted_at = $5
              where id = $1 and status = 'running'
                and (noted_at is null or noted_at <= $5::timestamptz - interval '1 second'))
           select status from report where id = $1`,
    values: [id, rows, bytes, progress, new Date(nowMs)],
  });
  return row?.status === "running";
}

export type ReportEnd = { readonly id: string; readonly nowMs: number } & (
  | {
      readonly status: "done";
      readonly parts: readonly Part[];
      readonly rows: number;
      readonly bytes: number;
    }
  | { readonly status: "failed"; readonly failure: string }
);

/**
 * Ends a report that is queued or runs, lets go of its slot and tells subscribers, all or nothing. One that has ended, such
 * as by being cancelled, stays as it is. True when this ended it. Wake the outbox then.
 */
export function endReport(db: Database, end: ReportEnd): Promise<boolean> {
  const { id, status, nowMs } = end;
  const done = status === "done" ? end : undefined;
  return db.inTransaction(async (tx) => {
    const [ended] = await tx.query<ReportDbRow & { readonly traceparent: string }>({
      name: "end-report",
      text: `update report set status = $2, finished_at = $3, slot = null, parts = $4, failure = $5,
               rows_count = coalesce($6, rows_count), bytes_count = coalesce($7, bytes_count),
               progress = case when $2 = 'done' then 1 else progress end
              where id = $1 and status in ('queued', 'running') returning ${COLUMNS}, traceparent`,
      values: [
        ...[id, status, new Date(nowMs), done === undefined ? null : JSON.stringify(done.parts)],
        ...[status === "failed" ? end.failure : null, done?.rows ?? null, done?.bytes ?? null],
      ],
    });
    if (ended === undefined) {
      await releaseSlot(tx, id);
      return false;
    }
    const { account, type, format, traceparent } = ended;
    await tell(tx, {
      ...{ aggregate: `report/${id}`, sequence: 1, type: `report.${status}`, atMs: nowMs },
      ...{ traceparent: traceparent || undefined, data: { id, account, type, format } },
    });
    return true;
  });
}

async function releaseSlot(db: Queryable, id: string): Promise<void> {
  await db.query({
    name: "release-report-slot",
    text: "update report set slot = null where id = $1 and slot is not null and status not in ('queued', 'running')",
    values: [id],
  });
}

/**
 * Cancels a report, whatever became of it: what was made is removed by the sweep. One that runs keeps its slot until its
 * workflow has seen it. One that failed stays as it is.
 */
export async function cancelReport(db: Queryable, id: string, nowMs: number): Promise<void> {
  await db.query({
    name: "cancel-report",
    text: `update report set status = 'cancelled', finished_at = coalesce(finished_at, $2), parts = null
            where id = $1 and status in ('queued', 'running', 'done')`,
    values: [id, new Date(nowMs)],
  });
}

function toReport({ fromAt, toAt, createdAt, finishedAt, ...row }: ReportDbRow): Report {
  return {
    ...row,
    fromMs: fromAt.getTime(),
    toMs: toAt.getTime(),
    parts: row.parts ?? undefined,
    failure: row.failure ?? undefined,
    createdAtMs: createdAt.getTime(),
    finishedAtMs: finishedAt?.getTime(),
  };
}
