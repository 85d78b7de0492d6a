/** What the input files say, as the model has it. inputs.yaml says what they have to be. */
import { readFileSync } from "node:fs";
import { type TSchema, Type } from "typebox";
import { parse } from "yaml";
import { checked, fault } from "./document.ts";
import {
  type Component,
  type DeclaredCall,
  type Document,
  keyOf,
  type Objective,
  type ObservedCall,
  type ObservedSequence,
  type Policy,
  type Settings,
  type Snapshot,
  type Target,
} from "./model.ts";

type Named<T> = Readonly<Record<string, T>>;
type Metadata = { name: string; labels?: Named<unknown>; annotations?: Named<string> };
type CallEntry = Partial<DeclaredCall> &
  Record<"target" | "operation", string> & { timeoutMs: number; retry?: string };
type PolicyEntry = Omit<Policy, "calls"> & { calls: readonly CallEntry[] };
type ObjectiveEntry = { op?: string; value?: number; target?: number; targetPercent?: number };
type SloSpec = { service?: string; objectives?: readonly ObjectiveEntry[] };
/** What inputs.yaml lets through, by file. */
type Contents = {
  "catalog-info.yaml": readonly { kind: string; metadata: Metadata; spec?: Partial<Component> }[];
  "resilience.yaml": {
    targets?: Named<Partial<Target>>;
    retries?: Named<Partial<DeclaredCall>>;
    services: Named<{ operations: Named<PolicyEntry> }>;
  };
  "calls.json": {
    calls: readonly Omit<ObservedCall, "at">[];
    sequences?: readonly Omit<ObservedSequence, "at">[];
  };
  "slo.yaml": readonly { kind: string; metadata: Metadata; spec: SloSpec }[];
  "planner.yaml": Partial<Settings>;
};

type Unsaid = Pick<
  DeclaredCall,
  "mode" | "attempts" | "backoffBaseMs" | "afterTimeout" | "idempotent"
>;
const INPUTS: Readonly<Record<keyof Contents, TSchema> & { unsaid: Unsaid }> = parse(
  readFileSync(new URL("inputs.yaml", import.meta.url), "utf8"),
);

/** @throws InputError with the first place that is wrong */
export const contentOf = <F extends keyof Contents>(file: F, document: Document): Contents[F] =>
  checked(document, Type.Unsafe<Contents[F]>(INPUTS[file]));

/** What an annotation or label says: it is called `name` behind `prefix`, or behind any where that is undefined. */
export const noteOf = <T>(notes: Named<T>, name: string, prefix?: string): T | undefined =>
  Object.entries(notes).find(([key]) =>
    prefix === undefined ? key.split("/").at(-1) === name : key === `${prefix}/${name}`,
  )?.[1];

/** @throws InputError: a wrong value, or a retry that is not declared */
export function readPolicies(document: Document): Pick<Snapshot, "policies" | "targets"> {
  const { targets = {}, retries = {}, services } = contentOf("resilience.yaml", document);
  const policies = Object.entries(services).flatMap(([component, { operations }]) =>
    Object.entries(operations).map(([operation, entry]): Policy => {
      const at = { document, path: ["services", component, "operations", operation] };
      const calls = entry.calls.map((call, index): DeclaredCall => {
        const place = { document, path: [...at.path, "calls", index] };
        const { target, operation: callee, retry: name, ...own } = call;
        const retry = name === undefined ? {} : retries[name];
        if (retry === undefined) throw fault(place, `there is no retry ${name}`);
        return {
          ...{ ...INPUTS.unsaid, fallback: undefined, deadlineMs: entry.deadlineMs },
          ...{ backoffMaxMs: retry.backoffBaseMs ?? 0, ...retry, ...own, at: place },
          from: { component, operation },
          to: { component: target, operation: callee },
          synchronous: entry.pattern !== "async",
        };
      });
      return { ...entry, component, operation, calls, at };
    }),
  );
  const targetOf = (name: string): Target => {
    return { ...targets[name], name, at: { document, path: ["targets", name] } };
  };
  return {
    policies: new Map(policies.map((policy) => [keyOf(policy), policy])),
    targets: new Map(Object.keys(targets).map((name) => [name, targetOf(name)])),
  };
}

/** @throws InputError */
export function readCalls(document: Document): Pick<Snapshot, "observed" | "sequences"> {
  const { calls, sequences = [] } = contentOf("calls.json", document);
  const at = (list: string, index: number) => ({ at: { document, path: [list, index] } });
  return {
    observed: calls.map((call, index) => ({ ...call, ...at("calls", index) })),
    sequences: sequences.map((each, index) => ({ ...each, ...at("sequences", index) })),
  };
}

/**
 * The objectives of every OpenSLO SLO. The label or annotation `operation` (with any prefix) names what it is about. An
 * objective with `op: lt` or `lte` is about latency, and its value in milliseconds. @throws InputError
 */
export function readObjectives(document: Document): readonly Objective[] {
  return contentOf("slo.yaml", document).flatMap(({ kind, metadata, spec }, index) => {
    const operation = noteOf({ ...metadata.annotations, ...metadata.labels }, "operation");
    return (kind === "SLO" ? (spec.objectives ?? []) : []).map((objective, i): Objective => {
      const { op, value, targetPercent, target = Number(targetPercent) / 100 } = objective;
      const at = { document, path: [index, "spec", "objectives", i] };
      if (!(target > 0 && target <= 1))
        throw fault(at, "an objective needs a target above 0, up to 1");
      const isLatency = op === "lt" || op === "lte";
      return {
        name: metadata.name,
        component: spec.service ?? "",
        operation: typeof operation === "string" ? operation : undefined,
        kind: isLatency ? "latency" : "availability",
        target,
        thresholdMs: isLatency ? value : undefined,
        at,
      };
    });
  });
}

/** What planner.yaml asks for, or holds without one. @throws InputError: a waiver needs its reason and its last day */
export const readSettings = (document: Document | undefined): Settings => ({
  ...{ public: [], checks: [], waivers: [] },
  ...(document && contentOf("planner.yaml", document)),
});
