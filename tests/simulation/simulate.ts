import { brokenPromises } from "./promises.ts";
import { OUR_PARTS, openShop, type Parts } from "./shop.ts";

export type Outcome = {
  readonly seed: number;
  /** None: every promise was kept. */
  readonly broken: readonly string[];
  readonly trace: readonly string[];
};

/** Plays one seed to its end. The same seed and parts give the same outcome, on any machine. */
export async function simulate(
  seed: number,
  parts: Parts = OUR_PARTS,
  { isTraced = false }: { readonly isTraced?: boolean } = {},
): Promise<Outcome> {
  const shop = openShop(seed, parts, { isTraced });
  const { scheduler } = shop;
  await scheduler.run();
  if (scheduler.violations.length === 0) {
    for (const promise of brokenPromises(shop)) scheduler.violate(promise);
  }
  return { seed, broken: [...scheduler.violations], trace: scheduler.trace };
}

export type Seeds = { readonly from: number; readonly seeds: number };

/** Plays neighbouring seeds until a promise is broken, and that one once more with its trace. */
export async function firstBroken(
  { from, seeds }: Seeds,
  parts: Parts = OUR_PARTS,
): Promise<{ readonly played: number; readonly broken: Outcome | undefined }> {
  for (let played = 0; played < seeds; played += 1) {
    const { broken, seed } = await simulate(from + played, parts);
    if (broken.length === 0) continue;
    return { played: played + 1, broken: await simulate(seed, parts, { isTraced: true }) };
  }
  return { played: seeds, broken: undefined };
}

/** What a person needs to go on: what broke, and how to see it happen again. */
export function reportOf({ seed, broken }: Outcome, planted?: string): string {
  if (broken.length === 0) return `seed ${seed}: every promise was kept`;
  const under = planted === undefined ? "" : ` --planted "${planted}"`;
  const replay = `replay: node tests/simulation/run.ts --seed ${seed}${under}`;
  return [`seed ${seed} breaks:`, ...broken.map((promise) => `- ${promise}`), replay].join("\n");
}
