/** Calls between components: circles, time budgets, retries, guards, objectives, and what was declared beside what was seen. */
import { newFindings } from "../consumers.ts";
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
  readonly component: string;
  readonly operations: readonly OperationRef[];
  /** The way that the fault is about, from the outermost caller. */
  readonly path?: readonly OperationRef[];
};

/** More attempts than that for one request turn a slow callee into a dead one. */
const AMPLIFICATION_MAX = 8;

/** Each says what is wrong in a snapshot; what was so at base already is no finding of the change. */
const CHECKS: Readonly<Record<string, (snapshot: Snapshot) => readonly Fault[]>> = {
  "sync-call-cycle": cycles,
  "time-budget-exceeded": (snapshot) => [...overdue(snapshot), ...perCall(cramped)(snapshot)],
  "timeout-below-callee-deadline": perCall(cutOff),
  "retry-without-idempotency": perCall(({ attempts, idempotent }) =>
    attempts > 1 && !idempotent ? `is tried ${attempts} times and is not idempotent` : undefined,
  ),
  "retry-amplification": amplified,
  "missing-breaker": perCall(({ to, synchronous }, { targets }) =>
    synchronous && targets.get(to.component)?.breaker === undefined
      ? "has no breaker: when the callee hangs, its callers do"
      : undefined,
  ),
  "missing-fallback": perCall(({ from, fallback }, { policies }) =>
    policies.get(keyOf(from))?.pattern === "fan-out" && fallback === undefined
      ? "is one part of a fan-out and has no fallback: without it there is no answer at all"
      : undefined,
  ),
  "objective-out-of-reach": unreachable,
  "call-not-observed": perEdge(({ declared, observed }, { evidence }) =>
    evidence.observed && observed === undefined && declared
      ? ["is declared and was never seen", declared.at]
      : undefined,
  ),
  "call-not-declared": perEdge(({ declared, observed }, { evidence }) =>
    evidence.declared && declared === undefined && observed
      ? ["was seen and is not declared", observed.at]
      : undefined,
  ),
};

export function policiesChanged(change: Change): readonly Finding[] {
  return Object.entries(CHECKS).flatMap(([name, check]) => {
    const { rule, level, mitigation } = verdictOf(name);
    return newFindings(change, (snapshot) =>
      check(snapshot).map(({ at, path, ...fault }) => ({
        ...{ rule, level, mitigation, ...fault },
        place: placeIn(snapshot, at),
        paths: path === undefined ? [] : [path],
      })),
    );
  });
}

