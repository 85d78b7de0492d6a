/** The texts of plans: plan-words.yaml and plan-template.md, and how facts get into them. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { isObject } from "./document.ts";
import { type At, listed } from "./model.ts";

export type Value = string | number | boolean | undefined | readonly Value[] | Facts;
export type Facts = { readonly [name: string]: Value };

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");
type Texts = Readonly<Record<string, string>>;
export type Proof = Readonly<Record<"id" | "kind" | "covers" | "text", string>>;
type Phase = {
  readonly rules: string;
  readonly title: string;
  readonly parts: Texts;
  readonly criteria: readonly (Proof & { readonly each?: string })[];
};
export const WORDS: {
  readonly headings: readonly string[];
  readonly steps: Readonly<Record<string, Phase>>;
  readonly regression: string;
  readonly tests: Texts;
  readonly documents: string;
  readonly question: string;
  readonly placeholders: readonly { readonly pattern: string; readonly what: string }[];
  readonly unmeasurable: readonly string[];
} = parse(read("plan-words.yaml"));
export const TEMPLATE = read("plan-template.md");

export const code = (text: string): string => `\`${text}\``;
export const placeText = ({ document, path }: At): string =>
  `${document.file}:${document.lineOf(path)}`;

/**
 * Fills a template. `{{name}}` is a text, or a list of some. Lines from `{{#name}}` to `{{/#name}}` are there for each
 * of a list (`n`: which it is), between `{{?name}}` and `{{/?name}}` once where there is any, with `^` once where there is none. After the name, in this order:
 * `with:field`, `with:field=value`, `without:…`, `get:field`, `by:field` (groups, each its first with `items` and `count`),
 * `max:9` (and how many more), and for a text `| what is said where there is none`. A value stays on its line.
 */
export function render(template: string, facts: Facts): string {
  return template.replaceAll(
    /^\{\{([#?^])(\w+)([^}]*)\}\}\n([\s\S]*?)^\{\{\/\1\2\}\}\n|\{\{(\w[^}]*)\}\}/gm,
    (_, kind: string, name: string, options: string, inner: string, text: string | undefined) => {
      const [query = "", otherwise = ""] = (text ?? name + options).split(" | ");
      const found = select(facts, query);
      const max = Number(/ max:(\d+)/.exec(query)?.[1] ?? found.length);
      if (text !== undefined)
        return oneLine(listed([...new Set(found.map(String))], max) || otherwise);
      if (kind !== "#") return (kind === "?") === found.length > 0 ? render(inner, facts) : "";
      const scopes = found.slice(0, max).map((each) => (isObject(each) ? each : { it: each }));
      const rest = found.length > max ? `- and ${found.length - max} more\n` : "";
      return (
        scopes
          .map((scope, i) => render(inner, { ...facts, ...(scope as Facts), n: i + 1 }))
          .join("") + rest
      );
    },
  );
}

const oneLine = (text: string): string =>
  text.replaceAll(/\s*\n\s*/g, " ").replaceAll("<!--", "&lt;!--");

function select(facts: Facts, query: string): readonly Value[] {
  const [name = "", ...options] = query.split(" ");
  if (!(name in facts)) throw new Error(`a plan has no ${name}`);
  const all = [facts[name]]
    .flat()
    .filter((each) => each !== undefined && each !== "" && each !== false);
  return options.reduce<readonly Value[]>((found, option) => {
    const [what = "", field = "", wanted] = option.split(/[:=]/);
    const of = (each: Value, key = field) => (isObject(each) ? (each as Facts)[key] : undefined);
    const has = (each: Value) =>
      wanted === undefined ? String(of(each) || "") !== "" : of(each) === wanted;
    if (what === "with") return found.filter(has);
    if (what === "without") return found.filter((each) => !has(each));
    if (what === "get") return found.flatMap((each) => of(each) || []);
    if (what !== "by") return found;
    return [
      ...Map.groupBy(found, (each) =>
        field
          .split("+")
          .map((key) => String(of(each, key)))
          .join(),
      ).values(),
    ].map((items) => ({
      ...(items[0] as Facts),
      items,
      count: items.length,
    }));
  }, all);
}
