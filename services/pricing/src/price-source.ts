import type { Logger } from "@holdfast/log";
import type { Database } from "@holdfast/postgres";
import type { Listening, ListenOptions } from "@holdfast/postgres/listen";
import type { Registry } from "prom-client";
import { type CacheMetrics, cacheMetrics } from "./cache/cache-metrics.ts";
import { Changes } from "./cache/changes.ts";
import { askInTime } from "./cache/patience.ts";
import type { openRedis } from "./cache/redis-link.ts";
import { type SharedCopies, shareCopies } from "./cache/shared-copies.store.ts";
import { ShopCache } from "./cache/shop-cache.ts";
import { SkuCache } from "./cache/sku-cache.ts";
import { HISTORY_MS } from "./lowest-price.ts";
import type { Freshness, PriceSource, SkuInputs } from "./price-inputs.ts";
import { findPlace, loadSkus } from "./price-source.store.ts";
import { countryOf } from "./region.ts";
import { type LoadedShop, loadShop } from "./shop-inputs.ts";

export type PriceSourceParts = {
  readonly db: Database;
  /** Listens in the same database. */
  readonly listen: (options: Pick<ListenOptions, "channel" | "onNotify" | "onLost">) => Listening;
  /** Undefined: memory and PostgreSQL alone. `open` is given, so that its client, 30 MiB, is loaded only where there is one. */
  readonly redis:
    | { readonly open: typeof openRedis; readonly url: string; readonly timeoutMs: number }
    | undefined;
  /** Of SKUs in memory, by estimate. */
  readonly bytesMax: number;
  /** Up to which age what was last known is answered while the database cannot be asked. */
  readonly staleMaxMs: number;
  readonly log: Logger;
  readonly nowMs: () => number;
  readonly schedule: (work: () => void, delayMs: number) => () => void;
};

export type OpenPriceSource = PriceSource & {
  /** Never answers what was only last known: it rejects instead. For whoever makes a promise of it. */
  readonly certain: PriceSource;
  /** The same database; what a transaction of it has committed is in every later answer of this source. */
  readonly heeding: (db: Database) => Database;
  /** Whether Redis answers; undefined without one. */
  readonly isRedisUp: (() => boolean) | undefined;
  readonly register: (registry: Registry) => void;
  readonly close: () => Promise<void>;
};

/** More changes than one every 4 hours of the time looked back: reading them all would be the cost of the view. */
const VERSIONS_MAX = 1000;
/** A copy answers for as long as it is right, and by clocks of several processes. */
const HISTORY_READ_MS = HISTORY_MS + 24 * 3_600_000;
/** Of all processes that share a Redis, whatever their database: each heeds what it has copies of. */
const REDIS_CHANNEL = "holdfast:price-changes";

/** Prices from memory, Redis and PostgreSQL. Reads nothing before it is asked, but hears of changes from now on. */
export function openPriceSource(parts: PriceSourceParts): OpenPriceSource {
  const { skus, shop, changes, link, metrics } = openCaches(parts);
  const inTime = askInTime(parts.schedule);
  const sourceWith = (limits: Limits): PriceSource => {
    const readShop = shopReader(shop, inTime, limits);
    return {
      skus: skuReader({ skus, metrics }, inTime, limits),
      shop: async () => {
        const { loaded, freshness } = await readShop();
        return { shop: loaded.inputs, freshness };
      },
      tax: async (region) => {
        const { loaded, freshness } = await readShop();
        const { byRegion } = loaded.taxes;
        return { tax: byRegion.get(region) ?? byRegion.get(countryOf(region)), freshness };
      },
    };
  };
  return {
    ...sourceWith(parts),
    certain: sourceWith({ ...parts, staleMaxMs: -1 }),
    heeding: (db) => ({
      ...db,
      inTransaction: async (work) => {
        const value = await db.inTransaction(work);
        await changes.catchUp();
        return value;
      },
    }),
    isRedisUp: link?.isUp,
    register: metrics.register,
    close: async () => {
      link?.close();
      await changes.close();
    },
  };
}

