import type { Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { unrecorded } from "@holdfast/telemetry";
import { HttpCallError } from "@restatedev/restate-sdk-clients";
import type { CheckoutInput } from "./checkout/checkout.workflow.ts";
import { forgetSubjects, removeBatch } from "./import-file/import-file.store.ts";
import type { ImportInput } from "./import-file/import-file.workflow.ts";
import {
  type ChangeInput,
  findUnsubmittedChanges,
  noteChangeTry,
} from "./order-changes/order-changes.store.ts";
import { onBehalfOf } from "./origin.ts";
import { forgetEvents } from "./payment-events/payment-events.store.ts";
import type { Submissions } from "./restate-ingress.ts";
import {
  type Aged,
  abandonUploads,
  findOrphanBatches,
  findUnsubmittedImports,
  findUnsubmittedOrders,
  noteImportTry,
  noteOrderTry,
} from "./sweep.store.ts";
import { type ReportSweepDeps, removeExpiredReports, reportSubmissions } from "./sweep-reports.ts";

export type SweepDeps = {
  readonly db: Database;
  readonly checkouts: Submissions<CheckoutInput>;
  readonly imports: Submissions<ImportInput>;
  readonly changes: Submissions<ChangeInput>;
  readonly reports: ReportSweepDeps["reports"];
  readonly log: Logger;
  readonly nowMs: () => number;
  /** Aborted when this process is to stop: nothing more is submitted. */
  readonly draining: AbortSignal;
};

/** Whoever accepted the work has given it to the engine by then, or died. */
const SUBMITTED_WITHIN_MS = 3_000;
/** One sweep's share of a backlog: more waits for the next. */
const SUBMISSIONS_MAX = 100;
/** The server cuts uploads after 5 minutes. */
const UPLOAD_MS_MAX = 10 * 60_000;
const ORPHANS_MAX = 50;
const PAYMENT_EVENTS_MS = 30 * 24 * 3_600_000;
const FORGOTTEN_MAX = 1_000;
const EVERY_MS = 2_000;

/**
 * Gives the engine what was accepted and never reached it, because a process died in between or the engine was away. Any
 * number of processes may sweep: the engine takes each key once. Throws when the engine is away: the rest waits for the
 * next sweep. Looking for work is in no trace; what is found is submitted in the trace of its own request.
 */
export function sweep(deps: SweepDeps): Promise<void> {
  return unrecorded(async () => {
    await tidyUploads(deps); // first: these two need no engine
    const { db, nowMs } = deps;
    await forgetEvents(db, { beforeMs: nowMs() - PAYMENT_EVENTS_MS, limit: FORGOTTEN_MAX });
    await submitOrders(deps);
    await submitChanges(deps);
    await submitImports(deps);
    for (const report of await reportSubmissions(deps)) await submitOne(deps, report);
    await removeExpiredReports(deps);
  });
}

async function tidyUploads({ db, nowMs }: SweepDeps): Promise<void> {
  await abandonUploads(db, nowMs() - UPLOAD_MS_MAX);
  const orphans = await findOrphanBatches(db, ORPHANS_MAX);
  for (const jobId of new Set(orphans.map((orphan) => orphan.jobId))) {
    await forgetSubjects(db, jobId); // first: they are found by the batches
  }
  for (const { jobId, seq } of orphans) await removeBatch(db, jobId, seq);
}

async function submitOrders(deps: SweepDeps): Promise<void> {
  const { db, checkouts, nowMs } = deps;
  for (const input of await findUnsubmittedOrders(db, agedBy(nowMs()))) {
    const orderId = input.order.id;
    await submitOne(deps, {
      key: orderId,
      submit: () =>
        onBehalfOf(input.origin, { operationId: "createOrder" }, () =>
          checkouts.submit(orderId, input),
        ),
      noteTry: () => noteOrderTry(db, orderId, nowMs()),
    });
  }
}

async function submitImports(deps: SweepDeps): Promise<void> {
  const { db, imports, nowMs } = deps;
  for (const input of await findUnsubmittedImports(db, agedBy(nowMs()))) {
    const { jobId, origin } = input;
    await submitOne(deps, {
      key: jobId,
      submit: () =>
        onBehalfOf(origin, { operationId: "createImport" }, () => imports.submit(jobId, input)),
      noteTry: () => noteImportTry(db, jobId, nowMs()),
    });
  }
}

async function submitChanges(deps: SweepDeps): Promise<void> {
  const { db, changes, nowMs } = deps;
  for (const input of await findUnsubmittedChanges(db, agedBy(nowMs()))) {
    const { changeId, origin } = input;
    await submitOne(deps, {
      key: changeId,
      submit: () =>
        onBehalfOf(origin, { operationId: "order-change" }, () => changes.submit(changeId, input)),
      noteTry: () => noteChangeTry(db, changeId, nowMs()),
    });
  }
}

const agedBy = (nowMs: number): Aged => ({
  beforeMs: nowMs - SUBMITTED_WITHIN_MS,
  limit: SUBMISSIONS_MAX,
});

type Submission = {
  readonly key: string;
  readonly submit: () => Promise<void>;
  readonly noteTry: () => Promise<void>;
};

/** One that the engine refuses is logged and left for a person; it must not keep the others back. */
async function submitOne(
  { log, draining }: SweepDeps,
  { key, submit, noteTry }: Submission,
): Promise<void> {
  if (draining.aborted) return;
  await noteTry(); // before: whatever comes of it, the others have their turn first
  try {
    await submit();
  } catch (error) {
    if (!isAboutTheItem(error)) throw error; // the engine is away: the next one would fail too
    log.error({ err: error, workflowKey: key }, "the engine refuses what was accepted");
  }
}

/** 4xx that say nothing about what was sent: we are unknown or not welcome, not registered yet (404), or too many. */
const ABOUT_US: ReadonlySet<number> = new Set([401, 403, 404, 408, 429]);

function isAboutTheItem(error: unknown): boolean {
  if (!(error instanceof HttpCallError)) return false;
  const { status } = error;
  return status >= 400 && status < 500 && !ABOUT_US.has(status);
}

export type Sweeping = {
  /** Resolves when the submission under way has ended; nothing follows it once `draining` is aborted. */
  readonly stop: () => Promise<void>;
};

/** Sweeps at once and then every 2 s until stopped. Failures are logged; the next sweep is the retry. */
export function keepSweeping(deps: SweepDeps): Sweeping {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const sweepAndWait = async (): Promise<void> => {
    await sweep(deps).catch((error: unknown) => deps.log.warn({ err: error }, "sweep failed"));
    if (stopped) return;
    timer = setTimeout(() => {
      running = sweepAndWait();
    }, EVERY_MS);
    timer.unref();
  };
  let running = sweepAndWait();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
