/** Calls between components: circles, time budgets, retries, guards, objectives, and what was declared beside what was seen. */
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
import { verdictOf } from "./rule-table.ts";

type Fault = {
  readonly message: string;
  readonly at: At;
  /** From the operation that it is about down to what it calls, if that is part of the fault. */
  readonly way: readonly [OperationRef, ...OperationRef[]];
};
/** Completes a sentence, if anything is wrong. */
type Wrong = string | false | undefined;

/** More attempts than that for one request turn a slow callee into a dead one. */
const AMPLIFICATION_MAX = 8;

/** Each says what is wrong in a snapshot. */
const CHECKS: Readonly<Record<string, (snapshot: Snapshot) => readonly Fault[]>> = {
  "sync-call-cycle": cycles,
  "time-budget-exceeded": (snapshot) => [...overdue(snapshot), ...perCall(cramped)(snapshot)],
  "timeout-below-callee-deadline": perCall(({ to, timeoutMs, synchronous }, { policies }) => {
    const callee = policies.get(keyOf(to));
    const ms = callee && synchronous && isWaitedFor(callee) ? neededMs(callee.calls) : 0;
    return ms > timeoutMs && `is given up after ${timeoutMs} ms, and may take ${ms}`;
  }),
  "retry-without-idempotency": perCall(
    ({ attempts, idempotent }) =>
      attempts > 1 && !idempotent && `is tried ${attempts} times and is not idempotent`,
  ),
  "retry-amplification": amplified,
  "missing-breaker": perCall(
    ({ to, synchronous }, { targets }) =>
      synchronous &&
      targets.get(to.component)?.breaker === undefined &&
      "has no breaker: when the callee hangs, its callers do",
  ),
  "missing-fallback": perCall(
    ({ from, fallback }, { policies }) =>
      policies.get(keyOf(from))?.pattern === "fan-out" &&
      fallback === undefined &&
      "is one part of a fan-out and has no fallback: without it there is no answer at all",
  ),
  "objective-out-of-reach": unreachable,
  "call-not-observed": perEdge(
    ({ observed }, { evidence }) =>
      evidence.observed && observed === undefined && "is declared and was never seen",
  ),
  "call-not-declared": perEdge(
    ({ declared }, { evidence }) =>
      evidence.declared && declared === undefined && "was seen and is not declared",
  ),
};

/** What was wrong at base already is no finding of the change; at another line it is the same. */
export function policiesChanged({ base, head }: Change): readonly Finding[] {
  return Object.entries(CHECKS).flatMap(([rule, check]) => {
    const before = new Set(check(base).map(({ message }) => message));
    const found = check(head).filter(({ message }) => !before.has(message));
    return found.map(({ message, at, way }) => ({
      ...verdictOf(rule),
      ...{ message, place: placeIn(head, at), component: way[0].component },
      operations: [way[0]],
      paths: way.length > 1 ? [way] : [],
    }));
  });
}

function perEdge(check: (edge: Edge, snapshot: Snapshot) => Wrong) {
  return (snapshot: Snapshot): readonly Fault[] =>
    snapshot.graph.edges.flatMap((edge): readonly Fault[] => {
      const { from, to, declared, observed } = edge;
      const [wrong, at] = [check(edge, snapshot), (declared ?? observed)?.at];
      const message = `the call of ${keyOf(from)} to ${keyOf(to)} ${wrong}`;
      return wrong && at ? [{ message, at, way: [from, to] }] : [];
    });
}

function perCall(check: (call: DeclaredCall, snapshot: Snapshot) => Wrong) {
  return perEdge(({ declared }, snapshot) => declared && check(declared, snapshot));
}

const about = ({ component, operation, at }: Policy, wrong: string): Fault => {
  const ref = { component, operation };
  return { message: `${keyOf(ref)} ${wrong}`, at, way: [ref] };
};

function cycles({ graph }: Snapshot): readonly Fault[] {
  const calls = componentCalls(graph);
  const groups = groupsInOrder(calls.keys(), (name) => calls.get(name) ?? []);
  return groups.flatMap((group): readonly Fault[] => {
    const inside = graph.edges.filter(
      ({ from, to, synchronous }) =>
        synchronous &&
        from.component !== to.component &&
        [from, to].every(({ component }) => group.includes(component)),
    );
    // What closes a circle is most often the one call that goes against many.
    const ways = Map.groupBy(inside, ({ from, to }) => `${from.component} ${to.component}`);
    const [[edge] = []] = [...ways.values()].sort((a, b) => a.length - b.length);
    const at = (edge?.declared ?? edge?.observed)?.at;
    const message = `${group.toSorted().join(", ")} wait for each other: when one hangs, all do`;
    return edge && at ? [{ message, at, way: [edge.from, edge.to] }] : [];
  });
}

