/** Longer nobody waits for the database: below the 1.5 s that callers wait for a product view. */
const PATIENCE_MS = 1_000;
/** While it was late the last time, and there is something else to tell. */
const IMPATIENCE_MS = 50;

/** An outage, as services tell it. */
class DatabaseLate extends Error {
  readonly code = "ETIMEDOUT";
  constructor() {
    super("the database did not answer in time");
  }
}

/** Asks the database, which may hang instead of failing. Rejects when it is late; what was asked goes on. */
export function askInTime(schedule: (work: () => void, delayMs: number) => () => void) {
  let wasLate = false;
  return async <T>(ask: () => Promise<T>, hasOther: boolean): Promise<T> => {
    const late = Promise.withResolvers<never>();
    const giveUp = (): void => {
      wasLate = true;
      late.reject(new DatabaseLate());
    };
    const cancel = schedule(giveUp, wasLate && hasOther ? IMPATIENCE_MS : PATIENCE_MS);
    const answer = ask();
    answer.then(
      () => {
        wasLate = false;
      },
      () => undefined,
    );
    try {
      return await Promise.race([answer, late.promise]);
    } finally {
      cancel();
    }
  };
}
