import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import type { LoadName } from "./loads.ts";

export type WrkOrder = {
  readonly url: string;
  readonly load: LoadName;
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

const SCRIPT = join(import.meta.dirname, "reserve.lua");
const run = promisify(execFile);

/** Buys over HTTP. One thread: it asks more than a service can answer, and leaves the other core to that. */
export async function wrk({ url, load, connections, seconds }: WrkOrder): Promise<WrkReport> {
  const ways = ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "10s", "-s", SCRIPT];
  const { stdout } = await run("wrk", [...ways, url, "--", load, randomUUID()]);
  const told = stdout.split("\n").find((line) => line.startsWith("{"));
  if (told === undefined) throw new Error(`wrk told nothing: ${stdout}`);
  return JSON.parse(told);
}

/** Throws, with what to do, when there is no wrk. */
export async function requireWrk(): Promise<void> {
  await run("wrk", ["-v"]).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") return; // `wrk -v` tells its version and exits 1
    const how = "`apt-get install wrk` or `brew install wrk`";
    throw new Error(`There is no wrk to ask over HTTP. Install it: ${how}`, { cause: error });
  });
}
