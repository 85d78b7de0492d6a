import type { Queryable } from "@holdfast/postgres";
import type { Static } from "typebox";
import type { QuoteBody, QuoteRequestBody } from "./quote-wire.ts";

/** What a quote was computed from, besides the request: enough to compute it again. */
type QuoteVersions = {
  readonly prices: Readonly<Record<string, number>>;
  readonly taxRule: number;
};
export type StoredQuote = {
  readonly id: string;
  readonly account: string;
  readonly request: Static<typeof QuoteRequestBody>;
  readonly versions: QuoteVersions;
  readonly answer: Static<typeof QuoteBody>;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

export async function insertQuote(db: Queryable, quote: StoredQuote): Promise<void> {
  await db.query({
    name: "insert-quote",
    text: `insert into quote (id, account, request, versions, answer, created_at, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [
      quote.id,
      quote.account,
      JSON.stringify(quote.request),
      JSON.stringify(quote.versions),
      JSON.stringify(quote.answer),
      quote.createdAt,
      quote.expiresAt,
    ],
  });
}

export async function findQuote(
  db: Queryable,
  id: string,
): Promise<Pick<StoredQuote, "account" | "answer" | "expiresAt"> | undefined> {
  const [quote] = await db.query<Pick<StoredQuote, "account" | "answer" | "expiresAt">>({
    name: "find-quote",
    text: `select account, answer, expires_at as "expiresAt" from quote where id = $1`,
    values: [id],
  });
  return quote;
}
