/** JSON Schemas as what they say, however that is written. */
import { type Node, refTarget } from "../contract.ts";
import type { At } from "../model.ts";
import { RULE_TABLE } from "./rule-table.ts";

export type Schema = At & {
  /** It is `false`: nothing fits. */
  readonly isForbidden: boolean;
  /** All but annotations, each where it stands. */
  readonly keywords: ReadonlyMap<string, Node>;
};

const ANNOTATIONS = new Set(RULE_TABLE.schemas.annotations);

/**
 * What says no more than another schema, by `$ref` or as the only member of `allOf`, is that one; where each says something
 * else they are one, and what both say stays in `allOf`. Ends on schemas that consist of themselves.
 */
export function schemaAt(node: Node, passed: readonly unknown[] = []): Schema {
  const { document, path, value } = node;
  const own = new Map(childrenOf(node).filter(([keyword]) => !isAnnotation(keyword)));
  const [{ value: $ref } = node, allOf] = [own.get("$ref"), own.get("allOf")];
  const target = typeof $ref === "string" ? refTarget(document, $ref) : undefined;
  const members = [...(target ? [target] : []), ...childrenOf(allOf).map(([, member]) => member)];
  own.delete("$ref");
  own.delete("allOf");
  const [only] = members.length === 1 && !passed.includes(value) ? members : [];
  const other = only && schemaAt(only, [...passed, value]);
  if (other !== undefined && own.size === 0) return other;
  if (other !== undefined && new Set(own.keys()).isDisjointFrom(other.keywords))
    return { ...other, document, path, keywords: new Map([...other.keywords, ...own]) };
  const all = [
    ...(target ? [{ $ref }] : []),
    ...members.slice(target ? 1 : 0).map((it) => it.value),
  ];
  if (all.length > 0) own.set("allOf", { document, path: [...path, "allOf"], value: all });
  return { document, path, keywords: own, isForbidden: value === false };
}

const isAnnotation = (keyword: string): boolean =>
  ANNOTATIONS.has(keyword) || keyword.startsWith("x-");

/** The parts of an object or of an array, each where it stands. */
export function childrenOf(node: Node | undefined): readonly (readonly [string, Node])[] {
  if (typeof node?.value !== "object") return [];
  const { document, path, value } = node;
  return Object.entries(value ?? {}).map(([key, part]) => {
    return [key, { document, path: [...path, key], value: part }];
  });
}

export const keywordOf = ({ keywords }: Schema, keyword: string): unknown =>
  keywords.get(keyword)?.value;

const NOTHING = "";

/** The schema that a keyword holds. One that is not there takes everything, and so does all in it, which is one place. */
export const partOf = ({ document, path, keywords }: Schema, keyword: string): Node => {
  const place = path.at(-1) === NOTHING ? path : [...path, NOTHING];
  return keywords.get(keyword) ?? { document, path: place, value: {} };
};

export const propertiesOf = ({ keywords }: Schema): ReadonlyMap<string, Node> =>
  new Map(childrenOf(keywords.get("properties")));
