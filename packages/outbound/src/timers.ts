/** Runs `work` once after `delayMs`; the returned function cancels it. Real time in processes, a fake in tests. */
export type After = (delayMs: number, work: () => void) => () => void;

export const realAfter: After = (delayMs, work) => {
  const timer = setTimeout(work, delayMs);
  return () => clearTimeout(timer);
};
