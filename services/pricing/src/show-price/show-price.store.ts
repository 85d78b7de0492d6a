import type { Queryable } from "@holdfast/postgres";
import type { Price } from "../price.ts";
import type { RecordedPrices } from "./show-price.ts";

/**
 * What a SKU's prices were since `sinceMs`, oldest first, beginning with the version in force at that moment; the newest
 * `versionsMax` of them.
 */
export async function findPriceHistory(
  db: Queryable,
  sku: string,
  { sinceMs, versionsMax }: { readonly sinceMs: number; readonly versionsMax: number },
): Promise<readonly RecordedPrices[]> {
  const rows = await db.query<{ readonly recordedAt: Date; readonly prices: readonly Price[] }>({
    name: "find-price-history",
    text: `select recorded_at as "recordedAt", prices from price_history
            where sku = $1 and version >= coalesce(
              (select max(version) from price_history where sku = $1 and recorded_at <= $2), 1)
            order by version desc limit $3`,
    values: [sku, new Date(sinceMs), versionsMax],
  });
  return rows
    .map(({ recordedAt, prices }) => ({ recordedAtMs: recordedAt.getTime(), prices }))
    .reverse();
}
