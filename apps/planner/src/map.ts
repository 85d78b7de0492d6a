/** `plan map`: who calls whom, as declared and as seen, with the differences. */
import { componentCalls, groupsInOrder } from "./graph.ts";
import { type Edge, keyOf, type Snapshot } from "./model.ts";

/** `declared`: never seen; `observed`: seen and not declared; `agreed` also where only one of the two was written down. */
type State = "agreed" | "declared" | "observed";

function stateOf({ declared, observed }: Edge, { evidence }: Snapshot): State {
  if (!evidence.declared || !evidence.observed || (declared && observed)) return "agreed";
  return declared ? "declared" : "observed";
}

/** For programs. `order`: callees before callers; `circles`: components that wait for each other. */
export function mapJson(snapshot: Snapshot): unknown {
  const { revision, components, graph } = snapshot;
  const calls = componentCalls(graph);
  const groups = groupsInOrder(components.keys(), (name) => calls.get(name) ?? []);
  return {
    version: 1,
    revision,
    components: [...components.values()].map(({ name, type, owner }) => ({ name, type, owner })),
    calls: graph.edges.map((edge) => ({
      from: keyOf(edge.from),
      to: keyOf(edge.to),
      synchronous: edge.synchronous,
      state: stateOf(edge, snapshot),
    })),
    order: groups.flat(),
    circles: groups.filter((group) => group.length > 1),
  };
}

/** A text in a diagram: what Mermaid's grammar takes for its own there as the entity that it shows. */
export const mermaidText = (text: string): string =>
  text.replaceAll(/[;#"<>`%&]/g, (character) => `#${character.codePointAt(0)};`);

/**
 * A Mermaid flowchart of components; calls within one are left out. A dotted arrow: nobody waits for the answer. Its label
 * says how many operations are called, how many of them were never seen and how many were seen and are not declared.
 */
export function mapMermaid(snapshot: Snapshot): string {
  const names = [...snapshot.components.keys()];
  const between = snapshot.graph.edges.filter(({ from, to }) => from.component !== to.component);
  const arrows = Map.groupBy(
    between,
    ({ from, to, synchronous }) =>
      `c${names.indexOf(from.component)} ${synchronous ? "-->" : "-.->"}|LABEL| c${names.indexOf(to.component)}`,
  );
  const lines = [...arrows].map(([arrow, edges]) => {
    const count = (state: State) =>
      edges.filter((edge) => stateOf(edge, snapshot) === state).length;
    const notes = [
      `${edges.length} ${edges.length === 1 ? "operation" : "operations"}`,
      ...(count("declared") > 0 ? [`${count("declared")} never seen`] : []),
      ...(count("observed") > 0 ? [`${count("observed")} NOT DECLARED`] : []),
    ];
    return arrow.replace("LABEL", `"${notes.join(", ")}"`);
  });
  const nodes = names.map((name, index) => `c${index}["${mermaidText(name)}"]`);
  return `${["flowchart TB", ...nodes, ...lines].join("\n  ")}\n`;
}
