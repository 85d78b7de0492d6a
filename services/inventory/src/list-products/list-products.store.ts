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
};
type Looked = Asked & { readonly freed: readonly string[] };

/** The first `count` places of a list behind `after`, as it is at `nowMs`. */
export async function findPlaces(
  db: Queryable,
  { filter, after, count }: Asked,
  nowMs: number,
): Promise<readonly Place[]> {
  const { query, inStock } = filter;
  const freed = inStock === undefined ? [] : await findFreedSkus(db, nowMs);
  const asked = { filter, after, count, freed };
  return query === undefined
    ? placed("name", await listProducts(db, asked))
    : searchProducts(db, asked, query);
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
  asked: Looked,
  query: string,
): Promise<readonly Place[]> {
  const places: Place[] = [];
  let walked: (Walked & { readonly from: string }) | undefined;
  for (const rank of RANKS.slice(RANKS.indexOf(asked.after.rank))) {
    const from = rank === asked.after.rank ? asked.after.sku : "";
    const rest = { ...asked, after: { rank, sku: from }, count: asked.count - places.length };
    if (walked?.from !== from) walked = { from, ...(await walkProducts(db, rest, query)) };
    const met = walked[rank].slice(0, rest.count);
    const enough = walked.ended || met.length === rest.count;
    places.push(...placed(rank, enough ? met : await findProducts(db, rest, query)));
    if (places.length === asked.count) break;
  }
  return places;
}

/**
 * SKUs that are in stock although `listing` does not say so: by holds that are due and not swept yet. `any(array(…))`,
 * not a join: the planner takes the few due holds for many, and would read all lines there are.
 */
async function findFreedSkus(db: Queryable, nowMs: number): Promise<readonly string[]> {
  const rows = await db.query<{ readonly sku: string }>({
    name: "find-freed-skus",
    text: `select distinct due.sku
             from (select sku, location, sum(quantity) as units from reservation_line
                    where held_until <= $1 and location is not null and reservation_id = any(array(
                      select id from reservation where status = 'held' and expires_at <= $1))
                    group by sku, location) due
             join listing on listing.sku = due.sku and not in_stock
             join stock on stock.sku = due.sku and stock.location = due.location
            where on_hand - reserved + due.units > kept_back`,
    values: [new Date(nowMs)],
  });
  return rows.map(({ sku }) => sku);
}

/** At 20 a page, words that more than two products in a hundred have are walked to; and the walk costs a few ms. */
const WALK_ROWS = 1_000;
/** No page is longer, nor has to know of more than one product behind it. */
const PAGE_ROWS = 101;

// Parameters of all statements: $1 the wanted states of `listing.in_stock`, $2 what is in stock besides, $3 a category or
// null, $4 the SKU behind which to begin, $5 how many; $6 the query.
const valuesOf = ({ filter, freed, after, count }: Looked): readonly unknown[] => [
  filter.inStock === undefined ? [true, false] : [filter.inStock],
  freed,
  filter.category ?? null,
  after.sku,
  count,
];

/**
 * The list's next SKUs, out of an index in their order whatever the filter: of the first two branches one is not run. A
 * number in the text, not a parameter: the planner takes an unknown limit for a tenth of the table.
 */
const listed = (rows: number) => `listed as materialized (
    select part.sku
      from unnest($1::boolean[]) as wanted (state)
      cross join lateral (
        (select sku from listing
          where $3::text is null and in_stock = state and sku > $4 and (state or sku not in (select unnest($2::text[])))
          order by sku limit ${rows})
        union all
        (select sku from listing
          where category = $3 and in_stock = state and sku > $4 and (state or sku not in (select unnest($2::text[])))
          order by sku limit ${rows})
        union all
        (select sku from listing
          where state and not in_stock and sku = any($2) and ($3::text is null or category = $3) and sku > $4
          order by sku limit ${rows})) part
     order by part.sku limit ${rows})`;

async function listProducts(db: Queryable, asked: Looked): Promise<readonly string[]> {
  const rows = await db.query<{ readonly sku: string }>({
    name: "list-products",
    text: `with ${listed(PAGE_ROWS)} select sku from listed order by sku limit $5`,
    values: valuesOf(asked),
  });
  return rows.map(({ sku }) => sku);
}

type Walked = { readonly [In in Rank]: readonly string[] } & { readonly ended: boolean };

/**
 * What of either rank the next stretch of the list has; of `text` nothing when `name` has enough. `ended`: there is no
 * more of the list behind it.
 */
async function walkProducts(db: Queryable, asked: Looked, query: string): Promise<Walked> {
  const [walked] = await db.query<Walked>({
    name: "walk-products",
    // `offset 0`: one look into the item's index for each, however many the planner takes them for.
    text: `with ${listed(WALK_ROWS)},
           looked as materialized (
             select listed.sku, $7 and name_words @@ (select catalogue_query($6)) as in_name,
                    all_words @@ (select catalogue_query($6))
                      and not name_words @@ (select catalogue_query($6)) as in_text
               from listed
               cross join lateral (
                 select name_words, all_words from item where item.sku = listed.sku offset 0) words
              order by listed.sku),
           named as materialized (
             select array(select sku from looked where in_name order by sku limit $5) as skus)
           select skus as name,
                  case when cardinality(skus) < $5
                    then array(select sku from looked where in_text order by sku limit $5) else '{}' end as text,
                  (select count(*) from listed) < ${WALK_ROWS} as ended
             from named`,
    values: [...valuesOf(asked), query, asked.after.rank === "name"],
  });
  return walked ?? { name: [], text: [], ended: true };
}

function findProducts(db: Queryable, asked: Looked, query: string): Promise<readonly string[]> {
  return asked.after.rank === "name"
    ? findProductsByName(db, asked, query)
    : findProductsByText(db, asked, query);
}

const SOLD = "discontinued_at is null and ($3::text is null or category = $3)";
/** Of `hits (sku)`, which stands before it. The place is looked at here: in there it would be an index to read to its end. */
const HITS_IN_ORDER = `select sku from hits
    where sku > $4 and (cardinality($1::boolean[]) = 2
       or ((select in_stock from listing where listing.sku = hits.sku) or sku = any($2)) = any($1))
    order by sku limit $5`;

async function findProductsByName(
  db: Queryable,
  asked: Looked,
  query: string,
): Promise<readonly string[]> {
  const rows = await db.query<{ readonly sku: string }>({
    name: "find-products-by-name",
    text: `with hits as materialized (
             select sku from item where name_words @@ (select catalogue_query($6)) and ${SOLD})
           ${HITS_IN_ORDER}`,
    values: [...valuesOf(asked), query],
  });
  return rows.map(({ sku }) => sku);
}

async function findProductsByText(
  db: Queryable,
  asked: Looked,
  query: string,
): Promise<readonly string[]> {
  const rows = await db.query<{ readonly sku: string }>({
    name: "find-products-by-text",
    text: `with hits as materialized (
             select sku from item
              where all_words @@ (select catalogue_query($6)) and not name_words @@ (select catalogue_query($6))
                and ${SOLD})
           ${HITS_IN_ORDER}`,
    values: [...valuesOf(asked), query],
  });
  return rows.map(({ sku }) => sku);
}
