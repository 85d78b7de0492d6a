/** What the rules say, from rules.yaml: read and checked once. */
import { readFileSync } from "node:fs";
import { type Static, type TSchema, Type } from "typebox";
import { checked, parseFile } from "../document.ts";
import type { Finding } from "../model.ts";

const Text = Type.String({ minLength: 1 });
const Level = Type.Union([Type.Literal("safe"), Type.Literal("caution"), Type.Literal("breaking")]);
const RuleSchema = Type.Object({ level: Level, means: Text, do: Type.Optional(Text) });
const Rules = Type.Record(Text, RuleSchema);
const Effects = ["narrowed", "widened", "grown", "changed", "removed", "unclear"] as const;
const perEffect = <T extends TSchema>(each: T) =>
  Type.Object({
    ...{ narrowed: each, widened: each, grown: each },
    ...{ changed: each, removed: each, unclear: each },
  });
const DirectionSchema = Type.Object({ do: Text, levels: perEffect(Level) });
const TableSchema = Type.Object({
  rules: Type.Record(Text, Rules),
  schemas: Type.Object({
    places: Type.Array(Text),
    directions: Type.Object({ request: DirectionSchema, response: DirectionSchema }),
    bounds: Type.Record(Text, Text),
    constraints: Type.Array(Text),
    opaque: Type.Array(Text),
    facets: perEffect(Type.Array(Type.Array(Text))),
  }),
});

/** `removed`: a property is not told any more. `unclear`: nobody can tell from the schemas. */
export type Effect = (typeof Effects)[number];
/** Whose values: a property that is `readOnly` is in no request, one that is `writeOnly` in no answer. */
export type Direction = "request" | "response";
/** What a rule says wherever it is found. */
export type Verdict = Pick<Finding, "rule" | "mitigation"> & {
  readonly level: Static<typeof Level>;
  readonly means: string;
};

const FILE = new URL("rules.yaml", import.meta.url);

/** By chapter: source, contracts, migrations, squawk, calls; and the parts that rules about schemas are made of. */
export const RULE_TABLE: Static<typeof TableSchema> = checked(
  parseFile("rules.yaml", readFileSync(FILE, "utf8")),
  TableSchema,
);

const VERDICTS: ReadonlyMap<string, Verdict> = new Map(
  Object.values(RULE_TABLE.rules)
    .flatMap((chapter) => Object.entries(chapter))
    .map(([rule, { do: mitigation = "", ...rest }]) => [rule, { rule, mitigation, ...rest }]),
);

const EFFECTS: ReadonlyMap<string, Effect> = new Map(
  Effects.flatMap((effect) =>
    RULE_TABLE.schemas.facets[effect].flat().map((facet) => [facet, effect] as const),
  ),
);

/** Throws where rules.yaml has no such rule: a rule that nobody can look up is a bug. */
export function verdictOf(rule: string): Verdict {
  const verdict = VERDICTS.get(rule);
  if (verdict === undefined) throw new Error(`rules.yaml has no rule ${rule}`);
  return verdict;
}

/** Throws where rules.yaml has no such facet. */
export function effectOf(facet: string): Effect {
  const effect = EFFECTS.get(facet);
  if (effect === undefined) throw new Error(`rules.yaml has no facet ${facet}`);
  return effect;
}
