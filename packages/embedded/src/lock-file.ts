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
 * are waited for. A lock that is left is rewritten to name ourselves, since its pid may be taken: by a stranger, or by the
 * dead server until its parent collects it. A server ignores its parent's pid there, and still checks by shared memory that
 * no old backend is left. The stranger is never signalled.
 */
export async function clearTheWay(dataDirectory: string): Promise<void> {
  const pid = Number(readLock(dataDirectory)[0]);
  const seen = Number.isSafeInteger(pid) && pid > 0 ? sighting(pid) : undefined;
  if (seen?.commandLine.includes(dataDirectory)) {
    const signals = ["SIGINT", "SIGQUIT"] as const;
    await endProcess(identify(pid, dataDirectory), { signals, patienceMs: FAST_SHUTDOWN_MS });
  }
  const left = readLock(dataDirectory);
  if (left.length > 0) {
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

function readLock(dataDirectory: string): string[] {
  try {
    return readFileSync(join(dataDirectory, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return []; // no lock: the server was stopped cleanly, or never ran
  }
}
