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
  /**
   * How many batches may be in flight. Default 1. With 2, one is prepared while the other is written: where many wait,
   * they go in two halves, and a second batch goes as soon as as many wait as are in flight.
   */
  readonly flightsMax?: 1 | 2;
  /** Runs the function once what arrived with the first job has been added too. */
  readonly soon?: (work: () => void) => void;
};

/** Below it two batches would only pay twice for what a batch costs. */
const SPLIT_MIN = 128;

export function openLane<Job>(options: LaneOptions<Job>): Lane<Job> {
  const { work, batchMax, queueMax, flightsMax = 1, soon = setImmediate } = options;
  const waiting: Job[] = [];
  const flights: number[] = []; // the sizes of what is in flight, oldest first
  const whenIdle: (() => void)[] = [];
  let starting = false;

  const startSoon = (): void => {
    if (starting) return;
    starting = true;
    soon(() => {
      starting = false;
      while (mayStart()) start();
      if (waiting.length + flights.length === 0) {
        for (const tell of whenIdle.splice(0)) tell();
      }
    });
  };
  const mayStart = (): boolean => {
    if (waiting.length === 0 || flights.length >= flightsMax) return false;
    return waiting.length >= Math.min(flights[0] ?? 0, batchMax);
  };
  const start = (): void => {
    const size = nextSize();
    const batch = waiting.splice(0, size);
    flights.push(batch.length);
    void work(batch).then(() => {
      flights.splice(flights.indexOf(batch.length), 1);
      startSoon();
    });
  };
  const nextSize = (): number => {
    const split = flightsMax > 1 && flights.length === 0 && waiting.length >= SPLIT_MIN;
    return Math.min(batchMax, split ? Math.ceil(waiting.length / 2) : waiting.length);
  };
  return {
    add: (job) => {
      if (waiting.length >= queueMax) return false;
      waiting.push(job);
      if (mayStart()) startSoon();
      return true;
    },
    idle: () =>
      new Promise((resolve) => {
        whenIdle.push(resolve);
        startSoon();
      }),
  };
}
