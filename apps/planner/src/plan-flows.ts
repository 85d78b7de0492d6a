/** The calls that an operation makes, one after the other, as Mermaid sequence diagrams. */
import { keyOf, type OperationRef, type Snapshot } from "./model.ts";
import { code, placeText } from "./plan-words.ts";

type Flow = {
  readonly operation: OperationRef;
  /** One after the other; the calls of a step at once. */
  readonly steps: readonly (readonly OperationRef[])[];
  readonly source: string;
};

// More than a person looks through: what makes a single call is then told in a line.
const DIAGRAMS_MAX = 8;

/** A row for all operations of a component that make the same calls. */
export function flowTable(head: Snapshot, operations: Iterable<OperationRef>) {
  const flows = [...operations].flatMap((operation) => flowOf(head, operation));
  const groups = Map.groupBy(flows, ({ operation, steps }) =>
    JSON.stringify([operation.component, steps]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const [to] = first?.steps.flat() ?? [];
    if (first === undefined || to === undefined) return [];
    const isShort = groups.size > DIAGRAMS_MAX && first.steps.flat().length === 1;
    return {
      names: group.map(({ operation }) => code(keyOf(operation))),
      ...{ source: first.source, pair: `${first.operation.component} → ${to.component}`, isShort },
      lines: diagramOf(
        head,
        first,
        group.length === 1 ? first.operation.operation : "one of these",
      ),
    };
  });
}

/** As seen, else as declared. */
function flowOf(head: Snapshot, operation: OperationRef): readonly Flow[] {
  const seen = head.sequences.find((each) => keyOf(each.operation) === keyOf(operation));
  if (seen) return [{ operation, steps: seen.steps, source: `as seen: ${placeText(seen.at)}` }];
  const policy = head.policies.get(keyOf(operation));
  if (policy === undefined) return [];
  const steps: OperationRef[][] = [];
  for (const [i, { mode, to }] of policy.calls.entries())
    if (mode === "parallel" && policy.calls[i - 1]?.mode === "parallel") steps.at(-1)?.push(to);
    else steps.push([to]);
  return [{ operation, steps, source: `as declared: ${placeText(policy.at)}` }];
}

function diagramOf(
  { graph }: Snapshot,
  { operation, steps }: Flow,
  asked: string,
): readonly string[] {
  const names = [...new Set([operation, ...steps.flat()].map(({ component }) => component))];
  const edges = graph.callees.get(keyOf(operation)) ?? [];
  const call = (to: OperationRef) => {
    const edge = edges.find((each) => keyOf(each.to) === keyOf(to));
    const end = `p${names.indexOf(to.component)}`;
    if (edge?.synchronous === false) return [`p0-)${end}: ${to.operation}`];
    const calls = [`p0->>${end}: ${to.operation}`, `${end}-->>p0: answer`];
    const { fallback } = edge?.declared ?? {};
    if (fallback === undefined) return calls;
    return [
      ...calls.with(1, `alt it answers`),
      calls[1] ?? "",
      "else it does not",
      `Note over p0: ${fallback}`,
      "end",
    ];
  };
  return [
    ...["actor caller", ...names.map((name, i) => `participant p${i} as ${name}`)],
    `caller->>p0: ${asked}`,
    ...steps.flatMap((step) =>
      step.length === 1
        ? step.flatMap(call)
        : [...step.flatMap((to, i) => [i === 0 ? "par" : "and", ...call(to)]), "end"],
    ),
    "p0-->>caller: answer",
  ];
}
