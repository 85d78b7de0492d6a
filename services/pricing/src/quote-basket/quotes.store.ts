import type { KeyedRequest } from "@holdfast/idempotency";
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

/**
 * Stores the quote and, as the key's answer, its id: one round trip for a key that was never seen, where `once` takes six.
 * False, with nothing written, where the key has an answer or another transaction has it: for `once` to say which.
 */
export async function insertQuoteOnce(
  db: Queryable,
  quote: StoredQuote,
  request: KeyedRequest,
): Promise<boolean> {
  const stored = await db.query({
    name: "insert-quote-once",
    text: `with expired as (
             delete from idempotency_key where ctid in (
               select ctid from idempotency_key
                where created_at < $8::timestamptz - interval '24 hours' and (account, key) <> ($2, $6)
                order by created_at limit 2 for update skip locked)),
           answered as (
             insert into idempotency_key (account, key, fingerprint, status, body, created_at)
             select $2, $6, $7, 201, jsonb_build_object('id', $1::uuid), $8
              where pg_try_advisory_xact_lock(hashtextextended($2 || e'\\n' || $6, 0))
             on conflict (account, key) do nothing returning account)
           insert into quote (id, account, record, created_at, expires_at)
           select $1, account, $3::bytea, $4::timestamptz, $5::timestamptz from answered returning id`,
    values: [
      ...[quote.id, quote.account, quote.record],
      ...[new Date(quote.createdAtMs), new Date(quote.expiresAtMs)],
      ...[request.key, request.fingerprint, new Date(request.nowMs)],
    ],
  });
  return stored.length === 1;
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
