/** The plan as a text: front matter, headings, derived blocks. All that stands outside of derived blocks is a person's. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { InputError } from "./input-error.ts";
import type { Component, JsonObject } from "./model.ts";

const here = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");

type Words = {
  readonly questions: Readonly<Record<string, string>>;
  readonly placeholders: readonly string[];
  readonly unmeasurable: readonly string[];
};
export const WORDS = parse(here("plan-words.yaml")) as Words;

/** The headings of a plan, in order; those components that the template does not name follow the ones that it does. */
export function headingsFor(components: Iterable<Component>): readonly string[] {
  const headings = here("plan-template.md").trimEnd().split("\n");
  const more = [...components]
    .filter(({ type }) => type === "service")
    .map(({ name }) => changesHeading(name))
    .filter((heading) => !headings.some((known) => isSameHeading(known, heading)));
  headings.splice(headings.indexOf("### Implementation Steps"), 0, ...more);
  return headings;
}

const changesHeading = (name: string): string =>
  `#### ${name.replaceAll(/(^|-)([a-z])/g, (_all, dash: string, letter: string) => (dash && " ") + letter.toUpperCase())} Service Changes`;

const plain = (heading: string): string =>
  heading.toLowerCase().replaceAll(/^#+ |\bapi |\bservice |\s*changes$/g, "").trim();
const isSameHeading = (a: string, b: string): boolean => plain(a) === plain(b);

/** Whether `heading` is that of the changes of `component`. */
export const isChangesOf = (heading: string, { name }: Component): boolean =>
  heading.endsWith(" Changes") && isSameHeading(heading, changesHeading(name));

export type PlanText = {
  readonly front: JsonObject;
  readonly body: string;
  readonly bodyLine: number;
};

/** @throws InputError when the front matter is no YAML mapping */
export function parsePlan(file: string, text: string): PlanText {
  const [all, yaml] = /^---\n([\s\S]*?\n)---\n/.exec(text) ?? ["", ""];
  let front: unknown;
  try {
    front = yaml === "" ? {} : parse(yaml ?? "");
  } catch (cause) {
    throw new InputError(`${file}: front matter: ${(cause as Error).message}`, { cause });
  }
  if (typeof front !== "object" || front === null || Array.isArray(front))
    throw new InputError(`${file}:1: the front matter is no mapping`);
  return {
    front: front as JsonObject,
    body: text.slice(all.length),
    bodyLine: all.split("\n").length,
  };
}

/** The lines that are headings, outside of fenced code, with their index. */
export function headingsOf(lines: readonly string[]): readonly { text: string; index: number }[] {
  let isCode = false;
  return lines.flatMap((line, index) => {
    if (line.startsWith("```")) isCode = !isCode;
    return !isCode && /^#{1,4} /.test(line) ? [{ text: line.trimEnd(), index }] : [];
  });
}

/** Puts `content` into the block `name`, or makes the block behind `heading`; other text stays as it is. */
export function withBlock(body: string, heading: string, content: string): string {
  const name = heading.replace(/^#+ /, "");
  const [start, end] = [`<!-- derived: ${name} -->`, "<!-- /derived -->"];
  const block = `${start}\n${content}\n${end}`;
  const from = body.indexOf(start);
  if (from >= 0) {
    const to = body.indexOf(end, from);
    if (to < 0) throw new InputError(`the derived block ${name} of the plan is not closed`);
    return body.slice(0, from) + block + body.slice(to + end.length);
  }
  const lines = body.split("\n");
  const place = headingsOf(lines).find(({ text }) => text === heading);
  if (place === undefined) throw new InputError(`the plan has no heading "${heading}"`);
  lines.splice(place.index + 1, 0, "", block);
  return lines.join("\n");
}
