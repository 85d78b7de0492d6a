/**
 * A plan as a file: front matter, which is YAML between two lines of `---`, then headings with derived blocks below them. All
 * that stands outside of the blocks is a person's.
 */
import { isUtf8 } from "node:buffer";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { Type } from "typebox";
import { checked, parseFile } from "./document.ts";
import { InputError } from "./input-error.ts";
import type { Level, Path } from "./model.ts";
import { WORDS } from "./plan-words.ts";

/** `derived`: of what `plan new` wrote, a digest over the fields that a person may change; they did where it does not fit. */
type Entry<Texts extends string, Lists extends string, Optional extends string = never> = Readonly<
  Record<"id" | Texts, string> &
    Record<Lists, readonly string[]> &
    Partial<Record<"derived" | Optional, string>>
>;

export type PlanFront = {
  readonly title: string;
  /** Revisions as `Snapshot.revision` has them: a commit, `working tree`, or `none` as base. */
  readonly base: string;
  readonly head: string;
  /** Of the head: `Snapshot.digest`. A plan whose inputs have another digest is stale. */
  readonly inputs_digest: string;
  readonly findings: readonly (Entry<
    "rule" | "component" | "place" | "message" | "mitigation" | "step",
    "operations"
  > & { readonly level: Level })[];
  /** In the order they are done. */
  readonly steps: readonly Entry<"title", "depends_on" | "criteria", "phase" | "component">[];
  /** `checks`: ids of planner.yaml. */
  readonly criteria: readonly Entry<"text", "checks", "kind">[];
  /** Those of the text that nobody has answered. */
  readonly open_questions: readonly string[];
};

/** What comes after the front matter, and the line of the file that it starts at, from 1. */
type Body = { readonly body: string; readonly bodyLine: number };
export type Plan = Body & {
  /** From the top folder of the repository. */
  readonly file: string;
  readonly text: string;
  readonly front: PlanFront;
  /** The line of a part of the front matter. */
  lineOf(path: Path): number;
};

/** @throws InputError, as `readPlan`; what node:fs throws where there is no such file */
export function openPlan(repo: string, path: string): Plan {
  const file = relative(repo, path);
  const bytes = readFileSync(path);
  if (!isUtf8(bytes)) throw new InputError(`${file}: this is no UTF-8 text`);
  return readPlan(file, bytes.toString());
}

/** @throws InputError in one line: no front matter, or what is wrong in it and where */
export function readPlan(file: string, text: string): Plan {
  const [all = "", yaml] = /^---\n([\s\S]*?\n)---\n/.exec(text) ?? [];
  if (yaml === undefined)
    throw new InputError(`${file}:1: a plan starts with its front matter between lines of ---`);
  // The line of `---` is kept as a comment, so that faults name the line of the file.
  const document = { ...parseFile(`${file}.yaml`, `#\n${yaml}`), file };
  const front = checked(document, Type.Unsafe<PlanFront>(WORDS.front));
  const body = { body: text.slice(all.length), bodyLine: all.split("\n").length };
  return { file, text, front, ...body, lineOf: document.lineOf };
}

/** Whoever looks finds the file as it was or as it will be. */
export function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.part`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

export type Fault = { readonly line: number; readonly what: string };
/** A line that makes a text a plan, and all up to the next one. The first begins with the text, the last ends it. */
type Part = { readonly mark: string; readonly line: number; readonly lines: readonly string[] };

const MARK = /^(#{1,4} .+|<!-- (derived: .+|\/derived) -->)$/;

/** Marks are headings up to #### and the ends of derived blocks, outside of fenced code. */
function partsOf({ body, bodyLine }: Body): readonly Part[] {
  let fence: string | undefined;
  const isMark = (line: string) => {
    const [, edge] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    const isFenced = fence !== undefined;
    if (fence === undefined) fence = edge;
    else if (edge?.startsWith(fence) && line.trim() === edge) fence = undefined;
    return !isFenced && MARK.test(line.trimEnd());
  };
  const parts = [{ mark: "", line: bodyLine, lines: [] as string[] }];
  const lines = body.split("\n");
  for (const [i, text] of lines.entries()) {
    if (isMark(text)) parts.push({ mark: text.trimEnd(), line: bodyLine + i, lines: [] });
    parts.at(-1)?.lines.push(text);
  }
  return [...parts, { mark: "", line: bodyLine + lines.length - 1, lines: [] }];
}

const isDerived = ({ mark }: Part) => mark.startsWith("<!-- derived");

/** Where a plan first leaves the headings and blocks that `fresh` has, in their order. */
export function faultOfShape(plan: Body, fresh: string): Fault | undefined {
  const expected = partsOf({ body: fresh, bodyLine: 1 }).map(({ mark }) => mark);
  const found = partsOf(plan);
  const at = found.findIndex(({ mark }, i) => mark !== expected[i]);
  const wrong = found[at];
  if (wrong === undefined) return undefined;
  const { mark, line } = wrong;
  if (expected.includes(mark, at))
    return { line, what: `"${expected[at]}" is missing before this line` };
  const what = expected.includes(mark)
    ? "is there a second time"
    : "is none of a plan's; headings of your own begin with #####";
  return { line, what: `"${mark}" ${what}` };
}

/** The body with the content of the derived blocks of `fresh`, and every other byte as it was. @throws InputError */
export function refreshed(file: string, plan: Body, fresh: string): string {
  const fault = faultOfShape(plan, fresh);
  if (fault !== undefined) throw new InputError(`${file}:${fault.line}: ${fault.what}`);
  const derived = partsOf({ body: fresh, bodyLine: 1 });
  const lines = partsOf(plan).flatMap((part, i) =>
    isDerived(part) ? part.lines.slice(0, 1).concat(derived[i]?.lines.slice(1) ?? []) : part.lines,
  );
  return lines.join("\n");
}

/** The lines outside of derived blocks, each with its number. */
export const linesOfPeople = (plan: Body) =>
  partsOf(plan)
    .filter((part) => !isDerived(part))
    .flatMap(({ line, lines }) => lines.map((text, i) => ({ text, line: line + i })));
