/** What the inputs prove about a change, as tables for plan-template.md. */
import { dirname } from "node:path";
import { fitting, ownership } from "./catalog.ts";
import { follow, resolveRef } from "./contract.ts";
import { isObject } from "./document.ts";
import type { Impact } from "./impact.ts";
import { mapMermaid } from "./map.ts";
import type { Change, ChangedFile, Component, DeclaredCall, Edge, Finding } from "./model.ts";
import {
  keyOf,
  type Operation,
  type OperationRef,
  type Path,
  type Policy,
  type Snapshot,
} from "./model.ts";
import { flowTable } from "./plan-flows.ts";
import { code, isKind, placeText, WORDS } from "./plan-words.ts";
import { isInput } from "./snapshot.ts";

export type Scope = ReturnType<typeof scopeOf>;

/**
 * What a change touches, or a finding is about, or one reaches. `operations`, by `keyOf`: of changed source those that it
 * names, or all of its component where it names none. `redeclared`: those that there were, whose policy is another now.
 * `hops`: the calls that operations make or take.
 */
export function scopeOf(change: Change, impact: Impact) {
  const { base, head, files } = change;
  const [before, after] = [contracted(base), contracted(head)];
  const { findings } = impact;
  const found = findings.flatMap(({ operations, paths }) => [...operations, ...paths.flat()]);
  const added = after.values().filter((each) => !before.has(keyOf(each)));
  const known = new Set([...before.keys(), ...base.policies.keys()]);
  const redeclared = byKey(
    [...head.policies.values()].filter((policy) => {
      const key = keyOf(policy);
      return known.has(key) && declarationOf(policy) !== declarationOf(base.policies.get(key));
    }),
  );
  const named = namedInSources(change, after);
  const operations = byKey([...found, ...named, ...redeclared.values(), ...added]);
  const touched = [...findings, ...operations.values()].map(({ component }) => component);
  const names = new Set([...files.flatMap(({ components }) => components), ...touched]);
  const all = [...new Map([...head.components, ...base.components]).values()];
  const isTouched = (end: OperationRef) => operations.has(keyOf(end));
  const hops = head.graph.edges.filter(({ from, to }) => isTouched(from) || isTouched(to));
  const components = all.filter(({ name }) => names.has(name));
  return { change, impact, before, after, components, operations, redeclared, hops };
}

/** What an operation may do, wherever that stands. */
const declarationOf = (policy: Policy | undefined) =>
  JSON.stringify(policy, (key, value) => (key === "at" ? undefined : value));

type ByKey<T> = ReadonlyMap<string, T>;
const byKey = <T extends OperationRef>(refs: readonly T[]): ByKey<T> =>
  new Map(refs.map((ref) => [keyOf(ref), ref]));

const contracted = ({ contracts }: Snapshot): ByKey<Operation> =>
  byKey([...contracts.values()].flatMap(({ operations }) => [...operations.values()]));

/** Whether a text names an operation, by its id or its route. */
function isNamedIn(operation: string, { route }: { readonly route?: string } = {}) {
  const parts = route?.split(/\{[^}]*\}/).map((part) => RegExp.escape(part)) ?? [];
  const id = `(?<![\\w$])${RegExp.escape(operation)}(?![\\w$])`;
  const path = `${parts.join("[^/\\s\"'`]+")}(?![\\w/{$-])`;
  const pattern = new RegExp(route === undefined ? id : `${id}|${path}`);
  return (text = "") => pattern.test(text);
}

function namedInSources({ head, files }: Change, routes: ByKey<Operation>) {
  const all = byKey<OperationRef>([...head.policies.values(), ...routes.values()]);
  return [...head.components.values()].flatMap(({ name, sourceGlobs, testGlobs }) => {
    const [isSource, isTest] = [fitting(sourceGlobs), fitting(testGlobs)];
    const own = files.filter(({ components }) => components.includes(name)).map(({ file }) => file);
    const texts = [...head.read(own.filter((file) => isSource(file) && !isTest(file))).values()];
    if (texts.length === 0) return [];
    const mine = [...all.values()].filter(({ component }) => component === name);
    const isNamed = (each: OperationRef) => isNamedIn(each.operation, routes.get(keyOf(each)));
    const named = mine.filter((each) => texts.some(isNamed(each)));
    return named.length > 0 ? named : mine;
  });
}

