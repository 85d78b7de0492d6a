/** Who is hurt when an operation changes: the part of a rule that turns "differs" into a level. */
import { waysTo } from "./graph.ts";
import {
  type Change,
  type Edge,
  type Finding,
  keyOf,
  type Level,
  listed,
  type OperationRef,
  type Snapshot,
} from "./model.ts";
import { readerOf } from "./readers.ts";

/** `who` completes a sentence: "reserve of loans was removed; <who>". */
export type Impact = Pick<Finding, "level" | "paths"> & { readonly who: string };

/**
 * How bad it is that `operation` no longer keeps what it promised at base: breaking where somebody calls it or may do so
 * from outside; caution where only callers of the base did, which still run while the change is rolled out, or where
 * nobody is known to; unknown where nothing says who calls whom. `property` narrows it down to one of its answer: a caution
 * where the source of none of its callers names it.
 */
export function impactOn(
  { base, head }: Change,
  operation: OperationRef,
  property?: string,
): Impact {
  const { component } = operation;
  const [before = [], now = []] = [base, head].map(({ graph }) =>
    graph.callers.get(keyOf(operation)),
  );
  const paths = waysTo(now.length > 0 ? head.graph : base.graph, operation);
  const impact = (level: Level, who: string): Impact => ({ level, paths, who });
  if (head.components.get(component)?.outgoing === true)
    return impact("breaking", "whoever takes what is sent relies on it");
  if (now.length > 0) {
    if (property === undefined || head.settings.public.includes(component))
      return impact("breaking", `${callers(now)} it`);
    const [reader] = now.flatMap(({ from }) => readerOf(head, from.component, property) ?? []);
    return reader === undefined
      ? impact("caution", `no caller's source names \`${property}\``)
      : impact("breaking", reader);
  }
  if (isOutside(head, component) && isOutside(base, component))
    return impact("breaking", "its callers are outside of the catalogue");
  if (before.length > 0)
    return impact("caution", `${callers(before)} it until the change is rolled out`);
  if (!head.evidence.declared && !head.evidence.observed)
    return impact("unknown", "nothing says who calls it");
  return impact("caution", "nobody is declared or seen to call it");
}

/** A component that nobody of the catalogue calls is called from outside, as is one that planner.yaml names so. */
function isOutside({ settings, graph, evidence }: Snapshot, component: string): boolean {
  if (settings.public.includes(component)) return true;
  const isCalled = graph.edges.some(({ to }) => to.component === component);
  return (evidence.declared || evidence.observed) && !isCalled;
}

function callers(edges: readonly Edge[]): string {
  const names = edges.map(({ from }) => keyOf(from));
  return `${listed(names, 3)} ${names.length === 1 ? "calls" : "call"}`;
}