function openCaches(parts: PriceSourceParts) {
  const { db, nowMs } = parts;
  const metrics: CacheMetrics = cacheMetrics(() => skus.bytes());
  let secret: string | undefined;
  const changes = new Changes({
    ...parts,
    findPlace: async () => {
      const place = await findPlace(db);
      secret = place.secret;
      return place;
    },
    // All of these come by the connection, when everything below is there.
    onSkus: (changed, transaction) => {
      skus.invalidate(changed);
      shared?.withdraw(changed, transaction);
    },
    onDocuments: () => shop.invalidate(),
    onDoubt: () => {
      skus.doubt();
      shop.invalidate();
    },
    onForeign: () => {
      skus.clear();
      shop.clear();
    },
  });
  const link = linkOf(parts, metrics, (changed) => skus.invalidate(changed));
  const seal = () => {
    const lineage = changes.lineage();
    return secret === undefined || lineage === undefined ? undefined : { secret, lineage };
  };
  const shared: SharedCopies | undefined = link && shareCopies({ link, seal, metrics });
  const load: ConstructorParameters<typeof SkuCache>[0]["load"] = (known) =>
    loadSkus(db, known, { sinceMs: nowMs() - HISTORY_READ_MS, versionsMax: VERSIONS_MAX });
  const skus = new SkuCache({ ...parts, changes, shared, metrics, load });
  const shop = new ShopCache<LoadedShop>({ changes, nowMs, load: (was) => loadShop(db, was) });
  return { skus, shop, changes, link, metrics };
}

function linkOf(
  { redis, log, schedule }: PriceSourceParts,
  metrics: CacheMetrics,
  onChanged: (skus: readonly string[]) => void,
) {
  if (redis === undefined) return undefined;
  const { open, ...server } = redis;
  return open({
    ...server,
    metrics,
    schedule,
    channel: REDIS_CHANNEL,
    onMessage: (message) => onChanged(message.split(" ")),
    onChange: (isUp) => {
      if (isUp) log.info({}, "Redis answers");
      else log.warn({}, "Redis does not answer: prices are read without it");
    },
  });
}

type InTime = ReturnType<typeof askInTime>;
type Limits = Pick<PriceSourceParts, "staleMaxMs" | "nowMs">;
const freshAt = (asOfMs: number): Freshness => ({ asOfMs, isStale: false });

function shopReader(shop: ShopCache<LoadedShop>, inTime: InTime, { staleMaxMs, nowMs }: Limits) {
  return async (): Promise<{ readonly loaded: LoadedShop; readonly freshness: Freshness }> => {
    const current = shop.current();
    const atMs = nowMs();
    if (current !== undefined) return { loaded: current, freshness: freshAt(atMs) };
    const known = shop.lastKnown();
    const isUsable = known !== undefined && known.asOfMs >= atMs - staleMaxMs;
    try {
      return { loaded: await inTime(() => shop.read(), isUsable), freshness: freshAt(atMs) };
    } catch (error) {
      shop.giveUp();
      if (!isUsable) throw error;
      return { loaded: known.shop, freshness: { asOfMs: known.asOfMs, isStale: true } };
    }
  };
}

function skuReader(
  { skus, metrics }: { readonly skus: SkuCache; readonly metrics: CacheMetrics },
  inTime: InTime,
  { staleMaxMs, nowMs }: Limits,
): PriceSource["skus"] {
  return async (asked) => {
    const bySku = skus.current(asked);
    const atMs = nowMs();
    const rest = [...new Set(asked.filter((sku) => !bySku.has(sku)))];
    if (rest.length === 0) return { bySku, freshness: freshAt(atMs) };
    const lastKnown = () => knownOf(skus, rest, atMs - staleMaxMs);
    try {
      for (const found of await inTime(() => skus.read(rest), lastKnown() !== undefined)) {
        for (const sku of rest) {
          const inputs = found.get(sku);
          if (inputs !== undefined) bySku.set(sku, inputs);
        }
      }
      return { bySku, freshness: freshAt(atMs) };
    } catch (error) {
      skus.giveUp(rest);
      const known = lastKnown(); // by now with what processes share
      if (known === undefined) throw error;
      for (const [sku, inputs] of known.bySku) bySku.set(sku, inputs);
      metrics.stale(rest.length);
      return { bySku, freshness: { asOfMs: known.asOfMs, isStale: true } };
    }
  };
}

/** What was last known of all of them, and when all of it was certainly right; undefined where it is too old or missing. */
function knownOf(skus: SkuCache, asked: readonly string[], oldestMs: number) {
  const bySku = new Map<string, SkuInputs>();
  let asOfMs = Number.POSITIVE_INFINITY;
  for (const sku of asked) {
    const known = skus.lastKnown(sku);
    if (known === undefined || known.asOfMs < oldestMs) return undefined;
    bySku.set(sku, known.inputs);
    asOfMs = Math.min(asOfMs, known.asOfMs);
  }
  return { bySku, asOfMs };
}
