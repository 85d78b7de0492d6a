/** A program to run as a process of its own, and how to end it. What the supervisor, the tests and the records share. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, renameSync, statSync } from "node:fs";
import type { SystemUser } from "./system-user.ts";

export type Program = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Must be reachable by `user`. */
  readonly cwd: string;
  /** A part of `command` and `args` that no other process has. */
  readonly marker: string;
  readonly user?: SystemUser | undefined;
  /** Where stdout and stderr go. */
  readonly output: Output;
  /** Sent in turn to end it; SIGKILL always follows. */
  readonly stopSignals: readonly NodeJS.Signals[];
  /** Runs before each launch: clears what a killed predecessor left behind. */
  readonly beforeLaunch?: () => Promise<void>;
};
export type Output =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "inherit" }
  | { readonly kind: "pipe" };

const LOG_BYTES_MAX = 8 * 1024 * 1024; // one old file is kept beside it, so a log never takes more than twice this

/**
 * Starts the program in a process group of its own: Ctrl-C in the terminal reaches only the supervisor, which then
 * stops the others in order. Throws when the program cannot be executed.
 */
export async function launch(program: Program): Promise<ChildProcess & { pid: number }> {
  const { command, args, env, cwd, user, output } = program;
  await program.beforeLaunch?.();
  const sink = output.kind === "file" ? openLog(output.path) : output.kind;
  const child = spawn(command, args, {
    env,
    cwd,
    stdio: ["ignore", sink, sink],
    detached: true,
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
  });
  if (typeof sink === "number") closeSync(sink);
  await once(child, "spawn");
  if (child.pid === undefined) throw new Error(`${program.name} has no pid`);
  return Object.assign(child, { pid: child.pid });
}

function openLog(path: string): number {
  const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes > LOG_BYTES_MAX) renameSync(path, `${path}.1`);
  return openSync(path, "a", 0o600);
}