function cycles({ graph }: Snapshot): readonly Fault[] {
  const calls = componentCalls(graph);
  const groups = groupsInOrder(calls.keys(), (name) => calls.get(name) ?? []);
  return groups.flatMap((group): readonly Fault[] => {
    const isInside = ({ from, to, synchronous }: Edge) =>
      synchronous &&
      from.component !== to.component &&
      [from, to].every(({ component }) => group.includes(component));
    // What closes a circle is most often the one call that goes against many.
    const ways = Map.groupBy(graph.edges.filter(isInside), ({ from, to }) =>
      [from.component, to.component].join(" "),
    );
    const [[inside] = []] = [...ways.values()].sort((a, b) => a.length - b.length);
    const at = inside?.declared?.at ?? inside?.observed?.at;
    if (inside === undefined || at === undefined) return [];
    const { from, to } = inside;
    const message = `${group.toSorted().join(", ")} wait for each other: when one hangs, all do`;
    return [{ message, at, component: from.component, operations: [from], path: [from, to] }];
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
  let total = 0;
  let together = 0;
  for (const call of calls) {
    if (call.mode === "sequential") {
      total += together + longestMs(call);
      together = 0;
    } else together = Math.max(together, longestMs(call));
  }
  return total + together;
}

/** A saga or a job is run again by what drives it, so one deadline does not bound all of it. */
const isWaitedFor = ({ pattern }: Policy) =>
  pattern === "request-response" || pattern === "fan-out";

function overdue({ policies }: Snapshot): readonly Fault[] {
  return [...policies.values()].filter(isWaitedFor).flatMap((policy) => {
    const { calls, deadlineMs, component, at } = policy;
    const ms = neededMs(calls);
    const message = `${keyOf(policy)} may need ${ms} ms for its calls and has ${deadlineMs}`;
    return ms <= deadlineMs ? [] : [{ message, at, component, operations: [policy] }];
  });
}

const cramped = (call: DeclaredCall): string | undefined =>
  wantedMs(call) > call.deadlineMs
    ? `may need ${wantedMs(call)} ms for its attempts and has ${call.deadlineMs}`
    : undefined;

function cutOff({ to, timeoutMs, synchronous }: DeclaredCall, { policies }: Snapshot) {
  const callee = policies.get(keyOf(to));
  if (!synchronous || callee === undefined || !isWaitedFor(callee)) return undefined;
  const ms = neededMs(callee.calls);
  return ms > timeoutMs ? `is given up after ${timeoutMs} ms, and may take ${ms}` : undefined;
}

/** How often the callees at the end of the worst way are asked for one request. */
function amplified(snapshot: Snapshot): readonly Fault[] {
  const { graph, policies } = snapshot;
  const callees = Map.groupBy(graph.edges, ({ from }) => keyOf(from));
  type Worst = { readonly factor: number; readonly path: readonly OperationRef[] };
  const known = new Map<string, Worst>();
  const worstOf = (ref: OperationRef): Worst => {
    const key = keyOf(ref);
    const done = known.get(key);
    if (done !== undefined) return done;
    let worst: Worst = { factor: 1, path: [ref] };
    known.set(key, worst); // a circle ends here, and is told by its own rule
    for (const { to, declared, synchronous } of callees.get(key) ?? []) {
      const below = worstOf(to);
      const factor = (declared?.attempts ?? 1) * below.factor;
      if (synchronous && factor > worst.factor) worst = { factor, path: [ref, ...below.path] };
    }
    known.set(key, worst);
    return worst;
  };
  return [...policies.values()].flatMap((policy) => {
    const { factor, path } = worstOf(policy);
    if (factor <= AMPLIFICATION_MAX || graph.callers.has(keyOf(policy))) return [];
    const end = path.at(-1);
    const message = `${keyOf(policy)} may ask ${end && keyOf(end)} ${factor} times for one request`;
    return [{ message, at: policy.at, component: policy.component, operations: [policy], path }];
  });
}

/** What an operation promises, beside what those promise that it waits for and cannot do without. */
function unreachable({ objectives, policies }: Snapshot): readonly Fault[] {
  const promised = (ref: OperationRef, kind: Objective["kind"]) => {
    const ofKind = objectives.filter(
      (each) => each.kind === kind && each.component === ref.component,
    );
    const own = ofKind.find(({ operation }) => operation === ref.operation);
    return own ?? ofKind.find(({ operation }) => operation === undefined);
  };
  return [...policies.values()].filter(isWaitedFor).flatMap((policy) => {
    const needed = policy.calls.filter(({ fallback }) => fallback === undefined);
    const below = (kind: Objective["kind"]) => needed.flatMap(({ to }) => promised(to, kind) ?? []);
    const best = [...new Set(below("availability"))].reduce((all, { target }) => all * target, 1);
    const slowestMs = Math.max(0, ...below("latency").map(({ thresholdMs = 0 }) => thresholdMs));
    const [share, latency] = [promised(policy, "availability"), promised(policy, "latency")];
    const fault = (wrong: string, { at }: Objective): Fault => {
      const { component } = policy;
      return { message: `${keyOf(policy)} ${wrong}`, at, component, operations: [policy] };
    };
    return [
      ...(share !== undefined && share.target > best + 1e-9
        ? [fault(`promises ${percent(share.target)}, and what it needs ${percent(best)}`, share)]
        : []),
      ...(latency?.thresholdMs !== undefined && latency.thresholdMs < slowestMs
        ? [fault(`promises ${latency.thresholdMs} ms, and a callee ${slowestMs}`, latency)]
        : []),
    ];
  });
}

const percent = (share: number): string => `${Number((share * 100).toFixed(4))} %`;

function perCall(check: (call: DeclaredCall, snapshot: Snapshot) => string | undefined) {
  return perEdge(({ declared }, snapshot) => {
    const wrong = declared && check(declared, snapshot);
    return declared && wrong !== undefined ? [wrong, declared.at] : undefined;
  });
}

type EdgeCheck = (edge: Edge, snapshot: Snapshot) => readonly [wrong: string, at: At] | undefined;

function perEdge(check: EdgeCheck): (snapshot: Snapshot) => readonly Fault[] {
  return (snapshot) =>
    snapshot.graph.edges.flatMap((edge) => {
      const [wrong, at] = check(edge, snapshot) ?? [];
      if (wrong === undefined || at === undefined) return [];
      const { from, to } = edge;
      const message = `the call of ${keyOf(from)} to ${keyOf(to)} ${wrong}`;
      return [{ message, at, component: from.component, operations: [from], path: [from, to] }];
    });
}
