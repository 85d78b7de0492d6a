/** The machine-readable head of a plan: YAML between two lines of `---`, before the first heading. */
import { type Static, Type } from "typebox";
import { checked, parseFile } from "./document.ts";
import { InputError } from "./input-error.ts";
import type { Path } from "./model.ts";

const Text = Type.String({ minLength: 1 });
const Ids = Type.Array(Text);
/** Of what `plan new` wrote, a digest over the fields that a person may change: they changed it where it does not fit. */
const Mark = Type.Optional(Text);
const closed = <const P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

const FrontSchema = closed({
  title: Text,
  /** Revisions as `Snapshot.revision` has them: a commit, `working tree`, or `none` as base. */
  base: Text,
  head: Text,
  /** Of the head: `Snapshot.digest`. A plan whose inputs have another digest is stale. */
  inputs_digest: Text,
  findings: Type.Array(
    closed({
      ...{ id: Text, rule: Text, component: Text, place: Text, message: Text, step: Text },
      level: Type.Enum(["safe", "caution", "breaking", "unknown"] as const),
      operations: Ids,
      mitigation: Type.String(),
      derived: Mark,
    }),
  ),
  /** In the order they are done. */
  steps: Type.Array(
    closed({
      ...{ id: Text, title: Text, depends_on: Ids, criteria: Ids },
      ...{ phase: Type.Optional(Text), component: Type.Optional(Text), derived: Mark },
    }),
  ),
  /** `checks`: ids of planner.yaml. */
  criteria: Type.Array(
    closed({ ...{ id: Text, text: Text, checks: Ids }, kind: Type.Optional(Text), derived: Mark }),
  ),
  /** Those of the text that nobody has answered. */
  open_questions: Type.Array(Text),
});

export type PlanFront = Static<typeof FrontSchema>;

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
  const document = parseFile(`${file}.yaml`, `#\n${yaml}`);
  const front = checked({ ...document, file }, FrontSchema);
  return {
    front,
    body: text.slice(all.length),
    bodyLine: all.split("\n").length,
    lineOf: document.lineOf,
  };
}
