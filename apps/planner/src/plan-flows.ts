/** The calls that an operation makes, one after the other, for the sequence diagrams of plan-template.md. */

import { mermaidText } from "./map.ts";
import { type DeclaredCall, keyOf, type OperationRef, type Snapshot } from "./model.ts";
import { code, placeText } from "./plan-words.ts";

type Call = Pick<DeclaredCall, "to" | "synchronous" | "fallback">;
/** Calls one after the other; those of a step at once. */
type Steps = readonly (readonly Call[])[];

// More than a person looks through: what makes a single call is then told in a line.
const DIAGRAMS_MAX = 8;

/** A row for each operation that calls any; those of a component that make the same calls have the same `route`. */
export function flowTable(head: Snapshot, operations: Iterable<OperationRef>) {
  const flows = [...operations].map((operation) => flowOf(head, operation));
  const calling = flows.filter(({ calls }) => calls.length > 0);
  const isMany = new Set(calling.map(({ route }) => route)).size > DIAGRAMS_MAX;
  return calling.map((flow) => ({ ...flow, isShort: isMany && flow.calls.length === 1 }));
}

function flowOf(head: Snapshot, from: OperationRef) {
  const { steps, source } = stepsOf(head, from);
  const called = steps.flat().map(({ to }) => to.component);
  const names = [...new Set([from.component, ...called])];
  const calls = steps.flatMap((step) =>
    step.map(({ to: { component, operation }, synchronous, fallback }, i) => {
      const beside = i === 0 ? "par" : "and";
      return {
        ...{ operation: mermaidText(operation), end: `p${names.indexOf(component)}`, synchronous },
        fallback: fallback && mermaidText(fallback),
        opens: step.length === 1 ? "" : beside,
        closes: step.length > 1 && i === step.length - 1,
      };
    }),
  );
  return {
    ...{ name: code(keyOf(from)), operation: mermaidText(from.operation), source, calls },
    ends: names.map((component, i) => ({ end: `p${i}`, component: mermaidText(component) })),
    route: JSON.stringify([from.component, steps.map((step) => step.map(({ to }) => keyOf(to)))]),
    pair: `${from.component} → ${called[0]}`,
  };
}

/** As seen, else as declared. */
function stepsOf(head: Snapshot, from: OperationRef): { steps: Steps; source: string } {
  const seen = head.sequences.find((each) => keyOf(each.operation) === keyOf(from));
  const edges = head.graph.callees.get(keyOf(from)) ?? [];
  const callOf = (to: OperationRef): Call => {
    const edge = edges.find((each) => keyOf(each.to) === keyOf(to));
    return { to, synchronous: edge?.synchronous ?? true, fallback: edge?.declared?.fallback };
  };
  if (seen)
    return {
      steps: seen.steps.map((step) => step.map(callOf)),
      source: `as seen: ${placeText(seen.at)}`,
    };
  const { calls = [], at } = head.policies.get(keyOf(from)) ?? {};
  const steps: Call[][] = [];
  for (const [i, call] of calls.entries())
    if (call.mode === "parallel" && calls[i - 1]?.mode === "parallel") steps.at(-1)?.push(call);
    else steps.push([call]);
  return { steps, source: `as declared: ${at && placeText(at)}` };
}
