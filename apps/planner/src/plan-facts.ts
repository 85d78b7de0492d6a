/** What the inputs prove about a change, as tables for plan-template.md. */
import { matchesGlob } from "node:path";
import { ownership } from "./catalog.ts";
import { resolveRef } from "./contract.ts";
import { isObject } from "./document.ts";
import type { Impact } from "./impact.ts";
import { mapMermaid } from "./map.ts";
import type {
  Change,
  ChangedFile,
  Component,
  DeclaredCall,
  Edge,
  Operation,
  Snapshot,
} from "./model.ts";
import { keyOf, type OperationRef } from "./model.ts";
import { flowTable } from "./plan-flows.ts";
import { code, placeText, WORDS } from "./plan-words.ts";
import { isInput } from "./snapshot.ts";

/** What a change touches, or a finding is about, or one reaches. */
export type Scope = {
  readonly change: Change;
  readonly impact: Impact;
  readonly components: readonly Component[];
  /** By `keyOf`; of changed source those that it names, or all of its component where it names none. */
  readonly operations: ReadonlyMap<string, OperationRef>;
  /** The calls that these make or take. */
  readonly hops: readonly Edge[];
};

export function scopeOf(change: Change, impact: Impact): Scope {
  const { base, head, files } = change;
  const { findings } = impact;
  const found = findings.flatMap(({ operations, paths }) => [...operations, ...paths.flat()]);
  const operations = byKey([...found, ...operationsOfSources(change)]);
  const names = [
    ...files.flatMap((file) => file.components),
    ...findings.map((each) => each.component),
  ];
  const touched = new Set([...names, ...[...operations.values()].map((each) => each.component)]);
  const all = [...new Map([...head.components, ...base.components]).values()];
  const components = all.filter(({ name }) => touched.has(name));
  const hops = head.graph.edges.filter(({ from, to }) =>
    [from, to].some((end) => operations.has(keyOf(end))),
  );
  return { change, impact, operations, components, hops };
}

const byKey = <T extends OperationRef>(refs: readonly T[]): ReadonlyMap<string, T> =>
  new Map(refs.map((ref) => [keyOf(ref), ref]));

const contracted = ({ contracts }: Snapshot): ReadonlyMap<string, Operation> =>
  byKey([...contracts.values()].flatMap(({ operations }) => [...operations.values()]));

const fitting = (globs: readonly string[]) => (file: string) =>
  globs.some((glob) => matchesGlob(file, glob));

/** Whether a text names an operation, by its id or its route. */
function isNamedIn(operation: string, { route }: { readonly route?: string } = {}) {
  const path = route
    ?.split(/\{[^}]*\}/)
    .map(RegExp.escape)
    .join("[^/\\s\"'`]+");
  const id = `(?<![\\w$])${RegExp.escape(operation)}(?![\\w$])`;
  const pattern = new RegExp(path === undefined ? id : `${id}|${path}(?![\\w/{$-])`);
  return (text = "") => pattern.test(text);
}

function operationsOfSources({ head, files }: Change): readonly OperationRef[] {
  const routes = contracted(head);
  const all = [...byKey<OperationRef>([...head.policies.values(), ...routes.values()]).values()];
  return [...head.components.values()].flatMap(({ name, sourceGlobs, testGlobs }) => {
    const [isSource, isTest] = [fitting(sourceGlobs), fitting(testGlobs)];
    const own = files.filter(({ components }) => components.includes(name)).map(({ file }) => file);
    const texts = [...head.read(own.filter((file) => isSource(file) && !isTest(file))).values()];
    const mine = texts.length === 0 ? [] : all.filter(({ component }) => component === name);
    const named = mine.filter((each) =>
      texts.some(isNamedIn(each.operation, routes.get(keyOf(each)))),
    );
    return named.length > 0 ? named : mine;
  });
}

export const fileText = ({ file, status }: ChangedFile): string =>
  code(file) + { added: " (new)", changed: "", removed: " (removed)" }[status];

