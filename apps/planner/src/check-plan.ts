/** `plan check`: whether a plan is complete, and of the inputs that there are now. */
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { type Ends, freshBody, readScope } from "./new-plan.ts";
import { type Fault, faultOfShape, linesOfPeople } from "./plan-document.ts";
import type { Scope } from "./plan-facts.ts";
import { type PlanFront, type PlanText, readPlan } from "./plan-front.ts";
import { findingsOf } from "./plan-steps.ts";
import { WORDS } from "./plan-words.ts";

export type Checked = {
  readonly front: PlanFront;
  /** In the order of their lines. */
  readonly faults: readonly Fault[];
  /** Whether the plan is of other inputs than there are: what is wrong with it then is of yesterday. */
  readonly isStale: boolean;
};

/** @throws InputError where there is no plan, or its front matter cannot be read */
export async function checkPlan(ends: Omit<Ends, "base">, file: string): Promise<Checked> {
  const plan = readPlan(relative(ends.repo, file), readFileSync(file, "utf8"));
  const { front } = plan;
  const scope = await readScope({ ...ends, base: front.base });
  const shape = faultOfShape(plan, freshBody(scope, front));
  const faults = [
    ...(shape ? [shape] : []),
    ...proseFaults(plan, scope),
    ...frontFaults(plan, scope),
  ];
  return {
    front,
    faults: faults.sort((a, b) => a.line - b.line),
    isStale: front.inputs_digest !== scope.change.head.digest,
  };
}

// With a slash and an ending, and not from the root of a URL; a place in it may follow.
const PATH = /`((?:[\w@.-][\w@.{}-]*\/)+[\w@.{}-]*\.[a-z]\w*)(?::\d+)?`(?! \((?:new|removed)\))/gi;

function proseFaults(plan: PlanText, { change: { head } }: Scope): readonly Fault[] {
  const open = linesOfPeople(plan).flatMap(({ text, line }) =>
    unfinished(text).map((what) => ({ line, what })),
  );
  const lost = plan.body
    .split("\n")
    .flatMap((text, i) =>
      [...text.matchAll(PATH)].flatMap(([, path = ""]) =>
        head.files.has(path)
          ? []
          : {
              line: plan.bodyLine + i,
              what: `there is no ${path}; what is to come is marked (new)`,
            },
      ),
    );
  return [...open, ...lost];
}

function frontFaults(
  { front, lineOf }: PlanText,
  { change: { head }, impact }: Scope,
): readonly Fault[] {
  const { findings, steps, criteria } = front;
  const faults: Fault[] = [];
  const told = new Set(findings.map(({ id }) => id));
  for (const { id, level, message } of findingsOf(impact))
    if (level !== "unknown" && !told.has(id))
      faults.push({ line: lineOf(["findings"]), what: `${id} (${level}) is missing: ${message}` });
  const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  const [stepIds, checkIds] = [idsOf(steps), idsOf(head.settings.checks)];
  const judge = (
    list: "findings" | "steps" | "criteria",
    i: number,
    wrong: readonly (string | false)[],
  ) => {
    const { id } = front[list][i] ?? { id: "" };
    const isTwice = front[list].findIndex((each) => each.id === id) < i && "is there a second time";
    for (const what of [isTwice, ...wrong])
      if (what !== false) faults.push({ line: lineOf([list, i]), what: `${id} ${what}` });
  };
  for (const [i, { mitigation, step }] of findings.entries())
    judge("findings", i, [
      mitigation.trim() === "" && "has no mitigation",
      ...unfinished(mitigation),
      !stepIds.includes(step) && `is left to ${step}, which is no step`,
    ]);
  for (const [i, { title, depends_on, criteria: proofs }] of steps.entries())
    judge("steps", i, [
      ...[...unfinished(title), ...vague(title)],
      proofs.length === 0 && "has no criterion",
      ...unknown(proofs, idsOf(criteria), "is no criterion"),
      ...unknown(depends_on, stepIds, "is no step"),
      ...unknown(
        depends_on.filter((id) => stepIds.includes(id)),
        stepIds.slice(0, i),
        "does not come before it",
      ),
    ]);
  for (const [i, { text, checks }] of criteria.entries())
    judge("criteria", i, [
      ...[...unfinished(text), ...vague(text)],
      checks.length === 0 && "has no check: name one of planner.yaml",
      ...unknown(checks, checkIds, "is no check of planner.yaml"),
    ]);
  return faults;
}

const unknown = (ids: readonly string[], known: readonly string[], what: string) =>
  ids.filter((id) => !known.includes(id)).map((id) => `names ${id}, which ${what}`);

const VAGUE = new RegExp(`\\b(?:${WORDS.unmeasurable.join("|")})\\b`, "i");
const vague = (text: string): readonly string[] =>
  (VAGUE.exec(text.replaceAll(/`[^`]*`/g, "")) ?? []).map((word) => `says "${word}", which nobody can measure`);

const unfinished = (text: string): readonly string[] =>
  WORDS.placeholders
    .filter(({ pattern }) => new RegExp(pattern).test(text))
    .map(({ what }) => `has ${what}: ${text.trim().replace(WORDS.question, "").slice(0, 80)}`);
