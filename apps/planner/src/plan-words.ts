/** The texts of plans, plan-words.yaml and plan-template.md, and how facts get into them. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { isObject } from "./document.ts";
import { type At, listed } from "./model.ts";

export type Facts = Readonly<Record<string, unknown>>;
type Texts = Readonly<Record<string, string>>;
export type Proof = Readonly<Record<"id" | "kind" | "covers" | "text", string>>;
type Phase = { readonly rules: string; readonly title: string; readonly parts: Texts } & {
  readonly criteria: readonly (Proof & { readonly each?: string })[];
};

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");
export const TEMPLATE = read("plan-template.md");
export const WORDS: {
  readonly headings: readonly string[];
  readonly steps: Readonly<Record<string, Phase>>;
  readonly regression: Omit<Proof, "covers">;
  readonly files: Texts;
  readonly question: string;
  readonly placeholders: Texts;
  readonly unmeasurable: readonly string[];
  /** A JSON Schema. */
  readonly front: Facts;
} = parse(read("plan-words.yaml"));

export const code = (text: string): string => `\`${text}\``;
export const placeText = ({ document, path }: At): string =>
  `${document.file}:${document.lineOf(path)}`;
/** Whether a file is of a kind of plan-words.yaml. */
export const isKind = (kind: string, file: string) =>
  new RegExp(WORDS.files[kind] ?? "").test(file);

const BLOCK = /^\{\{([#?^])((\w+)[^}]*)\}\}\n([\s\S]*?)^\{\{\/\1\3\}\}\n|\{\{(\w[^}]*)\}\}/gm;

/**
 * Fills a template. `{{name}}` is a text, or a list of some. Lines from `{{#name}}` to `{{/#name}}` are there for each of a
 * list (`n`: which it is), with `?` once where there is any, with `^` once where there is none. After the name, in this order:
 * `with:field`, `with:field=value`, `with:field=@name` (that of the scope), `without:…`, `get:field`, `by:field+field` (groups: its first, with `items` and `count`),
 * `count`, `sort`, `max:9` (and how many more), and for a text `| what is said where there is none`. A value stays on its line.
 */
export function render(template: string, facts: Facts): string {
  return template.replaceAll(BLOCK, (...match: readonly string[]) => {
    const [, kind, head = "", , inner = "", text = head] = match;
    const [query = "", otherwise = ""] = text.split(" | ");
    const found = select(facts, query);
    const max = Number(/ max:(\d+)/.exec(query)?.[1] ?? found.length);
    if (kind === undefined)
      return oneLine(listed([...new Set(found.map(String))], max) || otherwise);
    if (kind !== "#") return (kind === "?") === found.length > 0 ? render(inner, facts) : "";
    const scopes = found.map((each, i) => ({
      ...(isObject(each) ? each : { it: each }),
      n: i + 1,
    }));
    const rest = found.length > max ? `- and ${found.length - max} more\n` : "";
    return (
      scopes
        .slice(0, max)
        .map((each) => render(inner, { ...facts, ...each }))
        .join("") + rest
    );
  });
}

const oneLine = (text: string): string =>
  text.replaceAll(/\s*\n\s*/g, " ").replaceAll("<!--", "&lt;!--");

function select(facts: Facts, query: string): readonly unknown[] {
  const [name = "", ...options] = query.split(" ");
  if (!(name in facts)) throw new Error(`a plan knows no ${name}`);
  const isThere = (value: unknown) =>
    ![undefined, "", false, 0].includes(value as string) &&
    !(Array.isArray(value) && value.length === 0);
  return options.reduce((found: readonly unknown[], option) => {
    const [what = "", field = "", word] = option.split(/[:=]/);
    const wanted = word?.startsWith("@") ? facts[word.slice(1)] : word;
    const of = (each: unknown, key = field) => (isObject(each) ? each[key] : undefined);
    const has = (each: unknown) => (wanted === undefined ? isThere(of(each)) : of(each) === wanted);
    if (what === "with") return found.filter(has);
    if (what === "without") return found.filter((each) => !has(each));
    if (what === "get") return found.flatMap((each) => of(each) ?? []);
    if (what === "count") return [found.length];
    if (what === "sort") return found.toSorted();
    if (what !== "by") return found;
    const keyOf = (each: unknown) =>
      field
        .split("+")
        .map((key) => of(each, key))
        .join();
    const groups = [...Map.groupBy(found, keyOf).values()];
    return groups.map((items) => ({ ...(items[0] as Facts), items, count: items.length }));
  }, [facts[name]].flat().filter(isThere));
}
