/** `plan new`: what evidence gives goes into the plan; what it does not give is asked. */
import { stringify } from "yaml";
import { componentCalls, groupsInOrder } from "./graph.ts";
import type { Impact, Judged } from "./impact.ts";
import { mapMermaid } from "./map.ts";
import { type Change, type JsonObject, keyOf, type Policy } from "./model.ts";
import { headingsFor, isChangesOf, parsePlan, WORDS, withBlock } from "./plan-document.ts";

type Facts = {
  readonly change: Change;
  readonly impact: Impact;
  readonly policies: readonly Policy[];
};
type Derive = (facts: Facts) => readonly string[];

/** The whole plan. `existing` keeps all that people wrote; equal inputs give equal bytes. @throws InputError */
export function newPlan(change: Change, impact: Impact, title: string, existing = ""): string {
  const { head } = change;
  const headings = headingsFor(head.components.values());
  const { front, body } = parsePlan("the plan", existing);
  const facts = { change, impact, policies: affectedPolicies(change, impact) };
  let text = body === "" ? skeleton(headings) : body;
  for (const heading of headings) {
    const lines = derive(heading, facts);
    if (lines.length > 0) text = withBlock(text, heading, lines.join("\n"));
  }
  return `---\n${stringify(frontMatter(facts, title, front, text), { lineWidth: 0 })}---\n${text}`;
}

const skeleton = (headings: readonly string[]): string =>
  `${headings
    .map((heading) => {
      const question = WORDS.questions[heading];
      return question ? `${heading}\n\n> Open question: ${question}` : heading;
    })
    .join("\n\n")}\n`;

/** Those of the operations that findings name or reach; without any change, all. */
function affectedPolicies({ head, files }: Change, { findings }: Impact): readonly Policy[] {
  const keys = new Set(
    findings.flatMap(({ operations, paths }) => [...operations, ...paths.flat()].map(keyOf)),
  );
  return [...head.policies].flatMap(([key, policy]) =>
    files.length === 0 || keys.has(key) ? [policy] : [],
  );
}

const at = ({ place }: Pick<Judged, "place">): string => `${place.file}:${place.line}`;
const told = ({ impact }: Facts): readonly Judged[] =>
  impact.findings.filter(({ level }) => level !== "safe");
const orNone = (lines: readonly string[], none: string): readonly string[] =>
  lines.length > 0 ? lines : [none];

const DERIVED: Readonly<Record<string, Derive>> = {
  "### Service Dependencies": ({ change: { head } }) => [
    "```mermaid",
    mapMermaid(head).trim(),
    "```",
  ],
  "### Distributed System Patterns": ({ policies }) =>
    orNone(
      policies.map(
        (policy) =>
          `- **${policy.pattern}**: ${keyOf(policy)} (${policy.at.document.file}:${policy.at.document.lineOf(policy.at.path)})`,
      ),
      "- No declared operation is affected.",
    ),
  "### Trace Propagation Strategy": ({ policies }) =>
    orNone(
      hops(policies).map((hop) => `- ${hop}`),
      "- No call between components is affected.",
    ),
  "### Data Flow Design": ({ policies }) =>
    orNone(
      policies.filter(({ calls }) => calls.length > 0).flatMap(sequence),
      "No affected operation calls another.",
    ),
  "### Error Handling Strategy": ({ policies }) =>
    orNone(
      policies.flatMap(({ calls }) =>
        calls.map(
          (call) =>
            `- ${keyOf(call.from)} → ${keyOf(call.to)}: ${call.attempts} attempts of ${call.timeoutMs} ms, backoff ${call.backoffBaseMs} to ${call.backoffMaxMs} ms; fallback: ${call.fallback ?? "none"}`,
        ),
      ),
      "- No call between components is affected.",
    ),
  "### Implementation Steps": (facts) =>
    stepsOf(facts).map(({ id, title }, index) => `${index + 1}. ${id}: ${title}`),
  "### Technical Risks": (facts) =>
    orNone(
      told(facts).map(
        (finding) =>
          `- ${finding.level} ${finding.rule} (${at(finding)}): ${finding.message} Mitigation: ${finding.mitigation}`,
      ),
      "- No rule finds a risk.",
    ),
  "## 5. Implementation Sequence": (facts) => [
    deployOrder(facts)
      .map((name, index) => `${index + 1}. ${name}`)
      .join("\n"),
  ],
};

function derive(heading: string, facts: Facts): readonly string[] {
  const { change } = facts;
  const component = [...change.head.components.values()].find((each) => isChangesOf(heading, each));
  if (component === undefined) return DERIVED[heading]?.(facts) ?? [];
  const files = change.files.filter(({ components }) => components.includes(component.name));
  return orNone(
    files.map(
      ({ file, status }) =>
        `- \`${file}\`${status === "added" ? " (new)" : status === "removed" ? " (removed)" : ""}`,
    ),
    "- No file changes.",
  );
}

const hops = (policies: readonly Policy[]): readonly string[] =>
  policies.flatMap(({ calls }) => calls.map(({ from, to }) => `${keyOf(from)} → ${keyOf(to)}`));

const sequence = ({ calls, ...policy }: Policy): readonly string[] => [
  `**${keyOf(policy)}**`,
  "",
  "```mermaid",
  "sequenceDiagram",
  ...calls.map(
    ({ from, to, synchronous }) =>
      `  ${from.component}${synchronous ? "->>" : "-)"}${to.component}: ${to.operation}`,
  ),
  "```",
];

/** Callees before callers. */
function deployOrder({ change: { head, files } }: Facts): readonly string[] {
  const calls = componentCalls(head.graph);
  const touched = new Set(files.flatMap(({ components }) => components));
  return groupsInOrder([...head.components.keys()].sort(), (name) => calls.get(name) ?? [])
    .flat()
    .filter((name) => head.components.has(name) && (files.length === 0 || touched.has(name)));
}

function stepsOf(facts: Facts) {
  const names = deployOrder(facts);
  const calls = componentCalls(facts.change.head.graph);
  return names.map((name) => ({
    id: `step-${name}`,
    title: `Change ${name}, and deploy it before those that call it`,
    component: name,
    depends_on: names
      .filter((each) => each !== name && calls.get(name)?.has(each))
      .map((each) => `step-${each}`),
    criteria: [`criterion-${name}`],
  }));
}

function frontMatter(facts: Facts, title: string, front: JsonObject, body: string): JsonObject {
  const { base, head } = facts.change;
  const steps = stepsOf(facts);
  const kept = Array.isArray(front.criteria) ? (front.criteria as JsonObject[]) : [];
  const [check] = head.settings.checks;
  return {
    title,
    base: base.revision,
    head: head.revision,
    inputsDigest: head.digest,
    findings: told(facts).map((finding) => ({
      rule: finding.rule,
      level: finding.level,
      place: at(finding),
      mitigation: finding.mitigation,
      step: `step-${finding.component}`,
    })),
    steps,
    // A person's words and checks for a criterion stay.
    criteria: steps.map(({ component }) => {
      const id = `criterion-${component}`;
      return (
        kept.find((each) => each.id === id) ?? {
          id,
          text: `The checks of ${component} pass`,
          check: check?.id ?? "",
        }
      );
    }),
    open_questions: [...body.matchAll(/^> Open question: (.+)$/gm)].map(([, question]) => question),
  };
}
