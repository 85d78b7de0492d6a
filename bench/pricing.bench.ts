import { callsPart } from "./pricing/calls.ts";
import { linesPart, rulesPart } from "./pricing/engine.ts";
import { quotesPart } from "./pricing/quotes.ts";
import { sizesPart } from "./pricing/sizes.ts";
import { FULL, QUICK } from "./pricing/timing.ts";
import type { Bench } from "./run.ts";
import { runParts } from "./shared/run-parts.ts";

/**
 * What the price engine is worth: prices of ten SKUs a call beside Medusa's, whole quotes by lines and by promotions,
 * quotes over HTTP, and a shop of a million SKUs. All that is compared has a turn in every round. Some 6 minutes.
 *
 * `--quick`: a minute, to see that all of it works. `--only <part>`, may be repeated.
 */
export const bench: Bench = {
  title: "Prices and quotes: ours beside Medusa, and by lines, promotions and SKUs",
  run: async (args) => (await runParts(args, { parts: PARTS, full: FULL, quick: QUICK })).report,
};

const PARTS = {
  lines: linesPart,
  rules: rulesPart,
  calls: callsPart,
  quotes: quotesPart,
  sizes: sizesPart,
};
