/**
 * What the planner knows of a repository at one revision (`Snapshot`), what differs between two (`Change`), and what it
 * has to say about it (`Finding`). Everything is read once, never changed, and small enough to keep: rules are functions
 * from a `Change` to findings. A document of the same bytes is the same object at base and head, so `===` tells "unchanged"
 * at once.
 */

/** Keys from the root of a document to a place in it: `["paths", "/loans/{id}", "get"]`. */
export type Path = readonly (string | number)[];

/** An input file. `lineOf` is computed when asked: the line of the deepest part of `path` that exists, from 1. */
export type Document = {
  readonly file: string;
  readonly text: string;
  /** The parsed content; for SQL the text itself, in which the path to a character is its offset. */
  readonly data: unknown;
  lineOf(path: Path): number;
};

/** A place in a document; `placeIn` makes a `Place` of it. */
export type At = { readonly document: Document; readonly path: Path };

/** What a finding points at. `revision` is a commit, or `working tree`. */
export type Place = { readonly file: string; readonly line: number; readonly revision: string };

/** An operation of a component: an operation of its contract, or one that only its policies name (a job, a relay). */
export type OperationRef = { readonly component: string; readonly operation: string };

/** `component.operation`: the key of every map of operations. Never taken apart. */
export const keyOf = ({ component, operation }: OperationRef): string =>
  `${component}.${operation}`;

/** A Backstage Component with its annotations. Globs and paths start at the repository's root. */
export type Component = {
  readonly name: string;
  readonly owner: string;
  /** Backstage's `spec.type`: service, library, website … */
  readonly type: string;
  readonly sourceGlobs: readonly string[];
  readonly testGlobs: readonly string[];
  /** Its OpenAPI document. */
  readonly openapi: string | undefined;
  /** Whether the contract says what is sent to others, as a webhook does: their code reads what callers here write. */
  readonly outgoing: boolean;
  /** The folder of its migrations, applied in the order of their names. */
  readonly migrations: string | undefined;
  readonly dependsOn: readonly string[];
  readonly at: At;
};

export type JsonObject = { readonly [key: string]: unknown };

/** One operation of an OpenAPI document, at its Operation Object. Without an operationId it is called `GET /path`. */
export type Operation = OperationRef & {
  readonly method: string;
  /** The path template, or the name of the webhook. */
  readonly route: string;
  /** As of its component, or because it is a webhook. */
  readonly outgoing: boolean;
  /** As they are written: the Operation Object, and the Path Item Object around it, for shared parameters. */
  readonly body: JsonObject;
  readonly item: JsonObject;
  readonly at: At;
};

/** What a component promises. */
export type Contract = {
  readonly document: Document;
  /** By operation (not `keyOf`). */
  readonly operations: ReadonlyMap<string, Operation>;
};

/** What an operation may do, from resilience.yaml. */
export type Policy = OperationRef & {
  /** `async`: nobody waits for it. */
  readonly pattern: "request-response" | "fan-out" | "saga" | "async";
  readonly deadlineMs: number;
  readonly calls: readonly DeclaredCall[];
  readonly at: At;
};

/** One declared call. Its attempts and waits are those of its named retry. */
export type DeclaredCall = Call & {
  readonly synchronous: boolean;
  /** Parallel calls that stand one behind the other are made at once. */
  readonly mode: "sequential" | "parallel";
  readonly timeoutMs: number;
  /** All attempts with the waits between them; by default the operation's. */
  readonly deadlineMs: number;
  /** The first one included. */
  readonly attempts: number;
  readonly backoffBaseMs: number;
  readonly backoffMaxMs: number;
  /** Whether an attempt that timed out is repeated. */
  readonly afterTimeout: boolean;
  readonly idempotent: boolean;
  readonly fallback: string | undefined;
  readonly at: At;
};

/** How a callee is guarded, from `targets` of resilience.yaml. */
export type Target = { readonly name: string; readonly breaker?: JsonObject; readonly at: At };

type Call = { readonly from: OperationRef; readonly to: OperationRef };

/** A call that was seen, from calls.json, which may say how often. */
export type ObservedCall = Call & { readonly count?: number; readonly at: At };

/** In which order an operation made its calls: steps one after the other, the calls of a step at once. */
export type ObservedSequence = {
  readonly operation: OperationRef;
  readonly steps: readonly (readonly OperationRef[])[];
  readonly at: At;
};

/** One objective of an OpenSLO SLO. Without `operation` it holds for the whole component. */
export type Objective = {
  readonly name: string;
  readonly component: string;
  readonly operation: string | undefined;
  readonly kind: "availability" | "latency";
  /** The share of good events, 0 to 1. */
  readonly target: number;
  /** Of latency: what a good event stays below. */
  readonly thresholdMs: number | undefined;
  readonly at: At;
};

