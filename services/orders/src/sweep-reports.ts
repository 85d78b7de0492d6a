import type { Database } from "@holdfast/postgres";
import { onBehalfOf } from "./origin.ts";
import type { ReportParts } from "./reports/report-parts.ts";
import {
  findOpenReports,
  findRemovableReports,
  forgetReports,
  noteRemoved,
  noteReportTry,
} from "./reports/report-sweep.store.ts";

export type ReportSweepDeps = {
  readonly db: Database;
  readonly reports: Pick<ReportParts, "submissions" | "storage" | "retentionMs">;
  readonly nowMs: () => number;
};

/** Whoever accepted the report has given it to the engine by then, or died. */
const SUBMITTED_WITHIN_MS = 3_000;
/** The engine takes each key once. One that lost its memory is told again. */
const SUBMITTED_AGAIN_MS = 60_000;
const SUBMISSIONS_MAX = 100;
/** One sweep's share of what is to be removed. */
const REMOVALS_MAX = 20;

/** The reports that the engine may not know, each as one submission to be tried. */
export async function reportSubmissions({ db, reports, nowMs }: ReportSweepDeps) {
  const atMs = nowMs();
  const open = await findOpenReports(db, {
    newBeforeMs: atMs - SUBMITTED_WITHIN_MS,
    triedBeforeMs: atMs - SUBMITTED_AGAIN_MS,
    limit: SUBMISSIONS_MAX,
  });
  return open.map((input) => ({
    key: input.reportId,
    submit: () =>
      onBehalfOf(input.origin, { operationId: "createReport" }, () =>
        reports.submissions.submit(input.reportId, input),
      ),
    noteTry: () => noteReportTry(db, input.reportId, nowMs()),
  }));
}

/**
 * Removes what is stored of reports whose result nobody gets any more: failed, cancelled, or older than the retention. A
 * report is known for as long again, so that its reader hears why there is no result.
 */
export async function removeExpiredReports(deps: ReportSweepDeps): Promise<void> {
  const { db, nowMs } = deps;
  const { retentionMs, storage } = deps.reports;
  const doneBeforeMs = nowMs() - retentionMs;
  for (const id of await findRemovableReports(db, { doneBeforeMs, limit: REMOVALS_MAX })) {
    await storage.remove(id);
    await noteRemoved(db, id, nowMs());
  }
  await forgetReports(db, nowMs() - 2 * retentionMs);
}
