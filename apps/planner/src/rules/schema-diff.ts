/**
 * What differs between two JSON Schemas, as a table of facets: each says whether the set of values became narrower, wider
 * or another. Which of that breaks whom depends on who sends the value, which is the caller's to know.
 */
import { follow, type Node, resolveRef } from "../contract.ts";
import { isObject } from "../document.ts";
import type { At, JsonObject, Path } from "../model.ts";

/** `narrowed`: some values are none any more. `widened`: there are new ones. `removed`: a property is not told any more. */
export type Effect = "narrowed" | "widened" | "changed" | "removed" | "unclear";
export type SchemaDifference = {
  /** Completes `request-property-…`, as oasdiff has it. */
  readonly facet: string;
  readonly effect: Effect;
  /** What it was and is. */
  readonly detail: string;
  /** Names of properties down to the place; `[]` for the items of an array. */
  readonly way: readonly string[];
  /** The property that a reader would name, for one that is gone or may be missing. */
  readonly property?: string;
  readonly at: At;
  /** Only base has the place. */
  readonly isOfBase?: boolean;
};

/** Whose values: a property that is `readOnly` is in no request, one that is `writeOnly` in no answer. */
export type Direction = "request" | "response";

type Pair = { readonly before: Node; readonly after: Node };
type Facet = (before: JsonObject, after: JsonObject) => readonly Found[];
type Found = Pick<SchemaDifference, "facet" | "effect" | "detail"> & { readonly key?: string };

/** Keyword, its name in rules, and whether a higher value allows less. */
const BOUNDS: readonly (readonly [string, string, boolean])[] = [
  ["maximum", "max", false],
  ["exclusiveMaximum", "exclusive-max", false],
  ["minimum", "min", true],
  ["exclusiveMinimum", "exclusive-min", true],
  ["maxLength", "max-length", false],
  ["minLength", "min-length", true],
  ["maxItems", "max-items", false],
  ["minItems", "min-items", true],
  ["maxProperties", "max-properties", false],
  ["minProperties", "min-properties", true],
];
/** Keywords of which any value allows less than none, and two cannot be compared. */
const CONSTRAINTS = ["format", "pattern", "multipleOf", "contentEncoding", "contentMediaType"];
/** Keywords that the walk does not look into. */
const OPAQUE = ["not", "if", "then", "else", "contains", "dependentSchemas", "propertyNames"];

