/** Who calls whom: who reaches an operation and on which way, in which order to deploy, where calls go in circles. */
import {
  type DeclaredCall,
  type Edge,
  type Graph,
  keyOf,
  type ObservedCall,
  type OperationRef,
  type Snapshot,
} from "./model.ts";

const isDeclared = (call: DeclaredCall | ObservedCall): call is DeclaredCall => "timeoutMs" in call;

export function buildGraph({ policies, observed }: Pick<Snapshot, "policies" | "observed">): Graph {
  const all = [...policies.values().flatMap(({ calls }) => calls), ...observed];
  const alike = Map.groupBy(all, ({ from, to }) => `${keyOf(from)} ${keyOf(to)}`);
  const edges = [...alike.values()].flatMap((group): readonly Edge[] => {
    const declared = group.filter(isDeclared);
    const seen = group.find((call) => !isDeclared(call));
    return group.slice(0, 1).map(({ from, to, at }) => {
      const synchronous = declared[0]?.synchronous ?? true;
      return { from, to, at, synchronous, declared: declared[0], calls: declared, observed: seen };
    });
  });
  return {
    edges,
    callers: Map.groupBy(edges, ({ to }) => keyOf(to)),
    callees: Map.groupBy(edges, ({ from }) => keyOf(from)),
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
 * reaches each; a node that calls itself is alone in its group. (Kosaraju 1978, without recursion; linear.)
 */
export function groupsInOrder(
  nodes: Iterable<string>,
  calleesOf: (node: string) => Iterable<string>,
): readonly (readonly string[])[] {
  const order = walk(nodes, calleesOf, new Set());
  const edges = order.flatMap((from) => [...calleesOf(from)].map((to) => ({ from, to })));
  const callers = Map.groupBy(edges, ({ to }) => to);
  const seen = new Set<string>();
  const callersOf = (node: string) => (callers.get(node) ?? []).map(({ from }) => from);
  const groups = order.toReversed().map((node) => walk([node], callersOf, seen).toReversed());
  return groups.filter(({ length }) => length > 0).reverse();
}

/** What is reached from `roots` and not `seen` yet, each after what it reaches unless that leads back to it. */
function walk(
  roots: Iterable<string>,
  nextOf: (node: string) => Iterable<string>,
  seen: Set<string>,
): readonly string[] {
  const left = new Set<string>();
  for (const root of roots) {
    const open = seen.has(root) ? [] : [root];
    for (let node = open.at(-1); node !== undefined; node = open.at(-1)) {
      const isBack = seen.has(node);
      seen.add(node);
      if (isBack) left.add(open.pop() ?? node);
      else open.push(...[...nextOf(node)].filter((each) => !seen.has(each)).reverse());
    }
  }
  return [...left];
}
