import { parseArgs } from "node:util";
import type { Report, Row } from "../run.ts";
import { type Floor, floorRow } from "./floor.ts";
import { requireMedusa } from "./medusa-process.ts";
import { type Server, startServer } from "./server.ts";
import { requireWrk } from "./wrk.ts";

/** A part of a bench: its table, and what it had to reach. */
export type PartResult = { readonly rows: readonly Row[]; readonly floors: readonly Floor[] };
export type Parts<Timing, Result extends PartResult> = {
  readonly parts: Readonly<Record<string, (server: Server, timing: Timing) => Promise<Result>>>;
  readonly full: Timing;
  /** With `--quick`. */
  readonly quick: Timing;
  /** Parts that take a flag of their own, by that: `{ curve: "past" }` is `--curve`. Otherwise `--only` names them. */
  readonly byFlag?: Readonly<Record<string, string>>;
};

/** Runs the parts that are asked for, one after the other on one server; one that fails loses no other's figures. */
export async function runParts<Timing, Result extends PartResult>(
  args: readonly string[],
  bench: Parts<Timing, Result>,
): Promise<{ readonly report: Report; readonly results: readonly Result[] }> {
  const { names, timing } = readOptions(args, bench);
  await requireMedusa();
  await requireWrk();
  const stop = () => process.exit(130); // the servers are stopped at the exit
  process.once("SIGINT", stop).once("SIGTERM", stop);
  await using server = await startServer();
  const results = new Map<string, Result>();
  const failed: string[] = [];
  for (const name of names) {
    process.stdout.write(`${new Date().toISOString()} ${name}\n`);
    try {
      const result = await bench.parts[name]?.(server, timing);
      if (result !== undefined) results.set(name, result);
    } catch (error) {
      failed.push(`${name}: ${String(error)}`);
    }
  }
  const floors = [...results.values()].flatMap((result) => result.floors);
  const low = floors.filter(({ kept }) => !kept);
  const tables = Object.fromEntries([...results].map(([name, { rows }]) => [name, rows]));
  const isWhole = failed.length === 0 && names.length === Object.keys(bench.parts).length;
  const report = {
    tables: { ...tables, floors: floors.map(floorRow) },
    facts: server.facts,
    broken: [...low.map(({ promise, required }) => `${promise} ${required}`), ...failed],
    partial: !isWhole || timing !== bench.full,
  };
  return { report, results: [...results.values()] };
}

function readOptions<Timing, Result extends PartResult>(
  args: readonly string[],
  { parts, full, quick, byFlag = {} }: Parts<Timing, Result>,
): { readonly names: readonly string[]; readonly timing: Timing } {
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(Object.keys(byFlag).map((name) => [name, flag])),
      quick: flag,
      only: { type: "string", multiple: true, default: [] },
    },
  });
  const { only } = values;
  const unknown = only.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined)
    throw new Error(`--only ${unknown}: one of ${Object.keys(parts).join(", ")}`);
  const given = new Map<string, unknown>(Object.entries(values));
  const flagOf = new Map(Object.entries(byFlag).map(([name, part]) => [part, name]));
  const wanted = (part: string): boolean => {
    if (only.length > 0) return only.includes(part);
    const name = flagOf.get(part);
    return name === undefined || given.get(name) === true;
  };
  return { names: Object.keys(parts).filter(wanted), timing: values.quick ? quick : full };
}
