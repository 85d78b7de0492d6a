/**
 * What differs between two JSON Schemas, as a table of facets: each says whether there are fewer values than before, more,
 * or others. Which of that breaks whom depends on who sends the value, which is the caller's to know.
 */
import { follow, type Node, resolveRef } from "../contract.ts";
import { isObject } from "../document.ts";
import type { At, JsonObject } from "../model.ts";

/** `removed`: a property is not told any more. `unclear`: nobody can tell from the schemas. */
export type Effect = "narrowed" | "widened" | "changed" | "removed" | "unclear";
export type SchemaDifference = {
  /** Completes `request-property-…`, as oasdiff has it. */
  readonly facet: string;
  readonly effect: Effect;
  readonly detail: string;
  /** Names of properties down to the place; `[]` for the items of an array. */
  readonly way: readonly string[];
  readonly at: At;
};
/** Whose values: a property that is `readOnly` is in no request, one that is `writeOnly` in no answer. */
export type Direction = "request" | "response";

type Pair = { readonly before: Node; readonly after: Node };
type Found = readonly [facet: string, effect: Effect, detail: string];
type Facet = (before: JsonObject, after: JsonObject) => readonly Found[];

/** Of a ceiling a higher value allows more, of a floor less. */
const BOUNDS: Readonly<Record<"ceiling" | "floor", Readonly<Record<string, string>>>> = {
  ceiling: {
    maximum: "max",
    exclusiveMaximum: "exclusive-max",
    maxLength: "max-length",
    maxItems: "max-items",
    maxProperties: "max-properties",
  },
  floor: {
    minimum: "min",
    exclusiveMinimum: "exclusive-min",
    minLength: "min-length",
    minItems: "min-items",
    minProperties: "min-properties",
  },
};
/** Any value allows less than none, and two cannot be compared. */
const CONSTRAINTS = ["format", "pattern", "multipleOf", "contentEncoding", "contentMediaType"];
/** Not looked into. */
const OPAQUE = ["not", "if", "then", "else", "contains", "dependentSchemas", "propertyNames"];
/** False, the default, allows more than true; of additionalProperties it is the other way round. */
const SWITCHES: readonly (readonly [string, string, (value: unknown) => boolean])[] = [
  ["uniqueItems", "unique-items", (value) => value === true],
  ["additionalProperties", "additional-properties-forbidden", (value) => value === false],
];

const FACETS: readonly Facet[] = [
  ...Object.entries(BOUNDS).flatMap(([kind, names]) =>
    Object.entries(names).map(
      ([keyword, name]): Facet =>
        (before, after) => {
          const [old, now] = [before[keyword], after[keyword]];
          const detail = `${keyword} ${shown(old)} → ${shown(now)}`;
          if (typeof now !== "number")
            return typeof old === "number" ? [[`${name}-removed`, "widened", detail]] : [];
          if (typeof old !== "number") return [[`${name}-set`, "narrowed", detail]];
          if (old === now) return [];
          const effect = now > old === (kind === "floor") ? "narrowed" : "widened";
          return [[`${name}-${now > old ? "increased" : "decreased"}`, effect, detail]];
        },
    ),
  ),
  ...CONSTRAINTS.map(
    (keyword): Facet =>
      (before, after) => {
        const [old, now] = [before[keyword], after[keyword]];
        if (old === now) return [];
        const [verb, effect]: readonly [string, Effect] =
          old === undefined
            ? ["added", "narrowed"]
            : now === undefined
              ? ["removed", "widened"]
              : ["changed", "changed"];
        return [[`${keyword}-${verb}`, effect, `${keyword} ${shown(old)} → ${shown(now)}`]];
      },
  ),
  ...[...OPAQUE, "default"].map(
    (keyword): Facet =>
      (before, after) => {
        const [old, now] = [before[keyword], after[keyword]];
        const detail = `${keyword} ${shown(old)} → ${shown(now)}`;
        return same(old, now) ? [] : [[`${keyword}-value-changed`, "unclear", detail]];
      },
  ),
  ...SWITCHES.map(
    ([keyword, name, isStrict]): Facet =>
      (before, after) => {
        const [old, now] = [isStrict(before[keyword]), isStrict(after[keyword])];
        const set: Found = [
          `${name}-${now ? "set" : "removed"}`,
          now ? "narrowed" : "widened",
          keyword,
        ];
        return old === now ? [] : [set];
      },
  ),
  typeFacet,
  enumFacet,
];

