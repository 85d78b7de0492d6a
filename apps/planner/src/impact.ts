/** `plan impact`: what the rules find, which of it is waived, and what that means for the exit code. */
import type { Change, Finding, Level, Rule, Waiver } from "./model.ts";

export type Judged = Finding & {
  /** The waiver that fits; one that has expired is told and does not help. */
  readonly waiver: (Waiver & { readonly expired: boolean }) | undefined;
};

export type Impact = {
  /** The worst first. */
  readonly findings: readonly Judged[];
  /** How many of each level count: those that are waived do not. */
  readonly counts: Readonly<Record<Level, number>>;
  readonly waived: number;
  /** Changed files that belong to no component. */
  readonly unowned: readonly string[];
};

const ORDER: readonly Level[] = ["breaking", "unknown", "caution", "safe"];

/** @param nowMs of the day that waivers are compared with */
export async function findImpact(
  change: Change,
  rules: readonly Rule[],
  nowMs: number,
): Promise<Impact> {
  const found = (await Promise.all(rules.map((rule) => rule(change)))).flat();
  const findings = found
    .map((finding) => ({ ...finding, waiver: waiverOf(finding, change, nowMs) }))
    .sort((a, b) => ORDER.indexOf(a.level) - ORDER.indexOf(b.level) || byPlace(a, b));
  const counted = findings.filter(({ waiver }) => waiver === undefined || waiver.expired);
  const count = (level: Level) => counted.filter((finding) => finding.level === level).length;
  return {
    findings,
    counts: {
      breaking: count("breaking"),
      unknown: count("unknown"),
      caution: count("caution"),
      safe: count("safe"),
    },
    waived: findings.length - counted.length,
    unowned: change.files
      .filter(({ components }) => components.length === 0)
      .map(({ file }) => file),
  };
}

const byPlace = (a: Finding, b: Finding): number =>
  compareText(a.component, b.component) ||
  compareText(a.place.file, b.place.file) ||
  a.place.line - b.place.line ||
  compareText(a.rule, b.rule);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function waiverOf(finding: Finding, { head }: Change, nowMs: number): Judged["waiver"] {
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const fitting = head.settings.waivers.filter(
    ({ rule, component, operation }) =>
      rule === finding.rule &&
      (component ?? finding.component) === finding.component &&
      (operation === undefined || finding.operations.some((each) => each.operation === operation)),
  );
  const waiver = fitting.find(({ expires }) => expires >= today) ?? fitting[0];
  return waiver && { ...waiver, expired: waiver.expires < today };
}

/** 0: nothing at or above the level; 1: something; 3: nothing, but something is unknown. */
export function exitCodeOf({ counts }: Impact, failOn: "breaking" | "caution"): 0 | 1 | 3 {
  if (counts.breaking > 0 || (failOn === "caution" && counts.caution > 0)) return 1;
  return counts.unknown > 0 ? 3 : 0;
}
