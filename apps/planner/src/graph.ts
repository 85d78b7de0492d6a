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
  const add = ({ from, to }: Pick<Edge, "from" | "to">, more: Partial<Edge>) => {
    const key = `${keyOf(from)} ${keyOf(to)}`;
    const known = edges.get(key) ?? { synchronous: true, declared: undefined, observed: undefined };
    edges.set(key, { ...known, ...more, from, to });
  };
  for (const { calls } of policies)
    for (const call of calls) add(call, { declared: call, synchronous: call.synchronous });
  for (const call of observed) add(call, { observed: call });
  const all = [...edges.values()];
  return {
    edges: all,
    callers: Map.groupBy(all, ({ to }) => keyOf(to)),
    callees: Map.groupBy(all, ({ from }) => keyOf(from)),
    called: new Set(all.map(({ to }) => to.component)),
  };
}

type Way = readonly OperationRef[];

/**
 * The shortest ways down to `operation`, one from each caller that is not on the way of another: together they pass
 * every operation that reaches it.
 */
export function waysTo(graph: Graph, operation: OperationRef): readonly Way[] {
  const ways: Way[] = [[operation]];
  const seen = new Set([keyOf(operation)]);
  const passed = new Set<Way>(ways);
  for (const way of ways)
    for (const { from } of graph.callers.get(keyOf(way[0] ?? operation)) ?? []) {
      if (seen.has(keyOf(from))) continue;
      seen.add(keyOf(from));
      passed.add(way);
      ways.push([from, ...way]);
    }
  return ways.filter((way) => !passed.has(way));
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
