/** Calls between components: circles, time budgets, retries, guards, objectives, and what was declared beside what was seen. */
import { Value } from "typebox/value";
import { placeIn } from "../document.ts";
import { componentCalls, groupsInOrder } from "../graph.ts";
import {
  type At,
  type Change,
  type DeclaredCall,
  type Edge,
  type Finding,
  keyOf,
  type Objective,
  type OperationRef,
  type Policy,
  type Snapshot,
} from "../model.ts";
import { filled, RULE_TABLE, verdictOf } from "./rule-table.ts";

type Fault = {
  readonly rule: string;
  readonly message: string;
  readonly at: At;
  /** From the operation that it is about down to what it calls, if that is part of the fault. */
  readonly way: readonly [OperationRef, ...OperationRef[]];
};

/** More attempts than that for one request turn a slow callee into a dead one. */
const AMPLIFICATION_MAX = 8;

/**
 * What was wrong at base already is no finding of the change; at another line it is the same. A file that the change
 * takes away proves what it would if it were empty.
 */
export function policiesChanged({ base, head }: Change): readonly Finding[] {
  const evidence = {
    declared: base.evidence.declared || head.evidence.declared,
    observed: base.evidence.observed || head.evidence.observed,
  };
  const found = new Map(faultsIn({ ...head, evidence }).map((fault) => [fault.message, fault]));
  for (const { message } of faultsIn(base)) found.delete(message);
  return [...found.values()].map(({ rule, message, at, way }) => ({
    ...verdictOf(rule),
    ...{ message, place: placeIn(head, at), component: way[0].component },
    operations: [way[0]],
    paths: way.length > 1 ? [way] : [],
  }));
}

const faultsIn = (snapshot: Snapshot): readonly Fault[] =>
  [cycles, wrongCalls, overdue, amplified, unreachable].flatMap((find) => [...find(snapshot)]);

const CALL_RULES = Object.entries(RULE_TABLE.calls).map(([rule, { when, says }]) => {
  return { rule, says, schema: { required: Object.keys(when), properties: when } };
});

/** The rules of rules.yaml that look at a call by itself. */
function* wrongCalls(snapshot: Snapshot): Iterable<Fault> {
  const { edges } = snapshot.graph;
  const all = edges.flatMap((edge) =>
    edge.calls.length === 0
      ? [edge]
      : edge.calls.map((declared) => ({ ...edge, declared, at: declared.at })),
  );
  for (const edge of all) {
    const facts = factsOf(edge, snapshot);
    const { from, to, at } = edge;
    for (const { rule, says, schema } of CALL_RULES) {
      if (!Value.Check(schema, facts)) continue;
      const message = `the call of ${keyOf(from)} to ${keyOf(to)} ${filled(says, facts)}`;
      yield { rule, message, at, way: [from, to] };
    }
  }
}

/** What rules.yaml asks for: the call as it is declared, and more; of one that is not, only that. */
function factsOf({ from, to, declared, observed }: Edge, { evidence, ...inputs }: Snapshot) {
  if (declared === undefined) return { isUndeclared: evidence.declared };
  const { policies, targets } = inputs;
  const callee = policies.get(keyOf(to));
  const isCapped = callee !== undefined && declared.synchronous && isWaitedFor(callee);
  const [wantedMs, calleeMs] = [wantedMsOf(declared), isCapped ? neededMs(callee.calls) : 0];
  return {
    ...{ ...declared, wantedMs, calleeMs },
    overMs: wantedMs - declared.deadlineMs,
    calleeOverMs: calleeMs - declared.timeoutMs,
    pattern: policies.get(keyOf(from))?.pattern,
    hasBreaker: targets.get(to.component)?.breaker !== undefined,
    hasFallback: declared.fallback !== undefined,
    isUnseen: evidence.observed && observed === undefined,
  };
}

const about = ({ component, operation, at }: Policy, rule: string, wrong: string): Fault => {
  const ref = { component, operation };
  return { rule, message: `${keyOf(ref)} ${wrong}`, at, way: [ref] };
};

function* cycles({ graph }: Snapshot): Iterable<Fault> {
  const calls = componentCalls(graph);
  for (const group of groupsInOrder(calls.keys(), (name) => calls.get(name) ?? [])) {
    const inside = graph.edges.filter(
      ({ from, to, synchronous }) =>
        synchronous &&
        from.component !== to.component &&
        [from, to].every(({ component }) => group.includes(component)),
    );
    // What closes a circle is most often the one call that goes against many.
    const ways = Map.groupBy(inside, ({ from, to }) => `${from.component} ${to.component}`);
    const [[edge] = []] = [...ways.values()].sort((a, b) => a.length - b.length);
    if (edge === undefined) continue;
    const message = `${group.toSorted().join(", ")} wait for each other: when one hangs, all do`;
    yield { rule: "sync-call-cycle", message, at: edge.at, way: [edge.from, edge.to] };
  }
}

