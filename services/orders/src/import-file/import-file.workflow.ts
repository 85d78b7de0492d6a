import type { Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import type { Result } from "@holdfast/result";
import { withSpan } from "@holdfast/telemetry";
import { type WorkflowContext, workflow } from "@restatedev/restate-sdk";
import { type Origin, onBehalfOf } from "../origin.ts";
import { engineOf, WORKFLOW_OPTIONS } from "../restate-engine.ts";
import { type Engine, insist, SagaStopped } from "../saga.ts";
import {
  type BatchReport,
  type ItemResult,
  type PriceOf,
  type PriceResult,
  pricesToImport,
  reportBatch,
  reportPrices,
} from "./apply-batch.ts";
import type { FileRow } from "./file-row.ts";
import type { BatchRefused, ImportCalls } from "./import-file.client.ts";
import {
  beginJob,
  findBatch,
  finishJob,
  forgetSubjects,
  recordBatch,
} from "./import-file.store.ts";
import type { ImportFormat } from "./import-file.ts";

export type ImportInput = { readonly jobId: string; readonly origin: Origin };

export type ImportDeps = {
  readonly db: Database;
  readonly calls: ImportCalls;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** How long applying one batch may take; from resilience.yaml. */
  readonly batchDeadlineMs: number;
  /** Aborted when this process is to stop. */
  readonly draining: AbortSignal;
};

/** What pricing takes in one call. */
const PRICES_MAX = 500;
/**
 * Batches that one entry of the engine's journal stands for. The journal is read again after every crash: with 10,000 rows
 * an entry a million rows are a hundred entries, and one takes seconds, far less than the engine waits for it.
 */
const STRETCH_BATCHES = 20;
/** Batches applied at the same time: while inventory works on one, the next is read and the last is recorded. */
const CONCURRENT_BATCHES = 2;
/** In the order of the file: a price from 10 units is refused where none from 1 unit is there yet. */
const CONCURRENT_BATCHES_OF_PRICES = 1;

/** The import as the durable engine runs it: one workflow a job, its key the job's id. */
export function importWorkflow(deps: ImportDeps) {
  return workflow({
    name: "import-file",
    handlers: {
      run: (restate: WorkflowContext, input: ImportInput) =>
        runImport(engineOf(restate, deps.draining), input, deps),
    },
    options: WORKFLOW_OPTIONS,
  });
}

/**
 * Applies a job's batches and ends the job, whatever process or callee dies meanwhile. A batch that is applied
 * twice changes nothing the second time. When stopped, what is applied stays and the job is `failed`.
 */
export async function runImport(
  engine: Engine,
  input: ImportInput,
  deps: ImportDeps,
): Promise<"done" | "failed" | "nothing-to-do"> {
  const { jobId } = input;
  const asImport = asImportOf(input, deps);
  const job = await insist(engine, "begin", () =>
    asImport(async () => {
      await forgetSubjects(deps.db, jobId);
      return (await beginJob(deps.db, jobId)) ?? null;
    }),
  );
  if (job === null) return "nothing-to-do";
  const lanesMax = job.format === "prices" ? CONCURRENT_BATCHES_OF_PRICES : CONCURRENT_BATCHES;
  const batches = async () => {
    for (let first = 1; first <= job.batches; first += STRETCH_BATCHES) {
      const end = Math.min(first + STRETCH_BATCHES, job.batches + 1);
      await engine.run(`batches from ${first}`, () =>
        applyStretch({ first, end, lanesMax }, (seq) => {
          if (deps.draining.aborted) throw new Error("this process is being stopped");
          return asImport(() => applyBatch(deps, { jobId, seq, format: job.format }));
        }),
      );
    }
  };
  const status = await batches().then(() => "done" as const, whenStopped);
  await insist(engine, "finish", () =>
    asImport(async () => {
      await finishJob(deps.db, jobId, { status, nowMs: deps.nowMs() });
      deps.log.info({ jobId, status }, "import ended");
      return null;
    }),
  );
  return status;
}

/** Runs work as the request that uploaded the file, within the deadline of one batch. */
function asImportOf({ jobId, origin }: ImportInput, deps: ImportDeps) {
  return <T>(work: () => Promise<T>): Promise<T> => {
    const deadlineAtMs = deps.nowMs() + deps.batchDeadlineMs;
    return onBehalfOf(origin, { operationId: "import-file", deadlineAtMs }, () =>
      work().catch((error: unknown) => {
        deps.log.warn({ err: error, jobId }, "import is held up, it tries again");
        throw error;
      }),
    );
  };
}

/**
 * Applies the batches from `first` up to `end`, a few at a time. The first failure ends it, when those under way have
 * ended: the engine tries the stretch again, and finds what was applied gone.
 */
async function applyStretch(
  stretch: { readonly first: number; readonly end: number; readonly lanesMax: number },
  apply: (seq: number) => Promise<null>,
): Promise<null> {
  const { end, lanesMax } = stretch;
  let next = stretch.first;
  const lane = async () => {
    while (next < end) {
      const seq = next;
      next += 1;
      await apply(seq).catch((error: unknown) => {
        next = end;
        throw error;
      });
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: lanesMax }, lane));
  const failed = lanes.find((each) => each.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return null;
}

function whenStopped(error: unknown): "failed" {
  if (error instanceof SagaStopped) return "failed";
  throw error;
}

type Batch = { readonly jobId: string; readonly seq: number; readonly format: ImportFormat };

function applyBatch({ db, calls }: Pick<ImportDeps, "db" | "calls">, batch: Batch): Promise<null> {
  const { jobId, seq, format } = batch;
  const attributes = { "holdfast.import.job": jobId, "holdfast.import.batch": seq };
  return withSpan("import batch", { attributes }, async () => {
    const rows = await findBatch(db, jobId, seq);
    if (rows === undefined) return null;
    await recordBatch(db, { jobId, seq }, await importRows(calls, rows, format));
    return null;
  });
}

async function importRows(
  calls: ImportCalls,
  rows: readonly FileRow[],
  format: ImportFormat,
): Promise<BatchReport> {
  if (format === "prices") {
    const prices = rows.flatMap(({ item: { sku }, prices }) =>
      prices.map((price) => ({ sku, ...price })),
    );
    return reportPrices(rows, await importPrices(calls, prices));
  }
  const items = await importItems(calls, rows);
  const prices = await importPrices(calls, pricesToImport(rows, items));
  return reportBatch(rows, { items, prices }, format);
}

async function importItems(
  calls: ImportCalls,
  rows: readonly FileRow[],
): Promise<readonly ItemResult[]> {
  if (rows.length === 0) return [];
  const items = rows.map(({ item }) => item);
  return halving(items, calls.importItems, (message) => ({
    outcome: "unchanged",
    error: { code: "batch-refused", message },
  }));
}

async function importPrices(
  calls: ImportCalls,
  prices: readonly PriceOf[],
): Promise<readonly PriceResult[]> {
  const results: PriceResult[] = [];
  for (let at = 0; at < prices.length; at += PRICES_MAX) {
    const part = prices.slice(at, at + PRICES_MAX);
    results.push(...(await halving(part, calls.importPrices, (refused) => ({ refused }))));
  }
  return results;
}

/**
 * Sends the rows, and when the callee refuses them as a whole, each half alone, until the row that it means stands alone
 * and has the refusal to itself. At most two calls a row, with a batch in which none is good.
 */
async function halving<Row, Outcome>(
  rows: readonly Row[],
  send: (rows: readonly Row[]) => Promise<Result<readonly Outcome[], BatchRefused>>,
  refused: (reason: string) => Outcome,
): Promise<readonly Outcome[]> {
  const sent = await send(rows);
  if (sent.ok) return sent.value;
  if (rows.length === 1) return [refused(sent.error.reason)];
  const half = Math.ceil(rows.length / 2);
  const first = await halving(rows.slice(0, half), send, refused);
  return [...first, ...(await halving(rows.slice(half), send, refused))];
}
