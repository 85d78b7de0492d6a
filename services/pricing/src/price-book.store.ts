import type { Queryable } from "@holdfast/postgres";
import type { PriceBook } from "./price.ts";

/** A book and when its version was recorded. */
export type StoredBook = PriceBook & { readonly recordedAt: Date };

/** The books of the given SKUs, as in force; a SKU that has none is not in the map. */
export async function findBooks(
  db: Queryable,
  skus: readonly string[],
): Promise<ReadonlyMap<string, StoredBook>> {
  const rows = await db.query<StoredBook>({
    name: "find-price-books",
    text: `select b.sku, b.version, h.prices, h.recorded_at as "recordedAt"
             from price_book b join price_history h on h.sku = b.sku and h.version = b.version
            where b.sku = any($1::text[])`,
    values: [skus],
  });
  return new Map(rows.map((book) => [book.sku, book]));
}

/**
 * As `findBooks`, and nobody else changes these SKUs' prices until the transaction ends. A SKU without a book gets an
 * empty one of version 0, which the transaction must `appendBooks` to: a version 0 cannot be committed. Rows are
 * locked in the order of their SKUs, so two imports never wait for each other in a circle.
 */
export async function lockBooks(
  tx: Queryable,
  skus: readonly string[],
): Promise<ReadonlyMap<string, PriceBook>> {
  await tx.query({
    name: "open-price-books",
    text: `insert into price_book (sku, version)
           select distinct sku, 0 from unnest($1::text[]) as wanted(sku) order by sku
           on conflict (sku) do nothing`,
    values: [skus],
  });
  await tx.query({
    name: "lock-price-books",
    text: "select sku from price_book where sku = any($1::text[]) order by sku for update",
    values: [skus],
  });
  // A statement of its own: its snapshot is taken after the wait for the locks.
  const books = await findBooks(tx, skus);
  return new Map(skus.map((sku) => [sku, books.get(sku) ?? { sku, version: 0, prices: [] }]));
}

/** Records the books as their SKUs' next versions and puts these in force. The caller holds the locks of `lockBooks`. */
export async function appendBooks(
  tx: Queryable,
  books: readonly PriceBook[],
  nowMs: number,
): Promise<void> {
  await tx.query({
    name: "append-price-books",
    text: `with appended as (
             insert into price_history (sku, version, prices, recorded_at)
             select sku, version, prices, $2
               from jsonb_to_recordset($1::jsonb) as book(sku text, version bigint, prices jsonb)
             returning sku, version)
           update price_book b set version = a.version from appended a where b.sku = a.sku`,
    values: [JSON.stringify(books), new Date(nowMs)],
  });
}
