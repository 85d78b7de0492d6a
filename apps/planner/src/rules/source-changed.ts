import { type Change, type Component, type Finding, listed, type Snapshot } from "../model.ts";
import { verdictOf } from "./rule-table.ts";

/** A component's own source that changed while nothing did that others rely on: it concerns its owner alone. */
export function sourceChanged(change: Change): readonly Finding[] {
  const names = new Set(change.files.flatMap(({ components }) => components));
  return [...names].flatMap((name) => {
    const own = change.files.filter(({ components }) => components.includes(name));
    const component = change.head.components.get(name) ?? change.base.components.get(name);
    const isSame = promisesOf(change.base, name) === promisesOf(change.head, name);
    return component !== undefined && isSame ? [finding(change, component, own)] : [];
  });
}

function finding({ head, base }: Change, component: Component, files: Change["files"]): Finding {
  const { name, owner } = component;
  const { file = "" } = files[0] ?? {};
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

/** What others may rely on, in a form that can be compared. */
const promisesOf = ({ contracts, migrations, policies }: Snapshot, name: string): string => {
  const own = [...policies.values()].filter(({ component }) => component === name);
  const texts = [contracts.get(name)?.document, ...(migrations.get(name) ?? [])].map(
    (each) => each?.text,
  );
  return JSON.stringify([texts, own], (key, value) => (key === "at" ? undefined : value));
};
