/** Reading a repository through git: which files a revision has, and what is in them. Nothing is ever written. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "./input-error.ts";
import type { ChangedFile, Tree } from "./model.ts";

export const WORKING_TREE = "working tree";

export type Comparison = { readonly base: Tree; readonly head: Tree };

/** The top folder of the repository that `dir` is in. @throws InputError */
export function repositoryAt(dir: string): string {
  const found = say(dir, "rev-parse", "--show-toplevel");
  if (found === undefined) throw new InputError(`${dir} is not in a git repository`);
  return found;
}

/**
 * Both ends of a comparison: `head` (undefined: the working tree) and where it left `base` (undefined: main, here or at
 * the origin; `none`: nothing, so that all there is counts as new). @throws InputError
 */
export function compare(repo: string, base?: string, head?: string): Comparison {
  const tip = head === undefined ? undefined : commitOf(repo, head);
  const after = tip === undefined ? workingTree(repo) : treeOf(repo, tip);
  if (base === "none")
    return { base: { ...after, revision: "none", files: new Map() }, head: after };
  const hasMain = base !== undefined || say(repo, "rev-parse", "--verify", "main") !== undefined;
  const from = commitOf(repo, base ?? (hasMain ? "main" : "origin/main"));
  const left = say(repo, "merge-base", from, tip ?? "HEAD");
  if (left === undefined)
    throw new InputError(`base and head have no common history here${shallowHint(repo)}`);
  return { base: treeOf(repo, left), head: after };
}

/** What differs between two revisions. */
export function changedFiles({ base, head }: Comparison): Omit<ChangedFile, "components">[] {
  const all = [...new Set([...base.files.keys(), ...head.files.keys()])].sort();
  const statusOf = (file: string) =>
    !head.files.has(file) ? "removed" : base.files.has(file) ? "changed" : "added";
  return all
    .filter((file) => base.files.get(file) !== head.files.get(file))
    .map((file) => ({ file, status: statusOf(file) }));
}

function commitOf(repo: string, revision: string): string {
  const commit = say(repo, "rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`);
  if (commit === undefined)
    throw new InputError(`there is no revision ${revision} here${shallowHint(repo)}`);
  return commit.split("\n").at(-1) ?? commit;
}

const shallowHint = (repo: string): string =>
  say(repo, "rev-parse", "--is-shallow-repository") === "true"
    ? ": the clone is shallow, `git fetch --unshallow` brings the rest"
    : "";

function treeOf(repo: string, revision: string): Tree {
  const entries = list(repo, "ls-tree -r -z --full-tree", revision);
  const blobs = entries.flatMap((entry) => {
    const [, id = "", file = ""] = /^\d+ blob (\w+)\t(.*)$/s.exec(entry) ?? [];
    return file === "" ? [] : [[file, id] as const];
  });
  const files = new Map(blobs);
  return { revision, files, read: (wanted) => readObjects(repo, files, wanted) };
}

// A larger file is no source and no input: that it differs is enough.
const HASHED_BYTES_MAX = 64 << 20;

/** What lies in the folder: the last commit with every difference laid over it. */
function workingTree(repo: string): Tree {
  const files = new Map(treeOf(repo, commitOf(repo, "HEAD")).files);
  const differing = list(repo, "diff --name-only --no-renames --no-ext-diff -z HEAD");
  const untracked = list(repo, "ls-files -z --others --exclude-standard");
  for (const file of [...differing, ...untracked]) {
    const path = join(repo, file);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isFile())
      files.set(file, found.size > HASHED_BYTES_MAX ? `${found.size} bytes` : idOf(path));
    else files.delete(file);
  }
  const textOf = (file: string) => [file, readFileSync(join(repo, file), "utf8")] as const;
  const read: Tree["read"] = (wanted) =>
    new Map(wanted.filter((file) => files.has(file)).map(textOf));
  return { revision: WORKING_TREE, files, read };
}

/** The id that git gives the content, so that it is the same before and after a commit. */
function idOf(path: string): string {
  const content = readFileSync(path);
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}

function readObjects(repo: string, files: Tree["files"], wanted: readonly string[]) {
  const texts = new Map<string, string>();
  const present = wanted.filter((file) => files.has(file));
  if (present.length === 0) return texts;
  const ids = present.map((file) => `${files.get(file)}\n`).join("");
  const output = must(repo, ["cat-file", "--batch"], ids);
  let offset = 0;
  for (const file of present) {
    const end = output.indexOf("\n", offset);
    const [, type, size] = output.toString("latin1", offset, end).split(" ");
    if (type !== "blob") throw new InputError(`git has no content of ${file}${shallowHint(repo)}`);
    offset = end + 1 + Number(size) + 1;
    texts.set(file, output.toString("utf8", end + 1, offset - 1));
  }
  return texts;
}

const list = (repo: string, command: string, ...more: readonly string[]): readonly string[] =>
  must(repo, [...command.split(" "), ...more])
    .toString()
    .split("\0")
    .slice(0, -1);

function must(repo: string, args: readonly string[], input = ""): Buffer {
  const output = run(repo, args, input);
  if (output === undefined) throw new InputError(`git ${args[0]} failed in ${repo}`);
  return output;
}

/** @returns undefined when git says no. */
const say = (repo: string, ...args: readonly string[]): string | undefined =>
  run(repo, args)?.toString().trimEnd();

function run(cwd: string, args: readonly string[], input = ""): Buffer | undefined {
  const { error, status, stdout } = spawnSync("git", ["--no-optional-locks", ...args], {
    ...{ cwd, input, maxBuffer: Number.POSITIVE_INFINITY, stdio: ["pipe", "pipe", "ignore"] },
  });
  if (error !== undefined && "code" in error && error.code === "ENOENT")
    throw new InputError(`cannot run git in ${cwd}: is git installed, and the folder there?`);
  return error === undefined && status === 0 ? stdout : undefined;
}
