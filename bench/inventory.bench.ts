import { auditRow, faultsOf } from "./inventory/books.ts";
import { pastPart, skusPart } from "./inventory/growth.ts";
import { loadPart } from "./inventory/load-part.ts";
import { sellOutPart } from "./inventory/sell-out.ts";
import { soldOutPart } from "./inventory/sold-out.ts";
import { FULL, QUICK } from "./inventory/timing.ts";
import type { Bench, Report } from "./run.ts";
import { runParts } from "./shared/run-parts.ts";

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

const PARTS = {
  hot: loadPart("hot"),
  zipf: loadPart("zipf"),
  uniform: loadPart("uniform"),
  "sell-out": sellOutPart,
  "sold-out": soldOutPart,
  skus: skusPart,
  past: pastPart,
};

async function run(args: readonly string[]): Promise<Report> {
  const bench = { parts: PARTS, full: FULL, quick: QUICK, byFlag: { curve: "past" } };
  const { report, results } = await runParts(args, bench);
  const audits = results.flatMap((result) => result.audits);
  return {
    ...report,
    tables: { ...report.tables, audits: audits.map(auditRow) },
    broken: [...(report.broken ?? []), ...faultsOf(audits)],
  };
}