const fileText = ({ file, status }: ChangedFile): string =>
  code(file) + { added: " (new)", changed: "", removed: " (removed)" }[status];

/** All that plan-template.md and plan-words.yaml ask for, but for what is in the front matter. */
export function factsOf(scope: Scope) {
  const { change, impact, operations, hops } = scope;
  const { base, head, files } = change;
  const scripts = new Set([...head.migrations.values()].flat().map(({ file }) => file));
  const called = new Set(hops.map(({ to }) => to.component));
  const traced = [...head.contracts].filter(([, { document }]) =>
    /traceparent/i.test(document.text),
  );
  return {
    ...{ from: base.revision.slice(0, 12), to: head.revision.slice(0, 12) },
    counts: Object.entries(impact.counts).map(([level, count]) => `${count} ${level}`),
    reach: impact.findings,
    ...componentTables(scope),
    operations: operationTable(scope),
    hops: hops.map((hop) => hopRow(hop, change)),
    declared: hops.flatMap(({ calls }) => calls.map(callRow)),
    traced: traced.map(([name]) => name),
    targets: [...head.targets.values()]
      .filter(({ name }) => called.has(name))
      .map(({ name, breaker = {}, at }) => ({
        ...{ name, where: `${name} (${placeText(at)})` },
        breaker: Object.entries(breaker).map((entry) => entry.join(" ")),
      })),
    flows: flowTable(head, operations.values()),
    objectives: objectivesOf(scope),
    files: files.map((each) => ({
      ...{ ...each, text: fileText(each), folder: dirname(each.file) },
      ...{ isInput: isInput(each.file), isDocument: isKind("document", each.file) },
      isMigration: each.status === "added" && scripts.has(each.file),
    })),
  };
}

const callName = ({ from, to }: Pick<Edge, "from" | "to">) =>
  `${code(keyOf(from))} → ${code(keyOf(to))}`;

const callRow = (call: DeclaredCall) => ({
  ...{ ...call, name: callName(call) },
  where: `${code(keyOf(call.from))} (${placeText(call.at)})`,
});

const hopRow = (hop: Edge, { base, head }: Change) => {
  const { from, to, declared, observed } = hop;
  const before = base.graph.callers.get(keyOf(to)) ?? [];
  return {
    ...{ ...hop, name: callName(hop) },
    isNew: !before.some((edge) => keyOf(edge.from) === keyOf(from)),
    isUnseen: head.evidence.observed && declared && !observed,
  };
};

function componentTables({ change: { base, head, files }, components }: Scope) {
  const edges = head.graph.edges.filter(({ from, to }) => from.component !== to.component);
  const all = [...head.components.values()];
  const row = ({ name, type, owner, dependsOn }: Component) => ({
    ...{ name, type, owner, heading: type === "service" ? headingOf(name) : "" },
    users: [
      edges.filter(({ to }) => to.component === name).map(({ from }) => from.component),
      all.flatMap((each) => (each.dependsOn.includes(`component:${name}`) ? each.name : [])),
    ].flat(),
    uses: edges.filter(({ from }) => from.component === name).map(({ to }) => to.component),
    isChanged: files.some((each) => each.components.includes(name)),
    dependencies: dependsOn.filter((each) => !base.components.get(name)?.dependsOn.includes(each)),
  });
  const names = new Set(components.map(({ name }) => name));
  const near = edges.filter(({ from, to }) => names.has(from.component) || names.has(to.component));
  const ends = new Set(near.flatMap(({ from, to }) => [from.component, to.component]));
  const drawn = new Map([...head.components].filter(([name]) => ends.has(name)));
  const drawing = mapMermaid({ ...head, components: drawn, graph: { ...head.graph, edges: near } });
  const services = all.filter(({ type }) => type === "service").map(row);
  const byHeading = Map.groupBy(services, ({ heading }) => heading);
  const headings = new Set([...WORDS.headings, ...byHeading.keys()]);
  return {
    components: components.map(row),
    services: [...headings].flatMap((heading) => byHeading.get(heading) ?? []),
    drawing: near.length === 0 ? [] : drawing.trimEnd().split("\n"),
  };
}

