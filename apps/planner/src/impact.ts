/** `plan impact`: what the rules find, which of it is waived, and what that means for the exit code. */
import { type Change, type Finding, LEVELS, type Level, type Rule, type Waiver } from "./model.ts";
import { isInput } from "./snapshot.ts";

export type Judged = Finding & {
  /** The waiver that fits; one that has expired is told and does not help. */
  readonly waiver: (Waiver & { readonly expired: boolean }) | undefined;
};

export type Impact = {
  readonly findings: readonly Judged[];
  /** How many of each level count, and how many are waived. */
  readonly counts: Readonly<Record<Level | "waived", number>>;
  /** Changed files that belong to no component. */
  readonly unowned: readonly string[];
};

/** @param nowMs of the day that waivers are compared with */
export async function findImpact(
  change: Change,
  rules: readonly Rule[],
  nowMs: number,
): Promise<Impact> {
  const found = (await Promise.all(rules.map((rule) => rule(change)))).flat();
  const findings = found
    .map((finding) => ({ ...finding, waiver: waiverOf(finding, change, nowMs) }))
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const counts = { breaking: 0, unknown: 0, caution: 0, safe: 0, waived: 0 };
  for (const { level, waiver } of findings)
    counts[waiver === undefined || waiver.expired ? level : "waived"]++;
  const unowned = change.files.filter(
    ({ file, components }) => components.length === 0 && !isInput(file),
  );
  return { findings, counts, unowned: unowned.map(({ file }) => file) };
}

/** Sorts by level, component and place. */
const orderOf = ({ level, component, place: { file, line }, rule }: Finding): string =>
  [LEVELS.indexOf(level), component, file, String(line).padStart(9), rule].join("\0");

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
