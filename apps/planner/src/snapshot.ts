/** Reads all inputs of a revision, and what differs between two. */
import { createHash } from "node:crypto";
import { ownership, readCatalog } from "./catalog.ts";
import { readContract } from "./contract.ts";
import { fault, parseFile } from "./document.ts";
import { type Comparison, changedFiles, type Tree, WORKING_TREE } from "./git.ts";
import { buildGraph } from "./graph.ts";
import { InputError } from "./input-error.ts";
import { NO_SETTINGS, readCalls, readObjectives, readPolicies, readSettings } from "./inputs.ts";
import type { Change, Component, Contract, Document, Snapshot } from "./model.ts";

const CATALOGUE = /(^|\/)catalog-info\.ya?ml$/;
const POLICIES = "resilience.yaml";
const CALLS = "calls.json";
const OBJECTIVES = "slo.yaml";
const SETTINGS = "planner.yaml";

/** Whether a file tells the planner about all components. */
export const isInput = (file: string): boolean =>
  CATALOGUE.test(file) || [POLICIES, CALLS, OBJECTIVES, SETTINGS].includes(file);

/**
 * The inputs at both ends of a comparison, completely read and checked.
 * @throws InputError with one line: file, line and what is wrong with it
 */
export function readChange(ends: Comparison): Change {
  const understood = new Map<string, unknown>();
  const base = named(ends.base, understood);
  const head = named(ends.head, understood);
  if (head.components.size === 0)
    throw new InputError("there is no component in any catalog-info.yaml");
  const before = ownership(base.components.values());
  const after = ownership(head.components.values());
  const files = changedFiles(ends).map((change) => ({
    ...change,
    components: (change.status === "removed" ? before : after)(change.file),
  }));
  return { base, head, files };
}

/** What was made of a file, by its content: what is the same at both ends is read and understood once. */
type Understood = Map<string, unknown>;

function named(tree: Tree, understood: Understood): Snapshot {
  try {
    return snapshotOf(tree, inputsOf(tree, understood));
  } catch (error) {
    if (!(error instanceof InputError) || tree.revision === WORKING_TREE) throw error;
    throw new InputError(`${error.message} (at ${tree.revision.slice(0, 12)})`, { cause: error });
  }
}

type Inputs = {
  /** The parsed files of those that exist; the texts of all are read at once. */
  documents(files: readonly string[]): readonly Document[];
  /** What `make` makes of the document, or made of it before for the same `purpose`. */
  understand<T>(document: Document, purpose: string, make: (document: Document) => T): T;
  digest(): string;
};

function inputsOf(tree: Tree, understood: Understood): Inputs {
  const used = new Set<string>();
  const keyOfFile = (file: string) => `${tree.files.get(file)} ${file}`;
  const once = <T>(key: string, make: () => T): T => {
    if (!understood.has(key)) understood.set(key, make());
    return understood.get(key) as T;
  };
  return {
    documents(files) {
      const present = files.filter((file) => tree.files.has(file));
      const texts = tree.read(present.filter((file) => !understood.has(keyOfFile(file))));
      return present.map((file) => {
        used.add(keyOfFile(file));
        const stream = CATALOGUE.test(file) || file === OBJECTIVES;
        return once(keyOfFile(file), () => parseFile(file, texts.get(file) ?? "", stream));
      });
    },
    understand: (document, purpose, make) =>
      once(`${keyOfFile(document.file)} ${purpose}`, () => make(document)),
    digest: () =>
      createHash("sha256")
        .update([...used].sort().join("\n"))
        .digest("hex"),
  };
}

function snapshotOf(tree: Tree, { documents, understand, digest }: Inputs): Snapshot {
  const paths = [...tree.files.keys()];
  const catalogues = paths.filter((file) => CATALOGUE.test(file));
  documents([...catalogues, POLICIES, CALLS, OBJECTIVES, SETTINGS]); // one process of git for all
  const read = <T>(file: string, make: (document: Document) => T): T | undefined =>
    documents([file]).map((document) => understand(document, "input", make))[0];
  const settings = read(SETTINGS, readSettings) ?? NO_SETTINGS;
  const components = readCatalog(documents(catalogues), settings.annotationPrefix);
  const all = [...components.values()];
  const scripts = paths.filter((file) => file.endsWith(".sql")).sort();
  const scriptsOf = ({ migrations }: Component) =>
    scripts.filter((file) => migrations !== undefined && file.startsWith(`${migrations}/`));
  documents(all.flatMap((component) => [component.openapi ?? "", ...scriptsOf(component)]));
  const contracts = all.flatMap(({ name, openapi, at }): Contract[] => {
    if (openapi === undefined) return [];
    const [document] = documents([openapi]);
    if (document === undefined)
      throw fault(at, `the contract of ${name}, ${openapi}, is not there`);
    return [understand(document, name, () => readContract(name, document))];
  });
  const declared = read(POLICIES, readPolicies);
  const seen = read(CALLS, readCalls);
  const { policies = new Map(), targets = new Map() } = declared ?? {};
  const { observed = [], sequences = [] } = seen ?? {};
  const snapshot: Snapshot = {
    revision: tree.revision,
    files: tree.files,
    read: tree.read,
    contracts: new Map(contracts.map((contract) => [contract.component, contract])),
    migrations: new Map(all.map((component) => [component.name, documents(scriptsOf(component))])),
    ...{ components, policies, targets, observed, sequences, settings },
    evidence: { declared: declared !== undefined, observed: seen !== undefined },
    objectives: read(OBJECTIVES, readObjectives) ?? [],
    graph: buildGraph(policies.values(), observed),
    digest: digest(),
  };
  if (components.size > 0) checkNames(snapshot);
  return snapshot;
}

/** Every component that an input names has to be in the catalogue. */
function checkNames({ components, settings, ...inputs }: Snapshot): void {
  const policies = [...inputs.policies.values()];
  const calls = [...policies.flatMap((policy) => policy.calls), ...inputs.observed];
  const named = [
    ...[...policies, ...inputs.objectives],
    ...calls.flatMap(({ from, to, at }) => [from, to].map(({ component }) => ({ component, at }))),
    ...inputs.sequences.map(({ operation, at }) => ({ ...operation, at })),
    ...[...inputs.targets.values()].map(({ name, at }) => ({ component: name, at })),
  ];
  for (const { component, at } of named)
    if (!components.has(component))
      throw fault(at, `${component} is no component of the catalogue`);
  for (const name of settings.public)
    if (!components.has(name))
      throw new InputError(`${SETTINGS}: ${name} is no component of the catalogue`);
}
