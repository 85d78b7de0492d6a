import type { Queryable } from "@holdfast/postgres";
import { unrecorded } from "@holdfast/telemetry";
import type { Pages } from "../paged-answer.ts";
import type { PriceBook } from "../price.ts";
import { fromStored, type StoredPrices } from "../price-book.store.ts";
import { bookLines, PRICE_HEADER } from "./export-prices.ts";

/** A book has 500 prices at most, some 100 KB: at the very most 20 MB a page. */
const PAGE_BOOKS = 200;

/**
 * The file, page by page, by SKU; the first page has the header. Each page is one statement of its own, so that nobody
 * waits for an export however slowly it is read: within a page everything is of one moment, and a later page is of a
 * later one. All prices of a SKU are of one version.
 */
export async function* pricePages(db: Queryable): Pages {
  let header = PRICE_HEADER;
  let books: readonly Book[] = [];
  do {
    books = await findBooksAfter(db, books.at(-1)?.sku ?? "");
    const page = header + books.map(bookLines).join("");
    if (page !== "") yield page;
    header = "";
  } while (books.length === PAGE_BOOKS);
}

type Book = Pick<PriceBook, "sku" | "prices">;

// The number of rows stands in the text: the planner takes an unknown limit for a tenth of the table, and would sort it.
// A span a page would say no more than the request's own, thousands of times.
async function findBooksAfter(db: Queryable, after: string): Promise<readonly Book[]> {
  const rows = await unrecorded(() =>
    db.query<{ readonly sku: string; readonly prices: StoredPrices }>({
      name: "export-prices",
      text: `with page as materialized (
               select sku, version from price_book where sku > $1 order by sku limit ${PAGE_BOOKS})
             select page.sku, prices from page join price_history h on h.sku = page.sku and h.version = page.version
              order by page.sku`,
      values: [after],
    }),
  );
  return rows.map(({ sku, prices }) => ({ sku, prices: fromStored(prices) }));
}