/** All that the template asks for, but for what is in the front matter. */
export function factsOf(scope: Scope) {
  const {
    change: { base, head, files },
    impact,
    operations,
    hops,
  } = scope;
  const targets = [...head.targets.values()].filter(({ name }) =>
    hops.some(({ to }) => to.component === name),
  );
  return {
    from: base.revision.slice(0, 12),
    to: head.revision.slice(0, 12),
    counts: Object.entries(impact.counts).map(([level, count]) => `${count} ${level}`),
    reach: impact.findings.map(({ level, message, place }) => ({
      level,
      message,
      place: `${place.file}:${place.line}`,
    })),
    drawing: drawingOf(scope),
    ...componentTables(scope),
    operations: operationTable(scope),
    hops: hops.map((hop) => hopRow(hop, scope.change)),
    traced: [...head.contracts.values()].flatMap(({ document, component }) =>
      document.text.includes("traceparent") ? [component] : [],
    ),
    targets: targets.map(({ name, breaker, at }) => ({
      ...{ name, place: placeText(at), where: `${name} (${placeText(at)})` },
      breaker: Object.entries(breaker ?? {}).map(([key, value]) => `${key} ${value}`),
    })),
    flows: flowTable(head, operations.values()),
    objectives: objectivesOf(scope),
    files: files.map((each) => ({
      ...{ text: fileText(each), isInput: isInput(each.file), isOwned: each.components.length > 0 },
      isDocument: new RegExp(WORDS.documents).test(each.file),
    })),
  };
}

const hopRow = (
  { from, to, synchronous, declared, observed }: Edge,
  { base, head: { evidence } }: Change,
) => ({
  isNew: !base.graph.callers.get(keyOf(to))?.some((each) => keyOf(each.from) === keyOf(from)),
  name: `${code(keyOf(from))} → ${code(keyOf(to))}`,
  pair: `${from.component} → ${to.component} (${synchronous ? "waited for" : "nobody waits"})`,
  ...{ synchronous, seen: observed !== undefined, policy: declared && policyText(declared) },
  unseen: evidence.observed && evidence.declared && observed === undefined,
  retry:
    (declared?.attempts ?? 1) > 1 &&
    `${code(keyOf(from))} (${placeText((declared as DeclaredCall).at)})`,
});

function policyText({ attempts, timeoutMs, deadlineMs, fallback, ...call }: DeclaredCall): string {
  const waits = `${call.backoffBaseMs} to ${call.backoffMaxMs} ms apart${call.afterTimeout ? "" : ", none after a timeout"}`;
  const tries =
    attempts === 1
      ? `one attempt of ${timeoutMs} ms`
      : `up to ${attempts} attempts of ${timeoutMs} ms, ${waits}`;
  return `${tries}, all within ${deadlineMs} ms${call.idempotent ? "" : "; not idempotent"}; ${fallback === undefined ? "no fallback" : `fallback ${fallback}`}`;
}

/** The components that are touched, with their neighbours. */
function drawingOf({ change: { head }, components }: Scope): readonly string[] {
  const names = new Set(components.map(({ name }) => name));
  const edges = head.graph.edges.filter(
    ({ from, to }) =>
      from.component !== to.component && [from, to].some(({ component }) => names.has(component)),
  );
  const ends = new Set(edges.flatMap(({ from, to }) => [from.component, to.component]));
  const drawn = new Map([...head.components].filter(([name]) => ends.has(name)));
  return edges.length === 0
    ? []
    : mapMermaid({ ...head, components: drawn, graph: { ...head.graph, edges } })
        .trimEnd()
        .split("\n");
}

function componentTables({ change: { base, head, files }, components }: Scope) {
  const calls = (name: string, mine: "from" | "to", theirs: "from" | "to") => {
    const edges = head.graph.edges.filter(
      (edge) => edge[mine].component === name && edge[theirs].component !== name,
    );
    return [...Map.groupBy(edges, (edge) => edge[theirs].component)].map(
      ([other, { length }]) => `${other} (${length})`,
    );
  };
  const row = ({ name, type, owner, dependsOn }: Component) => {
    const own = files.filter((each) => each.components.includes(name));
    const before = base.components.get(name)?.dependsOn ?? [];
    return {
      ...{ name, type, owner, heading: type === "service" ? headingOf(name) : "" },
      ...{ callers: calls(name, "to", "from"), callees: calls(name, "from", "to") },
      files: own.map(fileText),
      statuses: [...Map.groupBy(own, ({ status }) => status)].map(
        ([status, { length }]) => `${length} ${status}`,
      ),
      dependencies: dependsOn.filter((each) => !before.includes(each)).map(code),
    };
  };
  const services = [...head.components.values()].filter(({ type }) => type === "service").map(row);
  const placeOf = ({ heading }: { heading: string }) =>
    WORDS.headings.indexOf(heading) + 1 || services.length + WORDS.headings.length;
  return {
    components: components.map(row),
    services: services.sort((a, b) => placeOf(a) - placeOf(b)),
  };
}

