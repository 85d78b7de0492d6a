/**
 * `.holdfast/run.json`: which processes are ours. Each is written down as soon as it runs, so that a later start finds
 * what a killed supervisor left behind, and `holdfast status` what runs now.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { endProcess, type Identity } from "@holdfast/embedded/process";
import { isRecord } from "./json.ts";

type RecordedProcess = Identity & {
  readonly name: string;
  readonly stopSignals: readonly NodeJS.Signals[];
};
export type RunRecord = {
  readonly portBase: number;
  /** Everything that should run. */
  readonly units: readonly { readonly name: string; readonly port: number }[];
  /** What does. */
  readonly processes: readonly RecordedProcess[];
};

const FILE = "run.json";
const STOP_PATIENCE_MS = 10_000; // an orphan that drains gets as long as in an orderly stop

/** The record of `home`; undefined when there is none, or none that can be read. */
export function readRunRecord(home: string): RunRecord | undefined {
  try {
    return parseRunRecord(readFileSync(join(home, FILE), "utf8"));
  } catch {
    return undefined;
  }
}

/** Replaces the record in one step: a reader sees the old or the new one, never half of it. */
export function writeRunRecord(home: string, record: RunRecord): void {
  const unfinished = join(home, `${FILE}.unfinished`);
  writeFileSync(unfinished, `${JSON.stringify(record, undefined, 2)}\n`);
  renameSync(unfinished, join(home, FILE));
}

/** Pure. Undefined for anything that is not a record: an unreadable entry must never become a signal to some pid. */
export function parseRunRecord(text: string): RunRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  const { portBase, units, processes } = value;
  if (typeof portBase !== "number") return undefined;
  if (!Array.isArray(units) || !units.every(isUnit)) return undefined;
  if (!Array.isArray(processes) || !processes.every(isRecordedProcess)) return undefined;
  return { portBase, units, processes };
}

/**
 * Stops, each cleanly, the recorded processes that still run. One whose pid, start or command line is another's by now
 * is left alone. Returns the names of those that were ours.
 */
export async function stopOrphans(
  record: RunRecord,
  order: readonly (readonly string[])[],
): Promise<readonly string[]> {
  const stopped: string[] = [];
  const known = order.flat();
  const unknown = record.processes.map(({ name }) => name).filter((name) => !known.includes(name));
  for (const group of [unknown, ...order]) {
    const orphans = record.processes.filter(({ name }) => group.includes(name));
    const ended = orphans.map(async ({ stopSignals, ...identity }) => {
      const options = { signals: stopSignals, patienceMs: STOP_PATIENCE_MS };
      if (await endProcess(identity, options)) stopped.push(identity.name);
    });
    await Promise.all(ended);
  }
  return stopped;
}

const isUnit = (value: unknown): value is RunRecord["units"][number] =>
  isRecord(value) && typeof value.name === "string" && Number.isSafeInteger(value.port);

function isRecordedProcess(value: unknown): value is RecordedProcess {
  return (
    isRecord(value) &&
    typeof value.name === "string" &&
    Number.isSafeInteger(value.pid) &&
    Number(value.pid) > 1 &&
    typeof value.startedAt === "string" &&
    typeof value.marker === "string" &&
    value.marker.length > 0 &&
    Array.isArray(value.stopSignals) &&
    value.stopSignals.every((signal) => typeof signal === "string" && /^SIG[A-Z]+$/.test(signal))
  );
}
