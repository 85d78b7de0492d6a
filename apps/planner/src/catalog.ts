/** Backstage's catalogue: which components there are, and which files are whose. */
import { matchesGlob } from "node:path";
import { fault } from "./document.ts";
import { contentOf, noteOf } from "./inputs.ts";
import type { Component, Document } from "./model.ts";

/**
 * The components of all catalogue files. Annotations count by what follows their prefix (`example.org/source`); where
 * `prefix` is undefined, any. @throws InputError: a wrong entity, a name used twice, a dependency that is no component
 */
export function readCatalog(
  documents: readonly Document[],
  prefix: string | undefined,
): ReadonlyMap<string, Component> {
  const components = new Map<string, Component>();
  for (const document of documents) {
    const entities = contentOf("catalog-info.yaml", document);
    for (const [index, { kind, metadata, spec }] of entities.entries()) {
      if (kind !== "Component") continue;
      const { name } = metadata;
      const at = { document, path: [index] };
      if (components.has(name)) throw fault(at, `there are two components ${name}`);
      const note = (suffix: string) => noteOf(metadata.annotations ?? {}, suffix, prefix);
      components.set(name, {
        ...{ name, owner: "nobody", type: "service", ...spec, at },
        // Without the namespace: all are of one.
        dependsOn: (spec?.dependsOn ?? []).map((each) =>
          each.replace(/^component:([^/]*\/)?/i, "component:"),
        ),
        sourceGlobs: globsOf(note("source")),
        testGlobs: globsOf(note("tests")),
        openapi: note("openapi"),
        migrations: note("migrations"),
        outgoing: note("contract-direction") === "outgoing",
      });
    }
  }
  for (const { name, dependsOn, at } of components.values())
    for (const [kind, other = ""] of dependsOn.map((each) => each.split(":")))
      if (kind === "component" && !components.has(other))
        throw fault(at, `${name} depends on the unknown component ${other}`);
  return components;
}

/** Between spaces and commas, but for those inside braces. */
const globsOf = (list = ""): readonly string[] =>
  (list.match(/[^\s,{]*(\{[^}]*\}[^\s,{]*)*/g) ?? []).filter(Boolean);

/** Whether a file fits one of some globs. The start is compared first: it is a hundred times as fast. */
export function fitting(globs: readonly string[]): (file: string) => boolean {
  const patterns = globs.map((glob) => ({ glob, start: glob.split(/[*?[{(!]/)[0] ?? "" }));
  return (file) =>
    patterns.some(({ glob, start }) => file.startsWith(start) && matchesGlob(file, glob));
}

/** Tells whose source, tests, contract or migrations a file is. */
export function ownership(components: Iterable<Component>): (file: string) => readonly string[] {
  const owners = [...components].map(({ name, openapi, migrations, ...globs }) => {
    const named = [openapi ?? [], migrations === undefined ? [] : `${migrations}/**`].flat();
    return { name, owns: fitting([...globs.sourceGlobs, ...globs.testGlobs, ...named]) };
  });
  return (file) => owners.filter(({ owns }) => owns(file)).map(({ name }) => name);
}
