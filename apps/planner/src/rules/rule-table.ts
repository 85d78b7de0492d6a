/** What the rules say, from rules.yaml. */
import { readFileSync } from "node:fs";
import type { TSchema } from "typebox";
import { parseFile } from "../document.ts";
import type { Finding, Level } from "../model.ts";

/** `removed`: a property is not told any more. `unclear`: nobody can tell from the schemas. */
export type Effect = "narrowed" | "widened" | "grown" | "changed" | "removed" | "unclear";
/** Whose values: a property that is `readOnly` is in no request, one that is `writeOnly` in no answer. */
export type Direction = "request" | "response";
/** What a rule says wherever it is found. */
export type Verdict = Pick<Finding, "rule" | "level" | "mitigation">;

type Named<T> = Readonly<Record<string, T>>;
type Row = { readonly level: Level; readonly means: string; readonly do?: string };
type RuleTable = {
  /** By chapter: source, contracts, migrations, squawk, calls. */
  readonly rules: Named<Named<Row>>;
  readonly calls: Named<{ readonly when: Named<TSchema>; readonly says: string }>;
  readonly statements: readonly { readonly rule: string; kind: string; has: TSchema }[];
  readonly known: readonly { readonly kinds: readonly string[]; readonly has: TSchema }[];
  readonly parts: Named<{
    readonly schema?: { readonly place: string; readonly name: string };
    readonly on: Named<{ readonly rule: string; readonly says: string }>;
  }>;
  readonly schemas: {
    readonly directions: Record<Direction, { do: string; levels: Record<Effect, Level> }>;
    readonly keywords: readonly { counts?: unknown; verbs: string[]; names: Named<string> }[];
    readonly facets: Record<Effect, readonly string[][]>;
    /** Keywords that say nothing about values, and those that are compared otherwise than by `keywords`. */
    readonly annotations: readonly string[];
    readonly compared: readonly string[];
  };
};

const FILE = new URL("rules.yaml", import.meta.url);

/** Comments in the file say what its chapters are. Its tests hold it to the code, both ways. */
export const RULE_TABLE = parseFile("rules.yaml", readFileSync(FILE, "utf8")).data as RuleTable;

const ROWS = new Map(Object.values(RULE_TABLE.rules).flatMap((chapter) => Object.entries(chapter)));
const EFFECTS = new Map(
  Object.entries(RULE_TABLE.schemas.facets).flatMap(([effect, facets]) =>
    facets.flat().map((facet) => [facet, effect as Effect]),
  ),
);

/** Throws where rules.yaml has no such rule: a rule that nobody can look up is a bug. */
export function verdictOf(rule: string): Verdict {
  const { level, do: mitigation = "" } = known(ROWS, "rule", rule);
  return { rule, level, mitigation };
}

/** Completes a sentence about what the rule found. */
export const meaningOf = (rule: string): string => known(ROWS, "rule", rule).means;

/** Throws where rules.yaml has no such facet. */
export const effectOf = (facet: string): Effect => known(EFFECTS, "facet", facet);

function known<T>(table: ReadonlyMap<string, T>, kind: string, name: string): T {
  const found = table.get(name);
  if (found === undefined) throw new Error(`rules.yaml has no ${kind} ${name}`);
  return found;
}

/** A text of rules.yaml with its `$field`s filled in. */
export const filled = (text: string, fields: Readonly<Record<string, unknown>>): string =>
  text.replaceAll(/\$(\w+)/g, (_, field) => String(fields[field]));
