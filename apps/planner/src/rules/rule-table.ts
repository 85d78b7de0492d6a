/** What the rules say, from rules.yaml: read and checked once. */
import { readFileSync } from "node:fs";
import { type Static, Type } from "typebox";
import { checked, parseFile } from "../document.ts";
import type { Finding } from "../model.ts";

const EFFECTS = ["narrowed", "widened", "grown", "changed", "removed", "unclear"] as const;
const Text = Type.String({ minLength: 1 });
const Level = Type.Enum(["safe", "caution", "breaking"]);
const Effect = Type.Enum([...EFFECTS]);
const Direction = Type.Enum(["request", "response"]);
const RuleSchema = Type.Object({ level: Level, means: Text, do: Type.Optional(Text) });
const PartSchema = Type.Object({
  schema: Type.Optional(Type.Object({ place: Text, name: Text })),
  on: Type.Record(Text, Type.Object({ rule: Text, says: Text })),
});
const DirectionSchema = Type.Object({ do: Text, levels: Type.Record(Effect, Level) });
const KeywordsSchema = Type.Object({
  counts: Type.Optional(Type.Unknown()),
  verbs: Type.Array(Text),
  names: Type.Record(Text, Text),
});
const TableSchema = Type.Object({
  rules: Type.Record(Text, Type.Record(Text, RuleSchema)),
  parts: Type.Record(Text, PartSchema),
  schemas: Type.Object({
    directions: Type.Record(Direction, DirectionSchema),
    keywords: Type.Array(KeywordsSchema),
    facets: Type.Record(Effect, Type.Array(Type.Array(Text))),
  }),
});

/** `removed`: a property is not told any more. `unclear`: nobody can tell from the schemas. */
export type Effect = Static<typeof Effect>;
/** Whose values: a property that is `readOnly` is in no request, one that is `writeOnly` in no answer. */
export type Direction = Static<typeof Direction>;
/** What a rule says wherever it is found. */
export type Verdict = Pick<Finding, "rule" | "level" | "mitigation"> & { readonly means: string };

const FILE = new URL("rules.yaml", import.meta.url);

/** By chapter: source, contracts, migrations, squawk, calls; and the parts that contracts and rules about schemas have. */
export const RULE_TABLE: Static<typeof TableSchema> = checked(
  parseFile("rules.yaml", readFileSync(FILE, "utf8")),
  TableSchema,
);

/** Throws where rules.yaml has no such rule: a rule that nobody can look up is a bug. */
export function verdictOf(rule: string): Verdict {
  const chapters = Object.values(RULE_TABLE.rules);
  const found = chapters.find((chapter) => Object.hasOwn(chapter, rule))?.[rule];
  if (found === undefined) throw new Error(`rules.yaml has no rule ${rule}`);
  return { rule, level: found.level, means: found.means, mitigation: found.do ?? "" };
}

/** Throws where rules.yaml has no such facet. */
export function effectOf(facet: string): Effect {
  const { facets } = RULE_TABLE.schemas;
  const found = EFFECTS.find((effect) => facets[effect].flat().includes(facet));
  if (found === undefined) throw new Error(`rules.yaml has no facet ${facet}`);
  return found;
}
