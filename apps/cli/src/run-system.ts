/** Runs all units together: each as soon as those it needs are ready, stopped in the reverse of their need. */
import type { Identity } from "@holdfast/embedded/process";
import { STOP_ORDER } from "./services.ts";
import { Supervised, type SupervisorHooks, type Unit } from "./supervise.ts";

export type RunningSystem = {
  /** Fulfilled when every unit is ready for the first time. */
  readonly ready: Promise<void>;
  /** Fulfilled, with the reason, when a unit cannot be kept running. */
  readonly gaveUp: Promise<string>;
  /** Drains and stops everything in order; each unit gets `patienceMs` before it is killed. */
  stop(patienceMs: number): Promise<void>;
  /** Kills everything at once; a `stop` under way then ends soon. */
  kill(): void;
};
export type RunOptions = Pick<SupervisorHooks, "log" | "onChild"> & {
  /** Called with all living processes whenever one comes or goes. */
  readonly onChange: (processes: ReadonlyMap<Unit, Identity>) => void;
};

export function runSystem(units: readonly Unit[], options: RunOptions): RunningSystem {
  const gaveUp = Promise.withResolvers<string>();
  const processes = new Map<Unit, Identity>();
  let stopping = false;
  const supervised = units.map(
    (unit) =>
      new Supervised(unit, {
        ...options,
        onGiveUp: gaveUp.resolve,
        onProcess(changed, identity) {
          if (identity === undefined) processes.delete(changed);
          else processes.set(changed, identity);
          options.onChange(processes);
        },
      }),
  );
  const named = (names: readonly string[]) =>
    supervised.filter(({ unit }) => names.includes(unit.program.name));
  for (const one of supervised) {
    const needed = named(one.unit.after).map(({ ready }) => ready);
    void Promise.all(needed).then(() => {
      if (!stopping) one.start();
    });
  }
  return {
    ready: Promise.all(supervised.map(({ ready }) => ready)).then(() => {}),
    gaveUp: gaveUp.promise,
    async stop(patienceMs) {
      stopping = true;
      for (const group of STOP_ORDER) {
        await Promise.all(named(group).map((one) => one.stop(patienceMs)));
      }
    },
    kill() {
      for (const one of supervised) one.kill();
    },
  };
}
