/** The peer: Medusa's pricing module, asked for the prices of some price sets at a time. */
import { type Pace, type Turn, turnOf } from "../shared/drive.ts";
import { runMedusa, startMedusaProcess } from "../shared/medusa-process.ts";
import type { Server } from "../shared/server.ts";

const DATABASE = "medusa_pricing";
const FILE = "pricing.mjs";

export type PricingPeer = {
  readonly measure: (pace: Pace & { readonly skusPerCall: number }) => Promise<Turn>;
  readonly close: () => Promise<void>;
};

/** With `skus` price sets of 3 prices each, all of them also in one price list. */
export async function openMedusaPricing(
  server: Server,
  { skus, connections }: { readonly skus: number; readonly connections: number },
): Promise<PricingPeer> {
  await server.createEmpty(DATABASE);
  const args = ["--url", server.url(DATABASE), "--pool", String(connections)];
  await runMedusa(server, { file: FILE, args: [...args, "--migrate"] });
  const { ask, close } = await startMedusaProcess(server, { file: FILE, args });
  const { sets } = await ask<{ readonly sets: number }>({ seed: skus });
  if (sets !== skus) throw new Error(`Medusa made ${sets} price sets of ${skus}`);
  return {
    measure: async (pace) => {
      const { latenciesMs } = await ask<{ readonly latenciesMs: readonly number[] }>(pace);
      return turnOf(latenciesMs, pace.measureMs);
    },
    close: async () => {
      await close();
      await server.drop(DATABASE);
    },
  };
}
