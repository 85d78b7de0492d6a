import type { Logger } from "@holdfast/log";
import type { Outbox } from "@holdfast/outbox";
import type { Database } from "@holdfast/postgres";
import { type WorkflowContext, workflow } from "@restatedev/restate-sdk";
import { type Origin, onBehalfOf } from "../origin.ts";
import { engineOf, WORKFLOW_OPTIONS } from "../restate-engine.ts";
import { type Engine, insist, SagaStopped } from "../saga.ts";
import { type Extent, type ReportSource, Unreadable } from "./report-source.ts";
import type { ReportStorage } from "./report-storage.ts";
import { reportText } from "./report-text.ts";
import { claimReport, endReport, noteProgress } from "./reports.store.ts";
import { type Part, progressOf, type Report, type ReportType } from "./reports.ts";

export type ReportInput = { readonly reportId: string; readonly origin: Origin };

export type ReportDeps = {
  readonly db: Database;
  readonly outbox: Pick<Outbox, "wake">;
  readonly sources: Readonly<Record<ReportType, ReportSource>>;
  readonly storage: ReportStorage;
  /** How many reports are made at once, over all processes. */
  readonly slots: number;
  readonly log: Logger;
  readonly nowMs: () => number;
  readonly newId: () => string;
  /** How long one part may take; from resilience.yaml. */
  readonly partDeadlineMs: number;
  /** Aborted when this process is to stop. */
  readonly draining: AbortSignal;
};

/** A part, and an entry of the engine's journal, has some more bytes: what is in memory, and what a crash makes again. */
const PART_BYTES_MIN = 8 * 1024 * 1024;
/** Text is made bytes in pieces of this many characters. */
const PIECE_CHARACTERS = 64 * 1024;
/** 50 GB. Journal and row list the parts, so that there must be an end to them. */
const PARTS_MAX = 6_000;
/** A report that cannot be made for so long gives its slot to others. */
const REPORT_MS_MAX = 6 * 3_600_000;
/** A result of which parts got lost, such as with a disk, is made again. */
const PASSES_MAX = 3;

/** The report as the durable engine runs it: one workflow a report, its key the report's id. */
export function reportWorkflow(deps: ReportDeps) {
  return workflow({
    name: "report",
    handlers: {
      run: (restate: WorkflowContext, input: ReportInput) =>
        runReport(engineOf(restate, deps.draining), input, deps),
    },
    options: WORKFLOW_OPTIONS,
  });
}

type Made =
  | {
      readonly kind: "whole";
      readonly parts: readonly Part[];
      readonly rows: number;
      readonly bytes: number;
    }
  | { readonly kind: "parts-lost" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly failure: string };

/**
 * Makes a report, whatever process or callee dies meanwhile, once a slot is free. Its result is delivered whole or not at
 * all: the parts that one row lists are those of one pass, each written once under a name of its own, so that nothing a
 * dead or lingering process writes gets into them.
 */
export async function runReport(
  engine: Engine,
  input: ReportInput,
  deps: ReportDeps,
): Promise<"done" | "failed" | "cancelled" | "nothing-to-do"> {
  const asReport = asReportOf(input, deps);
  const { reportId: id } = input;
  const making = async (): Promise<Made | undefined> => {
    const claimed = await engine.run("claim", () => asReport(() => claim(deps, id)));
    return claimed === null ? undefined : makeInPasses(engine, { ...claimed, asReport }, deps);
  };
  const made = await making().catch(whenStopped);
  if (made === undefined) return "nothing-to-do";
  return insist(engine, "end", () =>
    asReport(async () => {
      const status = made.kind === "whole" ? "done" : "failed";
      const end = { id, nowMs: deps.nowMs() };
      const isEnded = await endReport(
        deps.db,
        made.kind === "whole"
          ? { ...end, ...made, status: "done" }
          : { ...end, status: "failed", failure: failureOf(made) },
      );
      if (isEnded) deps.outbox.wake();
      deps.log.info({ reportId: id, status: isEnded ? status : "cancelled" }, "report ended");
      return isEnded ? status : "cancelled";
    }),
  );
}

const failureOf = (made: Exclude<Made, { readonly kind: "whole" }>): string =>
  made.kind === "failed" ? made.failure : "What was made of it got lost.";

function whenStopped(error: unknown): Made {
  if (error instanceof SagaStopped) return { kind: "failed", failure: "An operator stopped it." };
  throw error;
}

/** There is no free slot. Thrown, so that the engine asks again: the journal does not grow while a report waits. */
class NoSlot extends Error {}

type AsReport = <T>(work: () => Promise<T>) => Promise<T>;
type Claimed = { readonly report: Report; readonly claimedAtMs: number };
type Making = Claimed & { readonly asReport: AsReport };

async function claim({ db, slots, nowMs }: ReportDeps, id: string): Promise<Claimed | null> {
  const report = await claimReport(db, id, slots);
  if (report === "busy") throw new NoSlot("all slots of reports are taken");
  return report === undefined ? null : { report, claimedAtMs: nowMs() };
}

