/** Runs `work` once after `delayMs`; the returned function cancels it. Real time in processes, a fake in tests. */
export type After = (delayMs: number, work: () => void) => () => void;

export const realAfter: After = (delayMs, work) => {
  const timer = setTimeout(work, delayMs);
  return () => clearTimeout(timer);
};

/** Ends after `delayMs`. */
export function wait(after: After, delayMs: number): Promise<void> {
  return new Promise((resolve) => void after(delayMs, resolve));
}
