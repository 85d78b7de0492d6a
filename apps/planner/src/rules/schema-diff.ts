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
  readonly effect: Effect;
  readonly detail: string;
  /** Names of properties down to the place; `[]` for the items of an array. */
  readonly way: readonly string[];
  readonly at: At;
};

type Pair = { readonly before: Node; readonly after: Node };
/** The effect is that of rules.yaml unless it is told. */
type Found = readonly [facet: string, detail: string, effect?: Effect];
type Facet = (before: JsonObject, after: JsonObject) => readonly Found[];

const { bounds, constraints, opaque } = RULE_TABLE.schemas;
const SWITCHES: readonly (readonly [string, string, (value: unknown) => boolean])[] = [
  ["uniqueItems", "unique-items", (value) => value === true],
  ["additionalProperties", "additional-properties-forbidden", (value) => value === false],
];

const FACETS: readonly Facet[] = [
  ...Object.entries(bounds).map(([keyword, name]) => {
    const boundOf = (value: unknown) => (typeof value === "number" ? value : undefined);
    return facet(keyword, boundOf, (old, now) => {
      if (old === undefined) return `${name}-set`;
      if (now === undefined) return `${name}-removed`;
      return `${name}-${now > old ? "increased" : "decreased"}`;
    });
  }),
  ...constraints.map((keyword) =>
    facet<unknown>(
      keyword,
      (value) => value,
      (old, now) => {
        const verb = old === undefined ? "added" : now === undefined ? "removed" : "changed";
        return `${keyword}-${verb}`;
      },
    ),
  ),
  ...opaque.map((keyword) => facet(keyword, shown, () => `${keyword}-value-changed`)),
  ...SWITCHES.map(([keyword, name, isStrict]) =>
    facet(keyword, isStrict, (_, now) => `${name}-${now ? "set" : "removed"}`),
  ),
  typeFacet,
  enumFacet,
];

/** One keyword, as far as `read` sees it; `name` says what a difference is called. */
function facet<T>(
  keyword: string,
  read: (value: unknown) => T,
  name: (before: T, after: T) => string,
): Facet {
  return (before, after) => {
    const [old, now] = [read(before[keyword]), read(after[keyword])];
    const detail = `${keyword} ${shown(before[keyword])} → ${shown(after[keyword])}`;
    return old === now ? [] : [[name(old, now), detail]];
  };
}

function typeFacet(before: JsonObject, after: JsonObject): readonly Found[] {
  const [old, now] = [typesOf(before), typesOf(after)];
  const gone = [...old].filter((type) => !allows(now, type));
  const added = [...now].filter((type) => !allows(old, type));
  const detail = `type ${[...old].join("|")} → ${[...now].join("|")}`;
  if (gone.length + added.length === 0) return [];
  if (gone.length > 0 && added.length > 0) return [["type-changed", detail]];
  const isNull = [...gone, ...added].join() === "null";
  if (added.length > 0) return [[isNull ? "became-nullable" : "type-generalized", detail]];
  return [[isNull ? "became-not-nullable" : "type-specialized", detail]];
}

function enumFacet(before: JsonObject, after: JsonObject): readonly Found[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  if (now === undefined) return old === undefined ? [] : [["became-not-enum", "any value"]];
  if (old === undefined) return [["became-enum", `only ${[...now].join(", ")}`]];
  const gone = [...old].filter((value) => !now.has(value)).join(", ");
  const added = [...now].filter((value) => !old.has(value)).join(", ");
  const found: readonly Found[] = [
    ["enum-value-removed", gone],
    ["enum-value-added", added],
  ];
  return found.filter(([, detail]) => detail !== "");
}

