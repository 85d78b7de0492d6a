/** Does a price cost the same in a large shop? Calls of 10 SKUs, with caches that cannot hold all of it. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { drive, type Turn } from "../shared/drive.ts";
import { columnsOf, figuresOf } from "../shared/figures.ts";
import { atMost } from "../shared/floor.ts";
import type { Server } from "../shared/server.ts";
import { median, rounded } from "../shared/statistics.ts";
import { priceCall, randomItems } from "./baskets.ts";
import type { Part } from "./part.ts";
import { promotionsOf, seedPricing } from "./shop.ts";
import { type OpenSource, openWarm } from "./source.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const SMALL_SKUS = 1_000;
const CALLERS = 64;
const CACHE_MB = 64;
const CACHE_BYTES = CACHE_MB * 1024 * 1024;

type Shop = {
  readonly skus: number;
  readonly asked: number;
  readonly source: OpenSource;
  readonly turns: Turn[];
};

export const sizesPart: Part = async (server, timing) => {
  const large = `pricing_${timing.skus}`;
  const small = `pricing_${SMALL_SKUS}`;
  const shops = [
    await openShop(server, small, { skus: SMALL_SKUS, asked: SMALL_SKUS }),
    await openShop(server, large, { skus: timing.skus, asked: timing.skus / 100 }),
  ];
  try {
    const pace = { clients: CALLERS, warmMs: timing.warmMs, measureMs: timing.measureMs };
    for (let round = 0; round <= timing.rounds; round += 1) {
      for (const { source, asked, turns } of shops) {
        const told = await drive(() => ask(source, asked), pace);
        if (round > 0) turns.push(told);
      }
    }
    const p99 = shops.map(({ turns }) => median(turns.map(({ p99Ms }) => p99Ms)));
    const memory = await sweep(shops[1], timing.measureMs);
    return {
      rows: shops.map(({ skus, asked, turns }) => ({
        ...{ skus, workingSet: asked, callers: CALLERS, skusPerCall: 10 },
        ...columnsOf(figuresOf(turns)),
        rounds: timing.rounds,
      })),
      floors: [
        atMost(
          "p99Ms with a working set of 1 % of the SKUs, to that of 1,000 SKUs",
          (p99[1] ?? Number.NaN) / (p99[0] ?? Number.NaN),
          2,
        ),
        atMost("MiB that the process grew by, asked for all SKUs", memory, CACHE_MB),
      ],
    };
  } finally {
    await Promise.all(shops.map(({ source }) => source.close()));
    await Promise.all([small, large].map((name) => server.drop(name)));
  }
};

async function openShop(
  server: Server,
  name: string,
  { skus, asked }: { readonly skus: number; readonly asked: number },
): Promise<Shop> {
  await server.create(name, "pricing");
  await seedPricing(server.url(name), { skus, promotions: promotionsOf(20) });
  return { skus, asked, source: openWarm(server.url(name), CACHE_BYTES), turns: [] };
}

async function ask(source: OpenSource, skus: number): Promise<boolean> {
  await priceCall(source, randomItems(10, skus));
  return true;
}

/** Asks for SKUs out of all, some time long, and says by how many MiB the heap that is in use has grown. */
async function sweep(shop: Shop | undefined, measureMs: number): Promise<number> {
  if (shop === undefined) throw new Error("there is no large shop");
  randomItems(10, shop.skus); // the list of their names is ours, not the cache's
  const before = usedMiB();
  const pace = { clients: CALLERS, warmMs: 0, measureMs: 10 * measureMs };
  await drive(() => ask(shop.source, shop.skus), pace);
  return rounded(usedMiB() - before, 1);
}

function usedMiB(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
