/** The front matter of a plan: findings, the steps that deal with them, and what is true when these are done. */
import { hash } from "node:crypto";
import { componentCalls, groupsInOrder } from "./graph.ts";
import type { Impact } from "./impact.ts";
import { keyOf, type Settings, type Snapshot } from "./model.ts";
import { fileText, objectivesOf, type Scope } from "./plan-facts.ts";
import type { PlanFront } from "./plan-front.ts";
import { code, type Facts, type Proof, render, WORDS } from "./plan-words.ts";

type Finding = PlanFront["findings"][number];
type Step = PlanFront["steps"][number];
type Criterion = PlanFront["criteria"][number];

const digest = (value: unknown): string => hash("sha256", JSON.stringify(value)).slice(0, 6);

const phaseOf = (rule: string): string =>
  Object.entries(WORDS.steps).find(([, { rules }]) => new RegExp(rules).test(rule))?.[0] ??
  "change";

/** Whatever is not safe. An id stays while the lines, the numbers and the callers change that a message names. */
export function findingsOf({ findings }: Impact): readonly Finding[] {
  const used = new Map<string, number>();
  return findings
    .filter(({ level }) => level !== "safe")
    .map((finding) => {
      const { rule, level, component, place, message, waiver } = finding;
      const [about = ""] = message.replaceAll(/\b\d+\b/g, "").split("; ");
      const id = `${component}-${digest([rule, about])}`;
      const count = (used.get(id) ?? 0) + 1;
      used.set(id, count);
      const isWaived = waiver?.expired === false;
      return {
        ...{ id: count === 1 ? id : `${id}-${count}`, level, rule, component, message },
        place: `${place.file}:${place.line}`,
        operations: finding.operations.map(keyOf),
        mitigation: isWaived
          ? `Accepted until ${waiver.expires}: ${waiver.reason}`
          : finding.mitigation,
        step: `${phaseOf(rule)}-${component}`,
      };
    });
}

/** @param old what a person may have changed: their entries, mitigations, steps and criteria stay */
export function frontOf(
  scope: Scope,
  title: string,
  old?: PlanFront,
): Omit<PlanFront, "open_questions"> {
  const { base, head } = scope.change;
  const findings = findingsOf(scope.impact);
  const { steps, criteria } = stepsOf(scope, findings);
  const merged = merge(steps, old?.steps, ({ title, depends_on, criteria }) => ({
    title,
    depends_on,
    criteria,
  }));
  const byId = new Map(merged.map((step) => [step.id, step]));
  const order = groupsInOrder(byId.keys(), (id) =>
    (byId.get(id)?.depends_on ?? []).filter((each) => byId.has(each)),
  );
  return {
    ...{ title, base: base.revision, head: head.revision, inputs_digest: head.digest },
    findings: merge(
      findings,
      old?.findings.filter(
        ({ id, derived }) => !derived || findings.some((each) => each.id === id),
      ),
      ({ mitigation, step }) => ({ mitigation, step }),
    ),
    steps: order.flat().flatMap((id) => byId.get(id) ?? []),
    criteria: merge(criteria, old?.criteria, ({ text, checks }) => ({ text, checks })),
  };
}

/** The fresh entries as they are, or with what a person made of them; then those that are a person's own. */
function merge<T extends { readonly id: string; readonly derived?: string }>(
  fresh: readonly T[],
  old: readonly T[] = [],
  own: (entry: T) => Partial<T>,
): T[] {
  const theirs = new Map(
    old.filter((each) => each.derived !== digest(own(each))).map((each) => [each.id, each]),
  );
  const merged = fresh.map((each) => {
    const changed = theirs.get(each.id);
    theirs.delete(each.id);
    return { ...each, ...(changed && own(changed)), derived: digest(own(each)) };
  });
  return [...merged, ...theirs.values()];
}

