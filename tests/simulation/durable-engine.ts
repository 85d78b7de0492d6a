/**
 * A durable engine with the guarantees of the real one, and none beyond them: work runs at least once, its value is
 * journaled as JSON, after a death the invocation is replayed elsewhere and must ask for the same runs in the same order.
 * One attempt at a time is listened to; of one that is not any more, what is under way still takes effect.
 */
import { type Engine, SagaStopped } from "../../services/orders/src/saga.ts";
import type { Faults } from "./faults.ts";
import type { Network } from "./network.ts";
import type { Fleet, Process } from "./processes.ts";
import type { Random } from "./random.ts";
import type { Scheduler } from "./scheduler.ts";

type Body = (engine: Engine, process: Process) => Promise<void>;
export type Invocation = { readonly hasEnded: () => boolean };
export type DurableEngine = {
  /** `stopsAtStep`: somebody stops it, once, while it is at its so many-th run, counted from 1. */
  readonly invoke: (
    name: string,
    body: Body,
    options?: { readonly stopsAtStep?: number | undefined },
  ) => Invocation;
};
type World = {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: () => Faults;
  readonly network: Network;
  readonly fleet: Fleet;
};

/** What the engine keeps of an invocation. */
type Kept = {
  readonly name: string;
  readonly body: Body;
  readonly stopsAtStep: number | undefined;
  readonly journal: { readonly run: string; readonly text: string }[];
  /** The last one is listened to. */
  attempts: number;
  ended: boolean;
};
/** One try of an invocation on a process. */
type Attempt = { readonly kept: Kept; readonly process: Process; readonly isHeard: () => boolean };

const STOPPED = "stopped"; // no JSON
const RETRY_FIRST_MS = 100;
const RETRY_MS_MAX = 10_000;
const STOP_AFTER_MS_MAX = 40;

export function durableEngine(world: World): DurableEngine {
  return {
    invoke: (name, body, { stopsAtStep } = {}) => {
      const kept: Kept = { name, body, stopsAtStep, journal: [], attempts: 0, ended: false };
      world.scheduler.after(1, () => begin(world, kept));
      return { hasEnded: () => kept.ended };
    },
  };
}

function beginAgain(world: World, kept: Kept): void {
  world.scheduler.after(world.random.between(50, 1_000), () => begin(world, kept));
}

function begin(world: World, kept: Kept): void {
  const { scheduler, fleet } = world;
  if (kept.ended) return;
  const process = fleet.anyAlive();
  if (process === undefined) {
    beginAgain(world, kept);
    return;
  }
  kept.attempts += 1;
  const mine = kept.attempts;
  const isLast = () => kept.attempts === mine && !kept.ended;
  const isHeard = () => process.isAlive() && isLast();
  if (mine > 1) scheduler.note(`${kept.name} is replayed by ${process.name}`);
  process.onDeath(() => {
    if (isLast()) beginAgain(world, kept);
  });
  void kept.body(replaying(world, { kept, process, isHeard }), process).then(
    () => {
      if (!isHeard()) return;
      kept.ended = true;
      scheduler.note(`${kept.name} ends`);
    },
    (error: unknown) => {
      if (isHeard()) scheduler.violate(`${kept.name} does not break: ${String(error)}`);
    },
  );
}

/** The engine as one attempt sees it: first what is in the journal, then what is new. */
function replaying(world: World, attempt: Attempt): Engine {
  const { journal } = attempt.kept;
  let position = 0;
  return {
    run: async <T>(run: string, work: () => Promise<T>): Promise<T> => {
      const step = position;
      position += 1;
      if (step === journal.length) await journaled(world, attempt, { run, work });
      const entry = journal[step];
      if (entry?.run !== run) {
        world.scheduler.violate(`a replay does the same: ${run}, where it did ${entry?.run}`);
      }
      if (entry?.text === STOPPED) throw new SagaStopped();
      return JSON.parse(entry?.text ?? "null") as T;
    },
  };
}

type Run = { readonly run: string; readonly work: () => Promise<unknown> };

/** Resolves when the value of the run is in the journal and this attempt has heard so; else never. */
function journaled(world: World, attempt: Attempt, { run, work }: Run): Promise<void> {
  const { scheduler, random, faults, network } = world;
  const { kept, process, isHeard } = attempt;
  const step = kept.journal.length;
  return new Promise((resolve) => {
    const isWanted = () => isHeard() && kept.journal.length === step;
    const append = (text: string) => {
      if (!isWanted()) return;
      if (text === STOPPED) scheduler.note(`${kept.name} is stopped at ${run}`);
      kept.journal.push({ run, text });
      void process.awaits(scheduler.sleep(1)).then(() => {
        if (isHeard()) resolve();
      });
    };
    if (step + 1 === kept.stopsAtStep) {
      scheduler.after(random.between(0, STOP_AFTER_MS_MAX), () => append(STOPPED));
    }
    if (random.chance(faults().lostSight)) {
      scheduler.note(`${process.name} is out of sight for ${kept.name}`);
      beginAgain(world, kept);
    }
    void persist({ run, work }, { isWanted, process, scheduler }).then((text) => {
      if (text !== undefined) scheduler.after(network.latencyMs(), () => append(text));
    });
  });
}

/** Tries until it succeeds. What nobody listens to any more ends its attempt, and begins no other. */
async function persist(
  { run, work }: Run,
  world: {
    readonly isWanted: () => boolean;
    readonly process: Process;
    readonly scheduler: Scheduler;
  },
): Promise<string | undefined> {
  const { isWanted, process, scheduler } = world;
  for (let pauseMs = RETRY_FIRST_MS; ; pauseMs = Math.min(RETRY_MS_MAX, 2 * pauseMs)) {
    try {
      return JSON.stringify(await work());
    } catch (error) {
      if (error instanceof TypeError) scheduler.violate(`${run} does not break: ${error.message}`);
      scheduler.note(`${process.name}: ${run} is tried again: ${String(error)}`);
      await process.awaits(scheduler.sleep(pauseMs));
      if (!isWanted()) return undefined;
    }
  }
}
