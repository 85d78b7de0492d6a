/** Runs `work` once after `delayMs`, unless the returned function is called before. Real timers in processes, fake in tests. */
export type Schedule = (work: () => void, delayMs: number) => () => void;

export type Loop = {
  /** Runs at once, or once more when it is running: what made the caller call is seen by a run that begins later. */
  readonly poke: () => void;
  /** No run begins any more; resolves when none is under way. */
  readonly stop: () => Promise<void>;
};

/** Does `work` at once, `everyMs` after each time it ended, and when poked; never twice at a time. `work` must not throw. */
export function keepDoing(
  work: () => Promise<void>,
  { everyMs, schedule }: { readonly everyMs: number; readonly schedule: Schedule },
): Loop {
  let stopped = false;
  let again = false;
  let running: Promise<void> | undefined;
  let cancel = () => {};
  const run = async (): Promise<void> => {
    do {
      again = false;
      await work();
    } while (again && !stopped);
    running = undefined;
    if (!stopped) cancel = schedule(begin, everyMs);
  };
  const begin = (): void => {
    cancel();
    running = run();
  };
  begin();
  return {
    poke: () => {
      if (running !== undefined) again = true;
      else if (!stopped) begin();
    },
    stop: async () => {
      stopped = true;
      cancel();
      await running;
    },
  };
}
