/**
 * `postmaster.pid` in a data directory: PostgreSQL's own lock and notice-board.
 *
 * It holds the server's pid, and the server refuses to start while a process with that pid lives. After a crash that
 * process may be our own orphan, or a stranger who was given the number: PostgreSQL cannot tell, we can.
 */
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endProcess, identify, sighting } from "./process.ts";

const FAST_SHUTDOWN_MS = 10_000;
const BACKENDS_GONE_WITHIN_MS = 10_000; // they notice their server's death within a second, or at the end of a statement
const POLL_MS = 20;
const STATUS_LINE = 7;

/** Does the server say that it takes connections? Asking by connecting would fill its log while it recovers. */
export const saysReady = (dataDirectory: string): boolean =>
  readLock(dataDirectory)[STATUS_LINE]?.trim() === "ready";

/**
 * Makes a data directory free for a launch. An orphaned server is ended, cleanly if it lets us; backends of a killed one
 * are waited for. A lock that is left and names a pid that is taken, by a stranger or by the dead server until its parent
 * collects it, is rewritten to name ourselves: a server ignores its parent's pid there, and still checks by shared memory
 * that no old backend is left. The stranger is never signalled.
 */
export async function clearTheWay(dataDirectory: string): Promise<void> {
  const pid = pidIn(readLock(dataDirectory));
  if (pid !== undefined && sighting(pid)?.commandLine.includes(dataDirectory)) {
    const signals = ["SIGINT", "SIGQUIT"] as const;
    await endProcess(identify(pid, dataDirectory), { signals, patienceMs: FAST_SHUTDOWN_MS });
  }
  const left = readLock(dataDirectory);
  if (isTaken(pidIn(left))) {
    const text = [String(process.pid), ...left.slice(1)].join("\n");
    writeFileSync(join(dataDirectory, "postmaster.pid"), text);
  }
  const giveUpAtMs = Date.now() + BACKENDS_GONE_WITHIN_MS;
  while (worksIn(dataDirectory) && Date.now() < giveUpAtMs) await sleep(POLL_MS);
}

/** Is any process's working directory this one? True of every process of a PostgreSQL server; unknown without /proc. */
function worksIn(directory: string): boolean {
  if (!existsSync("/proc/self/cwd")) return false;
  return readdirSync("/proc").some((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === directory;
    } catch {
      return false; // it has just ended, or it is another user's
    }
  });
}

function pidIn([line]: readonly string[]): number | undefined {
  const pid = Number(line);
  return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
}

/** As PostgreSQL asks. A process that has ended and that its parent has not collected, a zombie, has its pid still. */
function isTaken(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // another user's
  }
}

function readLock(dataDirectory: string): string[] {
  try {
    return readFileSync(join(dataDirectory, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return []; // no lock: the server was stopped cleanly, or never ran
  }
}
