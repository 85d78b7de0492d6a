import { parseArgs } from "node:util";
import { requirePeers } from "./gateway/contestant.ts";
import { fanOutPart, hopPart, tracingPart } from "./gateway/fan-out.ts";
import { FULL, type Part, QUICK } from "./gateway/part.ts";
import { startStand } from "./gateway/stand.ts";
import { memoryPart, outagePart, overloadPart } from "./gateway/trouble.ts";
import type { Bench } from "./run.ts";
import { floorRow } from "./shared/floor.ts";
import type { PartResult } from "./shared/run-parts.ts";
import { requireWrk } from "./shared/wrk.ts";

const PARTS: Readonly<Record<string, Part>> = {
  "fan-out-64": fanOutPart(64),
  "fan-out-256": fanOutPart(256),
  "tracing-64": tracingPart(64),
  "tracing-256": tracingPart(256),
  "single-hop": hopPart,
  outage: outagePart,
  overload: overloadPart,
  memory: memoryPart,
};

/**
 * What the gateway costs: the product view with everything on beside bare fan-outs, NestJS, Express and the same features of
 * stock libraries; tracing; one hop beside proxies; inventory dead; three times too much; memory. Some 35 minutes.
 *
 * `--quick`: a minute, to see that all of it works. `--only <part>`, may be repeated.
 */
export const bench: Bench = {
  title: "Gateway: the product view beside the limit of Node and beside peers",
  run: async (args) => {
    const { names, timing } = readOptions(args);
    await Promise.all([requirePeers(), requireWrk()]);
    const stop = () => process.exit(130); // the processes are killed at the exit
    process.once("SIGINT", stop).once("SIGTERM", stop);
    await using stand = await startStand();
    const results = new Map<string, PartResult>();
    const failed: string[] = [];
    for (const name of names) {
      process.stdout.write(`${new Date().toISOString()} ${name}\n`);
      try {
        const result = await PARTS[name]?.(stand, timing);
        if (result !== undefined) results.set(name, result);
      } catch (error) {
        failed.push(`${name}: ${String(error)}`);
      }
    }
    const floors = [...results.values()].flatMap((result) => result.floors);
    const low = floors.filter(({ kept }) => !kept);
    const isWhole = failed.length === 0 && names.length === Object.keys(PARTS).length;
    return {
      tables: {
        ...Object.fromEntries([...results].map(([name, { rows }]) => [name, rows])),
        floors: floors.map(floorRow),
      },
      broken: [...low.map(({ promise, required }) => `${promise} ${required}`), ...failed],
      partial: !isWhole || timing !== FULL,
    };
  },
};

function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
    },
  });
  const { only } = values;
  const unknown = only.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined) {
    throw new Error(`--only ${unknown}: one of ${Object.keys(PARTS).join(", ")}`);
  }
  const names = only.length > 0 ? only : Object.keys(PARTS);
  return { names, timing: values.quick ? QUICK : FULL };
}
