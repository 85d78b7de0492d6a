/** The prices of 10 SKUs a call, beside Medusa's: with our caches, and without. */
import { drive, type Pace, type Turn } from "../shared/drive.ts";
import { columnsOf, figuresOf, ratioOf } from "../shared/figures.ts";
import { atLeast } from "../shared/floor.ts";
import { rounded } from "../shared/statistics.ts";
import { priceCall, randomItems } from "./baskets.ts";
import { openMedusaPricing } from "./medusa.ts";
import type { Part } from "./part.ts";
import { promotionsOf, seedPricing } from "./shop.ts";
import { type OpenSource, openCold, openWarm } from "./source.ts";

const DATABASE = "pricing_calls";
const SKUS = 1_000;
const SKUS_A_CALL = 10;
const CALLERS = 32;
/** On both sides; Medusa was slower with 10 and not faster with 32. */
const MEDUSA_CONNECTIONS = 16;
const CACHE_BYTES = 64 * 1024 * 1024;

export const callsPart: Part = async (server, timing) => {
  await server.create(DATABASE, "pricing");
  const url = server.url(DATABASE);
  await seedPricing(url, { skus: SKUS, promotions: promotionsOf(20) });
  const [warm, cold] = [openWarm(url, CACHE_BYTES), openCold(url)];
  const medusa = await openMedusaPricing(server, { skus: SKUS, connections: MEDUSA_CONNECTIONS });
  const contestants = [
    { contestant: "ours, warm", turn: turnOf(warm) },
    { contestant: "ours, caches off", turn: turnOf(cold) },
    {
      contestant: "Medusa",
      turn: (pace: Pace) => medusa.measure({ ...pace, skusPerCall: SKUS_A_CALL }),
    },
  ];
  try {
    const pace = { clients: CALLERS, warmMs: timing.warmMs, measureMs: timing.measureMs };
    const turns = contestants.map((): Turn[] => []);
    for (let round = 0; round <= timing.rounds; round += 1) {
      for (const [index, { turn }] of contestants.entries()) {
        const told = await turn(round === 0 ? { ...pace, measureMs: timing.firstMs } : pace);
        if (round > 0) turns[index]?.push(told);
      }
    }
    const [ours = [], uncached = [], theirs = []] = turns;
    return {
      rows: contestants.map(({ contestant }, index) => ({
        ...{ contestant, callers: CALLERS, skusPerCall: SKUS_A_CALL },
        ...columnsOf(figuresOf(turns[index] ?? [])),
        toMedusa: rounded(ratioOf(turns[index] ?? [], theirs), 2),
        rounds: timing.rounds,
      })),
      floors: [
        atLeast("prices of 10 SKUs, warm, to Medusa", ratioOf(ours, theirs), 50),
        atLeast("prices of 10 SKUs, caches off, to Medusa", ratioOf(uncached, theirs), 3),
      ],
    };
  } finally {
    await Promise.all([warm.close(), cold.close(), medusa.close()]);
    await server.drop(DATABASE);
  }
};

function turnOf(source: OpenSource): (pace: Pace) => Promise<Turn> {
  const ask = async () => {
    await priceCall(source, randomItems(SKUS_A_CALL, SKUS));
    return true;
  };
  return (pace) => drive(ask, pace);
}
