/** Runs `work` once after `delayMs`; the returned function cancels it. Real time in processes, a fake in tests. */
export type After = (delayMs: number, work: () => void) => () => void;

export const realAfter: After = (delayMs, work) => {
  const timer = setTimeout(work, delayMs);
  return () => clearTimeout(timer);
};

/** Ends after `delayMs`, or as soon as `signal` aborts. */
export function wait(after: After, delayMs: number, signal: AbortSignal | undefined) {
  return new Promise<void>((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      cancel();
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const cancel = after(delayMs, done);
    signal?.addEventListener("abort", done);
  });
}