/** That of the founding document, where it has one for the component. */
function headingOf(component: string): string {
  const plain = (text: string) =>
    text.toLowerCase().replaceAll(/\b(api|service|changes)\b|[^a-z0-9]/g, "");
  const title = component
    .split(/[-_.]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
  return WORDS.headings.find((each) => plain(each) === plain(title)) ?? `${title} Service Changes`;
}

function operationTable({ change: { base, head }, impact: { findings }, operations }: Scope) {
  const [before, after] = [contracted(base), contracted(head)];
  const ofContracts = findings.filter(({ component, place }) =>
    [base, head].some(({ contracts }) => contracts.get(component)?.document.file === place.file),
  );
  const changed = new Set(ofContracts.flatMap((each) => each.operations.map(keyOf)));
  const testsOf = testsIn(head);
  const added = [...after].filter(([key]) => !before.has(key));
  return [...new Map([...operations, ...added])].map(([key, { component, operation }]) => {
    const policy = head.policies.get(key);
    const contract = after.get(key) ?? before.get(key);
    const state = !after.has(key)
      ? "removed"
      : !before.has(key)
        ? "new"
        : changed.has(key)
          ? "changed"
          : "";
    return {
      ...{ name: code(key), component, operation, state: contract && state },
      ...(contract === undefined ? {} : rowOf(contract)),
      ...{ pattern: policy?.pattern, deadlineMs: policy?.deadlineMs, calls: policy?.calls.length },
      where: policy && `${code(key)} (${placeText(policy.at)})`,
      parallel: policy?.calls.some(({ mode }) => mode === "parallel") === true,
      ...(policy || after.has(key) ? testsOf(component, isNamedIn(operation, contract)) : {}),
    };
  });
}

function rowOf({ method, route, at, body, item }: Operation) {
  const value = (node: unknown) => resolveRef({ ...at, value: node })?.value;
  const parameters = [item, body].flatMap((each) =>
    Array.isArray(each.parameters) ? each.parameters.map(value).filter(isObject) : [],
  );
  const request = value(body.requestBody);
  const media = isObject(request) && isObject(request.content) ? Object.keys(request.content) : [];
  const statuses = Object.keys(isObject(body.responses) ? body.responses : {});
  return {
    endpoint: `${method.toUpperCase()} ${route}`,
    takes: [
      ...parameters.map(
        ({ in: place, name, required }) => `${place} ${name}${required === true ? "" : "?"}`,
      ),
      ...media,
    ],
    answers: statuses.filter((status) => /^[123]/.test(status)),
    refuses: statuses.filter((status) => !/^[123]/.test(status)),
    limited: statuses.includes("429"),
  };
}

/** Which tests name an operation, by the kind of test. */
function testsIn(head: Snapshot) {
  const ownersOf = ownership(head.components.values());
  const is = (kind: string, file: string) => new RegExp(WORDS.tests[kind] ?? "").test(file);
  const tests = [...head.files.keys()].flatMap((file) => {
    const owners = ownersOf(file);
    const isTheirs = owners.some((name) =>
      fitting(head.components.get(name)?.testGlobs ?? [])(file),
    );
    if (owners.length > 0 ? !isTheirs : !is("any", file)) return [];
    return [
      {
        file,
        owners,
        kind: owners.length === 0 ? "journey" : is("integration", file) ? "integration" : "unit",
      },
    ];
  });
  const texts = head.read(tests.map(({ file }) => file));
  return (component: string, isNamed: (text?: string) => boolean) => {
    const found = tests.filter(
      ({ file, owners }) =>
        (owners.length === 0 || owners.includes(component)) && isNamed(texts.get(file)),
    );
    const of = (wanted: string) =>
      found.flatMap(({ kind, file }) => (kind === wanted ? [code(file)] : []));
    return {
      testable: true,
      unit: of("unit"),
      integration: of("integration"),
      journey: of("journey"),
    };
  };
}

export const objectivesOf = ({ change: { head }, components, operations }: Scope) =>
  head.objectives.flatMap(({ component, operation = "", target, thresholdMs, ...objective }) => {
    const key = keyOf({ component, operation });
    if (
      !components.some(({ name }) => name === component) ||
      (operation !== "" && !operations.has(key))
    )
      return [];
    const what = thresholdMs === undefined ? "without an error" : `within ${thresholdMs} ms`;
    const text = `${operation === "" ? component : code(key)} answers ${Number((target * 100).toFixed(6))} % of its requests ${what}`;
    return [{ name: objective.name, component, text, place: placeText(objective.at) }];
  });
