import type { Queryable } from "@holdfast/postgres";
import { type Place, RANKS, type Rank } from "./list-products.ts";

export type ProductFilter = {
  /** Words, all of which a product must have; the last one may go on. */
  readonly query: string | undefined;
  readonly category: string | undefined;
  /** What has units to sell, or what has none. */
  readonly inStock: boolean | undefined;
};
type Asked = {
  readonly filter: ProductFilter;
  readonly after: Place;
  readonly count: number;
  readonly nowMs: number;
};

/** The first `count` places of a list behind `after`. */
export async function findPlaces(db: Queryable, asked: Asked): Promise<readonly Place[]> {
  const { query } = asked.filter;
  if (query === undefined) return placed("name", await listProducts(db, asked));
  const places: Place[] = [];
  for (const rank of RANKS.slice(RANKS.indexOf(asked.after.rank))) {
    const sku = rank === asked.after.rank ? asked.after.sku : "";
    const rest = { ...asked, after: { rank, sku }, count: asked.count - places.length };
    places.push(...placed(rank, await searchProducts(db, rest, query)));
    if (places.length === asked.count) break;
  }
  return places;
}

const placed = (rank: Rank, skus: readonly string[]): readonly Place[] =>
  skus.map((sku) => ({ rank, sku }));

/**
 * Words that many products have are found by walking down the list; words that few have, by their index: reading from it
 * all products that have a common word, to show the first twenty, would grow with the catalogue. Which it is shows in
 * the first stretch of the walk.
 */
async function searchProducts(
  db: Queryable,
  asked: Asked,
  query: string,
): Promise<readonly string[]> {
  const walked = await walkProducts(db, asked, query);
  if (walked.ended || walked.skus.length === asked.count) return walked.skus;
  return asked.after.rank === "name"
    ? findProductsByName(db, asked, query)
    : findProductsByText(db, asked, query);
}

/** At 20 a page, words that more than one product in a hundred has are walked to; and the walk costs a few ms. */
const WALK_ROWS = 2_000;
/** No page is longer, nor has to know of more than one product behind it. */
const PAGE_ROWS = 101;

// Parameters of all statements: $1 the wanted states of `listing.in_stock`, $2 now, $3 a category or null, $4 the SKU
// behind which to begin, $5 how many; $6 the query.
const valuesOf = ({ filter, after, count, nowMs }: Asked): readonly unknown[] => [
  filter.inStock === undefined ? [true, false] : [filter.inStock],
  new Date(nowMs),
  filter.category ?? null,
  after.sku,
  count,
];

/**
 * SKUs that are in stock although `listing` does not say so: by holds that are due and not swept yet. `any(array(…))`,
 * not a join: the planner takes the few due holds for many, and would read all lines there are.
 */
const FREED = `freed as materialized (
    select distinct due.sku
      from (select sku, location, sum(quantity) as units from reservation_line
             where held_until <= $2 and location is not null and reservation_id = any(array(
               select id from reservation
                where cardinality($1::boolean[]) = 1 and status = 'held' and expires_at <= $2))
             group by sku, location) due
      join listing on listing.sku = due.sku and not in_stock
      join stock on stock.sku = due.sku and stock.location = due.location
     where on_hand - reserved + due.units > kept_back)`;

/**
 * The list's next SKUs, out of an index in their order whatever the filter: of the first two branches one is not run. A
 * number in the text, not a parameter: the planner takes an unknown limit for a tenth of the table.
 */
const listed = (rows: number) => `listed as materialized (
    select part.sku
      from unnest($1::boolean[]) as wanted (state)
      cross join lateral (
        (select sku from listing
          where $3::text is null and in_stock = state and sku > $4 and (state or sku not in (select sku from freed))
          order by sku limit ${rows})
        union all
        (select sku from listing
          where category = $3 and in_stock = state and sku > $4 and (state or sku not in (select sku from freed))
          order by sku limit ${rows})
        union all
        (select sku from freed join listing using (sku)
          where state and ($3::text is null or category = $3) and sku > $4
          order by sku limit ${rows})) part
     order by part.sku limit ${rows})`;

async function listProducts(db: Queryable, asked: Asked): Promise<readonly string[]> {
  const rows = await db.query<{ readonly sku: string }>({
    name: "list-products",
    text: `with ${FREED}, ${listed(PAGE_ROWS)} select sku from listed order by sku limit $5`,
    values: valuesOf(asked),
  });
  return rows.map(({ sku }) => sku);
}

type Walked = { readonly skus: readonly string[]; readonly ended: boolean };

/** Looks at the next stretch of the list; `ended`: there is none behind it. */
async function walkProducts(db: Queryable, asked: Asked, query: string): Promise<Walked> {
  const [walked] = await db.query<Walked>({
    name: "walk-products",
    // `offset 0`: one look into the item's index for each, however many the planner takes them for.
    text: `with ${FREED}, ${listed(WALK_ROWS)}
           select array(
                    select listed.sku from listed
                     cross join lateral (
                       select name_words, all_words from item where item.sku = listed.sku offset 0) item
                     where case when $7 then name_words @@ (select catalogue_query($6))
                           else all_words @@ (select catalogue_query($6))
                            and not name_words @@ (select catalogue_query($6)) end
                     order by listed.sku limit $5) as skus,
                  (select count(*) from listed) < ${WALK_ROWS} as ended`,
    values: [...valuesOf(asked), query, asked.after.rank === "name"],
  });
  return walked ?? { skus: [], ended: true };
}

/** `hits (sku)`, which stands before it, in the list's order; their category and place in the list were looked at. */
const HITS_IN_ORDER = `select sku from hits
    where cardinality($1::boolean[]) = 2
       or (exists (select from listing where listing.sku = hits.sku and in_stock)
           or sku in (select sku from freed)) = any($1)
    order by sku limit $5`;
const SOLD_BEHIND = "discontinued_at is null and sku > $4 and ($3::text is null or category = $3)";

async function findProductsByName(
  db: Queryable,
  asked: Asked,
  query: string,
): Promise<readonly string[]> {
  const rows = await db.query<{ readonly sku: string }>({
    name: "find-products-by-name",
    text: `with ${FREED}, hits as materialized (
             select sku from item where name_words @@ (select catalogue_query($6)) and ${SOLD_BEHIND})
           ${HITS_IN_ORDER}`,
    values: [...valuesOf(asked), query],
  });
  return rows.map(({ sku }) => sku);
}

async function findProductsByText(
  db: Queryable,
  asked: Asked,
  query: string,
): Promise<readonly string[]> {
  const rows = await db.query<{ readonly sku: string }>({
    name: "find-products-by-text",
    text: `with ${FREED}, hits as materialized (
             select sku from item
              where all_words @@ (select catalogue_query($6)) and not name_words @@ (select catalogue_query($6))
                and ${SOLD_BEHIND})
           ${HITS_IN_ORDER}`,
    values: [...valuesOf(asked), query],
  });
  return rows.map(({ sku }) => sku);
}
