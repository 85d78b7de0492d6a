/** `plan new`: the plan of a change, with what the inputs prove about it and with the questions that they leave open. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { isScalar, visit, Document as YamlDocument } from "yaml";
import { compare } from "./git.ts";
import { findImpact } from "./impact.ts";
import { InputError } from "./input-error.ts";
import { linesOfPeople, openPlan, type PlanFront, refreshed, writeWhole } from "./plan-document.ts";
import { factsOf, type Scope, scopeOf } from "./plan-facts.ts";
import { frontOf } from "./plan-steps.ts";
import { render, TEMPLATE, WORDS } from "./plan-words.ts";
import { RULES } from "./rules/rules.ts";
import { readChange } from "./snapshot.ts";

/** From the root of the repository. */
export const PLAN = "task_work/task_plan.md";

export type Ends = { readonly repo: string; readonly nowMs: number } & {
  readonly [end in "base" | "head"]?: string | undefined;
};

/** The change that a plan is about: what is in the plan's own folder is no part of it. @throws InputError */
export async function readScope({ repo, base, head, nowMs }: Ends): Promise<Scope> {
  const { files, ...ends } = readChange(compare(repo, base, head));
  const folder = `${dirname(PLAN)}/`;
  const change = { ...ends, files: files.filter(({ file }) => !file.startsWith(folder)) };
  return scopeOf(change, await findImpact(change, RULES, nowMs));
}

/**
 * Writes the plan, all of it or nothing. Where there is one, only derived blocks of its text and entries of its front
 * matter that nobody changed are written anew; equal inputs give equal bytes.
 * @throws InputError
 */
export async function writePlan(ends: Ends, title: string): Promise<PlanFront> {
  if (title.trim() === "") throw new InputError("a plan needs a title");
  const path = join(ends.repo, PLAN);
  const old = existsSync(path) ? openPlan(ends.repo, path) : undefined;
  const scope = await readScope(ends);
  const facts = factsOf(scope);
  const derived = frontOf(scope, facts, title.trim(), old?.front);
  const fresh = render(TEMPLATE, { ...facts, ...derived });
  const body = old === undefined ? fresh : refreshed(PLAN, old, fresh);
  const open_questions = linesOfPeople({ body, bodyLine: 1 }).flatMap(({ text }) =>
    text.startsWith(WORDS.question) ? [text.slice(WORDS.question.length).trim()] : [],
  );
  const front = { ...derived, open_questions };
  const yaml = new YamlDocument(front);
  visit(yaml, {
    Seq(_, list) {
      list.flow = list.items.every(isScalar) && list !== yaml.get("open_questions");
    },
  });
  writeWhole(path, `---\n${yaml.toString({ lineWidth: 0 })}---\n${body}`);
  return front;
}
