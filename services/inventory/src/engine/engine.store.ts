import { AsyncLocalStorage } from "node:async_hooks";
import { openPipeline } from "@holdfast/postgres/pipeline";
import { currentRequest } from "@holdfast/request-context";
import { fail } from "@holdfast/result";
import { withSpan } from "@holdfast/telemetry";
import { batchWorker } from "./batch.store.ts";
import type { Command, Engine, Outcome } from "./command.ts";
import type { Verdict } from "./engine.ts";
import { knownItems } from "./known-items.ts";
import { type Lane, openLane } from "./lane.ts";

export type EngineOptions = {
  readonly url: string;
  readonly applicationName: string;
  readonly nowMs: () => number;
  /** Called after each batch: there may be new events. */
  readonly wake?: () => void;
  /**
   * Connections that work batches off side by side, chosen by the hash of the SKU. Default 1: it keeps batches full, and
   * one is as fast as a core of the database; more use more of its cores.
   */
  readonly lanes?: number;
};

type Job = {
  readonly command: Command;
  readonly deadlineAtMs: number | undefined;
  readonly answer: (outcome: Outcome) => void;
  readonly break: (error: unknown) => void;
};
type WorkLane = { readonly add: Lane<Job>["add"]; readonly close: () => Promise<void> };

/** A batch's locks and answers stay short: some 20 ms. */
const BATCH_MAX = 512;
/** What waits at most, some 0.5 s of work: whoever comes then is told at once, and may try again. */
const QUEUE_MAX = 8_192;

/** Connects on the first command, so composing a service needs no database. */
export function openEngine(options: EngineOptions): Engine {
  const lanes = Array.from({ length: options.lanes ?? 1 }, () => openWorkLane(options));
  return {
    submit: <C extends Command>(command: C) =>
      new Promise<Outcome<C["kind"]>>((resolve, reject) => {
        const job: Job = {
          command,
          deadlineAtMs: currentRequest()?.deadlineAtMs,
          answer: (outcome) => resolve(outcome as Outcome<C["kind"]>),
          break: reject,
        };
        const lane = lanes[hash(routeOf(command)) % lanes.length];
        if (lane?.add(job) !== true) job.answer(fail({ kind: "overloaded" }));
      }),
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

/** Commands of one SKU meet in one lane; row locks decide, this only keeps batches full. */
function routeOf(command: Command): string {
  if (command.kind === "hold") return command.lines[0]?.sku ?? "";
  return "sku" in command ? command.sku : command.id;
}

function hash(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index++) sum = (sum * 31 + text.charCodeAt(index)) >>> 0;
  return sum;
}

function openWorkLane(options: EngineOptions): WorkLane {
  const { url, applicationName, nowMs } = options;
  const pipeline = openPipeline({ url, applicationName });
  const work = batchWorker({ pipeline, known: knownItems(), nowMs });
  // A batch belongs to many requests: it must not run in the context, and so in the trace, of the one that began it.
  const outside = AsyncLocalStorage.snapshot();
  const lane = openLane<Job>({
    batchMax: BATCH_MAX,
    queueMax: QUEUE_MAX,
    soon: (start) => setImmediate(outside, start),
    work: async (jobs) => {
      const inTime = jobs.filter((job) => isInTime(job, nowMs()));
      const commands = inTime.map(({ command }) => command);
      const attributes = { "holdfast.batch.size": commands.length };
      const verdicts = await withSpan("decide batch", { attributes }, () => work(commands));
      for (const { command, ...job } of inTime) settle(job, verdicts.get(command));
      options.wake?.();
    },
  });
  return {
    add: lane.add,
    close: async () => {
      await lane.idle();
      await pipeline.close();
    },
  };
}

/** Whose time is over is told so, and nothing is done. */
function isInTime(job: Job, nowMs: number): boolean {
  if (job.deadlineAtMs === undefined || job.deadlineAtMs > nowMs) return true;
  job.answer(fail({ kind: "deadline-exceeded" }));
  return false;
}

function settle(job: Pick<Job, "answer" | "break">, verdict: Verdict | undefined): void {
  if (verdict === undefined) job.break(new Error("the engine has not decided a command"));
  else if ("error" in verdict) job.break(verdict.error);
  else job.answer(verdict.outcome);
}
