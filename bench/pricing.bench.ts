import { parseArgs } from "node:util";
import { callsPart } from "./pricing/calls.ts";
import { linesPart, rulesPart } from "./pricing/engine.ts";
import type { Part } from "./pricing/part.ts";
import { quotesPart } from "./pricing/quotes.ts";
import { sizesPart } from "./pricing/sizes.ts";
import { FULL, QUICK, type Timing } from "./pricing/timing.ts";
import type { Bench, Report, Row } from "./run.ts";
import { type Floor, floorRow } from "./shared/floor.ts";
import { requireMedusa } from "./shared/medusa-process.ts";
import { startServer } from "./shared/server.ts";
import { requireWrk } from "./shared/wrk.ts";

/**
 * What the price engine is worth: prices of ten SKUs a call beside Medusa's, whole quotes by lines and by promotions,
 * quotes over HTTP, and a shop of a million SKUs. All that is compared has a turn in every round. Some 6 minutes.
 *
 * `--quick`: a minute, to see that all of it works. `--only <part>`, may be repeated.
 */
export const bench: Bench = {
  title: "Prices and quotes: ours beside Medusa, and by lines, promotions and SKUs",
  run,
};

const PARTS: Readonly<Record<string, Part>> = {
  lines: linesPart,
  rules: rulesPart,
  calls: callsPart,
  quotes: quotesPart,
  sizes: sizesPart,
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
  const failed: string[] = [];
  for (const [name, part] of parts) {
    process.stdout.write(`${new Date().toISOString()} ${name}\n`);
    try {
      const result = await part(server, timing);
      tables[name] = result.rows;
      floors.push(...result.floors);
    } catch (error) {
      failed.push(`${name}: ${String(error)}`); // what the other parts measured is not lost with it
    }
  }
  return {
    tables: { ...tables, floors: floors.map(floorRow) },
    facts: server.facts,
    broken: [
      ...floors
        .filter(({ kept }) => !kept)
        .map(({ promise, required }) => `${promise} ${required}`),
      ...failed,
    ],
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
      only: { type: "string", multiple: true, default: [] },
    },
  });
  const unknown = values.only.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined)
    throw new Error(`--only ${unknown}: one of ${Object.keys(PARTS).join(", ")}`);
  const wanted = (name: string) => values.only.length === 0 || values.only.includes(name);
  return {
    parts: Object.entries(PARTS).filter(([name]) => wanted(name)),
    timing: values.quick ? QUICK : FULL,
  };
}
