import { execFile } from "node:child_process";
import { promisify } from "node:util";

export type WrkOrder = {
  readonly url: string;
  /** A Lua file that makes the requests and prints one line of JSON at the end; `args` are for it. */
  readonly script: string;
  readonly args: readonly string[];
  readonly connections: number;
  readonly seconds: number;
};
export type WrkReport = {
  readonly answers: number;
  readonly durationMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers other than 2xx. */
  readonly refused: number;
  /** Requests without an answer. */
  readonly broken: number;
};

const run = promisify(execFile);

/** Asks over HTTP. One thread: it asks more than a service can answer, and leaves the other core to that. */
export async function wrk(order: WrkOrder): Promise<WrkReport> {
  const { url, script, args, connections, seconds } = order;
  const ways = ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "10s", "-s", script];
  const { stdout } = await run("wrk", [...ways, url, "--", ...args]);
  const told = stdout.split("\n").find((line) => line.startsWith("{"));
  if (told === undefined) throw new Error(`wrk told nothing: ${stdout}`);
  return JSON.parse(told);
}

/** Throws, with what to do, when there is no wrk. */
export async function requireWrk(): Promise<void> {
  await run("wrk", ["-v"]).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") return; // `wrk -v` tells its version and exits 1
    const how = "`scripts/install-tools.sh wrk` or `brew install wrk`";
    throw new Error(`There is no wrk to ask over HTTP. Install it: ${how}`, { cause: error });
  });
}
