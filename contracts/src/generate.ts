/**
 * Writes the contracts of all services, or of those named: `node contracts/src/generate.ts [--check] [name …]`.
 * With `--check` nothing is written; a contract that differs from its service is printed, and the exit code is 1.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { clientTable } from "./client-table.ts";
import { contractDrift, SOURCES, writeContract } from "./generator.ts";

const root = join(import.meta.dirname, "../..");
const { values, positionals } = parseArgs({
  options: { check: { type: "boolean", default: false } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : [...SOURCES.keys()];

// One after the other, in the order given: the gateway's document is made of the others' files.
for (const name of names) {
  try {
    if (values.check) report(name, hinted(await contractDrift(root, name)));
    else await writeContract(root, name);
  } catch (error) {
    report(name, [error instanceof Error ? error.message : String(error)]);
  }
}

if (names.includes("gateway")) {
  const text = (path: string): string => readFileSync(join(root, path), "utf8");
  const file = "packages/client/src/generated/operations.ts";
  const document = JSON.parse(text("contracts/gateway.openapi.json"));
  const table = clientTable(document, text("docs/errors.md"));
  if (!values.check) writeFileSync(join(root, file), table);
  else if (text(file) !== table) report("client", hinted([`${file} is not that of the contract`]));
}

function hinted(drift: readonly string[]): readonly string[] {
  return drift.length === 0 ? [] : [...drift, "If that is what you meant: npm run contracts"];
}

function report(name: string, faults: readonly string[]): void {
  if (faults.length === 0) return;
  process.exitCode = 1;
  process.stderr.write(`${name}:\n${faults.map((fault) => `  ${fault}\n`).join("")}`);
}