const FACETS: readonly Facet[] = [
  ...BOUNDS.map(
    ([keyword, name, isFloor]): Facet =>
      (before, after) => {
        const [old, now] = [before[keyword], after[keyword]].map((value) =>
          typeof value === "number" ? value : undefined,
        );
        if (old === now) return [];
        const detail = `${keyword} ${shown(old)} → ${shown(now)}`;
        if (old === undefined)
          return [{ facet: `${name}-set`, effect: "narrowed", detail, key: keyword }];
        if (now === undefined) return [{ facet: `${name}-removed`, effect: "widened", detail }];
        const isHigher = now > old;
        const effect = isHigher === isFloor ? "narrowed" : "widened";
        return [
          {
            facet: `${name}-${isHigher ? "increased" : "decreased"}`,
            effect,
            detail,
            key: keyword,
          },
        ];
      },
  ),
  ...CONSTRAINTS.map(
    (keyword): Facet =>
      (before, after) => {
        const [old, now] = [before[keyword], after[keyword]];
        if (old === now) return [];
        const detail = `${keyword} ${shown(old)} → ${shown(now)}`;
        if (old === undefined)
          return [{ facet: `${keyword}-added`, effect: "narrowed", detail, key: keyword }];
        if (now === undefined) return [{ facet: `${keyword}-removed`, effect: "widened", detail }];
        return [{ facet: `${keyword}-changed`, effect: "changed", detail, key: keyword }];
      },
  ),
  ...OPAQUE.map(
    (keyword): Facet =>
      (before, after) => {
        if (same(before[keyword], after[keyword])) return [];
        return [
          { facet: `${keyword}-changed`, effect: "unclear", detail: `${keyword} is another` },
        ];
      },
  ),
  ({ uniqueItems: old = false }, { uniqueItems: now = false }) =>
    old === now
      ? []
      : [
          {
            facet: `unique-items-${now === true ? "set" : "removed"}`,
            effect: now === true ? "narrowed" : "widened",
            detail: "uniqueItems",
          },
        ],
  (before, after) => {
    const [old, now] = [typesOf(before), typesOf(after)];
    const gone = [...old].filter((type) => !allows(now, type));
    const added = [...now].filter((type) => !allows(old, type));
    if (gone.length + added.length === 0) return [];
    const detail = `type ${[...old].join("|")} → ${[...now].join("|")}`;
    if (gone.length + added.length === 1 && (gone[0] ?? added[0]) === "null") {
      const isNullable = added.length === 1;
      const facet = isNullable ? "became-nullable" : "became-not-nullable";
      return [{ facet, effect: isNullable ? "widened" : "narrowed", detail, key: "type" }];
    }
    const effect = gone.length === 0 ? "widened" : added.length === 0 ? "narrowed" : "changed";
    const facet = {
      widened: "type-generalized",
      narrowed: "type-specialized",
      changed: "type-changed",
    }[effect];
    return [{ facet, effect, detail, key: "type" }];
  },
  (before, after) => {
    const [old, now] = [valuesOf(before), valuesOf(after)];
    if (old === undefined && now === undefined) return [];
    if (old === undefined)
      return [
        {
          facet: "became-enum",
          effect: "narrowed",
          detail: `only ${[...(now ?? [])].join(", ")}`,
          key: "enum",
        },
      ];
    if (now === undefined)
      return [{ facet: "became-not-enum", effect: "widened", detail: "any value" }];
    const gone = [...old].filter((value) => !now.has(value));
    const added = [...now].filter((value) => !old.has(value));
    return [
      ...(gone.length > 0
        ? [
            {
              facet: "enum-value-removed",
              effect: "narrowed",
              detail: gone.join(", "),
              key: "enum",
            } as const,
          ]
        : []),
      ...(added.length > 0
        ? [
            {
              facet: "enum-value-added",
              effect: "widened",
              detail: added.join(", "),
              key: "enum",
            } as const,
          ]
        : []),
    ];
  },
  ({ additionalProperties: old = true }, { additionalProperties: now = true }) =>
    (old === false) === (now === false)
      ? []
      : [
          {
            facet: `additional-properties-${now === false ? "forbidden" : "allowed"}`,
            effect: now === false ? "narrowed" : "widened",
            detail: "additionalProperties",
          },
        ],
  ({ default: old }, { default: now }) =>
    same(old, now)
      ? []
      : [
          {
            facet: "default-value-changed",
            effect: "unclear",
            detail: `default ${shown(old)} → ${shown(now)}`,
            key: "default",
          },
        ],
];

/** Everything that differs, each place once however often it is reached. Ends on schemas that contain themselves. */
export function diffSchemas(pair: Pair, direction: Direction): readonly SchemaDifference[] {
  const seen = new Set<string>();
  const differences: SchemaDifference[] = [];
  const visit = (
    before: Node | undefined,
    after: Node | undefined,
    way: readonly string[],
  ): void => {
    const [old, now] = [before && resolveRef(before), after && resolveRef(after)];
    if (old === undefined || now === undefined || old.value === now.value) return;
    const identity = `${old.path.join("/")} ${now.path.join("/")}`;
    if (seen.has(identity)) return;
    seen.add(identity);
    const [was, is] = [schemaOf(old.value), schemaOf(now.value)];
    for (const facet of FACETS)
      for (const { key, ...found } of facet(was, is))
        differences.push({ ...found, way, at: at(now, key) });
    differences.push(...properties(old, now, way, direction));
    const inner = (key: Path[number], step: readonly string[]) =>
      visit(follow(old, key), follow(now, key), [...way, ...step]);
    inner("items", ["[]"]);
    inner("additionalProperties", ["*"]);
    for (const name of Object.keys(childrenOf(old)))
      visit(follow(old, "properties", name), follow(now, "properties", name), [...way, name]);
    for (const keyword of ["oneOf", "anyOf", "allOf"] as const) members({ old, now }, keyword, way);
  };
  /** Members of a composition are paired by reference or title, then by equality, then in order. */
  const members = (
    { old, now }: { old: Node; now: Node },
    keyword: string,
    way: readonly string[],
  ) => {
    const [was, is] = [listOf(old, keyword), listOf(now, keyword)];
    const rest = [...is];
    const take = (fits: (node: Node) => boolean) => {
      const index = rest.findIndex(fits);
      return index < 0 ? undefined : rest.splice(index, 1)[0];
    };
    const named = was.map(
      (node) =>
        [
          node,
          take((other) => nameOf(other) !== undefined && nameOf(other) === nameOf(node)) ??
            take((other) => same(other.value, node.value)),
        ] as const,
    );
    const paired = named.map(
      ([node, other]) =>
        [
          node,
          other ??
            (nameOf(node) === undefined ? take((each) => nameOf(each) === undefined) : undefined),
        ] as const,
    );
    const isAll = keyword === "allOf";
    const name = keyword.replace("Of", "-of");
    for (const [node, other] of paired) {
      if (other !== undefined) visit(node, other, way);
      else
        differences.push({
          facet: `${name}-removed`,
          effect: isAll ? "widened" : "narrowed",
          detail: memberName(node),
          way,
          at: at(now, keyword),
        });
    }
    for (const node of rest)
      differences.push({
        facet: `${name}-added`,
        effect: isAll ? "narrowed" : "widened",
        detail: memberName(node),
        way,
        at: node,
      });
  };
  visit(pair.before, pair.after, []);
  return differences;
}

