import { readdirSync, readFileSync } from "node:fs";

/**
 * Resident memory, in MiB, of `roots` and all their descendants; undefined where there is no /proc. It is the plain sum:
 * pages that several processes share (Node's own code, PostgreSQL's buffers) are counted in each.
 */
export function residentMiB(roots: readonly number[]): number | undefined {
  if (process.platform !== "linux") return undefined;
  const processes = readdirSync("/proc").flatMap((name) => statusOf(Number(name)) ?? []);
  const family = new Set(roots);
  // Children have larger pids than parents except after a wrap-around, so a few passes reach every generation.
  for (let found = -1; found !== family.size; ) {
    found = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  }
  const kiB = processes.reduce((sum, { pid, rssKiB }) => sum + (family.has(pid) ? rssKiB : 0), 0);
  return Math.round(kiB / 1024);
}

function statusOf(pid: number): { pid: number; parent: number; rssKiB: number } | undefined {
  if (!Number.isSafeInteger(pid)) return undefined;
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const field = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
    return { pid, parent: field("PPid"), rssKiB: field("VmRSS") };
  } catch {
    return undefined;
  }
}
