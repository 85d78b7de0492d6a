import { AsyncLocalStorage } from "node:async_hooks";
import { type Lane, openLane } from "@holdfast/postgres/lane";
import { openPipeline } from "@holdfast/postgres/pipeline";
import { currentRequest } from "@holdfast/request-context";
import { fail } from "@holdfast/result";
import { inTraceOf, linkTo, withSpan } from "@holdfast/telemetry";
import type { Command, Engine, HoldCommand, Outcome } from "./command.ts";
import type { Verdict } from "./engine.ts";
import { exactWay } from "./exact.store.ts";
import { knownItems } from "./known-items.ts";
import { quickWay } from "./quick-way.store.ts";

export type EngineOptions = {
  readonly url: string;
  readonly applicationName: string;
  readonly nowMs: () => number;
  /** Called after each batch: there may be new events. */
  readonly wake?: () => void;
  readonly onBatch?: (batch: Batch) => void;
  /**
   * How many batches are worked off side by side, chosen by the hash of the SKU. Default 1: it keeps batches full, and is
   * as fast as a core of the database; more use more of its cores.
   */
  readonly lanes?: number;
};

export type Batch = {
  readonly way: "quick" | "exact";
  readonly commands: number;
  readonly durationMs: number;
};

type Job<C extends Command = Command> = {
  readonly command: C;
  readonly deadlineAtMs: number | undefined;
  /** An attempt before may have been committed unheard. */
  readonly inDoubt: boolean;
  readonly answer: (outcome: Outcome) => void;
  readonly break: (error: unknown) => void;
};
type WorkLane = { readonly add: (job: Job) => boolean; readonly close: () => Promise<void> };

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
          inDoubt: false,
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

/** Commands of one SKU meet in one lane, baskets by their smallest; row locks decide, this only keeps batches full. */
function routeOf(command: Command): string {
  if (command.kind === "hold") {
    let smallest = command.lines[0]?.sku ?? "";
    for (const { sku } of command.lines) if (sku < smallest) smallest = sku;
    return smallest;
  }
  return "sku" in command ? command.sku : command.id;
}

function hash(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index++) sum = (sum * 31 + text.charCodeAt(index)) >>> 0;
  return sum;
}

/** Holds with a key try the quick way, and what it leaves goes the exact way with all the rest. */
function openWorkLane(options: EngineOptions): WorkLane {
  const { url, nowMs } = options;
  const known = knownItems();
  const ways = ["quick", "exact"].map((way) =>
    openPipeline({ url, applicationName: `${options.applicationName}-${way}` }),
  );
  const [quickLine, exactLine] = ways;
  if (quickLine === undefined || exactLine === undefined) throw new Error("two were opened");
  const exact = openExactLane(exactWay({ pipeline: exactLine, known, nowMs }), options);
  const quick = openQuickLane(quickWay({ pipeline: quickLine, known, nowMs }), exact, options);
  return {
    add: (job) => (isKeyedHold(job) ? quick.add(job) : exact.add(job)),
    close: async () => {
      await quick.idle();
      await exact.idle();
      await Promise.all(ways.map((way) => way.close()));
    },
  };
}

const isKeyedHold = (job: Job): job is Job<HoldCommand> =>
  job.command.kind === "hold" && job.command.key !== undefined;

function openExactLane(work: ReturnType<typeof exactWay>, options: EngineOptions): Lane<Job> {
  return openLane<Job>({
    ...laneOptions(),
    work: async (jobs) => {
      const inTime = jobs.filter((job) => isInTime(job, options.nowMs()));
      const commands = inTime.map(({ command }) => command);
      const inDoubt = inTime.some((job) => job.inDoubt);
      const verdicts = await inBatch({ way: "exact", commands }, options, () =>
        work({ commands, inDoubt }),
      );
      for (const job of inTime) settle(job, verdicts.get(job.command));
      options.wake?.();
    },
  });
}

function openQuickLane(
  work: ReturnType<typeof quickWay>,
  exact: Lane<Job>,
  options: EngineOptions,
): Lane<Job<HoldCommand>> {
  return openLane<Job<HoldCommand>>({
    ...laneOptions(),
    flightsMax: 2,
    work: async (jobs) => {
      const inTime = jobs.filter((job) => isInTime(job, options.nowMs()));
      const commands = inTime.map(({ command }) => command);
      const taken = await inBatch({ way: "quick", commands }, options, () => work(commands));
      for (const job of inTime) {
        const outcome = taken.outcomes.get(job.command);
        if (outcome !== undefined) job.answer(outcome);
        else if (!exact.add({ ...job, inDoubt: taken.inDoubt })) {
          job.answer(fail({ kind: taken.inDoubt ? "outcome-unknown" : "overloaded" }));
        }
      }
      if (taken.outcomes.size > 0) options.wake?.();
    },
  });
}

function laneOptions() {
  // A batch belongs to many requests: it must not run in the context, and so in the trace, of the one that began it.
  const outside = AsyncLocalStorage.snapshot();
  return {
    batchMax: BATCH_MAX,
    queueMax: QUEUE_MAX,
    soon: (start: () => void) => {
      setImmediate(outside, start);
    },
  };
}

async function inBatch<T>(
  { way, commands }: { readonly way: Batch["way"]; readonly commands: readonly Command[] },
  { onBatch }: EngineOptions,
  work: () => Promise<T>,
): Promise<T> {
  const startedAtMs = performance.now();
  const attributes = { "holdfast.batch.size": commands.length };
  const traceparents = commands.map(({ traceparent }) => traceparent);
  // What is done for one request alone belongs to its trace; what is done for many has one of its own, linked to theirs.
  const [parent, ...others] = traceparents;
  const done = await inTraceOf(others.length === 0 ? parent : undefined, () =>
    withSpan(`${way} batch`, { attributes }, (span) => {
      if (others.length > 0) linkTo(span, traceparents);
      return work();
    }),
  );
  const durationMs = performance.now() - startedAtMs;
  onBatch?.({ way, commands: commands.length, durationMs });
  return done;
}

/** Whose time is over is told so, and nothing is done. */
function isInTime(job: Job, nowMs: number): boolean {
  if (job.deadlineAtMs === undefined || job.deadlineAtMs > nowMs) return true;
  job.answer(fail({ kind: job.inDoubt ? "outcome-unknown" : "deadline-exceeded" }));
  return false;
}

function settle(job: Job, verdict: Verdict | undefined): void {
  if (verdict === undefined) job.break(new Error("the engine has not decided a command"));
  else if ("error" in verdict) job.break(verdict.error);
  else job.answer(verdict.outcome);
}
