/** The machine-readable head of a plan: YAML between two lines of `---`, before the first heading. */
import { Type } from "typebox";
import { checked, parseFile } from "./document.ts";
import { InputError } from "./input-error.ts";
import type { Level, Path } from "./model.ts";
import { WORDS } from "./plan-words.ts";

type Texts<K extends string> = Readonly<Record<K, string>>;
type Ids<K extends string> = Readonly<Record<K, readonly string[]>>;
/** `derived`: of what `plan new` wrote, a digest over the fields that a person may change; they did where it does not fit. */
type Entry<K extends string> = Texts<K | "id"> & { readonly derived?: string };

export type PlanFront = Texts<"title"> & {
  /** Revisions as `Snapshot.revision` has them: a commit, `working tree`, or `none` as base. */
  readonly base: string;
  readonly head: string;
  /** Of the head: `Snapshot.digest`. A plan whose inputs have another digest is stale. */
  readonly inputs_digest: string;
  readonly findings: readonly (Entry<
    "rule" | "component" | "place" | "message" | "mitigation" | "step"
  > &
    Ids<"operations"> & { readonly level: Level })[];
  /** In the order they are done. */
  readonly steps: readonly (Entry<"title"> &
    Ids<"depends_on" | "criteria"> &
    Partial<Texts<"phase" | "component">>)[];
  /** `checks`: ids of planner.yaml. */
  readonly criteria: readonly (Entry<"text"> & Ids<"checks"> & Partial<Texts<"kind">>)[];
  /** Those of the text that nobody has answered. */
  readonly open_questions: readonly string[];
};

export type PlanText = {
  readonly front: PlanFront;
  /** All after the front matter. */
  readonly body: string;
  /** The line of the file that the body starts at, from 1. */
  readonly bodyLine: number;
  /** The line of a part of the front matter. */
  lineOf(path: Path): number;
};

/** @throws InputError in one line: no front matter, or what is wrong in it and where */
export function readPlan(file: string, text: string): PlanText {
  const [all = "", yaml] = /^---\n([\s\S]*?\n)---\n/.exec(text) ?? [];
  if (yaml === undefined)
    throw new InputError(`${file}:1: a plan starts with its front matter between lines of ---`);
  // The line of `---` is kept as a comment, so that faults name the line of the file.
  const document = { ...parseFile(`${file}.yaml`, `#\n${yaml}`), file };
  const front = checked(document, Type.Unsafe<PlanFront>(WORDS.front));
  const bodyLine = all.split("\n").length;
  return { front, body: text.slice(all.length), bodyLine, lineOf: document.lineOf };
}