/** Everything that differs, each place once however often it is reached. Ends on schemas that contain themselves. */
export function diffSchemas(pair: Pair, direction: Direction): readonly SchemaDifference[] {
  const seen = new Set<string>();
  const differences: SchemaDifference[] = [];
  const waiting = [{ ...pair, way: [] as readonly string[] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { way } = next;
    const [before, after] = [resolveRef(next.before), resolveRef(next.after)];
    if (before === undefined || after === undefined || before.value === after.value) continue;
    const identity = `${before.path.join("/")} ${after.path.join("/")}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    const [old, now] = [schemaOf(before.value), schemaOf(after.value)];
    const tell = (
      [facet, detail, effect = effectOf(facet)]: Found,
      at: At = after,
      ...more: readonly string[]
    ) => differences.push({ facet, effect, detail, way: [...way, ...more], at });
    for (const facet of FACETS) for (const found of facet(old, now)) tell(found);
    for (const { found, name, at } of properties({ before, after }, direction))
      tell(found, at, name);
    for (const { found, at } of lostMembers({ before, after })) tell(found, at);
    for (const [step, inner] of children({ before, after }))
      waiting.push({ ...inner, way: step === undefined ? way : [...way, step] });
  }
  return differences;
}

/** The parts that both have. */
function children({ before, after }: Pair): readonly (readonly [string | undefined, Pair])[] {
  const names = Object.keys(propertiesOf(before));
  const places: readonly (readonly [string, readonly string[]])[] = [
    ["[]", ["items"]],
    ["*", ["additionalProperties"]],
    ...names.map((name) => [name, ["properties", name]] as const),
  ];
  const parts = places.flatMap(([step, path]) => {
    const [old, now] = [follow(before, ...path), follow(after, ...path)];
    return old === undefined || now === undefined
      ? []
      : [[step, { before: old, after: now }] as const];
  });
  const members = COMPOSITIONS.flatMap((keyword) => paired({ before, after }, keyword).pairs);
  return [...parts, ...members.map((pair) => [undefined, pair] as const)];
}

const COMPOSITIONS = ["oneOf", "anyOf", "allOf"] as const;

/**
 * Members are paired by reference or title, then by equality, and then those of one type that are most alike: a member
 * that gets a name, or another beside it, is still the same.
 */
function paired({ before, after }: Pair, keyword: (typeof COMPOSITIONS)[number]) {
  let gone = listOf(before, keyword);
  const rest = listOf(after, keyword);
  const pairs: Pair[] = [];
  for (const likeness of [byName, byValue, byType])
    gone = gone.filter((old) => {
      const scores = rest.map((now) => likeness(old, now));
      const best = Math.max(0, ...scores);
      const [now] = best === 0 ? [] : rest.splice(scores.indexOf(best), 1);
      if (now !== undefined) pairs.push({ before: old, after: now });
      return now === undefined;
    });
  return { pairs, gone, added: rest };
}

/** 0: not alike. */
type Likeness = (before: Node, after: Node) => number;

const byName: Likeness = (before, after) =>
  Number(nameOf(before) !== undefined && nameOf(before) === nameOf(after));

const byValue: Likeness = (before, after) =>
  Number(same(resolveRef(before)?.value, resolveRef(after)?.value));

const byType: Likeness = (before, after) => {
  if (nameOf(before) !== undefined && nameOf(after) !== undefined) return 0;
  const [old, now] = [before, after].map((each) => schemaOf(resolveRef(each)?.value));
  if (old === undefined || now === undefined || !same([...typesOf(old)], [...typesOf(now)]))
    return 0;
  const [owned, owns] = [schemaOf(old.properties), schemaOf(now.properties)];
  return 1 + Object.keys(owned).filter((name) => same(owned[name], owns[name])).length;
};

function lostMembers(pair: Pair): readonly { readonly found: Found; readonly at: At }[] {
  return COMPOSITIONS.flatMap((keyword) => {
    const { gone, added } = paired(pair, keyword);
    const name = keyword.replace("Of", "-of");
    return [
      ...gone.map((at) => ({ found: [`${name}-removed`, label(at)] as const, at })),
      ...added.map((at) => ({ found: [`${name}-added`, label(at)] as const, at })),
    ];
  });
}

type OfProperty = { readonly found: Found; readonly name: string; readonly at: At };

/** Properties that came, went, or are needed now and were not. */
function properties({ before, after }: Pair, direction: Direction): readonly OfProperty[] {
  const [old, now] = [propertiesOf(before), propertiesOf(after)];
  const [needed, needs] = [requiredOf(before), requiredOf(after)];
  const hidden = direction === "request" ? "readOnly" : "writeOnly";
  // What an open object does not name it takes still; whoever reads an answer misses it.
  const isClosed = schemaOf(after.value).additionalProperties === false;
  const loss = direction === "response" ? "removed" : isClosed ? "narrowed" : "unclear";
  const found = (name: string): Found | undefined => {
    const isNeeded = needs.has(name);
    if (!(name in now)) return ["removed", "is gone", loss];
    if (!(name in old))
      return isNeeded ? ["new-required", "is new, and needed"] : ["new-optional", "is new"];
    if (needed.has(name) === isNeeded) return undefined;
    return isNeeded
      ? ["became-required", "is needed now"]
      : ["became-optional", "may be missing now"];
  };
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((name) => {
    const difference = found(name);
    const { document, path } = name in now ? after : before;
    const at = { document, path: [...path, "properties", name] };
    const isHidden = schemaOf(old[name] ?? now[name])[hidden] === true;
    return difference === undefined || isHidden ? [] : [{ found: difference, name, at }];
  });
}

const TYPES = ["null", "boolean", "object", "array", "number", "string"];

/** An enum says which types there are where `type` does not. */
function typesOf(schema: JsonObject): ReadonlySet<string> {
  const named = [schema.type ?? []].flat().map(String);
  if (schema.nullable === true) named.push("null");
  if (named.length > 0) return new Set(named);
  const values = Array.isArray(schema.enum) ? schema.enum : "const" in schema ? [schema.const] : [];
  const types = values.map((each) =>
    each === null ? "null" : Array.isArray(each) ? "array" : typeof each,
  );
  return new Set(types.length > 0 ? types : TYPES);
}

const allows = (types: ReadonlySet<string>, type: string): boolean =>
  types.has(type) || (type === "integer" && types.has("number"));

function valuesOf(schema: JsonObject): ReadonlySet<string> | undefined {
  if (Array.isArray(schema.enum)) return new Set(schema.enum.map(shown));
  return "const" in schema ? new Set([shown(schema.const)]) : undefined;
}

const schemaOf = (value: unknown): JsonObject => (isObject(value) ? value : {});
const propertiesOf = ({ value }: Node): JsonObject => schemaOf(schemaOf(value).properties);
const requiredOf = ({ value }: Node) => new Set([schemaOf(value).required ?? []].flat());
const nameOf = ({ value }: Node): unknown => schemaOf(value).$ref ?? schemaOf(value).title;
const label = (node: Node) =>
  String(nameOf(node) ?? schemaOf(node.value).type ?? "a schema").replace(/.*\//, "");
function shown(value: unknown): string {
  return value === undefined ? "none" : JSON.stringify(value);
}
const same = (a: unknown, b: unknown): boolean => a === b || shown(a) === shown(b);

function listOf({ document, path, value }: Node, keyword: string): Node[] {
  const list = schemaOf(value)[keyword];
  if (!Array.isArray(list)) return [];
  return list.map((each, index) => ({ document, path: [...path, keyword, index], value: each }));
}
