/** What `holdfast doctor` finds, judged: facts in, findings out. */
import { EXIT } from "../exit.ts";
import { type Screen, tableText } from "./text-table.ts";

export type Finding = {
  readonly check: string;
  readonly status: "ok" | "warn" | "fail";
  readonly detail: string;
  /** Where it is not ok. */
  readonly advice?: string;
};

const NODE_MAJOR_MIN = 20; // of the launcher; it hands over to the Node that npm installed
const DISK_MIB_WARN = 2_048;
const DISK_MIB_MIN = 512; // PostgreSQL and Restate write ahead before they write
const MEMORY_MIB_WARN = 1_536; // the whole system with its demo shop takes about one gibibyte
const CLOCK_MS_WARN = 5_000;
const CLOCK_MS_MAX = 60_000; // JWTs and webhooks' signatures are refused beyond minutes

export const judgeNode = (version: string): Finding =>
  Number.parseInt(version, 10) >= NODE_MAJOR_MIN
    ? { check: "node", status: "ok", detail: version }
    : fail("node", version, `install Node ${NODE_MAJOR_MIN} or later`);

export function judgeDisk(freeMiB: number, home: string): Finding {
  const detail = `${freeMiB.toLocaleString("en-GB")} MiB free`;
  const advice = `make room on the disk of ${home}, or set HOLDFAST_HOME`;
  if (freeMiB < DISK_MIB_MIN) return fail("disk space", detail, advice);
  if (freeMiB < DISK_MIB_WARN) return warn("disk space", detail, advice);
  return { check: "disk space", status: "ok", detail };
}

export function judgeMemory(availableMiB: number): Finding {
  const detail = `${availableMiB.toLocaleString("en-GB")} MiB available`;
  if (availableMiB >= MEMORY_MIB_WARN) return { check: "memory", status: "ok", detail };
  return warn(
    "memory",
    detail,
    "close something, or start a part: holdfast start --only inventory",
  );
}

/** `offsetMs`: how far this clock is before that of the one who was asked. */
export function judgeClock(offsetMs: number, asked: string): Finding {
  const detail = `${Math.round(offsetMs / 1_000)} s from ${asked}'s`;
  const advice = "set the clock, or have it set: timedatectl set-ntp true";
  if (Math.abs(offsetMs) > CLOCK_MS_MAX) return fail("clock", detail, advice);
  if (Math.abs(offsetMs) > CLOCK_MS_WARN) return warn("clock", detail, advice);
  return { check: "clock", status: "ok", detail };
}

export const fail = (check: string, detail: string, advice: string): Finding => ({
  ...{ check, status: "fail", detail, advice },
});
const warn = (check: string, detail: string, advice: string): Finding => ({
  ...{ check, status: "warn", detail, advice },
});

export const doctorExit = (findings: readonly Finding[]): number =>
  findings.some(({ status }) => status === "fail") ? EXIT.no : EXIT.done;

export function doctorText(findings: readonly Finding[], screen: Screen): string {
  const rows = findings.map(({ check, status, detail }) => [status, check, detail]);
  const advice = findings.flatMap(({ check, advice: what }) =>
    what === undefined ? [] : [`  ${check}: ${what}\n`],
  );
  const table = tableText({ head: ["", "CHECK", "FOUND"], rows }, screen);
  return advice.length === 0 ? table : `${table}\nWhat to do:\n${advice.join("")}`;
}
