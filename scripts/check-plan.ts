/**
 * `npm run check:plan`: what changed since the base must break nobody, but for what planner.yaml waives. The base is
 * PLAN_BASE, or else main at the origin, or else main. Where there is no base to compare with (an archive, a shallow clone),
 * a line says so, and that is no failure: nobody can tell.
 */
import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { join } from "node:path";

const ROOT = realpathSync(join(import.meta.dirname, ".."));

/** @returns undefined where git says no, or is not there */
function git(...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync("git", args, { cwd: ROOT, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

const plan = (...args: readonly string[]): boolean =>
  spawnSync(process.execPath, ["apps/planner/src/main.ts", ...args], {
    cwd: ROOT,
    stdio: "inherit",
  }).status === 0;

/** A revision that the head has left, or why there is none. */
function findBase(): { readonly base: string } | { readonly missing: string } {
  const top = git("rev-parse", "--show-toplevel");
  // Unpacked inside of another repository, this would be compared with that.
  if (top === undefined || realpathSync(top) !== ROOT)
    return { missing: "this is no git repository" };
  const { PLAN_BASE } = process.env;
  const names = PLAN_BASE ? [PLAN_BASE] : ["origin/main", "main"];
  const base = names.find((name) => git("merge-base", name, "HEAD") !== undefined);
  const isShallow = git("rev-parse", "--is-shallow-repository") === "true";
  if (base === undefined)
    return {
      missing: `${names.join(" or ")} shares no history with the head here${isShallow ? ", the clone is shallow" : ""}`,
    };
  if (isShallow && git("merge-base", base, "HEAD") === git("rev-parse", "HEAD"))
    return { missing: "the clone is shallow and ends at the head" };
  return { base };
}

const found = findBase();
if ("missing" in found) process.stdout.write(`plan impact is left out: ${found.missing}\n`);
else if (!plan("impact", "--base", found.base)) process.exitCode = 1;
