import { globSync, mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { basename, join } from "node:path";

/** One table row: what was measured → the figure, with its unit in the name. */
export type Row = Readonly<Record<string, string | number>>;

/** `bench/<name>.bench.ts` exports one as `bench`. A run is bounded to a minute and leaves no process behind. */
export type Bench = { readonly title: string; run(): Promise<readonly Row[]> };

const FOLDER = import.meta.dirname;

/** `npm run bench` lists the benches; `npm run bench <name>` runs one, prints it and writes bench/results/<name>.json. */
async function main(name: string | undefined): Promise<void> {
  const names = globSync("*.bench.ts", { cwd: FOLDER }).map((file) => basename(file, ".bench.ts"));
  if (name === undefined || !names.includes(name)) {
    process.stdout.write(`npm run bench <name>, one of: ${names.toSorted().join(", ")}\n`);
    process.exitCode = name === undefined ? 0 : 1;
    return;
  }
  const { bench }: { readonly bench: Bench } = await import(`./${name}.bench.ts`);
  process.stdout.write(`${bench.title}\n`);
  const rows = await bench.run();
  printTable(rows);
  const file = join(FOLDER, "results", `${name}.json`);
  mkdirSync(join(FOLDER, "results"), { recursive: true });
  writeFileSync(
    file,
    `${JSON.stringify({ title: bench.title, machine: machineFacts(), rows }, null, 2)}\n`,
  );
  process.stdout.write(`written to ${file}\n`);
}

function machineFacts(): Row {
  const [cpu] = cpus();
  return {
    cpu: cpu?.model.trim() ?? "unknown",
    cores: cpus().length,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    date: new Date().toISOString(),
  };
}

function printTable(rows: readonly Row[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? "")))];
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  for (const line of cells) {
    process.stdout.write(`${line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")}\n`);
  }
}

await main(process.argv[2]);
