import type { Queryable } from "@holdfast/postgres";
import { unrecorded } from "@holdfast/telemetry";
import type { Pages } from "../paged-answer.ts";
import type { Price } from "../price.ts";
import { fromStored, type StoredPrices } from "../price-book.store.ts";
import { type RecordedBook, versionLines } from "./stream-price-history.ts";

/** From inside, to outside. */
export type Period = { readonly from: Date; readonly to: Date };
/** A version of a SKU's book: where reading goes on. */
export type VersionPlace = { readonly sku: string; readonly version: number };

/** A book has 500 prices at most, some 100 KB: at the very most 10 MB a page. */
const PAGE_VERSIONS = 100;

/** How many versions came into force in the period. */
export async function countVersions(db: Queryable, { from, to }: Period): Promise<number> {
  const [row] = await db.query<{ readonly versions: number }>({
    name: "count-price-versions",
    text: "select count(*) as versions from price_history where recorded_at >= $1 and recorded_at < $2",
    values: [from, to],
  });
  return row?.versions ?? 0;
}

/**
 * The versions of all books that came into force in the period, by SKU and version, a line of JSON a price. The last line
 * says where to go on: `{"after":"SKU/VERSION"}`, or null at the end. Reads `limit` versions, and its last page whole.
 */
export async function* versionPages(
  db: Queryable,
  query: Period & { readonly after: VersionPlace; readonly limit: number },
): Pages {
  let { after } = query;
  let told = 0;
  for (;;) {
    const books = await findVersionsAfter(db, after, query);
    if (books.length > 0) yield books.map(versionLines).join("");
    told += books.length;
    after = books.at(-1) ?? after;
    const isLast = books.length < PAGE_VERSIONS;
    if (isLast || told >= query.limit) {
      const place = isLast ? null : `${after.sku}/${after.version}`;
      return yield `${JSON.stringify({ after: place })}\n`;
    }
  }
}

// The number of rows stands in the text: the planner takes an unknown limit for a tenth of the table, and would sort it.
async function findVersionsAfter(
  db: Queryable,
  { sku, version }: VersionPlace,
  { from, to }: Period,
): Promise<readonly RecordedBook[]> {
  type Row = VersionPlace & { readonly prices: StoredPrices; readonly recordedAt: Date };
  const rows = await unrecorded(() =>
    db.query<Row>({
      name: "stream-price-versions",
      text: `select sku, version, prices, recorded_at as "recordedAt" from price_history
              where (sku, version) > ($1, $2) and recorded_at >= $3 and recorded_at < $4
              order by sku, version limit ${PAGE_VERSIONS}`,
      values: [sku, version, from, to],
    }),
  );
  return rows.map(({ prices, recordedAt, ...row }) => ({
    ...{ ...row, prices: fromStored(prices), recordedAtMs: recordedAt.getTime() },
  }));
}

/** The prices of each SKU's book as in force at that moment; a SKU that had none yet is not in the map. */
export async function findBooksAt(
  db: Queryable,
  skus: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, readonly Price[]>> {
  const rows = await db.query<{ readonly sku: string; readonly prices: StoredPrices }>({
    name: "find-price-books-at",
    text: `select asked.sku, stood.prices from (select distinct unnest($1::text[]) as sku) asked
             join lateral (select prices from price_history
                            where sku = asked.sku and recorded_at <= $2 order by version desc limit 1) stood on true`,
    values: [skus, at],
  });
  return new Map(rows.map(({ sku, prices }) => [sku, fromStored(prices)]));
}
