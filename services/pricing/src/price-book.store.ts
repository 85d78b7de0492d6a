import type { Queryable } from "@holdfast/postgres";
import type { Price, PriceBook } from "./price.ts";

/** A book and when its version was recorded. */
export type StoredBook = PriceBook & { readonly recordedAt: Date };
/** When and by whom. `account`: whose API key it was; undefined where nobody named one. */
export type BookChange = {
  readonly nowMs: number;
  readonly traceparent: string | undefined;
  readonly account?: string | undefined;
};

/** Prices as they were written: those that stood in a book before these fields did have none of them. */
type Added = "channel" | "priority" | "floorMinor";
export type StoredPrices = readonly (Omit<Price, Added> & Partial<Pick<Price, Added>>)[];

export const fromStored = (prices: StoredPrices): readonly Price[] =>
  prices.map((price) => ({ channel: null, priority: 0, floorMinor: null, ...price }));

/** The books of the given SKUs, as in force; a SKU that has none is not in the map. */
export async function findBooks(
  db: Queryable,
  skus: readonly string[],
): Promise<ReadonlyMap<string, StoredBook>> {
  const rows = await db.query<Omit<StoredBook, "prices"> & { readonly prices: StoredPrices }>({
    name: "find-price-books",
    text: `select b.sku, b.version, h.prices, h.recorded_at as "recordedAt"
             from price_book b join price_history h on h.sku = b.sku and h.version = b.version
            where b.sku = any($1::text[])`,
    values: [skus],
  });
  return new Map(rows.map((book) => [book.sku, { ...book, prices: fromStored(book.prices) }]));
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

/** Takes back the books that `lockBooks` opened and that got no version. The caller holds their locks. */
export async function closeBooks(tx: Queryable, skus: readonly string[]): Promise<void> {
  await tx.query({
    name: "close-price-books",
    text: "delete from price_book where sku = any($1::text[]) and version = 0",
    values: [skus],
  });
}

/**
 * Records the books as their SKUs' next versions, puts these in force, and tells of them: an event `price.changed` each. The
 * caller holds the locks of `lockBooks`, and wakes the outbox once it has committed.
 */
export async function appendBooks(
  tx: Queryable,
  books: readonly PriceBook[],
  by: BookChange,
): Promise<void> {
  await tx.query({
    name: "append-price-books",
    text: `with book as materialized (
             select sku, version, prices
               from jsonb_to_recordset($1::jsonb) as book(sku text, version bigint, prices jsonb)),
           appended as (
             insert into price_history (sku, version, prices, recorded_at, account)
             select sku, version, prices, $2, $4 from book),
           named as (
             insert into named_customer_group (code)
             select distinct price ->> 'customerGroup' from book, jsonb_array_elements(prices) price
              where price ->> 'customerGroup' is not null order by 1
             on conflict do nothing),
           told as (
             insert into outbox (aggregate, sequence, type, at, traceparent, payload)
             select 'price/' || sku, version, 'price.changed', $2, $3, json_build_object(
                      'sku', sku, 'version', version, 'currencies', array(
                        select distinct price ->> 'currency' from jsonb_array_elements(prices) price order by 1))
               from book)
           update price_book b set version = book.version from book where b.sku = book.sku`,
    values: [
      ...[JSON.stringify(books), new Date(by.nowMs)],
      ...[by.traceparent ?? null, by.account ?? null],
    ],
  });
}
