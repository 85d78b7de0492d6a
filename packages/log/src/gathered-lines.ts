import type { DestinationStream } from "pino";

/** Of one write: what a pipe takes without mixing in the lines of other processes (PIPE_BUF of Linux). */
const WRITE_LENGTH_MAX = 4096;
/** Nobody who reads along notices it, and a busy service has filled a write by then. */
const DELAY_MS = 20;

export type GatheredLines = DestinationStream & {
  /** Passes on what was gathered. */
  flushSync(): void;
  /** Passes on what was gathered and, from now on, every line at once: the process ends. */
  close(): void;
};

/**
 * Passes lines on several at a time, 20 ms late at most: a system call for each would cost more than to make it. A process that
 * is killed loses the lines of its last 20 ms.
 */
export function gatheredLines(
  out: DestinationStream,
  schedule: (work: () => void, delayMs: number) => void,
): GatheredLines {
  let gathered = "";
  let due = false;
  let closed = false;
  const flushSync = () => {
    const text = gathered;
    gathered = "";
    if (text !== "") out.write(text);
  };
  const atItsTime = () => {
    due = false;
    flushSync();
  };
  return {
    flushSync,
    write: (line) => {
      if (gathered.length + line.length > WRITE_LENGTH_MAX) flushSync();
      gathered += line;
      if (closed) return flushSync();
      if (!due) schedule(atItsTime, DELAY_MS);
      due = true;
    },
    close: () => {
      closed = true;
      flushSync();
    },
  };
}