/** In each phase the providers before those that call them or are built with them. */
function stepsOf(scope: Scope, findings: readonly Finding[]) {
  const { head } = scope.change;
  const needs = needsOf(head);
  const order = groupsInOrder(head.components.keys(), needs).flat();
  const works = order.map((name) => workOf(scope, findings, name));
  const steps: Step[] = [];
  const criteria: Criterion[] = [];
  for (const [phase, { title, parts, criteria: wanted }] of Object.entries(WORDS.steps))
    for (const work of works) {
      const { component } = work;
      const texts = Object.entries(parts).filter(([part]) => work[part]?.length);
      if (texts.length === 0) continue;
      const told = texts.map(([, text]) => render(text, work)).join("; ");
      const before = steps.filter(
        ({ component: other = "" }) =>
          other === component ||
          (phase === "contract"
            ? needs(other).includes(component)
            : needs(component).includes(other)),
      );
      const isConsumer = before.some(
        (step) => step.component !== component && /^(provider|consumers)$/.test(step.phase ?? ""),
      );
      const proofs = wanted.flatMap(({ each, ...proof }) =>
        (each === undefined ? [work] : (work[each] as readonly Facts[])).map((row) =>
          proofOf(proof, { ...work, ...row }, head.settings),
        ),
      );
      criteria.push(...proofs);
      steps.push({
        ...{ id: `${phase}-${component}`, title: render(title, { ...work, told }), component },
        phase: phase !== "change" ? phase : isConsumer ? "consumers" : "provider",
        depends_on: before.map(({ id }) => id),
        criteria: proofs.map(({ id }) => id),
      });
    }
  const checks = head.settings.checks.map(({ id }) => id);
  criteria.push({ id: "regression", kind: "testing", text: WORDS.regression, checks });
  return { steps, criteria };
}

/** Whom a component waits for, and the libraries that it is built with. */
function needsOf({ graph, components }: Snapshot): (name: string) => readonly string[] {
  const calls = componentCalls(graph);
  return (name) => {
    const built = (components.get(name)?.dependsOn ?? []).map((each) =>
      each.replace(/^component:/, ""),
    );
    return [
      ...(calls.get(name) ?? []),
      ...built.filter((each) => components.get(each)?.type === "library"),
    ];
  };
}

type Work = { readonly component: string } & Readonly<Record<string, string | readonly (string | Facts)[]>>;

/** What is to be done in a component, by the `parts` of plan-words.yaml. */
function workOf(scope: Scope, all: readonly Finding[], component: string): Work {
  const {
    change: { base, head, files },
    impact,
    hops,
  } = scope;
  const findings = all.filter((each) => each.component === component);
  const changed = files.filter((each) => each.components.includes(component));
  const scripts = new Set(head.migrations.get(component)?.map(({ file }) => file));
  const isMigration = ({ file, status }: (typeof files)[number]) =>
    status === "added" && scripts.has(file);
  const operations = head.contracts.get(component)?.operations.keys() ?? [];
  const known = base.contracts.get(component)?.operations;
  const about = (phase: string) => findings.filter(({ step }) => step === `${phase}-${component}`);
  const removed = about("contract").flatMap(({ operations: names, place }) =>
    names.length > 0 ? names.map(code) : code(place.replace(/:\d+$/, "")),
  );
  const lost = impact.findings.filter(
    ({ rule, level }) => level === "breaking" && phaseOf(rule) === "contract",
  );
  const moved = lost.flatMap(({ paths }) =>
    paths.flatMap((path) => {
      const [from, to] = path.slice(-2);
      return from?.component === component && to && to.component !== component
        ? [code(keyOf(to))]
        : [];
    }),
  );
  const calls = hops.flatMap(({ from, to, declared }) =>
    declared && from.component === component
      ? [`${code(from.operation)} → ${code(keyOf(to))}`]
      : [],
  );
  return {
    component,
    added: [
      ...changed.filter(isMigration).map(fileText),
      ...[...operations].filter((name) => !known?.has(name)).map(code),
    ],
    kept: removed.filter((name) => !scripts.has(name.slice(1, -1))),
    removed,
    moved,
    ...{ eased: about("expand").map(({ id }) => id), mended: about("change").map(({ id }) => id) },
    files: changed.filter((each) => !isMigration(each)).map(fileText),
    ...{ calls, traced: calls.length > 0 ? [{}] : [] },
    objectives: objectivesOf(scope).filter((each) => each.component === component),
  };
}

function proofOf({ id, kind, covers, text }: Proof, facts: Facts, { checks }: Settings): Criterion {
  const { component, name = component } = facts;
  const subject = covers === "component" ? component : covers;
  const covering = checks.filter((each) => each.covers?.includes(String(subject)));
  const general = covers === "component" ? checks.filter((each) => each.covers === undefined) : [];
  return {
    id: `${id}-${name}`,
    kind,
    text: render(text, facts),
    checks: (covering.length > 0 ? covering : general).map(({ id }) => id),
  };
}
