import type { Queryable } from "@holdfast/postgres";
import type { Attributes } from "../schemas.ts";
import { readStock } from "../stock.store.ts";
import { type Availability, availabilityOf, type SellingRules } from "./availability.ts";

type Asked = { readonly skus: readonly string[]; readonly nowMs: number };
type SoldItem = SellingRules & { readonly sku: string; readonly discontinued: boolean };
export type Product = SoldItem & {
  readonly name: string;
  readonly description: string | null;
  readonly category: string | null;
  readonly attributes: Attributes;
  readonly taxCategory: string;
};

/**
 * Of the SKUs $1 at the time $2. Owed lines of holds that are due do not count, swept or not. Subqueries, not joins: of
 * thousands of SKUs the planner expects one, and would read what is due anew for each.
 */
const RULES = `item.sku, safety_stock as "safetyStock", backorder_limit as "backorderLimit",
    preorder_limit as "preorderLimit", (extract(epoch from available_from) * 1000)::float8 as "availableFromMs",
    discontinued_at is not null as discontinued,
    (select case when owed = 0 then 0 else owed - coalesce((
              select sum(quantity)::int from reservation_line
               where sku = item.sku and location is null and held_until <= $2), 0) end
       from item_stock where item_stock.sku = item.sku) as "owedUnits"`;

/** What is told, and needed to tell, of items; discontinued ones too. Unknown SKUs are left out. */
export async function findProducts(
  db: Queryable,
  { skus, nowMs }: Asked,
): Promise<readonly Product[]> {
  return db.query<Product>({
    name: "find-products",
    text: `select ${RULES}, name, description, category, attributes, tax_category as "taxCategory"
             from item where sku = any($1)`,
    values: [skus, new Date(nowMs)],
  });
}

/** What can be promised of each of the SKUs that are sold. What it takes grows with the SKUs asked for and nothing else. */
export async function readAvailability(
  db: Queryable,
  asked: Asked,
): Promise<ReadonlyMap<string, Availability>> {
  const [items, rows] = await Promise.all([findSellingRules(db, asked), readStock(db, asked)]);
  return availabilities(items, rows, asked.nowMs);
}

/** Those of the SKUs that are sold, with what can be promised of each. */
export async function readProducts(
  db: Queryable,
  asked: Asked,
): Promise<ReadonlyMap<string, Product & { readonly availability: Availability }>> {
  const [items, rows] = await Promise.all([findProducts(db, asked), readStock(db, asked)]);
  const known = availabilities(items, rows, asked.nowMs);
  return new Map(
    items.flatMap((item) => {
      const availability = known.get(item.sku);
      return availability === undefined ? [] : [[item.sku, { ...item, availability }]];
    }),
  );
}

function availabilities(
  items: readonly SoldItem[],
  rows: Awaited<ReturnType<typeof readStock>>,
  nowMs: number,
): ReadonlyMap<string, Availability> {
  const bySku = Map.groupBy(rows, ({ sku }) => sku);
  const sold = items.filter(({ discontinued }) => !discontinued);
  return new Map(
    sold.map((item) => [item.sku, availabilityOf(bySku.get(item.sku) ?? [], item, nowMs)]),
  );
}

/** As `findProducts`, without what only a product view tells: a description may be long, and the SKUs many. */
async function findSellingRules(
  db: Queryable,
  { skus, nowMs }: Asked,
): Promise<readonly SoldItem[]> {
  return db.query<SoldItem>({
    name: "find-selling-rules",
    text: `select ${RULES} from item where sku = any($1)`,
    values: [skus, new Date(nowMs)],
  });
}
