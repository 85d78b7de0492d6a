/** Who reads a field: whether a component's source names it, and where. */
import { fitting } from "./catalog.ts";
import type { Component, Snapshot } from "./model.ts";

/** What helps testing is not what runs. */
const TESTING = /(^|\/)(testing|fixtures|generated)\/|\.d\.ts$/;

/**
 * Completes a sentence about `property`: the first line in the source of `component` that has it as a whole word outside of
 * comments. Where there is no source to look at it counts as read.
 */
export function readerOf(
  snapshot: Snapshot,
  component: string,
  property: string,
): string | undefined {
  const known = snapshot.components.get(component);
  const files = known && sourcesOf(snapshot, known);
  if (!files?.size) return `${component}, which calls it, has no source here to look at`;
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

const sources = new WeakMap<Component, ReadonlyMap<string, string>>();

/** Read once for each component and only when asked for. */
function sourcesOf(snapshot: Snapshot, component: Component): ReadonlyMap<string, string> {
  const [isSource, isTest] = [fitting(component.sourceGlobs), fitting(component.testGlobs)];
  const isRun = (file: string) => isSource(file) && !isTest(file) && !TESTING.test(file);
  const texts = sources.get(component) ?? snapshot.read([...snapshot.files.keys()].filter(isRun));
  sources.set(component, texts);
  return texts;
}