/** A runnable check of planner.yaml. It passes with exit code 0. */
export type Check = {
  readonly id: string;
  readonly argv: readonly string[];
  /** `plan verify` says how long it waits where this says nothing. */
  readonly timeoutMs?: number;
  /** It runs tests: what it writes has to tell of at least one. */
  readonly tests?: boolean;
  /** What it proves: names of components, `objectives`, `traces`, `impact`; without it every component. */
  readonly covers?: readonly string[];
};

/** A finding that is accepted until `expires` (a date, the end of which counts, UTC). */
export type Waiver = Partial<OperationRef> &
  Readonly<Record<"rule" | "reason" | "expires", string>>;

export type Settings = {
  /** What stands before `/source`, `/openapi` … in annotations; undefined: anything. */
  readonly annotationPrefix?: string;
  /** Components that have callers outside of the catalogue. */
  readonly public: readonly string[];
  readonly checks: readonly Check[];
  readonly waivers: readonly Waiver[];
};

/** Who calls whom; declared and observed calls together. */
export type Graph = {
  readonly edges: readonly Edge[];
  /** By `keyOf` the callee. */
  readonly callers: ReadonlyMap<string, readonly Edge[]>;
  /** By `keyOf` the caller. */
  readonly callees: ReadonlyMap<string, readonly Edge[]>;
};

export type Edge = Call & {
  readonly synchronous: boolean;
  /** An operation may make several calls of one other. */
  readonly calls: readonly DeclaredCall[];
  /** The first of them. */
  readonly declared: DeclaredCall | undefined;
  readonly observed: ObservedCall | undefined;
  /** Where it is declared, or else where it was seen. */
  readonly at: At;
};

/** The files of one revision. */
export type Tree = {
  /** A commit, or `working tree`. */
  readonly revision: string;
  /** Every file with git's id of its content. */
  readonly files: ReadonlyMap<string, string>;
  /** The texts of those files that exist, with one process for all. */
  read(files: readonly string[]): ReadonlyMap<string, string>;
};

/** The inputs at one revision. What a repository does not have is empty. */
export type Snapshot = Tree & {
  /** Over all input files: equal digests, equal inputs. */
  readonly digest: string;
  readonly components: ReadonlyMap<string, Component>;
  /** By component. */
  readonly contracts: ReadonlyMap<string, Contract>;
  /** SQL by component, in the order it is applied. */
  readonly migrations: ReadonlyMap<string, readonly Document[]>;
  /** By `keyOf`. */
  readonly policies: ReadonlyMap<string, Policy>;
  readonly targets: ReadonlyMap<string, Target>;
  readonly observed: readonly ObservedCall[];
  readonly sequences: readonly ObservedSequence[];
  /** Whether there is a resilience.yaml, and a calls.json: an absent file proves nothing. */
  readonly evidence: { readonly declared: boolean; readonly observed: boolean };
  readonly objectives: readonly Objective[];
  readonly settings: Settings;
  readonly graph: Graph;
};

export type ChangedFile = {
  readonly file: string;
  /** A renamed file is removed and added. */
  readonly status: "added" | "changed" | "removed";
  /** The components whose source, tests, contract or migrations it is; none: nobody's. */
  readonly components: readonly string[];
};

export type Change = {
  readonly base: Snapshot;
  readonly head: Snapshot;
  readonly files: readonly ChangedFile[];
};

/** The worst first. `unknown`: the inputs do not say, and somebody has to. */
export const LEVELS = ["breaking", "unknown", "caution", "safe"] as const;
export type Level = (typeof LEVELS)[number];

export type Finding = {
  /** kebab-case; named as oasdiff or squawk name it where they know it. */
  readonly rule: string;
  readonly level: Level;
  /** One sentence: what is the matter, and for whom. */
  readonly message: string;
  readonly place: Place;
  readonly component: string;
  readonly operations: readonly OperationRef[];
  /** Who reaches them, each as the way from the caller down to one of `operations`. */
  readonly paths: readonly (readonly OperationRef[])[];
  /** One sentence: what to do; empty where nothing is to be done. */
  readonly mitigation: string;
};

/** All findings of a kind. An unchanged tree gives none: a rule about a state reports what is new at head. */
export type Rule = (change: Change) => readonly Finding[] | Promise<readonly Finding[]>;

/** Some names as part of a sentence: those that are shown, and how many more there are. */
export function listed(names: readonly string[], max = 4): string {
  const more = names.length - max;
  return names.slice(0, max).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
