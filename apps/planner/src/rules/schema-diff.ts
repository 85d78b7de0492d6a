/**
 * What differs between two JSON Schemas, as a table of facets: each says whether there are fewer values than before, more,
 * or others. Which of that breaks whom depends on who sends the value, which is the caller's to know.
 */
import { follow, type Node, resolveRef } from "../contract.ts";
import { isObject } from "../document.ts";
import type { At, JsonObject } from "../model.ts";
import { type Direction, type Effect, effectOf, RULE_TABLE } from "./rule-table.ts";

export type SchemaDifference = {
  /** Completes `request-property-…`, as oasdiff has it. */
  readonly facet: string;
  readonly detail: string;
  readonly effect: Effect;
  /** Names of properties down to the place; `[]` for the items of an array. */
  readonly way: readonly string[];
  readonly at: At;
};
/** Of the schema itself, with the effect of rules.yaml, unless it says otherwise. */
type Found = Pick<SchemaDifference, "facet" | "detail"> & Partial<SchemaDifference>;
type Pair = { readonly before: Node; readonly after: Node };

/** Everything that differs, each place once however often it is reached. Ends on schemas that contain themselves. */
export function diffSchemas(pair: Pair, direction: Direction): readonly SchemaDifference[] {
  const seen = new Set<string>();
  const differences: SchemaDifference[] = [];
  const waiting: (Pair & { way: readonly string[] })[] = [{ ...pair, way: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { way } = next;
    const [before, after] = [resolveRef(next.before), resolveRef(next.after)];
    if (before === undefined || after === undefined || before.value === after.value) continue;
    const identity = `${before.path.join("/")} ${after.path.join("/")}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    const members = COMPOSITIONS.map((keyword) => paired(before, after, keyword));
    for (const { facet, effect = effectOf(facet), way: more = [], ...found } of [
      ...ofSchema(schemaOf(before.value), schemaOf(after.value)),
      ...ofProperties({ before, after }, direction),
      ...members.flatMap(({ lost }) => lost),
    ])
      differences.push({ at: after, ...found, facet, effect, way: [...way, ...more] });
    for (const [step, ...path] of placesIn(before)) {
      const [old, now] = [follow(before, ...path), follow(after, ...path)];
      if (old && now) waiting.push({ before: old, after: now, way: [...way, step] });
    }
    for (const each of members.flatMap(({ pairs }) => pairs)) waiting.push({ ...each, way });
  }
  return differences;
}

/** How messages call a part of a schema, and where it is. */
const placesIn = (schema: Node): readonly (readonly [step: string, ...path: string[]])[] => [
  ["[]", "items"],
  ["*", "additionalProperties"],
  ...Object.keys(propertiesOf(schema)).map((name) => [name, "properties", name] as const),
];

const KEYWORDS = RULE_TABLE.schemas.keywords.flatMap(({ names, ...family }) =>
  Object.entries(names).map(([keyword, name]) => ({ keyword, name, ...family })),
);

function ofSchema(before: JsonObject, after: JsonObject): readonly Found[] {
  const byKeyword = KEYWORDS.flatMap(({ keyword, name, counts, verbs }) => {
    const [old, now] = [before[keyword], after[keyword]].map((value) =>
      [undefined, typeof value, value].includes(counts) ? value : undefined,
    );
    const verb = old === undefined ? 0 : now === undefined ? 1 : Number(now) > Number(old) ? 2 : 3;
    const detail = `${keyword} ${shown(before[keyword])} → ${shown(after[keyword])}`;
    return same(old, now) ? [] : [{ facet: `${name}-${verbs[verb] ?? verbs.at(-1)}`, detail }];
  });
  return [...byKeyword, ...ofTypes(before, after), ...ofValues(before, after)];
}

function ofTypes(before: JsonObject, after: JsonObject): readonly Found[] {
  const [old, now] = [typesOf(before), typesOf(after)];
  const gone = [...old].filter((type) => !allows(now, type));
  const added = [...now].filter((type) => !allows(old, type));
  const isNull = [...gone, ...added].join() === "null";
  const more = isNull ? "became-nullable" : "type-generalized";
  const less = isNull ? "became-not-nullable" : "type-specialized";
  const facet = gone.length === 0 ? more : added.length === 0 ? less : "type-changed";
  const detail = `type ${[...old].join("|")} → ${[...now].join("|")}`;
  return gone.length + added.length === 0 ? [] : [{ facet, detail }];
}

function ofValues(before: JsonObject, after: JsonObject): readonly Found[] {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  if (is === undefined) return was ? [{ facet: "became-not-enum", detail: "any value" }] : [];
  const now = new Set(is.map(shown));
  if (was === undefined) return [{ facet: "became-enum", detail: `only ${[...now].join(", ")}` }];
  const old = new Set(was.map(shown));
  return [
    { facet: "enum-value-removed", detail: [...old.difference(now)].join(", ") },
    { facet: "enum-value-added", detail: [...now.difference(old)].join(", ") },
  ].filter(({ detail }) => detail !== "");
}

/** Properties that came, went, or are needed now and were not. */
function ofProperties({ before, after }: Pair, direction: Direction): readonly Found[] {
  const [old, now] = [propertiesOf(before), propertiesOf(after)];
  const [needed, needs] = [requiredOf(before), requiredOf(after)];
  const hidden = direction === "request" ? "readOnly" : "writeOnly";
  // What an open object does not name it takes still; whoever reads an answer misses it.
  const isClosed = schemaOf(after.value).additionalProperties === false;
  const loss = direction === "response" ? "removed" : isClosed ? "narrowed" : "unclear";
  return Object.keys({ ...old, ...now }).flatMap((name): readonly Found[] => {
    const [was, is] = [Object.hasOwn(old, name), Object.hasOwn(now, name)];
    const isHidden = schemaOf(old[name] ?? now[name])[hidden] === true;
    if (isHidden || (was && is && needed.has(name) === needs.has(name))) return [];
    const { document, path } = is ? after : before;
    const place = { way: [name], at: { document, path: [...path, "properties", name] } };
    if (!is) return [{ facet: "removed", detail: "is gone", effect: loss, ...place }];
    const verb = needs.has(name) ? "required" : "optional";
    if (!was) return [{ facet: `new-${verb}`, detail: `is new, and ${verb}`, ...place }];
    return [{ facet: `became-${verb}`, detail: `is ${verb} now`, ...place }];
  });
}

const COMPOSITIONS = ["oneOf", "anyOf", "allOf"];

/**
 * Members are paired by reference or title, then by equality, and then those of one type that are most alike: a member
 * that gets a name, or another beside it, is still the same.
 */
function paired(before: Node, after: Node, keyword: string) {
  let gone = listOf(before, keyword);
  const added = listOf(after, keyword);
  const pairs: Pair[] = [];
  for (const likeness of LIKENESSES)
    gone = gone.filter((old) => {
      const scores = added.map((now) => likeness(old, now));
      const best = Math.max(0, ...scores);
      const [now] = best === 0 ? [] : added.splice(scores.indexOf(best), 1);
      if (now !== undefined) pairs.push({ before: old, after: now });
      return now === undefined;
    });
  const lost = Object.entries({ removed: gone, added }).flatMap(([verb, nodes]) =>
    nodes.map((at): Found => {
      const detail = String(nameOf(at) ?? schemaOf(at.value).type ?? "a schema");
      const facet = `${keyword.replace("Of", "-of")}-${verb}`;
      return { facet, detail: detail.replace(/.*\//, ""), at };
    }),
  );
  return { pairs, lost };
}

/** 0: not alike. */
const LIKENESSES: readonly ((before: Node, after: Node) => number)[] = [
  (before, after) => Number(nameOf(before) !== undefined && nameOf(before) === nameOf(after)),
  (before, after) => Number(same(resolveRef(before)?.value, resolveRef(after)?.value)),
  (before, after) => {
    if (nameOf(before) !== undefined && nameOf(after) !== undefined) return 0;
    const [old, now] = [schemaOf(resolveRef(before)?.value), schemaOf(resolveRef(after)?.value)];
    if (!same([...typesOf(old)], [...typesOf(now)])) return 0;
    const [owned, owns] = [schemaOf(old.properties), schemaOf(now.properties)];
    return 1 + Object.keys(owned).filter((name) => same(owned[name], owns[name])).length;
  },
];

const TYPES = ["null", "boolean", "object", "array", "number", "string"];

/** An enum says which types there are where `type` does not. */
function typesOf(schema: JsonObject): ReadonlySet<string> {
  const named = [schema.type ?? [], schema.nullable === true ? "null" : []].flat().map(String);
  const types = valuesOf(schema)?.map((each) =>
    each === null ? "null" : Array.isArray(each) ? "array" : typeof each,
  );
  return new Set(named.length > 0 ? named : types?.length ? types : TYPES);
}

const allows = (types: ReadonlySet<string>, type: string): boolean =>
  types.has(type) || (type === "integer" && types.has("number"));

function valuesOf(schema: JsonObject): readonly unknown[] | undefined {
  if (Array.isArray(schema.enum)) return schema.enum;
  return "const" in schema ? [schema.const] : undefined;
}

const schemaOf = (value: unknown): JsonObject => (isObject(value) ? value : {});
const propertiesOf = ({ value }: Node): JsonObject => schemaOf(schemaOf(value).properties);
const requiredOf = ({ value }: Node) => new Set([schemaOf(value).required ?? []].flat());
const nameOf = ({ value }: Node): unknown => schemaOf(value).$ref ?? schemaOf(value).title;
const shown = (value: unknown): string => (value === undefined ? "none" : JSON.stringify(value));
const same = (a: unknown, b: unknown): boolean => a === b || shown(a) === shown(b);

function listOf({ document, path, value }: Node, keyword: string): Node[] {
  const list = schemaOf(value)[keyword];
  if (!Array.isArray(list)) return [];
  return list.map((each, index) => ({ document, path: [...path, keyword, index], value: each }));
}
