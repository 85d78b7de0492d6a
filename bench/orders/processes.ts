/** What processes cost, from /proc. */
import { readdirSync, readFileSync } from "node:fs";

const MS_A_TICK = 10; // USER_HZ is 100 wherever Node runs

/** CPU ms that a process has used until now, with those of its children that ended; undefined when there is none. */
export function cpuMsOf(pid: number): number | undefined {
  const fields = statOf(pid);
  if (fields === undefined) return undefined;
  const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number);
  const ticks = (user ?? 0) + (system ?? 0) + (endedUser ?? 0) + (endedSystem ?? 0);
  return ticks * MS_A_TICK;
}

/** CPU ms of a process and of all that live below it: PostgreSQL has a process a connection. */
export function familyCpuMs(pid: number): number {
  let sum = cpuMsOf(pid) ?? 0;
  for (const child of childrenOf(pid)) sum += familyCpuMs(child);
  return sum;
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => Number(statOf(pid)?.[1]) === parent);
}

/** The fields behind the program's name, which may itself hold spaces and parentheses. */
function statOf(pid: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined; // it has ended
  }
}
