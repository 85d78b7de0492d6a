/** What the rules say, from rules.yaml. */
import { readFileSync } from "node:fs";
import { parseFile } from "../document.ts";
import type { Finding, Level } from "../model.ts";

const EFFECTS = ["narrowed", "widened", "grown", "changed", "removed", "unclear"] as const;

/** `removed`: a property is not told any more. `unclear`: nobody can tell from the schemas. */
export type Effect = (typeof EFFECTS)[number];
/** Whose values: a property that is `readOnly` is in no request, one that is `writeOnly` in no answer. */
export type Direction = "request" | "response";
/** What a rule says wherever it is found. */
export type Verdict = Pick<Finding, "rule" | "level" | "mitigation">;

type Named<T> = Readonly<Record<string, T>>;
type RuleTable = {
  /** By chapter: source, contracts, migrations, squawk, calls. */
  readonly rules: Named<
    Named<{ readonly level: Level; readonly means: string; readonly do?: string }>
  >;
  readonly parts: Named<{
    readonly schema?: { readonly place: string; readonly name: string };
    readonly on: Named<{ readonly rule: string; readonly says: string }>;
  }>;
  readonly schemas: {
    readonly directions: Record<Direction, { do: string; levels: Record<Effect, Level> }>;
    readonly keywords: readonly { counts?: unknown; verbs: string[]; names: Named<string> }[];
    readonly facets: Record<Effect, readonly string[][]>;
  };
};

const FILE = new URL("rules.yaml", import.meta.url);

/** Comments in the file say what its chapters are. Its tests hold it to the code, both ways. */
export const RULE_TABLE = parseFile("rules.yaml", readFileSync(FILE, "utf8")).data as RuleTable;

/** Throws where rules.yaml has no such rule: a rule that nobody can look up is a bug. */
export function verdictOf(rule: string): Verdict {
  const { level, do: mitigation = "" } = rowOf(rule);
  return { rule, level, mitigation };
}

/** Completes a sentence about what the rule found. */
export const meaningOf = (rule: string): string => rowOf(rule).means;

function rowOf(rule: string) {
  const chapters = Object.values(RULE_TABLE.rules);
  const row = chapters.find((chapter) => Object.hasOwn(chapter, rule))?.[rule];
  if (row === undefined) throw new Error(`rules.yaml has no rule ${rule}`);
  return row;
}

/** Throws where rules.yaml has no such facet. */
export function effectOf(facet: string): Effect {
  const { facets } = RULE_TABLE.schemas;
  const found = EFFECTS.find((effect) => facets[effect].flat().includes(facet));
  if (found === undefined) throw new Error(`rules.yaml has no facet ${facet}`);
  return found;
}