function headingOf(component: string): string {
  const plain = (text: string) =>
    text.toLowerCase().replaceAll(/\b(api|service|changes)\b|[\W_]/g, "");
  const title = component.replaceAll(
    /(^|[\W_])(\w)/g,
    (_, gap, letter) => (gap && " ") + letter.toUpperCase(),
  );
  return WORDS.headings.find((each) => plain(each) === plain(title)) ?? `${title} Service Changes`;
}

function operationTable({ change: { base, head }, before, after, ...scope }: Scope) {
  const isOfContract = ({ component, place: { file } }: Finding) =>
    [base, head].some(({ contracts }) => contracts.get(component)?.document.file === file);
  const differing = scope.impact.findings.filter(isOfContract);
  const changed = new Set(differing.flatMap((each) => each.operations.map(keyOf)));
  const testsOf = testsIn(head);
  const fanned = head.sequences.filter(({ steps }) => steps.some((step) => step.length > 1));
  const atOnce = new Set(fanned.map((each) => keyOf(each.operation)));
  const names = scope.components.map(({ name }) => name);
  const all = [...scope.operations].sort(
    ([, a], [, b]) => names.indexOf(a.component) - names.indexOf(b.component),
  );
  return all.map(([key, { component, operation }]) => {
    const policy = head.policies.get(key);
    const contract = after.get(key) ?? before.get(key);
    const isGone = before.has(key) && !after.has(key);
    const state = isGone ? "removed" : !before.has(key) ? "new" : changed.has(key) && "changed";
    return {
      ...(contract && { state, ...rowOf(contract) }),
      ...{ name: code(key), component, gone: isGone ? " (goes)" : "" },
      isRedeclared: scope.redeclared.has(key),
      ...(policy && { ...policy, where: `${code(key)} (${placeText(policy.at)})` }),
      parallel: policy?.calls.some(({ mode }) => mode === "parallel") || atOnce.has(key),
      ...testsOf(component, isNamedIn(operation, contract)),
    };
  });
}

function rowOf({ method, route, at, body, item }: Operation) {
  const keysAt = (...path: Path) =>
    Object.keys(Object(follow({ ...at, value: body }, ...path)?.value));
  const parameters = [item.parameters, body.parameters]
    .flat()
    .map((value) => resolveRef({ ...at, value })?.value)
    .filter(isObject);
  const taken = parameters.map((each) => `${each.in} ${each.name}${each.required ? "" : "?"}`);
  const [answers = [], refuses = []] = [true, false].map((isAnswer) =>
    keysAt("responses").filter((status) => /^[123]/.test(status) === isAnswer),
  );
  const takes = [...taken, ...keysAt("requestBody", "content")];
  return { endpoint: `${method.toUpperCase()} ${route}`, takes, answers, refuses };
}

/** Which tests name an operation, by the kind of test; one that is no component's is of all. */
function testsIn(head: Snapshot) {
  const ownersOf = ownership(head.components.values());
  const tests = [...head.files.keys()].flatMap((file) => {
    const owners = ownersOf(file);
    const globs = owners.flatMap((name) => head.components.get(name)?.testGlobs ?? []);
    if (owners.length > 0 ? !fitting(globs)(file) : !isKind("test", file)) return [];
    const kind = isKind("integration", file) ? "integration" : "unit";
    return [{ file, name: code(file), owners, kind: owners.length === 0 ? "journey" : kind }];
  });
  const texts = head.read(tests.map(({ file }) => file));
  return (component: string, isNamed: (text?: string) => boolean) => {
    const found = tests.filter(
      ({ file, kind, owners }) =>
        (kind === "journey" || owners.includes(component)) && isNamed(texts.get(file)),
    );
    return Object.groupBy(found, ({ kind }) => kind);
  };
}

/** What slo.yaml promises of what is touched. */
const objectivesOf = ({ change: { head }, components, operations }: Scope) =>
  head.objectives.flatMap(({ component, operation = "", target, thresholdMs, name, at }) => {
    const key = keyOf({ component, operation });
    const isWhole = operation === "" && components.some((each) => each.name === component);
    if (!isWhole && !operations.has(key)) return [];
    const what = thresholdMs === undefined ? "without an error" : `within ${thresholdMs} ms`;
    const share = Number((target * 100).toFixed(6));
    const text = `${isWhole ? component : code(key)} answers ${share} % of its requests ${what}`;
    return [{ name, component, text, place: placeText(at) }];
  });
