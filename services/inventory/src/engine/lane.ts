/** A line of jobs that are worked off together: while one batch is in flight, the next gathers. No timer, no added wait. */
export type Lane<Job> = {
  /** False when the line is full. */
  add(job: Job): boolean;
  /** Resolves when the line is empty and nothing is in flight. */
  idle(): Promise<void>;
};

export type LaneOptions<Job> = {
  /** Answers every job of the batch, and never rejects. */
  readonly work: (batch: readonly Job[]) => Promise<void>;
  readonly batchMax: number;
  readonly queueMax: number;
  /** Runs the function once what arrived with the first job has been added too. */
  readonly soon?: (work: () => void) => void;
};

export function openLane<Job>(options: LaneOptions<Job>): Lane<Job> {
  const { work, batchMax, queueMax, soon = setImmediate } = options;
  let waiting: Job[] = [];
  let running: Promise<void> | undefined;

  const workOff = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.length > batchMax ? waiting.splice(0, batchMax) : waiting;
      if (batch === waiting) waiting = [];
      await work(batch);
    }
    running = undefined;
  };
  const start = (): Promise<void> =>
    new Promise((resolve) => {
      soon(() => {
        resolve(workOff());
      });
    });
  return {
    add: (job) => {
      if (waiting.length >= queueMax) return false;
      waiting.push(job);
      running ??= start();
      return true;
    },
    idle: async () => {
      while (running !== undefined) await running;
    },
  };
}
