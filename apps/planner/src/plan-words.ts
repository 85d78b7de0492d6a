/** The texts of plans, plan-words.yaml and plan-template.md, and how facts get into them. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { isObject } from "./document.ts";
import { type At, listed } from "./model.ts";

export type Facts = Readonly<Record<string, unknown>>;
type Texts = Readonly<Record<string, string>>;
/** `each`: for which rows it is there, once for the component where it says nothing. */
export type Proof = Texts & Readonly<Record<"id" | "kind" | "covers" | "text", string>>;
type Phase = Readonly<Record<"rules" | "title", string>> & {
  readonly parts: readonly { readonly of: string; readonly says: string }[];
  readonly criteria: readonly Proof[];
};

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");
export const TEMPLATE = read("plan-template.md");
export const WORDS: {
  readonly headings: readonly string[];
  readonly steps: Readonly<Record<string, Phase>>;
  readonly regression: Readonly<Record<"id" | "kind" | "text", string>>;
  readonly files: Texts;
  readonly question: string;
  readonly written: string;
  readonly checked: Readonly<Record<"stale" | "faulty" | "complete", string>>;
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
 * `with:field`, `with:field=value`, `with:field=@name` (what that is around it), `without:…`, `get:field`, `by:field+field`
 * (groups: the first of each with `items` and `count`), `count`, `sort`, `max:9` (and how many more), and for a text `| what is
 * said where there is none`. A value stays on its line.
 */
export function render(template: string, facts: Facts): string {
  return template.replaceAll(BLOCK, (...match: readonly string[]) => {
    const [, kind, head = "", , inner = "", text = head] = match;
    const [query = "", otherwise = ""] = text.split(" | ");
    const found = select(facts, query);
    const max = Number(/ max:(\d+)/.exec(query)?.[1] ?? found.length);
    if (kind === undefined) return oneLine(listed(textsOf(found), max) || otherwise);
    if (kind !== "#") return (kind === "?") === found.length > 0 ? render(inner, facts) : "";
    const shown = found.slice(0, max).map((each, i) => {
      return render(inner, { ...facts, ...(isObject(each) ? each : { it: each }), n: i + 1 });
    });
    const rest = `${/^ */.exec(inner)}- and ${found.length - max} more\n`;
    return shown.join("") + (found.length > max ? rest : "");
  });
}

const textsOf = (found: readonly unknown[]): readonly string[] => [
  ...new Set(found.map((each) => (each === true ? "yes" : String(each)))),
];
const oneLine = (text: string): string =>
  text.replaceAll(/\s*\n\s*/g, " ").replaceAll("<!--", "&lt;!--");

/** The rows or texts that a query finds; see `render`. */
export function select(facts: Facts, query: string): readonly unknown[] {
  const [name = "", ...options] = query.split(" ");
  if (!(name.replace(/\..*/, "") in facts)) throw new Error(`a plan knows no ${name}`);
  return options.reduce(
    (found: readonly unknown[], option) => {
      const [what = "", field = "", word] = option.split(/[:=]/);
      const wanted = word?.startsWith("@") ? facts[word.slice(1)] : word;
      const has = (each: unknown) =>
        listOf(each, field).some((value) => wanted === undefined || String(value) === wanted);
      if (what === "with") return found.filter(has);
      if (what === "without") return found.filter((each) => !has(each));
      if (what === "get") return found.flatMap((each) => listOf(each, field));
      if (what === "count") return [found.length];
      if (what === "sort") return found.toSorted();
      if (what !== "by") return found;
      const parts = field.split("+");
      const key = (each: unknown) => parts.map((part) => listOf(each, part)).join("|");
      const groups = [...Map.groupBy(found, key).values()];
      return groups.map((items) => ({ ...(items[0] as Facts), items, count: items.length }));
    },
    listOf(facts, name),
  );
}

/** What is at a path of names: a list, or the one, or nothing. */
const listOf = (of: unknown, path: string): readonly unknown[] => {
  let value = of;
  for (const name of path.split(".")) value = isObject(value) ? value[name] : undefined;
  return [value].flat().filter((each) => each !== undefined && each !== "" && each !== false);
};
