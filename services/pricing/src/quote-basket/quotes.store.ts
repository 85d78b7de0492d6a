import type { Queryable } from "@holdfast/postgres";

/** A quote as it is kept. JSON is text here: written once, and read back byte for byte where the column is text. */
export type StoredQuote = {
  readonly id: string;
  readonly account: string;
  /** JSON of what was asked. */
  readonly request: string;
  /** JSON of `QuoteVersions`. */
  readonly versions: string;
  /** JSON of `QuoteFacts`. */
  readonly facts: string;
  /** What the client was told. */
  readonly answer: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
};

export async function insertQuotes(db: Queryable, quotes: readonly StoredQuote[]): Promise<void> {
  const column = (of: (quote: StoredQuote) => string) => arrayOf(quotes.map(of));
  await db.query({
    name: "insert-quotes",
    text: `insert into quote (id, account, request, versions, facts, answer, created_at, expires_at)
           select id, account, request::jsonb, versions::jsonb, facts::jsonb, answer, created_at, expires_at
             from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
                         $7::timestamptz[], $8::timestamptz[])
               as made (id, account, request, versions, facts, answer, created_at, expires_at)`,
    values: [
      column(({ id }) => id),
      quotes.map(({ account }) => account),
      column(({ request }) => request),
      column(({ versions }) => versions),
      column(({ facts }) => facts),
      column(({ answer }) => answer),
      column(({ createdAtMs }) => new Date(createdAtMs).toISOString()),
      column(({ expiresAtMs }) => new Date(expiresAtMs).toISOString()),
    ],
  });
}

/**
 * A PostgreSQL array of texts without control characters, as JSON text, ids and times are: so JSON's escapes are quotes and
 * backslashes alone, which an array has as well. Of a 20 KB answer it takes 10 µs, where replacing takes 90.
 */
function arrayOf(texts: readonly string[]): string {
  return `{${texts.map((text) => JSON.stringify(text)).join(",")}}`;
}

export type FoundQuote = {
  readonly account: string;
  readonly answer: string;
  readonly expiresAt: Date;
};

export async function findQuote(db: Queryable, id: string): Promise<FoundQuote | undefined> {
  const [quote] = await db.query<FoundQuote>({
    name: "find-quote",
    text: `select account, answer, expires_at as "expiresAt" from quote where id = $1`,
    values: [id],
  });
  return quote;
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
