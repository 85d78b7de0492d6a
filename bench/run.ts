import { globSync, mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { basename, join } from "node:path";

/** One table row: what was measured → the figure, with its unit in the name. */
export type Row = Readonly<Record<string, string | number>>;

export type Report = {
  /** By heading; the rows of a table have the same columns. */
  readonly tables: Readonly<Record<string, readonly Row[]>>;
  /** What the figures depend on beside the machine: versions and settings of servers, what was left out. */
  readonly facts?: Row;
  /** Promises that the figures do not keep; any makes the exit code 1. */
  readonly broken?: readonly string[];
  /** Not everything was measured, or not long enough: the figures are printed and not written. */
  readonly partial?: boolean;
};

/** `bench/<name>.bench.ts` exports one as `bench`. A run is bounded in time and leaves no process behind. */
export type Bench = {
  readonly title: string;
  /** `options` are what follows the name on the command line; throws on one that it does not know. */
  run(options: readonly string[]): Promise<Report>;
};

const FOLDER = import.meta.dirname;

/** `npm run bench` lists the benches; `npm run bench <name>` runs one, prints it and writes bench/results/<name>.json. */
async function main(name: string | undefined, options: readonly string[]): Promise<void> {
  const names = globSync("*.bench.ts", { cwd: FOLDER }).map((file) => basename(file, ".bench.ts"));
  if (name === undefined || !names.includes(name)) {
    const known = names.toSorted().join(", ");
    process.stdout.write(`npm run bench <name> [-- options], one of: ${known}\n`);
    process.exitCode = name === undefined ? 0 : 1;
    return;
  }
  const { bench }: { readonly bench: Bench } = await import(`./${name}.bench.ts`);
  process.stdout.write(`${bench.title}\n`);
  const machine = machineFacts();
  const { tables, facts, broken = [], partial = false } = await bench.run(options);
  for (const [heading, rows] of Object.entries(tables)) {
    if (rows.length > 0) printTable(heading, rows);
  }
  for (const promise of broken) process.stdout.write(`NOT KEPT: ${promise}\n`);
  if (broken.length > 0) process.exitCode = 1;
  if (partial) return;
  const file = join(FOLDER, "results", `${name}.json`);
  mkdirSync(join(FOLDER, "results"), { recursive: true });
  const result = { title: bench.title, machine: { ...machine, ...facts }, tables };
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(`written to ${file}\n`);
}

function machineFacts(): Row {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model.trim() ?? "unknown",
    cores: cpus().length,
    loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100, // of the last minute: others were busy when it is not near 0
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    date: new Date().toISOString(),
  };
}

function printTable(heading: string, rows: readonly Row[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? "")))];
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  process.stdout.write(`\n${heading}\n`);
  for (const line of cells) {
    process.stdout.write(`${line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")}\n`);
  }
}

const [name, ...options] = process.argv.slice(2);
await main(name, options);
