import type { Queryable } from "@holdfast/postgres";
import { byteaArray } from "@holdfast/postgres/bytea-array";
import { unpackRecord } from "./quote-record.store.ts";

/** A quote as it is kept. */
export type StoredQuote = {
  readonly id: string;
  readonly account: string;
  /** By `packRecord`. */
  readonly record: Uint8Array;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
};

export async function insertQuotes(db: Queryable, quotes: readonly StoredQuote[]): Promise<void> {
  await db.query({
    name: "insert-quotes",
    text: `insert into quote (id, account, record, created_at, expires_at)
           select id, account, record, created_at, expires_at
             from unnest($1::uuid[], $2::text[], $3::bytea[], $4::timestamptz[], $5::timestamptz[])
               as made (id, account, record, created_at, expires_at)`,
    values: [
      quotes.map(({ id }) => id),
      quotes.map(({ account }) => account),
      byteaArray(quotes.map(({ record }) => record)),
      quotes.map(({ createdAtMs }) => new Date(createdAtMs).toISOString()),
      quotes.map(({ expiresAtMs }) => new Date(expiresAtMs).toISOString()),
    ],
  });
}

export type FoundQuote = {
  readonly account: string;
  /** What the client was told, byte for byte. */
  readonly answer: string;
  readonly expiresAt: Date;
};

export async function findQuote(db: Queryable, id: string): Promise<FoundQuote | undefined> {
  const [quote] = await db.query<
    Omit<FoundQuote, "answer"> &
      (
        | { readonly record: Uint8Array }
        | { readonly record: null; readonly answer: string } // of before there were records
      )
  >({
    name: "find-quote",
    text: `select account, answer, record, expires_at as "expiresAt" from quote where id = $1`,
    values: [id],
  });
  if (quote === undefined) return undefined;
  const { account, expiresAt } = quote;
  const { answer } = quote.record === null ? quote : unpackRecord(quote.record);
  return { account, answer, expiresAt };
}

/** Deletes up to `limit` of the quotes that were made before `beforeMs`, the oldest; answers how many. */
export async function deleteQuotes(
  db: Queryable,
  { beforeMs, limit }: { readonly beforeMs: number; readonly limit: number },
): Promise<number> {
  const deleted = await db.query({
    name: "delete-old-quotes",
    text: `delete from quote where id in (
             select id from quote where created_at < $1 order by created_at limit $2
              for update skip locked)
           returning id`,
    values: [new Date(beforeMs), limit],
  });
  return deleted.length;
}
