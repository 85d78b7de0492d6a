import { parseArgs } from "node:util";
import { type Audit, auditRow, faultsOf } from "./inventory/books.ts";
import { pastPart, skusPart } from "./inventory/growth.ts";
import { loadPart } from "./inventory/load-part.ts";
import type { Part } from "./inventory/part.ts";
import { sellOutPart } from "./inventory/sell-out.ts";
import { soldOutPart } from "./inventory/sold-out.ts";
import { FULL, QUICK, type Timing } from "./inventory/timing.ts";
import type { Bench, Report, Row } from "./run.ts";
import { type Floor, floorRow } from "./shared/floor.ts";
import { requireMedusa } from "./shared/medusa-process.ts";
import { startServer } from "./shared/server.ts";
import { requireWrk } from "./shared/wrk.ts";

/**
 * What the reservation engine is worth: durable reservations a second beside a plain transaction, one statement and
 * Medusa, in one run and on one durable PostgreSQL. All have a turn in every round; a ratio is taken within its round,
 * a figure is the median of the rounds. Every part ends with an audit of its books. Some 15 minutes.
 *
 * `--quick`: two minutes, to see that all of it works. `--only <part>`, may be repeated. `--curve`: with the part `past`
 * too, which fills 10 million lines of the ledger: some more minutes and 15 GB of disk.
 */
export const bench: Bench = {
  title: "Durable reservations: ours beside a transaction, a statement and Medusa",
  run,
};

const PARTS: Readonly<Record<string, Part>> = {
  hot: loadPart("hot"),
  zipf: loadPart("zipf"),
  uniform: loadPart("uniform"),
  "sell-out": sellOutPart,
  "sold-out": soldOutPart,
  skus: skusPart,
  past: pastPart,
};

async function run(args: readonly string[]): Promise<Report> {
  const { parts, timing } = readOptions(args);
  await requireMedusa();
  await requireWrk();
  const stop = () => process.exit(130); // the servers are stopped at the exit
  process.once("SIGINT", stop).once("SIGTERM", stop);
  await using server = await startServer();
  const tables: Record<string, readonly Row[]> = {};
  const floors: Floor[] = [];
  const audits: Audit[] = [];
  const failed: string[] = [];
  for (const [name, part] of parts) {
    process.stdout.write(`${new Date().toISOString()} ${name}\n`);
    try {
      const result = await part(server, timing);
      tables[name] = result.rows;
      floors.push(...result.floors);
      audits.push(...result.audits);
    } catch (error) {
      failed.push(`${name}: ${String(error)}`); // what the other parts measured is not lost with it
    }
  }
  const low = floors
    .filter(({ kept }) => !kept)
    .map(({ promise, required }) => `${promise} ${required}`);
  return {
    tables: { ...tables, floors: floors.map(floorRow), audits: audits.map(auditRow) },
    facts: server.facts,
    broken: [...low, ...faultsOf(audits), ...failed],
    partial: failed.length > 0 || timing !== FULL || parts.length < Object.keys(PARTS).length,
  };
}

function readOptions(args: readonly string[]): {
  readonly parts: readonly (readonly [string, Part])[];
  readonly timing: Timing;
} {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      curve: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
    },
  });
  const unknown = values.only.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined)
    throw new Error(`--only ${unknown}: one of ${Object.keys(PARTS).join(", ")}`);
  const wanted = (name: string) =>
    values.only.length > 0 ? values.only.includes(name) : name !== "past" || values.curve;
  return {
    parts: Object.entries(PARTS).filter(([name]) => wanted(name)),
    timing: values.quick ? QUICK : FULL,
  };
}
