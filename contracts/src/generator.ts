import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import openapiTS, { astToString } from "openapi-typescript";
import { differences } from "./drift.ts";
import { errorCodes } from "./error-codes.ts";
import { publicDocument } from "./public-document.ts";

/** Contract name → the folder whose src/openapi.ts prints it. The gateway is last: it is made of the others. */
export const SOURCES: ReadonlyMap<string, string> = new Map([
  ["subscriber", "contracts"],
  ["tax-provider", "contracts/tax-provider"],
  ["inventory", "services/inventory"],
  ["pricing", "services/pricing"],
  ["payment", "sandbox"],
  ["orders", "services/orders"],
  ["gateway", "services/gateway"],
]);

// Composing a service takes under a second; one that hangs must not hang the build.
const PRINT_TIMEOUT_MS = 30_000;
const DOCUMENT_BYTES_MAX = 16 * 1024 * 1024;

/** The two files of a contract, as they should stand. */
type Contract = { readonly json: string; readonly types: string };

/**
 * Writes `contracts/<name>.openapi.json` and `contracts/generated/<name>.d.ts` below `root`, from the service itself.
 * @throws Error when the service has no openapi.ts, it fails, or it prints no OpenAPI document.
 */
export async function writeContract(root: string, name: string): Promise<void> {
  const { json, types } = await freshContract(root, name);
  const files = filesOf(root, name);
  mkdirSync(join(root, "contracts/generated"), { recursive: true });
  writeFileSync(files.json, json);
  writeFileSync(files.types, types);
}

/** How the committed contract differs from the service; empty when it does not. @throws Error as `writeContract`. */
export async function contractDrift(root: string, name: string): Promise<readonly string[]> {
  const fresh = await freshContract(root, name);
  const files = filesOf(root, name);
  const committed = { json: textIn(files.json), types: textIn(files.types) };
  if (committed.json === undefined) return ["the document is missing"];
  const changes = differences(JSON.parse(committed.json), JSON.parse(fresh.json));
  if (changes.length > 0) return changes;
  if (committed.json !== fresh.json) return ["the document is written in another order or layout"];
  return committed.types === fresh.types ? [] : ["the types are not those of the document"];
}

const filesOf = (root: string, name: string) => ({
  json: join(root, "contracts", `${name}.openapi.json`),
  types: join(root, "contracts/generated", `${name}.d.ts`),
});

const textIn = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, "utf8") : undefined;

async function freshContract(root: string, name: string): Promise<Contract> {
  const printed = await printedDocument(root, name);
  const document = name === "gateway" ? completed(root, printed) : printed;
  const json = stableJson(document);
  // Defaults are filled in by the service, so a caller may leave them out.
  const nodes = await openapiTS(json, { immutable: true, defaultNonNullable: false, silent: true });
  return { json, types: `// Generated from ${name}.openapi.json.\n\n${astToString(nodes)}` };
}

/** The public contract says more than the routes that it is printed from. */
function completed(root: string, printed: unknown): unknown {
  const text = (file: string): string => readFileSync(join(root, file), "utf8");
  const codes = errorCodes(text("docs/errors.md"));
  const examples = JSON.parse(text("contracts/examples.json"));
  return publicDocument(printed as Parameters<typeof publicDocument>[0], { codes, examples });
}

async function printedDocument(root: string, name: string): Promise<unknown> {
  const folder = SOURCES.get(name);
  if (folder === undefined) {
    throw new Error(`there is no contract "${name}"; there are ${[...SOURCES.keys()].join(", ")}`);
  }
  const script = join(folder, "src/openapi.ts");
  if (!existsSync(join(root, script))) throw new Error(`${script} does not exist`);
  const text = await printed(root, script);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${script} prints something that is no JSON: ${text.slice(0, 80)}`, { cause });
  }
  if (!isOpenApi(document))
    throw new Error(`${script} prints JSON that is no OpenAPI 3.1 document`);
  return document;
}

async function printed(root: string, script: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script], {
      cwd: root,
      timeout: PRINT_TIMEOUT_MS,
      maxBuffer: DOCUMENT_BYTES_MAX,
    });
    return stdout;
  } catch (cause) {
    const said = cause instanceof Error && "stderr" in cause ? `:\n${String(cause.stderr)}` : "";
    throw new Error(`${script} fails${said}`, { cause });
  }
}

const isOpenApi = (document: unknown): boolean =>
  typeof document === "object" &&
  document !== null &&
  "openapi" in document &&
  String(document.openapi).startsWith("3.1.");

/** JSON with sorted keys, so that the order in which routes are registered is no difference. */
function stableJson(value: unknown): string {
  const sorted = (_key: string, branch: unknown): unknown =>
    typeof branch !== "object" || branch === null || Array.isArray(branch)
      ? branch
      : Object.fromEntries(Object.entries(branch).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify(value, sorted, 2)}\n`;
}