function typeFacet(before: JsonObject, after: JsonObject): readonly Found[] {
  const [old, now] = [typesOf(before), typesOf(after)];
  const gone = [...old].filter((type) => !allows(now, type));
  const added = [...now].filter((type) => !allows(old, type));
  const detail = `type ${[...old].join("|")} → ${[...now].join("|")}`;
  if (gone.length + added.length === 0) return [];
  if (gone.length > 0 && added.length > 0) return [["type-changed", "changed", detail]];
  const isNull = [...gone, ...added].join() === "null";
  if (added.length > 0)
    return [[isNull ? "became-nullable" : "type-generalized", "widened", detail]];
  return [[isNull ? "became-not-nullable" : "type-specialized", "narrowed", detail]];
}

function enumFacet(before: JsonObject, after: JsonObject): readonly Found[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  if (now === undefined)
    return old === undefined ? [] : [["became-not-enum", "widened", "any value"]];
  if (old === undefined) return [["became-enum", "narrowed", `only ${[...now].join(", ")}`]];
  const gone = [...old].filter((value) => !now.has(value)).join(", ");
  const added = [...now].filter((value) => !old.has(value)).join(", ");
  const found: readonly Found[] = [
    ["enum-value-removed", "narrowed", gone],
    ["enum-value-added", "widened", added],
  ];
  return found.filter(([, , detail]) => detail !== "");
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
    const tell = ([facet, effect, detail]: Found, at: At = after, ...more: readonly string[]) =>
      differences.push({ facet, effect, detail, way: [...way, ...more], at });
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

/** Members are paired by reference or title, then by equality, and those without a name in order. */
function paired({ before, after }: Pair, keyword: (typeof COMPOSITIONS)[number]) {
  const gone: Node[] = [];
  const pairs: Pair[] = [];
  const rest = listOf(after, keyword);
  for (const old of listOf(before, keyword)) {
    const fits: readonly ((now: Node) => boolean)[] = [
      (now) => nameOf(now) !== undefined && nameOf(now) === nameOf(old),
      (now) => same(now.value, old.value),
      (now) => nameOf(now) === undefined && nameOf(old) === undefined,
    ];
    const index = fits.map((fit) => rest.findIndex(fit)).find((found) => found >= 0) ?? -1;
    const [now] = index < 0 ? [] : rest.splice(index, 1);
    if (now === undefined) gone.push(old);
    else pairs.push({ before: old, after: now });
  }
  return { pairs, gone, added: rest };
}

function lostMembers(pair: Pair): readonly { readonly found: Found; readonly at: At }[] {
  return COMPOSITIONS.flatMap((keyword) => {
    const { gone, added } = paired(pair, keyword);
    const [fewer, more]: readonly [Effect, Effect] =
      keyword === "allOf" ? ["widened", "narrowed"] : ["narrowed", "widened"];
    const name = keyword.replace("Of", "-of");
    return [
      ...gone.map((at) => ({ found: [`${name}-removed`, fewer, label(at)] as const, at })),
      ...added.map((at) => ({ found: [`${name}-added`, more, label(at)] as const, at })),
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
    if (!(name in now)) return ["removed", loss, "is gone"];
    if (!(name in old))
      return isNeeded
        ? ["new-required", "narrowed", "is new, and needed"]
        : ["new-optional", "widened", "is new"];
    if (needed.has(name) === isNeeded) return undefined;
    return isNeeded
      ? ["became-required", "narrowed", "is needed now"]
      : ["became-optional", "widened", "may be missing now"];
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
const shown = (value: unknown): string => (value === undefined ? "none" : JSON.stringify(value));
const same = (a: unknown, b: unknown): boolean => a === b || shown(a) === shown(b);

function listOf({ document, path, value }: Node, keyword: string): Node[] {
  const list = schemaOf(value)[keyword];
  if (!Array.isArray(list)) return [];
  return list.map((each, index) => ({ document, path: [...path, keyword, index], value: each }));
}