/** All attempts of a call and the waits between them. */
function wantedMsOf(call: DeclaredCall): number {
  const { attempts, timeoutMs, afterTimeout, backoffBaseMs, backoffMaxMs } = call;
  let waitsMs = 0;
  for (let retry = 0; retry < attempts - 1; retry += 1)
    waitsMs += Math.min(backoffMaxMs, backoffBaseMs * 2 ** retry);
  return (afterTimeout ? attempts : 1) * timeoutMs + waitsMs;
}

/** Calls one after the other add up; parallel ones that stand together take as long as the longest. */
function neededMs(calls: readonly DeclaredCall[]): number {
  let [total, together] = [0, 0];
  for (const call of calls) {
    const longestMs = Math.min(call.deadlineMs, wantedMsOf(call));
    if (call.mode === "parallel") together = Math.max(together, longestMs);
    else [total, together] = [total + together + longestMs, 0];
  }
  return total + together;
}

/** A saga or a job is run again by what drives it, so one deadline does not bound all of it. */
const isWaitedFor = ({ pattern }: Policy) =>
  pattern === "request-response" || pattern === "fan-out";

function* overdue({ policies }: Snapshot): Iterable<Fault> {
  for (const policy of policies.values()) {
    const ms = isWaitedFor(policy) ? neededMs(policy.calls) : 0;
    const wrong = `may need ${ms} ms for its calls and has ${policy.deadlineMs}`;
    if (ms > policy.deadlineMs) yield about(policy, "time-budget-exceeded", wrong);
  }
}

/** How often the callees at the end of the worst way are asked for one request. */
function* amplified({ graph, policies }: Snapshot): Iterable<Fault> {
  type Worst = { readonly factor: number; readonly way: readonly OperationRef[] };
  const known = new Map<string, Worst>();
  const worstOf = (ref: OperationRef): Worst => {
    let worst = known.get(keyOf(ref));
    if (worst !== undefined) return worst;
    worst = { factor: 1, way: [] };
    known.set(keyOf(ref), worst); // a circle ends here, and is told by its own rule
    for (const { to, calls, synchronous } of graph.callees.get(keyOf(ref)) ?? []) {
      const below = worstOf(to);
      const factor = Math.max(1, ...calls.map(({ attempts }) => attempts)) * below.factor;
      if (synchronous && factor > worst.factor) worst = { factor, way: [to, ...below.way] };
    }
    known.set(keyOf(ref), worst);
    return worst;
  };
  for (const policy of policies.values()) {
    const { factor, way } = worstOf(policy);
    const end = way.at(-1);
    if (factor <= AMPLIFICATION_MAX || graph.callers.has(keyOf(policy)) || !end) continue;
    const wrong = `may ask ${keyOf(end)} ${factor} times for one request`;
    const fault = about(policy, "retry-amplification", wrong);
    yield { ...fault, way: [...fault.way, ...way] };
  }
}

/** What an operation promises, beside what those promise that it waits for and cannot do without. */
function* unreachable({ objectives, policies }: Snapshot): Iterable<Fault> {
  const promised = (ref: OperationRef, kind: Objective["kind"]) => {
    const own = objectives.filter((it) => it.kind === kind && it.component === ref.component);
    const exact = own.find(({ operation }) => operation === ref.operation);
    return exact ?? own.find(({ operation }) => operation === undefined);
  };
  for (const policy of policies.values().filter(isWaitedFor)) {
    const needed = policy.calls.filter(({ fallback }) => fallback === undefined);
    const below = (kind: Objective["kind"]) => needed.flatMap(({ to }) => promised(to, kind) ?? []);
    const best = [...new Set(below("availability"))].reduce((all, { target }) => all * target, 1);
    const slowestMs = Math.max(0, ...below("latency").map(({ thresholdMs = 0 }) => thresholdMs));
    const [share, latency] = [promised(policy, "availability"), promised(policy, "latency")];
    const promise = (wrong: string) => about(policy, "objective-out-of-reach", `promises ${wrong}`);
    if (share !== undefined && share.target > best + 1e-9) {
      const wrong = `${percent(share.target)}, and what it needs ${percent(best)}`;
      yield { ...promise(wrong), at: share.at };
    }
    if (latency?.thresholdMs !== undefined && latency.thresholdMs < slowestMs)
      yield {
        ...promise(`${latency.thresholdMs} ms, and a callee ${slowestMs}`),
        at: latency.at,
      };
  }
}

const percent = (share: number): string => `${Number((share * 100).toFixed(4))} %`;
