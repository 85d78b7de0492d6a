/** Processes that die and come back. What a dead one was waiting for never comes. */
import type { Faults } from "./faults.ts";
import type { Random } from "./random.ts";
import type { Scheduler } from "./scheduler.ts";

/** One life of a process: its successor is another one. */
export type Process = {
  readonly name: string;
  readonly isAlive: () => boolean;
  /** Like the promise, but the process may die instead of going on, and hears nothing once it is dead. */
  readonly awaits: <T>(promise: Promise<T>) => Promise<T>;
  readonly onDeath: (work: () => void) => void;
};

export type Fleet = {
  /** One that is alive; undefined while none is. */
  readonly anyAlive: () => Process | undefined;
  /** For each life of each process. */
  readonly onStart: (work: (process: Process) => void) => void;
};

export function fleetOf(
  { name, size }: { readonly name: string; readonly size: number },
  world: {
    readonly scheduler: Scheduler;
    readonly random: Random;
    readonly faults: () => Faults;
  },
): Fleet {
  const { scheduler, random, faults } = world;
  const alive: Process[] = [];
  const starting: ((process: Process) => void)[] = [];
  const start = (name: string) => {
    const mourners: (() => void)[] = [];
    let isAlive = true;
    const die = () => {
      scheduler.note(`${name} DIES`);
      isAlive = false;
      alive.splice(alive.indexOf(process), 1);
      for (const mourn of mourners) mourn();
      scheduler.after(random.between(50, 3_000), () => start(name));
    };
    const goOn = (work: () => void) => {
      if (isAlive && random.chance(faults().crash)) die();
      if (isAlive) work();
    };
    const process: Process = {
      name,
      isAlive: () => isAlive,
      awaits: (promise) =>
        new Promise((resolve, reject) => {
          promise.then(
            (value) => goOn(() => resolve(value)),
            (error: unknown) => goOn(() => reject(error)),
          );
        }),
      onDeath: (work) => mourners.push(work),
    };
    alive.push(process);
    for (const work of starting) work(process);
  };
  for (let index = 1; index <= size; index += 1) start(`${name}-${index}`);
  return {
    anyAlive: () => alive[random.between(0, alive.length - 1)],
    onStart: (work) => {
      starting.push(work);
      for (const process of alive) work(process);
    },
  };
}
