/** The calls that an operation makes, one after the other, for the sequence diagrams of plan-template.md. */
import { keyOf, type OperationRef, type Snapshot } from "./model.ts";
import { code, placeText } from "./plan-words.ts";

/** Calls one after the other; those of a step at once. */
type Steps = readonly (readonly OperationRef[])[];

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
  const names = [...new Set([from, ...steps.flat()].map(({ component }) => component))];
  const edges = head.graph.callees.get(keyOf(from)) ?? [];
  const calls = steps.flatMap((step) =>
    step.map(({ component, operation }, i) => {
      const edge = edges.find(({ to }) => keyOf(to) === keyOf({ component, operation }));
      const beside = i === 0 ? "par" : "and";
      return {
        ...{ operation, end: `p${names.indexOf(component)}`, fallback: edge?.declared?.fallback },
        synchronous: edge?.synchronous ?? true,
        opens: step.length === 1 ? "" : beside,
        closes: step.length > 1 && i === step.length - 1,
      };
    }),
  );
  return {
    ...{ name: code(keyOf(from)), operation: from.operation, source, calls },
    ends: names.map((component, i) => ({ end: `p${i}`, component })),
    route: JSON.stringify([from.component, steps.map((step) => step.map(keyOf))]),
    pair: `${from.component} → ${steps[0]?.[0]?.component}`,
  };
}

/** As seen, else as declared. */
function stepsOf(head: Snapshot, operation: OperationRef): { steps: Steps; source: string } {
  const seen = head.sequences.find((each) => keyOf(each.operation) === keyOf(operation));
  if (seen) return { steps: seen.steps, source: `as seen: ${placeText(seen.at)}` };
  const { calls = [], at } = head.policies.get(keyOf(operation)) ?? {};
  const steps: OperationRef[][] = [];
  for (const [i, { mode, to }] of calls.entries())
    if (mode === "parallel" && calls[i - 1]?.mode === "parallel") steps.at(-1)?.push(to);
    else steps.push([to]);
  return { steps, source: `as declared: ${at && placeText(at)}` };
}
