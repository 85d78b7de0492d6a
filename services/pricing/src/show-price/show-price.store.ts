import type { Queryable } from "@holdfast/postgres";
import type { RecordedPrices } from "../price.ts";
import { fromStored, type StoredPrices } from "../price-book.store.ts";

type Row = RecordedPrices & { readonly sku: string };

/**
 * What the prices of each SKU were since `sinceMs`, oldest first, beginning with the version in force at that moment; the
 * newest `versionsMax` of them. A SKU that never had any is not in the map.
 */
export async function findPriceHistories(
  db: Queryable,
  skus: readonly string[],
  { sinceMs, versionsMax }: { readonly sinceMs: number; readonly versionsMax: number },
): Promise<ReadonlyMap<string, readonly RecordedPrices[]>> {
  const rows = await db.query<{
    readonly sku: string;
    readonly recordedAt: Date;
    readonly prices: StoredPrices;
  }>({
    name: "find-price-histories",
    text: `select asked.sku, recorded_at as "recordedAt", prices
             from unnest($1::text[]) as asked (sku)
             cross join lateral (
               select version, recorded_at, prices from price_history
                where sku = asked.sku and version >= coalesce(
                  (select max(version) from price_history where sku = asked.sku and recorded_at <= $2), 1)
                order by version desc limit $3) history
            order by asked.sku, version`,
    values: [[...new Set(skus)], new Date(sinceMs), versionsMax],
  });
  const recorded = rows.map(
    ({ sku, recordedAt, prices }): Row => ({
      sku,
      prices: fromStored(prices),
      recordedAtMs: recordedAt.getTime(),
    }),
  );
  return Map.groupBy(recorded, ({ sku }) => sku);
}
