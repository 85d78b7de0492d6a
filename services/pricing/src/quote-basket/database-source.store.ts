import type { Queryable } from "@holdfast/postgres";
import { HISTORY_MS } from "../lowest-price.ts";
import type { PriceSource } from "../price-inputs.ts";
import { loadSkus } from "../price-source.store.ts";
import { countryOf } from "../region.ts";
import { type LoadedShop, loadShop } from "../shop-inputs.ts";

const VERSIONS_MAX = 1_000;

/** Reads the database each time, and keeps nothing but what has not changed. */
export function databaseSource(db: Queryable, nowMs: () => number): PriceSource {
  let last: LoadedShop | undefined;
  const load = async () => {
    last = await loadShop(db, last);
    return last;
  };
  const freshness = () => ({ asOfMs: nowMs(), isStale: false });
  return {
    skus: async (skus) => {
      const history = { sinceMs: nowMs() - HISTORY_MS, versionsMax: VERSIONS_MAX };
      const known = skus.map((sku) => ({ sku, versions: null }));
      const loaded = await loadSkus(db, known, history);
      const bySku = new Map(
        loaded.flatMap(({ sku, stored }) => (stored ? [[sku, stored.inputs] as const] : [])),
      );
      return { bySku, freshness: freshness() };
    },
    shop: async () => ({ shop: (await load()).inputs, freshness: freshness() }),
    tax: async (region) => {
      const { byRegion } = (await load()).taxes;
      const tax = byRegion.get(region) ?? byRegion.get(countryOf(region));
      return { tax, freshness: freshness() };
    },
  };
}
