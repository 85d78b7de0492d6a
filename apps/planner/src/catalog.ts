/** Backstage's catalogue: which components there are, and which files are whose. */
import { matchesGlob, posix } from "node:path";
import { type Static, Type } from "typebox";
import { checked } from "./document.ts";
import { InputError } from "./input-error.ts";
import type { Component, Document } from "./model.ts";

const Names = Type.Optional(Type.Array(Type.String()));
const EntitySchema = Type.Object({
  kind: Type.String(),
  metadata: Type.Object({
    name: Type.String({ minLength: 1 }),
    annotations: Type.Optional(Type.Record(Type.String(), Type.String())),
  }),
  spec: Type.Optional(
    Type.Object({
      type: Type.Optional(Type.String()),
      owner: Type.Optional(Type.String()),
      system: Type.Optional(Type.String()),
      dependsOn: Names,
      providesApis: Names,
      consumesApis: Names,
      definition: Type.Optional(Type.Unknown()),
    }),
  ),
});
type Entity = Static<typeof EntitySchema>;

/**
 * The components of all catalogue files. Annotations count by what follows their prefix (`example.org/source`), where
 * `prefix` is undefined, whatever it is. @throws InputError: a wrong entity, a name used twice, a dependency that is no component
 */
export function readCatalog(
  documents: readonly Document[],
  prefix: string | undefined,
): ReadonlyMap<string, Component> {
  const entities = documents.flatMap((document) =>
    checked(document, Type.Array(EntitySchema)).map((entity, index) => ({
      entity,
      at: { document, path: [index] },
    })),
  );
  const definitions = new Map(
    entities.flatMap(({ entity, at }) => definitionOf(entity, at.document.file)),
  );
  const components = new Map<string, Component>();
  for (const { entity, at } of entities) {
    if (entity.kind !== "Component") continue;
    const component = componentOf(entity, at, { prefix, definitions });
    if (components.has(component.name))
      throw fault(component, `there are two components ${component.name}`);
    components.set(component.name, component);
  }
  for (const component of components.values())
    for (const each of component.dependsOn)
      if (each.startsWith("component:") && !components.has(nameOf(each)))
        throw fault(
          component,
          `${component.name} depends on the unknown component ${nameOf(each)}`,
        );
  return components;
}

type Context = {
  readonly prefix: string | undefined;
  readonly definitions: ReadonlyMap<string, string>;
};

function componentOf(
  { metadata, spec = {} }: Entity,
  at: Component["at"],
  { prefix, definitions }: Context,
): Component {
  const annotations = Object.entries(metadata.annotations ?? {});
  const note = (name: string): string | undefined =>
    annotations.find(([key]) =>
      prefix === undefined ? key.split("/").at(-1) === name : key === `${prefix}/${name}`,
    )?.[1];
  const globs = (name: string) =>
    (note(name) ?? "")
      .split(/,(?![^{]*\})/)
      .map((glob) => glob.trim())
      .filter((glob) => glob !== "");
  const providesApis = (spec.providesApis ?? []).map(nameOf);
  return {
    name: metadata.name,
    owner: spec.owner ?? "nobody",
    system: spec.system,
    type: spec.type ?? "service",
    sourceGlobs: globs("source"),
    testGlobs: globs("tests"),
    openapi: note("openapi") ?? providesApis.map((name) => definitions.get(name)).find(Boolean),
    migrations: note("migrations"),
    dependsOn: spec.dependsOn ?? [],
    providesApis,
    consumesApis: (spec.consumesApis ?? []).map(nameOf),
    at,
  };
}

/** An API whose definition is a file: its name and that file. */
function definitionOf({ kind, metadata, spec }: Entity, file: string): readonly [string, string][] {
  const definition = spec?.definition;
  const text =
    typeof definition === "object" && definition !== null && "$text" in definition
      ? String(definition.$text)
      : "";
  if (kind !== "API" || text === "" || text.includes("://")) return [];
  return [[metadata.name, posix.join(posix.dirname(file), text)]];
}

/** `component:default/loans` is called loans. */
const nameOf = (reference: string): string => reference.split(/[:/]/).at(-1) ?? reference;

/** Tells whose source, tests, contract or migrations a file is. */
export function ownership(components: Iterable<Component>): (file: string) => readonly string[] {
  const patterns = [...components].flatMap(({ name, openapi, migrations, ...globs }) =>
    [
      ...globs.sourceGlobs,
      ...globs.testGlobs,
      ...(openapi === undefined ? [] : [openapi]),
      ...(migrations === undefined ? [] : [`${migrations}/**`]),
    ].map((glob) => ({ name, glob, start: glob.split(/[*?[{(!]/)[0] ?? "" })),
  );
  return (file) => {
    const owned = patterns.filter(
      // The start of a glob is compared first: it is a hundred times as fast.
      ({ start, glob }) => file.startsWith(start) && (glob === file || matchesGlob(file, glob)),
    );
    return [...new Set(owned.map(({ name }) => name))];
  };
}

const fault = ({ at: { document, path } }: Component, reason: string): InputError =>
  new InputError(`${document.file}:${document.lineOf(path)}: ${reason}`);
