/**
 * The way into a data directory that a killed server left behind.
 *
 * PostgreSQL writes its pid to postmaster.pid and refuses to start while a process with that pid lives. After a crash
 * that process may be our own orphan, or a stranger who was given the number: PostgreSQL cannot tell, we can.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { endProcess, identify, sighting } from "./process.ts";

const FAST_SHUTDOWN_MS = 10_000;

/**
 * Ends an orphaned server of this data directory, cleanly if it lets us. A lock that names a stranger is rewritten to
 * name ourselves: a server ignores its parent's pid there, and still checks by shared memory that no backend of the old
 * server is left. The stranger is never signalled.
 */
export async function clearTheWay(dataDirectory: string): Promise<void> {
  const lockFile = join(dataDirectory, "postmaster.pid");
  const lines = readLock(lockFile);
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return;
  const seen = sighting(pid);
  if (seen === undefined) return;
  if (seen.commandLine.includes(dataDirectory)) {
    const signals = ["SIGINT", "SIGQUIT"] as const;
    await endProcess(identify(pid, dataDirectory), { signals, patienceMs: FAST_SHUTDOWN_MS });
    return;
  }
  writeFileSync(lockFile, [String(process.pid), ...lines.slice(1)].join("\n"));
}

function readLock(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return []; // no lock: the server was stopped cleanly, or never ran
  }
}
