/** `plan map`: who calls whom, as declared and as seen, with the differences. */
import { componentCalls, groupsInOrder } from "./graph.ts";
import { type Edge, keyOf, type Snapshot } from "./model.ts";

type State = "agreed" | "declared" | "observed";
export type MapEdge = {
  readonly from: string;
  readonly to: string;
  readonly synchronous: boolean;
  /** `declared`: never seen; `observed`: seen and not declared. */
  readonly state: State;
  readonly calls: readonly { readonly from: string; readonly to: string; readonly state: State }[];
};
export type DependencyMap = {
  readonly revision: string;
  readonly components: readonly {
    readonly name: string;
    readonly type: string;
    readonly owner: string;
  }[];
  readonly edges: readonly MapEdge[];
  /** Callees before callers. */
  readonly order: readonly string[];
  /** Components that wait for each other in a circle. */
  readonly circles: readonly (readonly string[])[];
};

/** One edge for each pair of components and each way of calling; calls within a component are left out. */
export function dependencyMap({ revision, components, graph, evidence }: Snapshot): DependencyMap {
  const both = evidence.declared && evidence.observed;
  const stateOf = ({ declared, observed }: Edge): State =>
    !both || (declared && observed) ? "agreed" : declared ? "declared" : "observed";
  const pairs = Map.groupBy(
    graph.edges.filter(({ from, to }) => from.component !== to.component),
    ({ from, to, synchronous }) => `${from.component} ${to.component} ${synchronous}`,
  );
  const calls = componentCalls(graph);
  const groups = groupsInOrder(components.keys(), (name) => calls.get(name) ?? []);
  return {
    revision,
    components: [...components.values()].map(({ name, type, owner }) => ({ name, type, owner })),
    edges: [...pairs.values()].flatMap((edges) => {
      const states = new Set(edges.map(stateOf));
      const [first] = edges;
      return first === undefined
        ? []
        : {
            from: first.from.component,
            to: first.to.component,
            synchronous: first.synchronous,
            state: states.has("observed")
              ? "observed"
              : states.has("agreed")
                ? "agreed"
                : "declared",
            calls: edges.map((edge) => ({
              from: keyOf(edge.from),
              to: keyOf(edge.to),
              state: stateOf(edge),
            })),
          };
    }),
    order: groups.flat(),
    circles: groups.filter((group) => group.length > 1),
  };
}

/**
 * A Mermaid flowchart. Arrows: plain, both declared and seen; dotted, nobody waits; `declared only` and `NOT DECLARED`
 * where the two differ.
 */
export function mermaidMap({ components, edges }: DependencyMap): string {
  const ids = new Map(components.map(({ name }, index) => [name, `c${index}`]));
  const quoted = (text: string) => `"${text.replaceAll('"', "#quot;")}"`;
  const labels: Readonly<Record<State, string>> = {
    agreed: "",
    declared: ", declared only",
    observed: ", NOT DECLARED",
  };
  const lines = [
    ...components.map(({ name }) => `  ${ids.get(name)}[${quoted(name)}]`),
    ...edges.map(({ from, to, synchronous, state, calls }) => {
      const differing = calls.filter((call) => call.state !== "agreed").length;
      const count = differing > 0 && state !== "declared" ? `, ${differing} differ` : "";
      const label = quoted(
        `${calls.length} ${calls.length === 1 ? "operation" : "operations"}${count}${labels[state]}`,
      );
      return `  ${ids.get(from)} ${synchronous ? "-->" : "-.->"}|${label}| ${ids.get(to)}`;
    }),
  ];
  return `flowchart TB\n${lines.join("\n")}\n`;
}
