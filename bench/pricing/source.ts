/** Where this process has prices from: the service's caches in memory, or its database alone. */
import { createLogger } from "../../packages/log/src/log.ts";
import { listen } from "../../packages/postgres/src/listen.ts";
import { openDatabase } from "../../packages/postgres/src/postgres.ts";
import type { PriceSource } from "../../services/pricing/src/price-inputs.ts";
import { loadSkus } from "../../services/pricing/src/price-source.store.ts";
import { openPriceSource } from "../../services/pricing/src/price-source.ts";
import { type LoadedShop, loadShop } from "../../services/pricing/src/shop-inputs.ts";

export type OpenSource = PriceSource & { readonly close: () => Promise<void> };

const schedule = (work: () => void, delayMs: number) => {
  const timer = setTimeout(work, delayMs).unref();
  return () => clearTimeout(timer);
};

/** As the service opens it, without Redis. */
export function openWarm(url: string, bytesMax: number): OpenSource {
  const db = openDatabase({ url, applicationName: "bench" });
  const source = openPriceSource({
    db,
    listen: (options) => listen({ ...options, url, applicationName: "bench-listen", schedule }),
    redis: undefined,
    bytesMax,
    staleMaxMs: 0,
    log: createLogger({ service: "bench", level: "error" }),
    nowMs: Date.now,
    schedule,
  });
  return {
    ...source,
    close: async () => {
      await source.close();
      await db.close();
    },
  };
}

/** No cache: every SKU is read each time, and whether a promotion, rate or rule has changed. */
export function openCold(url: string): OpenSource {
  const db = openDatabase({ url, applicationName: "bench" });
  let shop: LoadedShop | undefined;
  const freshness = () => ({ asOfMs: Date.now(), isStale: false });
  const readShop = async () => {
    shop = await loadShop(db, shop);
    return shop;
  };
  return {
    skus: async (skus) => {
      const known = skus.map((sku) => ({ sku, versions: null }));
      const history = { sinceMs: Date.now() - HISTORY_MS, versionsMax: 1_000 };
      const loaded = await loadSkus(db, known, history);
      const found = loaded.flatMap(({ sku, stored }) =>
        stored ? [[sku, stored.inputs] as const] : [],
      );
      return { bySku: new Map(found), freshness: freshness() };
    },
    shop: async () => ({ shop: (await readShop()).inputs, freshness: freshness() }),
    tax: async (region) => ({
      tax: (await readShop()).taxes.byRegion.get(region),
      freshness: freshness(),
    }),
    close: () => db.close(),
  };
}

const HISTORY_MS = 60 * 24 * 3_600_000;
