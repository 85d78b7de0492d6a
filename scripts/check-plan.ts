/**
 * `npm run check:plan`: what changed since the base must break nobody, but for what planner.yaml waives, and the plan must be
 * complete. The base is PLAN_BASE, or else main at the origin, or else main. Where there is nothing to compare with, as in an
 * archive or a shallow clone, a line says so, and that is no failure: nobody can tell.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import { join, relative } from "node:path";

const ROOT = realpathSync(join(import.meta.dirname, ".."));
const PLAN = join(ROOT, "task_work/task_plan.md");

/** @returns undefined where git says no, or is not there */
function git(...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync("git", args, { cwd: ROOT, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

function plan(...args: readonly string[]): void {
  const argv = ["apps/planner/src/main.ts", ...args];
  const { status } = spawnSync(process.execPath, argv, { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}

/** What to compare with, or why there is nothing. */
function findBase(): { readonly base: string } | { readonly missing: string } {
  const { PLAN_BASE } = process.env;
  const names = PLAN_BASE ? [PLAN_BASE] : ["origin/main", "main"];
  const base = names.find((name) => git("merge-base", name, "HEAD") !== undefined);
  const isShallow = git("rev-parse", "--is-shallow-repository") === "true";
  if (isShallow && (!base || git("merge-base", base, "HEAD") === git("rev-parse", "HEAD")))
    return { missing: "the clone is shallow" };
  return base ? { base } : { missing: `${names.join(" or ")} shares no history with the head` };
}

/** Why the plan cannot be checked here, if it cannot. */
function planUnread(): string | undefined {
  const [, base] = /^---\n[\s\S]*?^base: ["']?([^\s"']+)/m.exec(readFileSync(PLAN, "utf8")) ?? [];
  const isHere =
    base === undefined || base === "none" || git("merge-base", base, "HEAD") !== undefined;
  return isHere ? undefined : `its base, ${base}, is not here`;
}

const leaveOut = (what: string, why: string): unknown =>
  process.stdout.write(`plan ${what} is left out: ${why}\n`);

const top = git("rev-parse", "--show-toplevel");
// Unpacked inside of another repository, this would be compared with that.
if (top === undefined || realpathSync(top) !== ROOT)
  leaveOut("impact and check", "this is no git repository");
else {
  const found = findBase();
  if ("missing" in found) leaveOut("impact", found.missing);
  else plan("impact", "--base", found.base);
  const unread = planUnread();
  if (unread === undefined) plan("check");
  else leaveOut(`check of ${relative(ROOT, PLAN)}`, unread);
}
