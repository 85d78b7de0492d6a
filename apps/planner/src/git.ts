/** Reading a repository through git: which files a revision has, and what is in them. Nothing is ever written. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "./input-error.ts";

export const WORKING_TREE = "working tree";

/** The files of one revision. */
export type Tree = {
  /** A commit, or `working tree`. */
  readonly revision: string;
  /** Git's id of each file's content. */
  readonly files: ReadonlyMap<string, string>;
  /** The texts of files that exist, with one process for all. */
  read(files: readonly string[]): ReadonlyMap<string, string>;
};

export type FileChange = {
  readonly file: string;
  readonly status: "added" | "changed" | "removed";
};

/** Two revisions and what differs. `base` is where head left the branch it is compared with, not that branch's tip. */
export type Comparison = {
  readonly base: Tree;
  readonly head: Tree;
  readonly files: readonly FileChange[];
};

/** The top folder of the repository that `dir` is in. @throws InputError */
export function repositoryAt(dir: string): string {
  const found = run(dir, ["rev-parse", "--show-toplevel"]);
  if (found === undefined) throw new InputError(`${dir} is not in a git repository`);
  return found.toString().trimEnd();
}

/** The commit that `revision` names. @throws InputError */
export function commitOf(repo: string, revision: string): string {
  const commit = line(repo, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]);
  if (revision.startsWith("-") || commit === undefined)
    throw new InputError(`there is no revision ${revision} here${shallowHint(repo)}`);
  return commit;
}

/** `main` here or, where it is not checked out, of the origin. */
export const defaultBase = (repo: string): string =>
  ["main", "origin/main"].find(
    (name) => line(repo, ["rev-parse", "--verify", "--quiet", `${name}^{commit}`]) !== undefined,
  ) ?? "main";

/**
 * Compares `head` (the working tree, when undefined) with where it left `base`. Base `none` is an empty repository: all
 * there is counts as new. @throws InputError
 */
export function compare(repo: string, base: string, head: string | undefined): Comparison {
  const tip = head === undefined ? "HEAD" : commitOf(repo, head);
  const left = base === "none" ? emptyTree(repo) : mergeBase(repo, commitOf(repo, base), tip);
  const baseTree = treeOf(repo, left);
  const changes = changesBetween(repo, left, head === undefined ? undefined : tip);
  const headTree = head === undefined ? workingTree(repo, baseTree, changes) : treeOf(repo, tip);
  return { base: baseTree, head: headTree, files: changes };
}

function mergeBase(repo: string, base: string, head: string): string {
  const found = line(repo, ["merge-base", base, head]);
  if (found !== undefined) return found;
  commitOf(repo, head);
  throw new InputError(`base and head have no common history here${shallowHint(repo)}`);
}

function shallowHint(repo: string): string {
  return line(repo, ["rev-parse", "--is-shallow-repository"]) === "true"
    ? ": the clone is shallow, `git fetch --unshallow` brings the rest"
    : "";
}

function emptyTree(repo: string): string {
  return must(repo, ["hash-object", "-t", "tree", "--stdin"], "").toString().trimEnd();
}

function changesBetween(repo: string, base: string, head: string | undefined): FileChange[] {
  const range = head === undefined ? [base] : [base, head];
  const diff = ["diff", "--name-status", "--no-renames", "--no-ext-diff", "-z", ...range, "--"];
  const fields = names(must(repo, diff));
  const changes = new Map<string, FileChange>();
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const [letter = "", file = ""] = fields.slice(i, i + 2);
    const status = letter === "A" ? "added" : letter === "D" ? "removed" : "changed";
    changes.set(file, { file, status });
  }
  if (head === undefined)
    for (const file of names(must(repo, ["ls-files", "-z", "--others", "--exclude-standard"])))
      changes.set(file, { file, status: changes.has(file) ? "changed" : "added" });
  return [...changes.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

function treeOf(repo: string, revision: string): Tree {
  const files = new Map<string, string>();
  for (const entry of names(must(repo, ["ls-tree", "-r", "-z", "--full-tree", revision]))) {
    const [head = "", file = ""] = entry.split("\t");
    const [, type, id = ""] = head.split(" ");
    if (type === "blob") files.set(file, id);
  }
  return { revision, files, read: (wanted) => readObjects(repo, files, wanted) };
}

/** What lies in the folder: base with every difference laid over it. */
function workingTree(repo: string, base: Tree, changes: readonly FileChange[]): Tree {
  const files = new Map(base.files);
  for (const { file } of changes) {
    const path = join(repo, file);
    if (lstatSync(path, { throwIfNoEntry: false })?.isFile()) files.set(file, idOf(path));
    else files.delete(file);
  }
  const read = (wanted: readonly string[]) =>
    new Map(
      wanted
        .filter((file) => files.has(file))
        .map((file) => [file, readFileSync(join(repo, file), "utf8")]),
    );
  return { revision: WORKING_TREE, files, read };
}

/** The id that git gives the content, so that it is the same before and after a commit. */
function idOf(path: string): string {
  const content = readFileSync(path);
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}

function readObjects(
  repo: string,
  files: ReadonlyMap<string, string>,
  wanted: readonly string[],
): ReadonlyMap<string, string> {
  const present = wanted.filter((file) => files.has(file));
  const texts = new Map<string, string>();
  if (present.length === 0) return texts;
  const ids = present.map((file) => `${files.get(file)}\n`).join("");
  const output = must(repo, ["cat-file", "--batch"], ids);
  let offset = 0;
  for (const file of present) {
    const end = output.indexOf(10, offset);
    const [, type, size] = output.toString("latin1", offset, end).split(" ");
    if (type !== "blob") throw new InputError(`git has no content of ${file}${shallowHint(repo)}`);
    texts.set(file, output.toString("utf8", end + 1, end + 1 + Number(size)));
    offset = end + 1 + Number(size) + 1;
  }
  return texts;
}

const names = (output: Buffer): string[] =>
  output
    .toString()
    .split("\0")
    .filter((name) => name !== "");

const line = (repo: string, args: readonly string[]): string | undefined =>
  run(repo, args)?.toString().trimEnd();

function must(repo: string, args: readonly string[], input?: string): Buffer {
  const output = run(repo, args, input);
  if (output === undefined) throw new InputError(`git ${args[0]} failed in ${repo}`);
  return output;
}

/** @returns undefined when git says no. */
function run(repo: string, args: readonly string[], input?: string): Buffer | undefined {
  const { error, status, stdout } = spawnSync("git", ["--no-optional-locks", ...args], {
    cwd: repo,
    maxBuffer: Number.POSITIVE_INFINITY,
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "ignore"],
    ...(input === undefined ? {} : { input }),
  });
  if (error !== undefined && "code" in error && error.code === "ENOENT")
    throw new InputError(`cannot run git in ${repo}: is git installed, and the folder there?`);
  return error === undefined && status === 0 ? stdout : undefined;
}
