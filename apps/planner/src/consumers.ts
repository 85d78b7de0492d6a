/** Who is hurt when an operation changes: the part of a rule that turns "differs" into a level. */
import { waysTo } from "./graph.ts";
import {
  type Change,
  type Edge,
  type Finding,
  keyOf,
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
  const key = keyOf(operation);
  const now = head.graph.callers.get(key) ?? [];
  const before = base.graph.callers.get(key) ?? [];
  const paths = waysTo(now.length > 0 ? head.graph : base.graph, operation);
  const outside = {
    level: "breaking",
    paths,
    who: "its callers are outside of the catalogue",
  } as const;
  if (head.components.get(operation.component)?.outgoing === true)
    return { ...outside, who: "whoever takes what is sent relies on it" };
  if (now.length > 0) {
    const readers =
      property === undefined || head.settings.public.includes(operation.component)
        ? []
        : now.map(({ from }) => readerOf(head, from.component, property));
    const who = readers.find((reader) => reader !== undefined);
    if (readers.length === 0 || who !== undefined)
      return { level: "breaking", paths, who: who ?? `${callers(now)} it` };
    return { level: "caution", paths, who: `no caller's source names \`${property}\`` };
  }
  if (isOutside(head, operation.component) && isOutside(base, operation.component)) return outside;
  if (before.length > 0)
    return { level: "caution", paths, who: `${callers(before)} it until the change is rolled out` };
  if (!head.evidence.declared && !head.evidence.observed)
    return { level: "unknown", paths, who: "nothing says who calls it" };
  return { level: "caution", paths, who: "nobody is declared or seen to call it" };
}

/** A component that nobody of the catalogue calls is called from outside, as is one that planner.yaml names so. */
function isOutside({ settings, graph, evidence }: Snapshot, component: string): boolean {
  if (settings.public.includes(component)) return true;
  return (evidence.declared || evidence.observed) && !graph.called.has(component);
}

function callers(edges: readonly Edge[]): string {
  const names = edges.map(({ from }) => keyOf(from));
  return `${listed(names, 3)} ${names.length === 1 ? "calls" : "call"}`;
}
