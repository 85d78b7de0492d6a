import { writeSync } from "node:fs";
import { type GatheredLines, gatheredLines } from "./gathered-lines.ts";

const STDOUT = 1;
const READER_PAUSE_MS = 10;
const never = new Int32Array(new SharedArrayBuffer(4));

let output: GatheredLines | undefined;

/** One for the process: its loggers must not overtake each other. What it says last is written before it exits. */
export function standardOutput(): GatheredLines {
  if (output === undefined) {
    output = gatheredLines(writeOut, (work, delayMs) => {
      setTimeout(work, delayMs).unref();
    });
    process.once("exit", output.close);
  }
  return output;
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
