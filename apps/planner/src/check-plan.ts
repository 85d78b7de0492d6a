/** `plan check`: whether a plan is complete, and of the inputs that there are now. */
import { type Ends, readScope } from "./new-plan.ts";
import { type Fault, faultOfShape, linesOfPeople, type Plan } from "./plan-document.ts";
import { factsOf, type Scope } from "./plan-facts.ts";
import { findingsOf } from "./plan-steps.ts";
import { render, TEMPLATE, WORDS } from "./plan-words.ts";

/**
 * `isStale`: the plan is of other inputs than there are. `faults`: in the order of their lines.
 * @throws InputError where the inputs cannot be read
 */
export async function checkPlan(ends: Ends, plan: Plan) {
  const { front } = plan;
  const scope = await readScope({ ...ends, base: front.base });
  const fresh = render(TEMPLATE, { ...factsOf(scope), ...front });
  const shape = faultOfShape(plan, fresh) ?? [];
  const faults = [shape, textFaults(plan, scope), frontFaults(plan, scope)].flat();
  const isStale = front.inputs_digest !== scope.change.head.digest;
  return { faults: faults.sort((a, b) => a.line - b.line), isStale };
}

// With a slash and an ending, and not from the root as a URL; a place in it may follow.
const PATH = /`((?:[\w@.-][\w@.{}-]*\/)+[\w@.{}-]*\.[a-z]\w*)(?::\d+)?`(?! \((?:new|removed)\))/gi;

function textFaults(plan: Plan, { change: { head } }: Scope): readonly Fault[] {
  const open = linesOfPeople(plan).flatMap(({ text, line }) =>
    unfinished(text).map((what) => ({ line, what })),
  );
  const lost = plan.body.split("\n").flatMap((text, i) =>
    [...text.matchAll(PATH)]
      .filter(([, path = ""]) => !head.files.has(path))
      .map(([, path]) => ({
        line: plan.bodyLine + i,
        what: `there is no ${path}: mark it (new)`,
      })),
  );
  return [...open, ...lost];
}

function frontFaults({ front, lineOf }: Plan, { change: { head }, impact }: Scope) {
  const [findingIds, stepIds, criterionIds, checkIds] = [
    ...[front.findings, front.steps, front.criteria, head.settings.checks],
  ].map((list) => list.map(({ id }) => id));
  const without = (ids: readonly string[], known: readonly string[] = [], what = "") =>
    ids.filter((id) => !known.includes(id)).map((id) => `names ${id}, which ${what}`);
  const wrong = {
    findings: front.findings.map(({ mitigation, step }) => [
      ...[mitigation.trim() === "" && "has no mitigation", ...unfinished(mitigation)],
      ...without([step], stepIds, "is no step"),
    ]),
    steps: front.steps.map(({ title, depends_on, criteria }, i) => [
      ...[criteria.length === 0 && "has no criterion", ...unfinished(title), ...vague(title)],
      ...without(criteria, criterionIds, "is no criterion"),
      ...without(depends_on, stepIds?.slice(0, i), "is no step before it"),
    ]),
    criteria: front.criteria.map(({ text, checks }) => [
      ...[checks.length === 0 && "has no check", ...unfinished(text), ...vague(text)],
      ...without(checks, checkIds, "is no check of planner.yaml"),
    ]),
  };
  const missing = findingsOf(impact).filter(
    ({ id, level }) => level !== "unknown" && !findingIds?.includes(id),
  );
  return (["findings", "steps", "criteria"] as const).flatMap((list): Fault[] => [
    ...(list === "findings" ? missing : []).map(({ id, level, message }) => {
      return { line: lineOf([list]), what: `${id} (${level}) is missing: ${message}` };
    }),
    ...front[list].flatMap(({ id }, i) => {
      const isTwice = front[list].findIndex((each) => each.id === id) < i;
      return [isTwice && "is there a second time", ...(wrong[list][i] ?? [])]
        .filter((what) => what !== false)
        .map((what) => ({ line: lineOf([list, i]), what: `${id} ${what}` }));
    }),
  ]);
}

const VAGUE = new RegExp(`\\b(?:${WORDS.unmeasurable.join("|")})\\b`, "i");
const vague = (text: string): readonly string[] =>
  (VAGUE.exec(text.replaceAll(/`[^`]*`/g, "")) ?? []).map((word) => `says "${word}": how much?`);

const unfinished = (text: string): readonly string[] =>
  Object.entries(WORDS.placeholders)
    .filter(([, pattern]) => new RegExp(pattern).test(text))
    .map(([what]) => `has ${what}: ${text.trim().replace(WORDS.question, "").slice(0, 80)}`);
