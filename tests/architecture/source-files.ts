import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

export type SourceFile = { readonly path: string; readonly text: string };

/** The repository's files of a glob (relative, with forward slashes); throws when there is none, so no rule passes vacuously. */
export function sourceFiles(pattern: string): readonly SourceFile[] {
  const paths = globSync(pattern, {
    cwd: ROOT,
    exclude: (name) => /(^|\/)(node_modules|\.holdfast|dist|generated)$/.test(String(name)),
  });
  if (paths.length === 0)
    throw new Error(`${pattern} matches no file: the rule would pass vacuously`);
  return paths.map((path) => ({
    path: path.replaceAll("\\", "/"),
    text: readFileSync(join(ROOT, path), "utf8"),
  }));
}

/** `src/testing/<noun>.ts`: what several tests share, and nothing else may use. */
export const isTestSupport = ({ path }: SourceFile): boolean => path.includes("/src/testing/");

/**
 * What a module imports, statically or dynamically, types included. A path has no space, which tells it from what stands
 * between a text that ends in "import" and the next text.
 */
export function importsOf(text: string): readonly string[] {
  const statements = text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)"([^"\s]+)"/g);
  return [...statements].map(([, path]) => path ?? "");
}
