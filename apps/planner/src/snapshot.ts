/** Reads all inputs of a revision, and what differs between two. */
import { createHash } from "node:crypto";
import { ownership, readCatalog } from "./catalog.ts";
import { readContract } from "./contract.ts";
import { parseFile } from "./document.ts";
import { NO_SETTINGS, readCalls, readObjectives, readSettings } from "./evidence.ts";
import { type Comparison, type Tree, WORKING_TREE } from "./git.ts";
import { buildGraph } from "./graph.ts";
import { InputError } from "./input-error.ts";
import type { At, Change, Component, Contract, Document, Migration, Snapshot } from "./model.ts";
import { type Policies, readPolicies } from "./policies.ts";

const CATALOGUE = /(^|\/)catalog-info\.ya?ml$/;
const POLICIES = "resilience.yaml";
const CALLS = "calls.json";
const OBJECTIVES = "slo.yaml";
const SETTINGS = "planner.yaml";

/**
 * The inputs at both ends of a comparison, completely read and checked.
 * @throws InputError with one line: file, line and what is wrong with it
 */
export function readChange(comparison: Comparison): Change {
  // What is the same at both ends is read, parsed and understood once.
  const memory: Memory = { documents: new Map(), contracts: new Map(), policies: new Map() };
  const base = named(comparison.base, memory);
  const head = named(comparison.head, memory);
  if (head.components.size === 0)
    throw new InputError("there is no component in any catalog-info.yaml");
  return { base, head, files: ownedFiles(comparison, base, head) };
}

function ownedFiles({ files }: Comparison, base: Snapshot, head: Snapshot): Change["files"] {
  const ownersBefore = ownership(base.components.values());
  const owners = ownership(head.components.values());
  return files.map((change) => ({
    ...change,
    components: (change.status === "removed" ? ownersBefore : owners)(change.file),
  }));
}

type Memory = {
  /** By id of content and name. */
  readonly documents: Map<string, Document>;
  /** By component; made anew where the document is another. */
  readonly contracts: Map<string, Contract>;
  readonly policies: Map<Document, Policies>;
};

function named(tree: Tree, memory: Memory): Snapshot {
  try {
    return snapshotOf(tree, memory);
  } catch (error) {
    if (!(error instanceof InputError) || tree.revision === WORKING_TREE) throw error;
    throw new InputError(`${error.message} (at ${tree.revision.slice(0, 12)})`, { cause: error });
  }
}

function snapshotOf(tree: Tree, memory: Memory): Snapshot {
  const used = new Set<string>();
  const documents = (files: readonly string[]) => {
    for (const file of files) if (tree.files.has(file)) used.add(`${tree.files.get(file)} ${file}`);
    return readDocuments(tree, files, memory.documents);
  };
  const paths = [...tree.files.keys()];
  const catalogues = documents(paths.filter((file) => CATALOGUE.test(file)));
  const inputs = documents([POLICIES, CALLS, OBJECTIVES, SETTINGS]);
  const input = (file: string) => inputs.find((document) => document.file === file);
  const optional = <T>(file: string, read: (document: Document) => T, none: T): T => {
    const document = input(file);
    return document === undefined ? none : read(document);
  };
  const settings = optional(SETTINGS, readSettings, NO_SETTINGS);
  const components = readCatalog(catalogues, settings.annotationPrefix);
  const contracts = readContracts(components, documents, memory.contracts);
  const migrations = readMigrations(components, paths, documents);
  const none: Policies = { policies: new Map(), targets: new Map() };
  const declared = optional(POLICIES, (document) => remembered(document, memory.policies), none);
  const calls = optional(CALLS, readCalls, { observed: [], sequences: [] });
  const snapshot: Snapshot = {
    revision: tree.revision,
    digest: createHash("sha256")
      .update([...used].sort().join("\n"))
      .digest("hex"),
    files: tree.files,
    components,
    contracts,
    migrations,
    ...declared,
    ...calls,
    evidence: { declared: input(POLICIES) !== undefined, observed: input(CALLS) !== undefined },
    objectives: optional(OBJECTIVES, readObjectives, []),
    settings,
    graph: buildGraph(declared.policies.values(), calls.observed),
  };
  checkNames(snapshot);
  return snapshot;
}

