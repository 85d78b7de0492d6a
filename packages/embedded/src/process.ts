/**
 * Knowing a process again. A pid alone is not an identity: after a crash the kernel may have given it to a stranger.
 * What we record is the pid, the moment it started and a piece of its command line; only all three together are ours.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

export type Identity = {
  readonly pid: number;
  /** Opaque: clock ticks since boot with the boot's id on Linux, `ps`'s start time elsewhere. */
  readonly startedAt: string;
  /** A part of the command line that only this process has: its data directory or its program file. */
  readonly marker: string;
};
export type Sighting = { readonly startedAt: string; readonly commandLine: string };

const POLL_MS = 20;

/** What runs under `pid` now; undefined when nothing does, or only a zombie. */
export function sighting(pid: number): Sighting | undefined {
  return process.platform === "linux" ? sightingFromProc(pid) : sightingFromPs(pid);
}

/** Is this the very process that was recorded? Pure, so that the rule can be tested with strangers. */
export function isSame(recorded: Identity, seen: Sighting | undefined): boolean {
  return (
    seen !== undefined &&
    seen.startedAt === recorded.startedAt &&
    seen.commandLine.includes(recorded.marker)
  );
}

export const isAlive = (recorded: Identity): boolean => isSame(recorded, sighting(recorded.pid));

/** Records a process that was just started. Throws when it has gone already. */
export function identify(pid: number, marker: string): Identity {
  const seen = sighting(pid);
  if (seen === undefined) throw new Error(`process ${pid} (${marker}) ended at once`);
  return { pid, startedAt: seen.startedAt, marker };
}

/**
 * Ends a recorded process: each signal in turn, the next one after `patienceMs`, SIGKILL last. Returns when it is gone:
 * true when it was still there, false when it had ended before. A stranger who got its pid is never signalled.
 */
export async function endProcess(
  recorded: Identity,
  { signals, patienceMs }: { signals: readonly NodeJS.Signals[]; patienceMs: number },
): Promise<boolean> {
  if (!isAlive(recorded)) return false;
  for (const signal of [...signals, "SIGKILL"] as const) {
    if (!isAlive(recorded)) return true;
    signalProcess(recorded, signal);
    const giveUpAtMs = Date.now() + patienceMs;
    while (isAlive(recorded) && Date.now() < giveUpAtMs) await sleep(POLL_MS);
  }
  if (isAlive(recorded)) throw new Error(`process ${recorded.pid} survived SIGKILL`);
  return true;
}

/** Signals a recorded process if it still runs; a stranger who got its pid is never signalled. */
export function signalProcess(recorded: Identity, signal: NodeJS.Signals): void {
  if (!isAlive(recorded)) return;
  try {
    process.kill(recorded.pid, signal);
  } catch {
    // It ended between the look and the signal; the next look says so.
  }
}

function sightingFromProc(pid: number): Sighting | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, startTicks] = [fields[0], fields[19]];
    if (state === "Z" || state === "X" || startTicks === undefined) return undefined;
    const bootId = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return { startedAt: `${startTicks}@${bootId}`, commandLine };
  } catch {
    return undefined;
  }
}

function sightingFromPs(pid: number): Sighting | undefined {
  const ps = spawnSync("ps", ["-ww", "-o", "state=,lstart=,command=", "-p", String(pid)], {
    encoding: "utf8",
    env: { PATH: "/bin:/usr/bin", LC_ALL: "C" },
  });
  // state, then lstart as five words ("Sun Nov 22 11:04:33 2026"), then the command line.
  const [, state, startedAt, commandLine] =
    /^(\S+)\s+((?:\S+\s+){4}\S+)\s+(.*)$/s.exec(ps.stdout.trim()) ?? [];
  if (state === undefined || startedAt === undefined || commandLine === undefined) return undefined;
  return state.startsWith("Z") ? undefined : { startedAt, commandLine };
}
