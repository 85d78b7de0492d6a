/** `holdfast status`: what should run, what does, and whether it can serve. */

import { postgresIsReady } from "@holdfast/embedded/postgres";
import { isAlive } from "@holdfast/embedded/process";
import { restateIsHealthy } from "@holdfast/embedded/restate";
import { EXIT } from "./exit.ts";
import { portPlan } from "./ports.ts";
import { isServiceReady } from "./readiness.ts";
import { readRunRecord } from "./run-record.ts";
import { hostOf, originOf, type Settings } from "./settings.ts";
import { supervisorOf } from "./supervisor-lock.ts";

export type ProcessStatus = {
  readonly name: string;
  /** null: it should run and does not. */
  readonly pid: number | null;
  readonly port: number;
  readonly ready: boolean;
};

/** One entry for each part of the running system; none when nothing runs. */
export async function processStatuses(settings: Settings): Promise<readonly ProcessStatus[]> {
  const record = readRunRecord(settings.home);
  if (record === undefined) return [];
  const pids = new Map(record.processes.filter(isAlive).map(({ name, pid }) => [name, pid]));
  if (pids.size === 0 && supervisorOf(settings.home) === undefined) return [];
  return Promise.all(
    record.units.map(async ({ name, port }) => {
      const pid = pids.get(name) ?? null;
      const ready = pid !== null && (await isReady({ name, port }, settings, record.portBase));
      return { name, pid, port, ready };
    }),
  );
}

export function statusText(processes: readonly ProcessStatus[], home: string): string {
  if (processes.length === 0) return `Holdfast is not running on ${home}; "npm start" starts it\n`;
  const row = (name: string, pid: string, port: string, state: string): string =>
    `${name.padEnd(16)} ${pid.padStart(8)} ${port.padStart(6)}  ${state}\n`;
  const rows = processes.map(({ name, pid, port, ready }) =>
    row(name, String(pid ?? "-"), String(port), ready ? "ready" : "not ready"),
  );
  return [row("process", "pid", "port", "state"), ...rows].join("");
}

export const statusExit = (processes: readonly ProcessStatus[]): number =>
  processes.length > 0 && processes.every(({ ready }) => ready) ? EXIT.done : EXIT.no;

async function isReady(
  { name, port }: { name: string; port: number },
  settings: Settings,
  portBase: number,
): Promise<boolean> {
  if (name === "postgres") return postgresIsReady({ home: settings.home, port });
  const { restateIngress, restateAdmin } = portPlan(portBase);
  if (name === "restate") return restateIsHealthy({ ingress: restateIngress, admin: restateAdmin });
  return isServiceReady(originOf(hostOf(name, settings), port));
}