function properties(
  old: Node,
  now: Node,
  way: readonly string[],
  direction: Direction,
): readonly SchemaDifference[] {
  const [was, is] = [childrenOf(old), childrenOf(now)];
  const [needed, needs] = [requiredOf(old.value), requiredOf(now.value)];
  const isClosed = schemaOf(now.value).additionalProperties === false;
  const isHidden = (value: unknown) =>
    isObject(value) && value[direction === "request" ? "readOnly" : "writeOnly"] === true;
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap(
    (name): readonly SchemaDifference[] => {
      const here = { way: [...way, name], property: name, at: at(now, "properties", name) };
      if (isHidden(was[name] ?? is[name])) return [];
      if (!(name in is)) {
        // What an open object does not name it still takes; whoever reads an answer finds it missing.
        const effect = direction === "response" ? "removed" : isClosed ? "narrowed" : "unclear";
        const facet =
          direction === "response"
            ? needed.has(name)
              ? "required-removed"
              : "optional-removed"
            : "removed";
        return [
          {
            ...here,
            facet,
            effect,
            detail: `${name} is gone`,
            at: at(old, "properties", name),
            isOfBase: true,
          },
        ];
      }
      if (!(name in was)) {
        const isNew = needs.has(name) ? "new-required" : "new-optional";
        return [
          {
            ...here,
            facet: isNew,
            effect: needs.has(name) && direction === "request" ? "narrowed" : "widened",
            detail: name,
          },
        ];
      }
      if (needed.has(name) === needs.has(name)) return [];
      const facet = needs.has(name) ? "became-required" : "became-optional";
      return [{ ...here, facet, effect: needs.has(name) ? "narrowed" : "widened", detail: name }];
    },
  );
}

const TYPES = ["null", "boolean", "object", "array", "number", "string"];

function typesOf(schema: JsonObject): ReadonlySet<string> {
  const { type, nullable } = schema;
  const named = [type ?? []].flat().map(String);
  if (named.length === 0) return new Set(enumTypes(schema) ?? TYPES);
  return new Set(nullable === true ? [...named, "null"] : named);
}

/** An enum says which types there are where `type` does not. */
function enumTypes(schema: JsonObject): readonly string[] | undefined {
  const values = Array.isArray(schema.enum)
    ? schema.enum
    : "const" in schema
      ? [schema.const]
      : undefined;
  return values?.map((value) =>
    value === null ? "null" : Array.isArray(value) ? "array" : typeof value,
  );
}

const allows = (types: ReadonlySet<string>, type: string): boolean =>
  types.has(type) || (type === "integer" && types.has("number"));

function valuesOf(schema: JsonObject): ReadonlySet<string> | undefined {
  if (Array.isArray(schema.enum)) return new Set(schema.enum.map(shown));
  return "const" in schema ? new Set([shown(schema.const)]) : undefined;
}

const schemaOf = (value: unknown): JsonObject => (isObject(value) ? value : {});
const childrenOf = ({ value }: Node): JsonObject => schemaOf(schemaOf(value).properties);
const requiredOf = (value: unknown): ReadonlySet<unknown> =>
  new Set([schemaOf(value).required ?? []].flat());
const at = ({ document, path }: Node, ...more: (string | number | undefined)[]): At => ({
  document,
  path: [...path, ...more.filter((key) => key !== undefined)],
});
const listOf = (node: Node, keyword: string): readonly Node[] => {
  const list = schemaOf(node.value)[keyword];
  return Array.isArray(list)
    ? list.map((value, index) => ({
        document: node.document,
        path: [...node.path, keyword, index],
        value,
      }))
    : [];
};
const nameOf = ({ value }: Node): unknown => schemaOf(value).$ref ?? schemaOf(value).title;
const memberName = (node: Node): string =>
  String(nameOf(node) ?? shown(schemaOf(node.value).type ?? "a schema"))
    .split("/")
    .at(-1) ?? "";
const shown = (value: unknown): string => (value === undefined ? "none" : JSON.stringify(value));
const same = (a: unknown, b: unknown): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);
