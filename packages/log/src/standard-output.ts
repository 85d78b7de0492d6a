import { fstatSync, writeSync } from "node:fs";
import { type GatheredLines, gatheredLines } from "./gathered-lines.ts";

const STDOUT = 1;
/** What a pipe takes without mixing in the lines of other processes (PIPE_BUF of Linux). */
const PIPE_LENGTH_MAX = 4 * 1024;
/** A file is appended to by whole writes, whatever their length. */
const FILE_LENGTH_MAX = 32 * 1024;
const READER_PAUSE_MS = 10;
const never = new Int32Array(new SharedArrayBuffer(4));

let output: GatheredLines | undefined;

/** One for the process: its loggers must not overtake each other. What it says last is written before it exits. */
export function standardOutput(): GatheredLines {
  if (output === undefined) {
    const schedule = (work: () => void, delayMs: number) => {
      setTimeout(work, delayMs).unref();
    };
    output = gatheredLines(writeOut, schedule, isFile() ? FILE_LENGTH_MAX : PIPE_LENGTH_MAX);
    process.once("exit", output.close);
  }
  return output;
}

function isFile(): boolean {
  try {
    return fstatSync(STDOUT).isFile();
  } catch {
    return false; // closed
  }
}

/** Waits for a reader that is slow. One that has gone, or a disk that is full, costs the lines and no request. */
function writeOut(bytes: Buffer): void {
  for (let rest = bytes; rest.length > 0; ) {
    try {
      rest = rest.subarray(writeSync(STDOUT, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return;
      Atomics.wait(never, 0, 0, READER_PAUSE_MS);
    }
  }
}
