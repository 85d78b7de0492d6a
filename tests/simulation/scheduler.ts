/**
 * The only clock and the only source of order: what happens next is the earliest thing that was asked for, and among equals
 * the seed decides. Nothing waits for real time, so an hour of a shop takes milliseconds, and the same seed does the same.
 */
import type { Random } from "./random.ts";

export type Scheduler = {
  /** Unix ms of the simulated world. */
  readonly nowMs: () => number;
  readonly after: (delayMs: number, work: () => void) => void;
  readonly sleep: (delayMs: number) => Promise<void>;
  /** A line of the trace: what a person reads who replays a seed. */
  readonly note: (text: string) => void;
  readonly trace: readonly string[];
  /** A promise is broken. The world stands still after it: the first one is the one to look at. */
  readonly violate: (promise: string) => void;
  readonly violations: readonly string[];
  /** Ends when nothing is left to happen, or a promise is broken. */
  readonly run: () => Promise<void>;
};

type Due = { readonly atMs: number; readonly tie: number; readonly work: () => void };

const STARTED_AT_MS = Date.UTC(2026, 10, 1, 12);
/** A shop of a few orders needs some thousand steps; one that needs more goes round in circles. */
const STEPS_MAX = 100_000;
/** Two minutes of faults, the longest pauses after them, and what waits on purpose: no hold may end in between by itself. */
const VIRTUAL_MS_MAX = 8 * 60_000;

export function schedulerOf(
  random: Random,
  { isTraced }: { readonly isTraced: boolean },
): Scheduler {
  const queue: Due[] = [];
  const trace: string[] = [];
  const violations: string[] = [];
  let elapsedMs = 0;
  const note = (text: string) => {
    if (isTraced) trace.push(`${(elapsedMs / 1_000).toFixed(3).padStart(9)} s  ${text}`);
  };
  const violate = (promise: string) => {
    note(`BROKEN: ${promise}`);
    violations.push(promise);
  };
  const after = (delayMs: number, work: () => void) => {
    push(queue, { atMs: elapsedMs + Math.max(0, delayMs), tie: random.fraction(), work });
  };
  return {
    ...{ after, note, trace, violate, violations },
    nowMs: () => STARTED_AT_MS + Math.floor(elapsedMs),
    sleep: (delayMs) => new Promise((resolve) => after(delayMs, resolve)),
    run: async () => {
      for (let steps = 1; violations.length === 0; steps += 1) {
        const next = pop(queue);
        if (next === undefined) return;
        elapsedMs = next.atMs;
        if (steps > STEPS_MAX || elapsedMs > VIRTUAL_MS_MAX) return violate("everything ends");
        try {
          next.work();
        } catch (error) {
          violate(`nothing breaks: ${error instanceof Error ? error.message : String(error)}`);
        }
        await everyPromise();
      }
    },
  };
}

/** Lets all code run that waits for what has just happened: a tick comes when no promise has anything left to do. */
const everyPromise = () => new Promise<void>((resolve) => process.nextTick(resolve));

const isEarlier = (a: Due, b: Due) => a.atMs < b.atMs || (a.atMs === b.atMs && a.tie < b.tie);

function push(heap: Due[], due: Due): void {
  let at = heap.push(due) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isEarlier(due, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = due;
}

function pop(heap: Due[]): Due | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    let child = heap[below];
    const right = heap[below + 1];
    if (child !== undefined && right !== undefined && isEarlier(right, child)) {
      below += 1;
      child = right;
    }
    if (child === undefined || !isEarlier(child, last)) break;
    heap[at] = child;
    at = below;
  }
  heap[at] = last;
  return first;
}
