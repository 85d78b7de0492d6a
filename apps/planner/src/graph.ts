/** Who calls whom: who reaches an operation and on which way, in which order to deploy, where calls go in circles. */
import {
  type Edge,
  type Graph,
  keyOf,
  type ObservedCall,
  type OperationRef,
  type Policy,
} from "./model.ts";

export function buildGraph(policies: Iterable<Policy>, observed: readonly ObservedCall[]): Graph {
  const edges = new Map<string, Edge>();
  const keyOfCall = (call: { readonly from: OperationRef; readonly to: OperationRef }) =>
    `${keyOf(call.from)} ${keyOf(call.to)}`;
  for (const { calls } of policies)
    for (const call of calls)
      edges.set(keyOfCall(call), {
        from: call.from,
        to: call.to,
        synchronous: call.synchronous,
        declared: call,
        observed: undefined,
      });
  for (const call of observed) {
    const known = edges.get(keyOfCall(call));
    const synchronous = known?.synchronous ?? true;
    edges.set(keyOfCall(call), {
      from: call.from,
      to: call.to,
      synchronous,
      declared: known?.declared,
      observed: call,
    });
  }
  const all = [...edges.values()];
  return {
    edges: all,
    callers: Map.groupBy(all, ({ to }) => keyOf(to)),
    callees: Map.groupBy(all, ({ from }) => keyOf(from)),
    called: new Set(all.map(({ to }) => to.component)),
  };
}

/**
 * The shortest ways down to `operation`, one from each caller that is not on the way of another: together they pass
 * every operation that reaches it.
 */
export function waysTo(
  graph: Graph,
  operation: OperationRef,
): readonly (readonly OperationRef[])[] {
  type Step = { readonly ref: OperationRef; readonly down: Step | undefined };
  const steps: Step[] = [{ ref: operation, down: undefined }];
  const seen = new Set([keyOf(operation)]);
  const passed = new Set<Step>();
  for (const step of steps)
    for (const { from } of graph.callers.get(keyOf(step.ref)) ?? []) {
      if (seen.has(keyOf(from))) continue;
      seen.add(keyOf(from));
      passed.add(step);
      steps.push({ ref: from, down: step });
    }
  return steps
    .filter((step) => step.down !== undefined && !passed.has(step))
    .map((top) => {
      const way: OperationRef[] = [];
      for (let step: Step | undefined = top; step !== undefined; step = step.down)
        way.push(step.ref);
      return way;
    });
}

/** Whom each component calls and waits for. */
export function componentCalls(graph: Graph): ReadonlyMap<string, ReadonlySet<string>> {
  const calls = new Map<string, Set<string>>();
  for (const { from, to, synchronous } of graph.edges) {
    if (!synchronous || from.component === to.component) continue;
    const callees = calls.get(from.component) ?? new Set();
    calls.set(from.component, callees.add(to.component));
  }
  return calls;
}

/**
 * The nodes in groups, callees before callers: the order to deploy in. A group of several is a circle, in which each
 * reaches each; a node that calls itself is alone in its group. (Tarjan 1972, without recursion; linear.)
 */
export function groupsInOrder(
  nodes: Iterable<string>,
  calleesOf: (node: string) => Iterable<string>,
): readonly (readonly string[])[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const groups: string[][] = [];
  const lower = (node: string, to: number) => low.set(node, Math.min(low.get(node) ?? to, to));
  const enter = (node: string) => {
    index.set(node, index.size);
    lower(node, index.size - 1);
    open.push(node);
    isOpen.add(node);
    return { node, rest: calleesOf(node)[Symbol.iterator]() };
  };
  for (const root of nodes) {
    const path = index.has(root) ? [] : [enter(root)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { node, rest } = top;
      const { value: callee, done } = rest.next();
      if (done !== true) {
        if (!index.has(callee)) path.push(enter(callee));
        else if (isOpen.has(callee)) lower(node, index.get(callee) ?? 0);
        continue;
      }
      path.pop();
      const caller = path.at(-1);
      if (caller !== undefined) lower(caller.node, low.get(node) ?? 0);
      if (low.get(node) !== index.get(node)) continue;
      const group = open.splice(open.lastIndexOf(node));
      for (const each of group) isOpen.delete(each);
      groups.push(group);
    }
  }
  return groups;
}
