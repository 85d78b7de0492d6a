/**
 * Makes the package as it is published, whole in one folder: `npm run build -w @holdfast/client [-- <folder>]`, `dist` where
 * none is named. It runs in any Node since 20 and in browsers, brings the contract's types along, and needs nothing else of
 * the repository: `npm publish packages/client/dist`.
 */
import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const HOME = join(import.meta.dirname, "..");
const ROOT = join(HOME, "../..");
const CONTRACT = 'export type { operations as Operations } from "./gateway.d.ts";\n';
// Without Node's types: what a browser does not have does not compile.
const COMPILER = [
  ["--ignoreConfig", "--target", "es2022"],
  ["--module", "nodenext"],
  ["--lib", "es2024,dom,dom.iterable,dom.asynciterable"],
  ["--types", ""],
  ["--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes"],
  ["--verbatimModuleSyntax", "--rewriteRelativeImportExtensions", "--declaration"],
].flat();

build(resolve(process.argv[2] ?? join(HOME, "dist")));

function build(folder: string): void {
  const staged = join(HOME, "dist", `.staged-${process.pid}`); // where the compiler finds our dependencies
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    stage(staged);
    const compiler = join(ROOT, "node_modules/.bin/tsc");
    const files = ["--rootDir", staged, "--outDir", folder, join(staged, "client.ts")];
    execFileSync(compiler, [...COMPILER, ...files], { cwd: staged, stdio: "inherit" });
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
  cpSync(join(ROOT, "contracts/generated/gateway.d.ts"), join(folder, "gateway.d.ts"));
  cpSync(join(HOME, "README.md"), join(folder, "README.md"));
  cpSync(join(ROOT, "LICENSE"), join(folder, "LICENSE"));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(published(), undefined, 2)}\n`);
}

function stage(staged: string): void {
  for (const file of globSync("src/**/*.ts", { cwd: HOME })) {
    const isPublished = !/\.test\.ts$|\/testing\/|\/build\.ts$/.test(file);
    if (isPublished) cpSync(join(HOME, file), join(staged, file.slice("src/".length)));
  }
  writeFileSync(join(staged, "contract.ts"), CONTRACT);
  cpSync(join(ROOT, "contracts/generated/gateway.d.ts"), join(staged, "gateway.d.ts"));
}

function published(): Record<string, unknown> {
  const { name, version, description, license, type, dependencies } = JSON.parse(
    readFileSync(join(HOME, "package.json"), "utf8"),
  );
  return {
    ...{ name, version, description, license, type },
    exports: { ".": { types: "./client.d.ts", default: "./client.js" } },
    engines: { node: ">=20" },
    sideEffects: false,
    dependencies,
  };
}