/** Runs work as the request that asked for the report, within the deadline of one part. */
function asReportOf({ reportId, origin }: ReportInput, deps: ReportDeps): AsReport {
  return (work) => {
    const deadlineAtMs = deps.nowMs() + deps.partDeadlineMs;
    return onBehalfOf(origin, { operationId: "report", deadlineAtMs }, () =>
      work().catch((error: unknown) => {
        if (!(error instanceof NoSlot))
          deps.log.warn({ err: error, reportId }, "report is held up, it tries again");
        throw error;
      }),
    );
  };
}

async function makeInPasses(engine: Engine, making: Making, deps: ReportDeps): Promise<Made> {
  for (let pass = 1; pass <= PASSES_MAX; pass += 1) {
    const made = await makeOnce(engine, making, { pass, deps });
    if (made.kind !== "parts-lost") return made;
  }
  return { kind: "parts-lost" };
}

type Progress = { readonly after: string; readonly rows: number; readonly bytes: number };
/** What the journal keeps of a part. `next` is null when it is the last one. */
type Written = { readonly kind: "written"; readonly part: Part | null } & {
  readonly rows: number;
  readonly next: string | null;
};

async function makeOnce(
  engine: Engine,
  { report, claimedAtMs, asReport }: Making,
  { pass, deps }: { readonly pass: number; readonly deps: ReportDeps },
): Promise<Made> {
  const extent = await engine.run(`extent ${pass}`, () =>
    asReport(() => orFailure(() => deps.sources[report.type].extent(report))),
  );
  if ("failure" in extent) return { kind: "failed", failure: extent.failure };
  const parts: Part[] = [];
  let at: Progress = { after: extent.after, rows: 0, bytes: 0 };
  for (let number = 1; number <= PARTS_MAX; number += 1) {
    const before = at;
    const step = { report, extent, number, pass, at: before, claimedAtMs };
    const made = await engine.run(`part ${pass}.${number}`, () =>
      asReport(() => makePart(deps, step)),
    );
    if (made.kind !== "written") return made;
    if (made.part !== null) parts.push(made.part);
    const bytes = at.bytes + (made.part?.bytes ?? 0);
    if (made.next === null) {
      const isWhole = await engine.run(`check ${pass}`, () =>
        asReport(() => hasAll(deps.storage, report.id, parts)),
      );
      return isWhole ? { kind: "whole", parts, rows: made.rows, bytes } : { kind: "parts-lost" };
    }
    at = { after: made.next, rows: made.rows, bytes };
  }
  return {
    kind: "failed",
    failure: "It is larger than a report may be. Ask for a shorter period.",
  };
}

async function orFailure<T>(work: () => Promise<T>): Promise<T | { readonly failure: string }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Unreadable) return { failure: error.message };
    throw error;
  }
}

async function hasAll(storage: ReportStorage, id: string, parts: readonly Part[]) {
  const stored = new Map((await storage.list(id)).map(({ name, bytes }) => [name, bytes]));
  return parts.every(({ name, bytes }) => stored.get(name) === bytes);
}

type Step = Claimed & {
  readonly extent: Extent;
  readonly number: number;
  readonly pass: number;
  readonly at: Progress;
};

async function makePart(
  deps: ReportDeps,
  step: Step,
): Promise<Written | Exclude<Made, { kind: "whole" }>> {
  const { report, number, pass } = step;
  if (deps.nowMs() - step.claimedAtMs > REPORT_MS_MAX) {
    return { kind: "failed", failure: "It could not be made within 6 hours." };
  }
  const gathered = await orFailure(() => gatherRows(deps, step));
  if (gathered === "cancelled") return { kind: "cancelled" };
  if ("failure" in gathered) return { kind: "failed", failure: gathered.failure };
  const { pieces, bytes, rows, next } = gathered;
  if (bytes === 0) return { kind: "written", part: null, rows, next };
  const name = `${report.id}/${pass}.${number}.${deps.newId()}`;
  await deps.storage.write(name, Buffer.concat(pieces, bytes));
  return { kind: "written", part: { name, bytes }, rows, next };
}

/** The text of the next rows, until they make a part or end. */
async function gatherRows(deps: ReportDeps, { report, extent, number, at }: Step) {
  const { db, sources, nowMs, draining } = deps;
  const text = reportText(report.type, report.format);
  const pieces: Buffer[] = [];
  let pending = number === 1 ? text.head : "";
  let [bytes, rows] = [0, at.rows];
  const flush = () => {
    const piece = Buffer.from(pending);
    pieces.push(piece);
    bytes += piece.length;
    pending = "";
  };
  let next: string | null = at.after;
  do {
    if (draining.aborted) throw new Error("this process is being stopped");
    const noted = { id: report.id, rows, bytes: at.bytes + bytes, nowMs: nowMs() };
    const progress = progressOf(rows, extent.expectedRows);
    if (!(await noteProgress(db, { ...noted, progress }))) return "cancelled";
    next = await sources[report.type].read(report, { extent, after: next }, (row) => {
      pending += text.row(row, rows === 0);
      rows += 1;
      if (pending.length >= PIECE_CHARACTERS) flush();
    });
    flush();
  } while (next !== null && bytes < PART_BYTES_MIN);
  if (next === null) pending = text.tail;
  flush();
  return { pieces, bytes, rows, next };
}
