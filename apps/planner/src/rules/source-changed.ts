import { type Change, type Component, type Finding, listed } from "../model.ts";
import { verdictOf } from "./rule-table.ts";

/** A component's own source that changed while nothing did that others rely on: it concerns its owner alone. */
export function sourceChanged(change: Change): readonly Finding[] {
  const changed = new Map<string, string[]>();
  for (const { file, components } of change.files)
    for (const name of components) changed.set(name, [...(changed.get(name) ?? []), file]);
  return [...changed].flatMap(([name, files]) => {
    const component = change.head.components.get(name) ?? change.base.components.get(name);
    return component === undefined || promisesChanged(change, name)
      ? []
      : [finding(change, component, files)];
  });
}

function finding({ head, base }: Change, component: Component, files: readonly string[]): Finding {
  const { name, owner } = component;
  const [file = ""] = files;
  const count = files.length === 1 ? "1 file" : `${files.length} files`;
  const built = component.type === "library" ? builtWith(head.components, name) : [];
  const alone = `and nothing that others rely on: it concerns ${owner} alone`;
  return {
    ...verdictOf(built.length === 0 ? "source-changed" : "library-changed"),
    message: `${count} of ${name} changed, ${built.length === 0 ? alone : `which ${listed(built)} ${built.length === 1 ? "is" : "are"} built with`}`,
    place: { file, line: 1, revision: (head.files.has(file) ? head : base).revision },
    ...{ component: name, operations: [], paths: [] },
  };
}

/** The components that depend on a library, directly or by another, and are none themselves. */
function builtWith(components: ReadonlyMap<string, Component>, library: string): string[] {
  const reached = new Set([library]);
  for (const name of reached)
    for (const other of components.get(name)?.type === "library" ? components.values() : [])
      if (other.dependsOn.some((each) => each === `component:${name}`)) reached.add(other.name);
  return [...reached].filter((name) => components.get(name)?.type !== "library").sort();
}

function promisesChanged({ base, head }: Change, name: string): boolean {
  const files = ({ contracts, migrations }: Change["head"]) => [
    contracts.get(name)?.document,
    ...(migrations.get(name) ?? []),
  ];
  const policies = (snapshot: Change["head"]) =>
    JSON.stringify(
      [...snapshot.policies.values()].filter(({ component }) => component === name),
      (key, value) => (key === "at" ? undefined : value),
    );
  const [before, after] = [files(base), files(head)];
  return (
    before.length !== after.length ||
    before.some((document, index) => document !== after[index]) ||
    (base.policies !== head.policies && policies(base) !== policies(head))
  );
}
