/** Changes of the library to try rules and commands on: in memory (fast), or in a git repository (real). */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import { WORKING_TREE } from "../git.ts";
import type { Change, Tree } from "../model.ts";
import { runPlan, type Surroundings } from "../plan.ts";
import { readChange } from "../snapshot.ts";
import { type Files, LIBRARY } from "./library.ts";

/**
 * The library and what it becomes with `edits`: `changeOf({ "README.md": "new text", "calls.json": undefined })`.
 * Revisions are called `base` and `working tree`. `base` lays files over the library first.
 */
export function changeOf(edits: Files, base: Files = {}): Change {
  const before = laidOver(LIBRARY, base);
  const after = laidOver(before, edits);
  return readChange({ base: treeOf("base", before), head: treeOf(WORKING_TREE, after) });
}

/** One replacement in a file of the library, which has to contain it. */
export function edited(file: string, before: string, after: string): Files {
  const text = LIBRARY[file];
  if (text?.includes(before) !== true) throw new Error(`${file} does not contain ${before}`);
  return { [file]: text.replace(before, after) };
}

// biome-ignore lint/suspicious/noExplicitAny: tests take contracts apart as they like
type Loose = any;

/** A contract (or another JSON file) of the library, changed in place by `edit`. */
export function editedJson(file: string, edit: (content: Loose) => void): Files {
  const content: unknown = JSON.parse(LIBRARY[file] ?? "");
  edit(content);
  return { [file]: `${JSON.stringify(content, undefined, 2)}\n` };
}

const laidOver = (files: Files, edits: Files): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...files, ...edits }).flatMap(([file, text]) =>
      text === undefined ? [] : [[file, text]],
    ),
  );

function treeOf(revision: string, files: Readonly<Record<string, string>>): Tree {
  const id = (text: string) => createHash("sha1").update(text).digest("hex");
  return {
    revision,
    files: new Map(Object.entries(files).map(([file, text]) => [file, id(text)])),
    read: (wanted) =>
      new Map(wanted.flatMap((file) => (file in files ? [[file, files[file] ?? ""]] : []))),
  };
}

/** A git repository with the library committed on main; it goes away after the test. @returns its folder */
export function libraryRepository(test: TestContext, files: Files = LIBRARY): string {
  const folder = mkdtempSync(join(tmpdir(), "planner-"));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  commitNew(folder, files);
  return folder;
}

/** Makes an empty folder a git repository with `files` committed on main. */
export function commitNew(folder: string, files: Files): void {
  git(folder, "init", "--quiet", "--initial-branch=main");
  write(folder, files);
  commit(folder);
}

/** Writes `files` into a folder; undefined removes one. */
export function write(folder: string, files: Files): void {
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    if (text === undefined) rmSync(path, { force: true });
    else writeFileSync(path, text);
  }
}

export function commit(folder: string): void {
  git(folder, "add", "--all");
  const who = ["-c", "user.name=test", "-c", "user.email=test@example.org"];
  git(folder, ...who, "commit", "--quiet", "--allow-empty", "--no-gpg-sign", "--message=change");
}

export const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

/** What a command answered. */
export type Answer = { readonly exit: number; readonly output: string; readonly complaint: string };

// A day before the waivers of tests end.
const NOW_MS = Date.parse("2026-06-01T12:00:00Z");

/** Runs the planner in `folder`. */
export async function plan(
  folder: string,
  argv: readonly string[],
  more: Partial<Surroundings> = {},
): Promise<Answer> {
  const said = { output: "", complaint: "" };
  const exit = await runPlan(argv, {
    folder,
    nowMs: NOW_MS,
    colours: false,
    print: (text) => {
      said.output += text;
    },
    complain: (line) => {
      said.complaint += line;
    },
    ...more,
  });
  return { exit, ...said };
}
