import type { Queryable } from "@holdfast/postgres";
import { fromStored, type StoredBook, type StoredPrices } from "../price-book.store.ts";

type RecordedBook = StoredBook & { readonly account: string | null };

/** The versions of a SKU's book before `beforeVersion`, newest first, and the account that each is by. */
export async function listBookVersions(
  db: Queryable,
  {
    sku,
    beforeVersion,
    limit,
  }: { readonly sku: string; readonly beforeVersion: number | undefined; readonly limit: number },
): Promise<readonly RecordedBook[]> {
  const rows = await db.query<Omit<RecordedBook, "prices"> & { readonly prices: StoredPrices }>({
    name: "list-price-book-versions",
    text: `select sku, version, prices, recorded_at as "recordedAt", account from price_history
            where sku = $1 and ($2::bigint is null or version < $2) order by version desc limit $3`,
    values: [sku, beforeVersion ?? null, limit],
  });
  return rows.map((book) => ({ ...book, prices: fromStored(book.prices) }));
}
