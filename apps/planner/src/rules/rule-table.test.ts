import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { parseFile } from "../document.ts";
import { effectOf, RULE_TABLE, verdictOf } from "./rule-table.ts";
import { diffSchemas } from "./schema-diff.ts";

const folder = import.meta.dirname;
const code = globSync("*.ts", { cwd: folder })
  .filter((file) => !file.endsWith(".test.ts"))
  .map((file) => readFileSync(join(folder, file), "utf8"))
  .join("\n");
const { squawk = {}, ...own } = RULE_TABLE.rules;
const named = Object.values(own).flatMap((chapter) => Object.keys(chapter));
/** What a table says by itself needs no name in the code. */
const ofTables = [
  ...Object.values(RULE_TABLE.parts).flatMap(({ on }) => Object.values(on).map(({ rule }) => rule)),
  ...RULE_TABLE.statements.map(({ rule }) => rule),
  ...Object.keys(RULE_TABLE.calls),
];

/** The facets of every pair of these schemas. */
function facetsFound(): ReadonlySet<string> {
  const values = [
    ...RULE_TABLE.schemas.keywords.flatMap(({ counts, names }) =>
      Object.keys(names).map((keyword) =>
        counts === "number" ? ([keyword, 1, 2] as const) : ([keyword, "a", "b"] as const),
      ),
    ),
    ["type", ["string", "null"], "integer"] as const,
    ["type", ["string", "null"], "string"] as const,
    ["type", ["string", "integer"], "string"] as const,
    ["enum", ["a"], ["a", "b"]] as const,
    ...["oneOf", "anyOf", "allOf"].map(
      (keyword) => [keyword, [{ title: "A" }, { title: "B" }], []] as const,
    ),
    ["uniqueItems", true, false] as const,
    ["additionalProperties", false, true] as const,
    ["required", [], ["x"]] as const,
  ].flatMap(([keyword, one, other]) => [{ [keyword]: one }, { [keyword]: other }]);
  const x = { properties: { x: {} } };
  const all = [{}, false, x, ...values, ...values.map((each) => ({ ...x, ...each }))];
  const node = (value: unknown) => ({
    document: parseFile("schema.txt", ""),
    path: [],
    value,
  });
  const pairs = all.flatMap((one) =>
    all.map((other) => ({ before: node(one), after: node(other) })),
  );
  return new Set(pairs.flatMap((pair) => diffSchemas(pair, "response").map(({ facet }) => facet)));
}

describe("rules.yaml", () => {
  it("has every rule that the code names, and no other", () => {
    const literal = new Set(
      [...code.matchAll(/["']([a-z]+(?:-[a-z]+)+)["']/g)].map(([, id]) => id),
    );
    const missing = named.filter((rule) => !literal.has(rule) && !ofTables.includes(rule));
    assert.deepEqual(missing, [], "in rules.yaml, and nowhere in the code or what it is about");
    for (const rule of ofTables) assert.equal(verdictOf(rule).rule, rule);
    const told = code.matchAll(/(?:tell|verdictOf)\(\s*(?:document, )?"([a-z-]+)"/g);
    for (const [, rule = ""] of told) assert.equal(verdictOf(rule).rule, rule);
    assert.throws(() => verdictOf("no-such-rule"), /rules\.yaml has no rule no-such-rule/);
  });

  it("has every facet that schemas can differ in, and no other", () => {
    const written = Object.values(RULE_TABLE.schemas.facets).flat(2);
    assert.deepEqual([...facetsFound()].sort(), written.toSorted());
    assert.equal(new Set(written).size, written.length);
    assert.throws(() => effectOf("no-such-facet"), /rules\.yaml has no facet no-such-facet/);
  });

  it("is what the guide says", () => {
    const guide = readFileSync(join(folder, "../../../../docs/guides/plan-rules.md"), "utf8");
    const rows = Object.values(RULE_TABLE.rules).flatMap((chapter) => Object.entries(chapter));
    for (const [rule, { level, means, do: help = "–" }] of rows)
      assert.ok(guide.includes(`| \`${rule}\` | ${level} | ${means} | ${help} |`), rule);
    for (const facet of Object.values(RULE_TABLE.schemas.facets).flat(2))
      assert.ok(guide.includes(`\`${facet}\``), facet);
  });

  it("says what to do about all that is not safe, and each rule once", () => {
    const rules = Object.values(RULE_TABLE.rules).flatMap((chapter) => Object.entries(chapter));
    assert.equal(new Set(rules.map(([rule]) => rule)).size, rules.length);
    const helpless = rules.filter(([, rule]) => rule.level !== "safe" && rule.do === undefined);
    assert.deepEqual(helpless, []);
    const { request, response } = RULE_TABLE.schemas.directions;
    const effects = [request, response].flatMap(({ levels }) => Object.values(levels));
    for (const level of [...effects, ...rules.map(([, rule]) => rule.level)])
      assert.ok(["safe", "caution", "unknown", "breaking"].includes(level), level);
    assert.equal(effects.length, 12);
    assert.ok(Object.keys(squawk).length > 10);
  });
});