/** All attempts of a call and the waits between them. */
function wantedMs(call: DeclaredCall): number {
  const { attempts, timeoutMs, afterTimeout, backoffBaseMs, backoffMaxMs } = call;
  let waitsMs = 0;
  for (let retry = 0; retry < attempts - 1; retry += 1)
    waitsMs += Math.min(backoffMaxMs, backoffBaseMs * 2 ** retry);
  return (afterTimeout ? attempts : 1) * timeoutMs + waitsMs;
}

/** The longest that a call may take: its own deadline ends it. */
const longestMs = (call: DeclaredCall): number => Math.min(call.deadlineMs, wantedMs(call));

/** Calls one after the other add up; parallel ones that stand together take as long as the longest. */
function neededMs(calls: readonly DeclaredCall[]): number {
  let [total, together] = [0, 0];
  for (const call of calls) {
    if (call.mode === "parallel") together = Math.max(together, longestMs(call));
    else [total, together] = [total + together + longestMs(call), 0];
  }
  return total + together;
}

/** A saga or a job is run again by what drives it, so one deadline does not bound all of it. */
const isWaitedFor = ({ pattern }: Policy) =>
  pattern === "request-response" || pattern === "fan-out";

const cramped = (call: DeclaredCall): Wrong =>
  wantedMs(call) > call.deadlineMs &&
  `may need ${wantedMs(call)} ms for its attempts and has ${call.deadlineMs}`;

function overdue({ policies }: Snapshot): readonly Fault[] {
  return [...policies.values()].filter(isWaitedFor).flatMap((policy) => {
    const ms = neededMs(policy.calls);
    const wrong = `may need ${ms} ms for its calls and has ${policy.deadlineMs}`;
    return ms > policy.deadlineMs ? [about(policy, wrong)] : [];
  });
}

/** How often the callees at the end of the worst way are asked for one request. */
function amplified({ graph, policies }: Snapshot): readonly Fault[] {
  type Worst = { readonly factor: number; readonly way: readonly OperationRef[] };
  const known = new Map<string, Worst>();
  const worstOf = (ref: OperationRef): Worst => {
    const key = keyOf(ref);
    const done = known.get(key);
    if (done !== undefined) return done;
    let worst: Worst = { factor: 1, way: [] };
    known.set(key, worst); // a circle ends here, and is told by its own rule
    for (const { to, declared, synchronous } of graph.callees.get(key) ?? []) {
      const below = worstOf(to);
      const factor = (declared?.attempts ?? 1) * below.factor;
      if (synchronous && factor > worst.factor) worst = { factor, way: [to, ...below.way] };
    }
    known.set(key, worst);
    return worst;
  };
  return [...policies.values()].flatMap((policy): readonly Fault[] => {
    const { factor, way } = worstOf(policy);
    const end = way.at(-1);
    if (factor <= AMPLIFICATION_MAX || graph.callers.has(keyOf(policy)) || !end) return [];
    const fault = about(policy, `may ask ${keyOf(end)} ${factor} times for one request`);
    return [{ ...fault, way: [...fault.way, ...way] }];
  });
}

/** What an operation promises, beside what those promise that it waits for and cannot do without. */
function unreachable({ objectives, policies }: Snapshot): readonly Fault[] {
  const promised = (ref: OperationRef, kind: Objective["kind"]) => {
    const own = objectives.filter((it) => it.kind === kind && it.component === ref.component);
    const exact = own.find(({ operation }) => operation === ref.operation);
    return exact ?? own.find(({ operation }) => operation === undefined);
  };
  return [...policies.values()].filter(isWaitedFor).flatMap((policy) => {
    const needed = policy.calls.filter(({ fallback }) => fallback === undefined);
    const below = (kind: Objective["kind"]) => needed.flatMap(({ to }) => promised(to, kind) ?? []);
    const best = [...new Set(below("availability"))].reduce((all, { target }) => all * target, 1);
    const slowestMs = Math.max(0, ...below("latency").map(({ thresholdMs = 0 }) => thresholdMs));
    const [share, latency] = [promised(policy, "availability"), promised(policy, "latency")];
    const faults: Fault[] = [];
    if (share !== undefined && share.target > best + 1e-9) {
      const wrong = `promises ${percent(share.target)}, and what it needs ${percent(best)}`;
      faults.push({ ...about(policy, wrong), at: share.at });
    }
    if (latency?.thresholdMs !== undefined && latency.thresholdMs < slowestMs) {
      const wrong = `promises ${latency.thresholdMs} ms, and a callee ${slowestMs}`;
      faults.push({ ...about(policy, wrong), at: latency.at });
    }
    return faults;
  });
}

const percent = (share: number): string => `${Number((share * 100).toFixed(4))} %`;
