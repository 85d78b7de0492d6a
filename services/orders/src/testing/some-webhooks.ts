import type { Logger } from "@holdfast/log";
import { openStrangers } from "@holdfast/outbound/stranger";
import type { Database } from "@holdfast/postgres";
import { openWebhooks } from "../open-webhooks.ts";
import { openVault } from "../secret-vault.ts";
import { deliverDue } from "../webhooks/deliver-due.client.ts";

type Parts = {
  readonly db: Database;
  readonly log: Logger;
  readonly nowMs: () => number;
  readonly wake?: (endpointId: string) => Promise<void>;
};

/** Webhooks that may be on this machine. Unless a `wake` is given, an endpoint that is woken gets its turn by `deliver`. */
export function someWebhooks(parts: Parts) {
  const woken = new Set<string>();
  const strangers = openStrangers({ allowPrivate: true });
  const webhooks = openWebhooks({
    wake: async (endpointId) => {
      woken.add(endpointId);
    },
    ...parts,
    ...{ strangers, allowPrivate: true, random: () => 0 },
    vault: openVault([Buffer.alloc(32, 7)]),
  });
  const { signal } = new AbortController();
  return {
    ...webhooks,
    woken,
    /** Gives every woken endpoint its turn, and says what each came to. */
    deliver: async () => {
      const due = [...woken];
      woken.clear();
      return Promise.all(due.map((id) => deliverDue(webhooks.delivering(signal), id)));
    },
    close: strangers.close,
  };
}
