/** The front matter of a plan: findings, the steps that deal with them, and what is true when these are done. */
import { hash } from "node:crypto";
import { componentCalls, groupsInOrder } from "./graph.ts";
import type { Impact } from "./impact.ts";
import { type Change, keyOf, type Settings, type Snapshot } from "./model.ts";
import type { PlanFront } from "./plan-document.ts";
import type { Scope } from "./plan-facts.ts";
import { code, type Facts, type Proof, render, select, WORDS } from "./plan-words.ts";

type Finding = PlanFront["findings"][number];
type Step = PlanFront["steps"][number];
type Criterion = PlanFront["criteria"][number];

const digest = (value: unknown): string => hash("sha256", JSON.stringify(value)).slice(0, 6);

/** `expand`, `change` or `contract`: the first whose rules fit. */
const phaseOf = (rule: string): string =>
  Object.keys(WORDS.steps).find((phase) =>
    new RegExp(WORDS.steps[phase]?.rules ?? "").test(rule),
  ) ?? "";

/** Whatever is not safe. An id stays while the numbers, lines and callers change that a message names. */
export function findingsOf({ findings }: Impact): readonly Finding[] {
  const told = findings
    .filter(({ level }) => level !== "safe")
    .map((finding) => {
      const { rule, level, component, place, message, waiver } = finding;
      const [about = ""] = message.replaceAll(/\b\d+\b/g, "").split("; ");
      const accepted =
        waiver?.expired === false && `Accepted until ${waiver.expires}: ${waiver.reason}`;
      return {
        ...{ id: `${component}-${digest([rule, about])}`, level, rule, component, message },
        place: `${place.file}:${place.line}`,
        operations: finding.operations.map(keyOf),
        mitigation: accepted || finding.mitigation,
        step: `${phaseOf(rule)}-${component}`,
      };
    });
  return [...Map.groupBy(told, ({ id }) => id).values()].flatMap((alike) =>
    alike.map((each, i) => (i === 0 ? each : { ...each, id: `${each.id}-${i + 1}` })),
  );
}

/** @param old what people may have changed: their entries, mitigations, steps and criteria stay */
export function frontOf(scope: Scope, facts: Facts, title: string, old?: PlanFront) {
  const { base, head } = scope.change;
  const findings = findingsOf(scope.impact);
  const { steps, criteria } = stepsOf(scope.change, {
    ...{ ...facts, lost: lostIn(scope.impact) },
    findings: findings.map((each) => ({ ...each, about: each.message.split("; ")[0] })),
  });
  const found = new Set(findings.map(({ id }) => id));
  const risks = old?.findings.filter(({ id, derived }) => derived === undefined || found.has(id));
  const done = merge(steps, old?.steps, ["title", "depends_on", "criteria"]);
  const byId = new Map(done.map((step) => [step.id, step]));
  const order = groupsInOrder(byId.keys(), (id) => byId.get(id)?.depends_on ?? []);
  return {
    ...{ title, base: base.revision, head: head.revision, inputs_digest: head.digest },
    findings: merge(findings, risks, ["mitigation", "step"]),
    steps: order.flat().flatMap((id) => byId.get(id) ?? []),
    criteria: merge(criteria, old?.criteria, ["text", "checks"]),
  };
}

/** The fresh entries, where somebody changed `own` fields of them with theirs; then the entries that are their own. */
function merge<T extends { readonly id: string; readonly derived?: string }>(
  fresh: readonly T[],
  old: readonly T[] = [],
  own: readonly (keyof T)[],
): readonly T[] {
  const mark = (entry: T) => digest(own.map((field) => entry[field]));
  const changed = old.filter((each) => each.derived !== mark(each));
  const theirs = new Map(changed.map((each) => [each.id, each]));
  const merged = fresh.map((each) => {
    const kept = own.map((field) => [field, (theirs.get(each.id) ?? each)[field]]);
    theirs.delete(each.id);
    return { ...each, ...Object.fromEntries(kept), derived: mark(each) };
  });
  return [...merged, ...theirs.values()];
}

/** In each phase the providers before those that call them or are built with them. */
function stepsOf({ base, head }: Change, facts: Facts) {
  const needs = needsOf(head);
  const all = new Set([...head.components.keys(), ...base.components.keys()]);
  const order = groupsInOrder(all, needs).flat();
  const steps: Step[] = [];
  const criteria: Criterion[] = [];
  for (const [phase, { title, parts, criteria: wanted }] of Object.entries(WORDS.steps))
    for (const component of order) {
      const id = `${phase}-${component}`;
      const here = { ...facts, component, step: id, contract: `contract-${component}` };
      const found = parts.map(({ of, says }) => ({ it: select(here, of), says }));
      const told = found.flatMap(({ it, says }) => (it.length > 0 ? render(says, { it }) : []));
      if (told.length === 0) continue;
      const before = steps.filter(({ component: other = "", phase: its }) => {
        if (other === component) return true;
        if (phase === "contract") return needs(other).includes(component);
        return needs(component).includes(other) && (phase === "expand") === (its === "expand");
      });
      const isConsumer = before.some((step) => step.component !== component);
      const proofs = wanted.flatMap((proof) =>
        (proof.each === undefined ? [{}] : select(here, proof.each)).map((row) =>
          proofOf(proof, { ...here, ...(row as Facts) }, head.settings),
        ),
      );
      criteria.push(...proofs);
      steps.push({
        ...{ id, title: render(title, { ...here, told: told.join("; ") }), component },
        phase: phase !== "change" ? phase : isConsumer ? "consumers" : "provider",
        depends_on: before.map((step) => step.id),
        criteria: proofs.map((proof) => proof.id),
      });
    }
  const checks = head.settings.checks.map(({ id }) => id);
  return { steps, criteria: [...criteria, { ...WORDS.regression, checks }] };
}

/** Whom a component waits for, and the libraries that it is built with. */
function needsOf({ graph, components }: Snapshot): (name: string) => readonly string[] {
  const calls = componentCalls(graph);
  const isLibrary = (name: string) => components.get(name)?.type === "library";
  return (name) => {
    const built = components.get(name)?.dependsOn.map((each) => each.replace("component:", ""));
    return [...(calls.get(name) ?? []), ...(built?.filter(isLibrary) ?? [])];
  };
}

/** Calls of another component's that is to be taken away. */
const lostIn = ({ findings }: Impact) =>
  findings
    .filter(({ level, rule }) => level === "breaking" && phaseOf(rule) === "contract")
    .flatMap(({ paths }) => paths.map((path) => path.slice(-2)))
    .map(([from, to]) => ({ from, to, name: to && code(keyOf(to)) }))
    .filter(({ from, to }) => to !== undefined && from?.component !== to.component);

function proofOf({ id, kind, covers, text }: Proof, facts: Facts, { checks }: Settings): Criterion {
  const isOwn = covers === "component";
  const subject = isOwn ? facts.component : covers;
  const covering = checks.filter((each) => each.covers?.some((name) => name === subject));
  const any = isOwn ? checks.filter((each) => each.covers === undefined) : [];
  const proving = (covering.length > 0 ? covering : any).map((each) => each.id);
  return { id: render(id, facts), kind, text: render(text, facts), checks: proving };
}
