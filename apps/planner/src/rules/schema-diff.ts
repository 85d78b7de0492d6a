/**
 * What differs between two JSON Schemas, as a table of facets: each says whether there are fewer values than before, more,
 * or others. Which of that breaks whom depends on who sends the value, which is the caller's to know.
 */
import { type Node, resolveRef } from "../contract.ts";
import { isObject } from "../document.ts";
import type { At, Document } from "../model.ts";
import { type Direction, type Effect, effectOf, RULE_TABLE } from "./rule-table.ts";
import { childrenOf, keywordOf, partOf, propertiesOf, type Schema, schemaAt } from "./schema.ts";

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

/** By the document, which is compared with one other, and what of it: most operations share most of their schemas. */
const known = new WeakMap<Document, Map<string, readonly SchemaDifference[]>>();

/** Everything that differs, each place once however often it is reached. Ends on schemas that contain themselves. */
export function diffSchemas(pair: Pair, direction: Direction): readonly SchemaDifference[] {
  const [before, after] = [schemaAt(pair.before), schemaAt(pair.after)];
  const all = known.get(after.document) ?? new Map<string, readonly SchemaDifference[]>();
  const key = [direction, ...before.path, "", ...after.path].join("\0");
  const found = all.get(key) ?? walk(pair, direction);
  known.set(after.document, all.set(key, found));
  return found;
}

