/**
 * Plays seeds from the command line. One seed with its trace, which is how a failing one is looked into:
 *   node tests/simulation/run.ts --seed 42
 * Many, until one fails, as a nightly run does:
 *   node tests/simulation/run.ts --from 20001 --seeds 1000000
 * Either with one of the mistakes of planted-bugs.ts: --planted "an undo after success"
 */
import { parseArgs } from "node:util";
import { PLANTED_BUGS } from "./planted-bugs.ts";
import { OUR_PARTS, type Parts } from "./shop.ts";
import { firstBroken, reportOf, simulate } from "./simulate.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    from: { type: "string", default: "1" },
    seeds: { type: "string", default: "20000" },
    planted: { type: "string" },
  },
});
const planted: Readonly<Record<string, Parts>> = PLANTED_BUGS;
const parts = values.planted === undefined ? OUR_PARTS : planted[values.planted];
if (parts === undefined) {
  throw new Error(`nothing of that name is planted; there is: ${Object.keys(planted).join(", ")}`);
}
const print = (text: string) => process.stdout.write(`${text}\n`);

if (values.seed !== undefined) {
  const outcome = await simulate(Number(values.seed), parts, { isTraced: true });
  print([...outcome.trace, reportOf(outcome, values.planted)].join("\n"));
  process.exitCode = outcome.broken.length === 0 ? 0 : 1;
} else {
  const range = { from: Number(values.from), seeds: Number(values.seeds) };
  const startedAt = performance.now();
  const { broken, played } = await firstBroken(range, parts);
  const perSecond = Math.round((played / (performance.now() - startedAt)) * 1_000);
  print(`${played} seeds from ${range.from}, ${perSecond} a second`);
  if (broken === undefined) print("every promise was kept");
  else print([...broken.trace, reportOf(broken, values.planted)].join("\n"));
  process.exitCode = broken === undefined ? 0 : 1;
}
