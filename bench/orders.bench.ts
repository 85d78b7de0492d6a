import { checkoutPart } from "./orders/checkout.ts";
import { recoveryPart } from "./orders/recovery.ts";
import { FULL, QUICK } from "./orders/timing.ts";
import { webhooksPart } from "./orders/webhooks.ts";
import type { Bench } from "./run.ts";
import { runParts } from "./shared/run-parts.ts";

/**
 * What the checkout is worth: confirmed orders of three lines through the gateway of the whole system, each step durable,
 * paid over HTTP and traced, beside Medusa's own completion of carts; how soon orders goes on after SIGKILL; and how many
 * webhook deliveries it makes. Some 15 minutes.
 *
 * `--quick`: three minutes, to see that all of it works. `--only <part>`, may be repeated.
 */
export const bench: Bench = {
  title: "Checkouts: the whole system beside Medusa, killed in the middle, and its webhooks",
  run: async (args) => (await runParts(args, { parts: PARTS, full: FULL, quick: QUICK })).report,
};

const PARTS = {
  checkout: checkoutPart,
  recovery: recoveryPart,
  webhooks: webhooksPart,
};