function walk(pair: Pair, direction: Direction): readonly SchemaDifference[] {
  const seen = new Set<string>();
  const differences: SchemaDifference[] = [];
  const waiting: (Pair & { way: readonly string[] })[] = [{ ...pair, way: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { way } = next;
    const [before, after] = [schemaAt(next.before), schemaAt(next.after)];
    const identity = `${before.path.join("/")} ${after.path.join("/")}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    const isTaken = !before.isForbidden && !after.isForbidden;
    const members = isTaken ? COMPOSITIONS.map((each) => paired(before, after, each)) : [];
    for (const { facet, effect = effectOf(facet), way: more = [], ...found } of [
      ...(isTaken ? ofSchema(before, after) : ofForbidden(before, after)),
      ...(isTaken ? ofProperties(before, after, direction) : []),
      ...members.flatMap(({ lost }) => lost),
    ])
      differences.push({ at: after, ...found, facet, effect, way: [...way, ...more] });
    for (const { step, ...inner } of isTaken ? inside(before, after) : [])
      waiting.push({ ...inner, way: [...way, step] });
    for (const each of members.flatMap(({ pairs }) => pairs)) waiting.push({ ...each, way });
  }
  return differences;
}

/** The parts of two schemas, and how messages call them. */
function inside(before: Schema, after: Schema): readonly (Pair & { readonly step: string })[] {
  const [old, now] = [propertiesOf(before), propertiesOf(after)];
  const both = [...old].flatMap(([step, node]) => {
    const other = now.get(step);
    return other === undefined ? [] : [{ step, before: node, after: other }];
  });
  const of = (type: string, keyword: string, step: string) => {
    const pair = { step, before: partOf(before, keyword), after: partOf(after, keyword) };
    const isMeant =
      [before, after].some(({ keywords }) => keywords.has(keyword)) &&
      [before, after].every((schema) => typesOf(schema).has(type));
    // That a schema is closed, or open again, is told by itself.
    const isClosed = [pair.before, pair.after].some(({ value }) => value === false);
    return isMeant && !(isClosed && type === "object") ? [pair] : [];
  };
  return [...of("array", "items", "[]"), ...of("object", "additionalProperties", "*"), ...both];
}

function ofForbidden(before: Schema, after: Schema): readonly Found[] {
  if (before.isForbidden === after.isForbidden) return [];
  if (after.isForbidden)
    return [{ facet: "became-forbidden", detail: "may not be there any more" }];
  return [{ facet: "became-not-forbidden", detail: "may be there" }];
}

const { keywords: FAMILIES, compared: COMPARED } = RULE_TABLE.schemas;
const KEYWORDS = FAMILIES.flatMap(({ names, ...family }) =>
  Object.entries(names).map(([keyword, name]) => ({ keyword, name, ...family })),
);
const KNOWN = new Set([...COMPARED, ...KEYWORDS.map(({ keyword }) => keyword)]);

function ofSchema(before: Schema, after: Schema): readonly Found[] {
  const byKeyword = KEYWORDS.flatMap(({ keyword, name, counts, verbs }) => {
    const [old, now] = [before, after]
      .map((schema) => keywordOf(schema, keyword))
      .map((value) => ([undefined, typeof value, value].includes(counts) ? value : undefined));
    const verb = old === undefined ? 0 : now === undefined ? 1 : Number(now) > Number(old) ? 2 : 3;
    const facet = `${name}-${verbs[verb] ?? verbs.at(-1)}`;
    return same(old, now) ? [] : [{ facet, detail: valuesText(before, after, keyword) }];
  });
  return [
    ...byKeyword,
    ...ofTypes(before, after),
    ...ofValues(before, after),
    ...ofOthers(before, after),
  ];
}

/** What nobody here understands is never silent. */
function ofOthers(before: Schema, after: Schema): readonly Found[] {
  const others = new Set([...before.keywords.keys(), ...after.keywords.keys()]).difference(KNOWN);
  return [...others].flatMap((keyword): readonly Found[] => {
    if (same(keywordOf(before, keyword), keywordOf(after, keyword))) return [];
    const detail = valuesText(before, after, keyword);
    return [{ facet: `${keyword}-value-changed`, detail, effect: "unclear" }];
  });
}

function valuesText(before: Schema, after: Schema, keyword: string): string {
  const [old, now] = [before, after].map((schema) => {
    const text = shown(keywordOf(schema, keyword));
    return text.length > DETAIL_MAX ? `${text.slice(0, DETAIL_MAX)}…` : text;
  });
  return `${keyword} ${old} → ${now}`;
}

const DETAIL_MAX = 60; // characters; a person looks for the rest at the place

function ofTypes(before: Schema, after: Schema): readonly Found[] {
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

function ofValues(before: Schema, after: Schema): readonly Found[] {
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
function ofProperties(before: Schema, after: Schema, direction: Direction): readonly Found[] {
  const [old, now] = [propertiesOf(before), propertiesOf(after)];
  const [needed, needs] = [before, after].map(
    (it) => new Set([keywordOf(it, "required") ?? []].flat()),
  );
  const hidden = direction === "request" ? "readOnly" : "writeOnly";
  // What an open object does not name it takes still; whoever reads an answer misses it.
  const isClosed = keywordOf(after, "additionalProperties") === false;
  const loss = direction === "response" ? "removed" : isClosed ? "narrowed" : "unclear";
  return [...new Map([...now, ...old])].flatMap(([name, node]): readonly Found[] => {
    const [was, is] = [old.has(name), now.has(name)];
    const isHidden = keywordOf(schemaAt(node), hidden) === true;
    if (isHidden || (was && is && needed?.has(name) === needs?.has(name))) return [];
    const place = { way: [name], at: now.get(name) ?? node };
    if (!is) return [{ facet: "removed", detail: "is gone", effect: loss, ...place }];
    const verb = needs?.has(name) ? "required" : "optional";
    if (!was) return [{ facet: `new-${verb}`, detail: `is new, and ${verb}`, ...place }];
    return [{ facet: `became-${verb}`, detail: `is ${verb} now`, ...place }];
  });
}

const COMPOSITIONS = ["oneOf", "anyOf", "allOf"];

/**
 * Members are paired by reference or title, then by equality, and then those of one type that are most alike: a member
 * that gets a name, or another beside it, is still the same.
 */
function paired(before: Schema, after: Schema, keyword: string) {
  let gone = membersOf(before, keyword);
  const added = membersOf(after, keyword);
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
      const detail = String(nameOf(at) ?? keywordOf(schemaAt(at), "type") ?? "a schema");
      const facet = `${keyword.replace("Of", "-of")}-${verb}`;
      return { facet, detail: detail.replace(/.*\//, ""), at };
    }),
  );
  return { pairs, lost };
}

const membersOf = ({ keywords }: Schema, keyword: string): Node[] =>
  childrenOf(keywords.get(keyword)).map(([, member]) => member);

/** 0: not alike. */
const LIKENESSES: readonly ((before: Node, after: Node) => number)[] = [
  (before, after) => Number(nameOf(before) !== undefined && nameOf(before) === nameOf(after)),
  (before, after) => Number(same(resolveRef(before)?.value, resolveRef(after)?.value)),
  (before, after) => {
    if (nameOf(before) !== undefined && nameOf(after) !== undefined) return 0;
    const [old, now] = [schemaAt(before), schemaAt(after)];
    if (!same([...typesOf(old)], [...typesOf(now)])) return 0;
    const owns = propertiesOf(now);
    const kept = [...propertiesOf(old)].filter(([name, { value }]) =>
      same(value, owns.get(name)?.value),
    );
    return 1 + kept.length;
  },
];

const TYPES = ["null", "boolean", "object", "array", "number", "string"];

/** An enum says which types there are where `type` does not. */
function typesOf(schema: Schema): ReadonlySet<string> {
  const nullable = keywordOf(schema, "nullable") === true ? "null" : [];
  const named = [keywordOf(schema, "type") ?? [], nullable].flat().map(String);
  const types = valuesOf(schema)?.map((each) =>
    each === null ? "null" : Array.isArray(each) ? "array" : typeof each,
  );
  return new Set(named.length > 0 ? named : types?.length ? types : TYPES);
}

const allows = (types: ReadonlySet<string>, type: string): boolean =>
  types.has(type) || (type === "integer" && types.has("number"));

function valuesOf(schema: Schema): readonly unknown[] | undefined {
  const values = keywordOf(schema, "enum");
  if (Array.isArray(values)) return values;
  return schema.keywords.has("const") ? [keywordOf(schema, "const")] : undefined;
}

const nameOf = ({ value }: Node): unknown =>
  isObject(value) ? (value.$ref ?? value.title) : undefined;
const shown = (value: unknown): string => (value === undefined ? "none" : JSON.stringify(value));
const same = (a: unknown, b: unknown): boolean => a === b || shown(a) === shown(b);