function remembered(document: Document, memory: Memory["policies"]) {
  const policies = memory.get(document) ?? readPolicies(document);
  memory.set(document, policies);
  return policies;
}

function readDocuments(
  tree: Tree,
  files: readonly string[],
  known: Map<string, Document>,
): readonly Document[] {
  const keyOfFile = (file: string) => `${tree.files.get(file)} ${file}`;
  const present = files.filter((file) => tree.files.has(file));
  const texts = tree.read(present.filter((file) => !known.has(keyOfFile(file))));
  for (const [file, text] of texts)
    known.set(keyOfFile(file), parseFile(file, text, CATALOGUE.test(file) || file === OBJECTIVES));
  return present.flatMap((file) => known.get(keyOfFile(file)) ?? []);
}

type ReadDocuments = (files: readonly string[]) => readonly Document[];

function readContracts(
  components: ReadonlyMap<string, Component>,
  read: ReadDocuments,
  known: Map<string, Contract>,
): ReadonlyMap<string, Contract> {
  const owners = [...components.values()].filter(({ openapi }) => openapi !== undefined);
  const documents = new Map(
    read(owners.flatMap(({ openapi = "" }) => openapi)).map((each) => [each.file, each]),
  );
  const contracts = new Map<string, Contract>();
  for (const { name, openapi = "", at } of owners) {
    const document = documents.get(openapi);
    if (document === undefined)
      throw fault(at, `the contract of ${name}, ${openapi}, is not there`);
    const before = known.get(name);
    const contract = before?.document === document ? before : readContract(name, document);
    known.set(name, contract);
    contracts.set(name, contract);
  }
  return contracts;
}

function readMigrations(
  components: ReadonlyMap<string, Component>,
  files: readonly string[],
  read: ReadDocuments,
): ReadonlyMap<string, readonly Migration[]> {
  const scripts = files.filter((file) => file.endsWith(".sql")).sort();
  const owned = [...components.values()].flatMap(({ name, migrations }) =>
    scripts
      .filter((file) => migrations !== undefined && file.startsWith(`${migrations}/`))
      .map((file) => ({ component: name, file })),
  );
  const documents = new Map(read(owned.map(({ file }) => file)).map((each) => [each.file, each]));
  const migrations = owned.flatMap(({ component, file }) => {
    const document = documents.get(file);
    return document === undefined ? [] : [{ component, document }];
  });
  return Map.groupBy(migrations, ({ component }) => component);
}

/** Every component that an input names has to be in the catalogue. */
function checkNames(snapshot: Snapshot): void {
  const { policies, targets, observed, sequences, objectives, components, settings } = snapshot;
  const named: [string, At][] = [
    ...[...policies.values()].map(({ component, at }): [string, At] => [component, at]),
    ...[...policies.values()].flatMap(({ calls }) =>
      calls.map(({ to, at }): [string, At] => [to.component, at]),
    ),
    ...[...targets.values()].map(({ name, at }): [string, At] => [name, at]),
    ...observed.flatMap(({ from, to, at }): [string, At][] => [
      [from.component, at],
      [to.component, at],
    ]),
    ...sequences.map(({ operation, at }): [string, At] => [operation.component, at]),
    ...objectives.map(({ component, at }): [string, At] => [component, at]),
  ];
  for (const [name, at] of named)
    if (!components.has(name)) throw fault(at, `${name} is no component of the catalogue`);
  for (const name of settings.public)
    if (!components.has(name))
      throw new InputError(
        `${SETTINGS}: public names ${name}, which is no component of the catalogue`,
      );
}

const fault = ({ document, path }: At, reason: string): InputError =>
  new InputError(`${document.file}:${document.lineOf(path)}: ${reason}`);
