/** The calls that an operation makes, one after the other, as Mermaid sequence diagrams. */
import { keyOf, type OperationRef, type Snapshot } from "./model.ts";
import { code, placeText } from "./plan-words.ts";

/** Calls one after the other; those of a step at once. */
type Flow = { readonly steps: readonly (readonly OperationRef[])[]; readonly source: string };

// More than a person looks through: what makes a single call is then told in a line.
const DIAGRAMS_MAX = 8;

/** A row for all operations of a component that make the same calls. */
export function flowTable(head: Snapshot, operations: Iterable<OperationRef>) {
  const flows = [...operations].map((operation) => ({ operation, ...flowOf(head, operation) }));
  const calling = flows.filter(({ steps }) => steps.length > 0);
  const sameCalls = ({ operation, steps }: (typeof flows)[number]) =>
    JSON.stringify([operation.component, steps.map((step) => step.map(keyOf))]);
  const groups = [...Map.groupBy(calling, sameCalls).values()];
  return groups.flatMap((group) =>
    group.slice(0, 1).map(({ operation, steps, source }) => ({
      names: group.map((each) => code(keyOf(each.operation))),
      ...{ source, pair: `${operation.component} → ${steps[0]?.[0]?.component}` },
      isShort: groups.length > DIAGRAMS_MAX && steps.flat().length === 1,
      lines: diagramOf(head, operation, steps),
    })),
  );
}

/** As seen, else as declared. */
function flowOf(head: Snapshot, operation: OperationRef): Flow {
  const seen = head.sequences.find((each) => keyOf(each.operation) === keyOf(operation));
  if (seen) return { steps: seen.steps, source: `as seen: ${placeText(seen.at)}` };
  const { calls = [], at } = head.policies.get(keyOf(operation)) ?? {};
  const steps: OperationRef[][] = [];
  for (const [i, { mode, to }] of calls.entries())
    if (mode === "parallel" && calls[i - 1]?.mode === "parallel") steps.at(-1)?.push(to);
    else steps.push([to]);
  return { steps, source: `as declared: ${at && placeText(at)}` };
}

function diagramOf({ graph }: Snapshot, operation: OperationRef, steps: Flow["steps"]) {
  const names = [...new Set([operation, ...steps.flat()].map(({ component }) => component))];
  const edges = graph.callees.get(keyOf(operation)) ?? [];
  const call = (to: OperationRef) => {
    const edge = edges.find((each) => keyOf(each.to) === keyOf(to));
    const end = `p${names.indexOf(to.component)}`;
    if (edge?.synchronous === false) return [`p0-)${end}: ${to.operation}`];
    const [ask, answer] = [`p0->>${end}: ${to.operation}`, `${end}-->>p0: answer`];
    const fallback = edge?.declared?.fallback;
    if (fallback === undefined) return [ask, answer];
    return [ask, "alt it answers", answer, "else it does not", `Note over p0: ${fallback}`, "end"];
  };
  const told = steps.map((step) => step.map(call));
  return [
    ...["actor caller", ...names.map((name, i) => `participant p${i} as ${name}`)],
    `caller->>p0: ${operation.operation}`,
    ...told.flatMap((calls) =>
      calls.length === 1
        ? calls.flat()
        : [...calls.flatMap((lines, i) => [i === 0 ? "par" : "and", ...lines]), "end"],
    ),
    "p0-->>caller: answer",
  ];
}
