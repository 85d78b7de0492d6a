/** Who reads a field: whether a component's source names it, and where. */
import { matchesGlob } from "node:path";
import type { Component, Snapshot } from "./model.ts";

/** What helps testing is not what runs. */
const TESTING = /(^|\/)(testing|fixtures|generated)\/|\.d\.ts$/;

const sources = new WeakMap<Snapshot, Map<string, ReadonlyMap<string, string>>>();

/**
 * Completes a sentence about `property`: the first line in the source of `component` (or of the libraries that it depends
 * on) that has it as a whole word outside of comments. Where there is no source to look at it counts as read.
 */
export function readerOf(
  snapshot: Snapshot,
  component: string,
  property: string,
): string | undefined {
  const files = sourcesOf(snapshot, component);
  if (files.size === 0) return `${component}, which calls it, has no source here to look at`;
  const name = new RegExp(`(?<![\\w$])${RegExp.escape(property)}(?![\\w$])`);
  for (const [file, text] of files) {
    if (!text.includes(property)) continue;
    const line = text
      .split("\n")
      .findIndex((each) => !/^\s*(\/\/|\/?\*|#)/.test(each) && name.test(each));
    if (line >= 0) return `${component} names \`${property}\` at ${file}:${line + 1}`;
  }
  return undefined;
}

/** Read once for each component and only when asked for. */
function sourcesOf(snapshot: Snapshot, name: string): ReadonlyMap<string, string> {
  const known = sources.get(snapshot) ?? new Map<string, ReadonlyMap<string, string>>();
  sources.set(snapshot, known);
  const found = known.get(name) ?? readSources(snapshot, snapshot.components.get(name));
  known.set(name, found);
  return found;
}

function readSources(snapshot: Snapshot, component: Component | undefined) {
  if (component === undefined) return new Map<string, string>();
  const { sourceGlobs, testGlobs } = component;
  const fits = (file: string, globs: readonly string[]) =>
    globs.some(
      (glob) => file.startsWith(glob.split(/[*?[{(!]/)[0] ?? "") && matchesGlob(file, glob),
    );
  const files = [...snapshot.files.keys()].filter(
    (file) => fits(file, sourceGlobs) && !fits(file, testGlobs) && !TESTING.test(file),
  );
  return snapshot.read(files);
}
