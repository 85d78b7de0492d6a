/** Reads all inputs of a revision, and what differs between two. */
import { hash } from "node:crypto";
import { ownership, readCatalog } from "./catalog.ts";
import { readContract } from "./contract.ts";
import { fault, parseFile } from "./document.ts";
import { type Comparison, changedFiles, WORKING_TREE } from "./git.ts";
import { buildGraph } from "./graph.ts";
import { InputError } from "./input-error.ts";
import { readCalls, readObjectives, readPolicies, readSettings } from "./inputs.ts";
import type { Change, Component, Document, Snapshot, Tree } from "./model.ts";

const CATALOGUE = /(^|\/)catalog-info\.ya?ml$/;
const INPUTS = ["resilience.yaml", "calls.json", "slo.yaml", "planner.yaml"] as const;
const [POLICIES, CALLS, OBJECTIVES, SETTINGS] = INPUTS;

/** Whether a file tells the planner about all components. */
export const isInput = (file: string): boolean =>
  CATALOGUE.test(file) || INPUTS.some((each) => each === file);

/**
 * The inputs at both ends of a comparison, completely read and checked.
 * @throws InputError with one line: file, line and what is wrong with it
 */
export function readChange(ends: Comparison): Change {
  const parsed = new Map<string, Document>();
  const [base, head] = [named(ends.base, parsed), named(ends.head, parsed)];
  if (head.components.size === 0)
    throw new InputError("there is no component in any catalog-info.yaml");
  const before = ownership(base.components.values());
  const after = ownership(head.components.values());
  const files = changedFiles(ends).map(({ file, status }) => {
    return { file, status, components: (status === "removed" ? before : after)(file) };
  });
  return { base, head, files };
}

/** Parsed files by their content: what is the same at both ends is read once. */
type Parsed = Map<string, Document>;

function named(tree: Tree, parsed: Parsed): Snapshot {
  try {
    return snapshotOf(tree, parsed);
  } catch (error) {
    if (!(error instanceof InputError) || tree.revision === WORKING_TREE) throw error;
    throw new InputError(`${error.message} (at ${tree.revision.slice(0, 12)})`, { cause: error });
  }
}

/** The documents of those files that exist, their texts read at once; and a digest of all that were asked for. */
function reader(tree: Tree, parsed: Parsed) {
  const used = new Set<string>();
  const keyOf = (file: string) => `${tree.files.get(file)} ${file}`;
  const documents = (files: readonly string[]): readonly Document[] => {
    const present = files.filter((file) => tree.files.has(file));
    for (const file of present) used.add(keyOf(file));
    for (const [file, text] of tree.read(present.filter((file) => !parsed.has(keyOf(file)))))
      parsed.set(keyOf(file), parseFile(file, text, CATALOGUE.test(file) || file === OBJECTIVES));
    return present.flatMap((file) => parsed.get(keyOf(file)) ?? []);
  };
  return { documents, digest: () => hash("sha256", [...used].sort().join("\n")) };
}

function snapshotOf(tree: Tree, parsed: Parsed): Snapshot {
  const { documents, digest } = reader(tree, parsed);
  const paths = [...tree.files.keys()];
  const catalogues = paths.filter((file) => CATALOGUE.test(file));
  documents([...catalogues, ...INPUTS]); // one process of git for all
  const read = <T>(file: string, make: (document: Document) => T): T | undefined =>
    documents([file]).map(make)[0];
  const settings = readSettings(documents([SETTINGS])[0]);
  const components = readCatalog(documents(catalogues), settings.annotationPrefix);
  const all = [...components.values()];
  const scripts = paths.filter((file) => file.endsWith(".sql")).sort();
  const scriptsOf = ({ migrations }: Component) =>
    scripts.filter((file) => migrations !== undefined && file.startsWith(`${migrations}/`));
  documents(all.flatMap((component) => [component.openapi ?? "", ...scriptsOf(component)]));
  const contracts = all.flatMap((component) => {
    const { name, openapi, at } = component;
    if (openapi === undefined) return [];
    const contract = read(openapi, (document) => readContract(component, document));
    if (contract === undefined)
      throw fault(at, `the contract of ${name}, ${openapi}, is not there`);
    return [[name, contract] as const];
  });
  const calls = {
    ...{ policies: new Map(), targets: new Map(), ...read(POLICIES, readPolicies) },
    ...{ observed: [], sequences: [], ...read(CALLS, readCalls) },
  };
  const snapshot: Snapshot = {
    ...{ ...tree, components, ...calls, settings, contracts: new Map(contracts) },
    migrations: new Map(all.map((component) => [component.name, documents(scriptsOf(component))])),
    evidence: { declared: tree.files.has(POLICIES), observed: tree.files.has(CALLS) },
    objectives: read(OBJECTIVES, readObjectives) ?? [],
    graph: buildGraph(calls),
    digest: digest(),
  };
  if (components.size > 0) checkNames(snapshot);
  return snapshot;
}

/** Every component that an input names has to be in the catalogue. */
function checkNames({ components, settings, ...inputs }: Snapshot): void {
  const policies = [...inputs.policies.values()];
  const calls = [...policies.flatMap((policy) => policy.calls), ...inputs.observed];
  for (const { component, at } of [
    ...[...policies, ...inputs.objectives],
    ...calls.flatMap(({ from, to, at }) => [from, to].map((end) => ({ ...end, at }))),
    ...inputs.sequences.map(({ operation, at }) => ({ ...operation, at })),
    ...inputs.targets.values().map(({ name, at }) => ({ component: name, at })),
  ])
    if (!components.has(component))
      throw fault(at, `${component} is no component of the catalogue`);
  const stranger = settings.public.find((name) => !components.has(name));
  if (stranger !== undefined)
    throw new InputError(`${SETTINGS}: ${stranger} is no component of the catalogue`);
}
