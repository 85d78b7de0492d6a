import type { DestinationStream } from "pino";

const BYTES_A_CHARACTER_MAX = 3;
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
 * is killed loses the lines of its last 20 ms. About `writeLengthMax` characters are passed on at once. What `write` gets is valid until it returns.
 */
export function gatheredLines(
  write: (bytes: Buffer) => void,
  schedule: (work: () => void, delayMs: number) => void,
  writeLengthMax: number,
): GatheredLines {
  const gathered = Buffer.allocUnsafeSlow(writeLengthMax * BYTES_A_CHARACTER_MAX);
  let length = 0;
  let due = false;
  let closed = false;
  const flushSync = () => {
    if (length > 0) write(gathered.subarray(0, length));
    length = 0;
  };
  const atItsTime = () => {
    due = false;
    flushSync();
  };
  return {
    flushSync,
    write: (line) => {
      if (length + line.length > writeLengthMax) flushSync();
      if (line.length > writeLengthMax) return write(Buffer.from(line));
      length += gathered.write(line, length);
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
