import type { Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import { HttpCallError } from "@restatedev/restate-sdk-clients";
import type { CheckoutInput } from "./checkout/checkout.workflow.ts";
import { removeBatch } from "./import-products/import-products.store.ts";
import type { ImportInput } from "./import-products/import-products.workflow.ts";
import type { Submissions } from "./restate-ingress.ts";
import {
  abandonUploads,
  findOrphanBatches,
  findUnsubmittedImports,
  findUnsubmittedOrders,
} from "./sweep.store.ts";

export type SweepDeps = {
  readonly db: Database;
  readonly checkouts: Submissions<CheckoutInput>;
  readonly imports: Submissions<ImportInput>;
  readonly log: Logger;
  readonly nowMs: () => number;
};

/** Whoever accepted the work has given it to the engine by then, or died. */
const SUBMITTED_WITHIN_MS = 3_000;
/** One sweep's share of a backlog: more waits for the next. */
const SUBMISSIONS_MAX = 100;
/** The server cuts uploads after 5 minutes. */
const UPLOAD_MS_MAX = 10 * 60_000;
const ORPHANS_MAX = 50;
const EVERY_MS = 2_000;

/**
 * Gives the engine what was accepted and never reached it, because a process died in between or the engine was away. Any
 * number of processes may sweep: the engine takes each key once.
 */
export async function sweep(deps: SweepDeps): Promise<void> {
  const { db, checkouts, imports, nowMs } = deps;
  const aged = { beforeMs: nowMs() - SUBMITTED_WITHIN_MS, limit: SUBMISSIONS_MAX };
  for (const input of await findUnsubmittedOrders(db, aged)) {
    await submitOne(deps, () => checkouts.submit(input.order.id, input));
  }
  for (const input of await findUnsubmittedImports(db, aged)) {
    await submitOne(deps, () => imports.submit(input.jobId, input));
  }
  await abandonUploads(db, nowMs() - UPLOAD_MS_MAX);
  for (const { jobId, seq } of await findOrphanBatches(db, ORPHANS_MAX)) {
    await removeBatch(db, jobId, seq);
  }
}

/** One that the engine refuses is logged and left for a person; it must not keep the others back. */
async function submitOne({ log }: SweepDeps, submit: () => Promise<void>): Promise<void> {
  try {
    await submit();
  } catch (error) {
    if (!(error instanceof HttpCallError)) throw error; // the engine is away: the next one would fail too
    log.error({ err: error }, "the engine refuses what was accepted");
  }
}

/** Sweeps at once and then every 2 s until stopped. Failures are logged; the next sweep is the retry. */
export function keepSweeping(deps: SweepDeps): { readonly stop: () => Promise<void> } {
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
