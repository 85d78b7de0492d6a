import type { Queryable } from "@holdfast/postgres";
import type { KnownSku, LoadedSku, SkuVersions, StoredSku } from "./cache/stored-sku.ts";
import { type Adjustment, NO_ADJUSTMENT } from "./dynamic-price.ts";
import { fromStored, type StoredPrices } from "./price-book.store.ts";
import type { ProductFacts } from "./price-inputs.ts";
import type { TaxRule } from "./tax.ts";

type Row = {
  readonly sku: string;
  readonly isLoaded: boolean;
  readonly horizon: number;
  readonly book: number;
  readonly facts: number;
  readonly adjustment: number;
  readonly product: Omit<ProductFacts, "version"> | null;
  readonly adjusted: Omit<Adjustment, "version"> | null;
  readonly history:
    | readonly { readonly recordedAtMs: number; readonly prices: StoredPrices }[]
    | null;
  readonly isWhole: boolean | null;
};

const NO_FACTS: ProductFacts = {
  version: 0,
  category: null,
  attributes: {},
  taxCategory: "standard",
};

/**
 * Everything about each SKU, in one statement, in no particular order; nothing is read of those that are as they are known.
 * The history begins with the version in force at `sinceMs` (Unix ms), and has the newest `versionsMax` at most.
 */
export async function loadSkus(
  db: Queryable,
  known: readonly KnownSku[],
  history: { readonly sinceMs: number; readonly versionsMax: number },
): Promise<readonly LoadedSku[]> {
  const versions = (of: keyof SkuVersions) => known.map((each) => each.versions?.[of] ?? null);
  const rows = await db.query<Row>({
    name: "load-skus",
    // Each look-up is by key, for one SKU at a time: a plan that was made when the tables were empty stays good.
    text: `select asked.sku, changed.sku is not null as "isLoaded",
                  pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon,
                  coalesce(b.version, 0) as book, coalesce(p.version, 0) as facts, coalesce(a.version, 0) as adjustment,
                  product.body as product, adjusted.body as adjusted,
                  history.versions as history, history.first = 1 or history.first_at <= $5 as "isWhole"
             from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[]) as asked (sku, book, facts, adjustment)
             left join lateral (select version from price_book where sku = asked.sku limit 1) b on true
             left join lateral (select version from product where sku = asked.sku limit 1) p on true
             left join lateral (select version from adjustment where sku = asked.sku limit 1) a on true
             left join lateral (
               select asked.sku where asked.book is null or asked.book <> coalesce(b.version, 0)
                 or asked.facts <> coalesce(p.version, 0) or asked.adjustment <> coalesce(a.version, 0)) changed on true
             left join lateral (
               select json_build_object('category', category, 'attributes', attributes, 'taxCategory', tax_category) as body
                 from product_history where sku = changed.sku and version = p.version limit 1) product on true
             left join lateral (
               select body from adjustment_history where sku = changed.sku and version = a.version limit 1) adjusted on true
             left join lateral (
               select min(version) as first, min(recorded_at) filter (where place = 1) as first_at,
                      json_agg(json_build_object('recordedAtMs', floor(extract(epoch from recorded_at) * 1000)::bigint,
                        'prices', prices) order by version) as versions
                 from (select version, recorded_at, prices, row_number() over (order by version) as place
                         from (select version, recorded_at, prices from price_history
                                where sku = changed.sku and version <= b.version and version >= coalesce(
                                  (select max(version) from price_history where sku = changed.sku and recorded_at <= $5), 1)
                                order by version desc limit $6) newest) numbered) history on true`,
    values: [
      known.map(({ sku }) => sku),
      versions("book"),
      versions("facts"),
      versions("adjustment"),
      new Date(history.sinceMs),
      history.versionsMax,
    ],
  });
  return rows.map((row) => ({
    sku: row.sku,
    stored: row.isLoaded ? toStored(row) : undefined,
  }));
}

function toStored(row: Row): StoredSku {
  const { sku, horizon, product, adjusted } = row;
  const history = (row.history ?? []).map(({ recordedAtMs, prices }) => ({
    recordedAtMs,
    prices: fromStored(prices),
  }));
  return {
    horizon,
    historyFromMs: row.isWhole === false ? (history[0]?.recordedAtMs ?? 0) : 0,
    inputs: {
      sku,
      book: { sku, version: row.book, prices: history.at(-1)?.prices ?? [] },
      facts: product === null ? NO_FACTS : { version: row.facts, ...product },
      adjustment: adjusted === null ? NO_ADJUSTMENT : { ...adjusted, version: row.adjustment },
      history,
      historyComplete: true,
    },
  };
}

/** The revision of each kind of documents, and of the tax rules ("tax-rule"): it grows with every change. */
export async function findRevisions(db: Queryable): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ readonly kind: string; readonly revision: number }>({
    name: "find-revisions",
    text: `select kind, revision from document_kind
           union all select 'tax-rule', coalesce(sum(version), 0)::bigint from tax_rule`,
  });
  return new Map(rows.map(({ kind, revision }) => [kind, revision]));
}

/** All tax rules in force. */
export function listTaxRules(
  db: Queryable,
): Promise<
  readonly { readonly region: string; readonly version: number; readonly rule: TaxRule }[]
> {
  return db.query({
    name: "list-tax-rules",
    text: `select r.region, r.version, h.rule
             from tax_rule r join tax_rule_history h on h.region = r.region and h.version = r.version`,
  });
}

/**
 * Which database this is, and how far it is: transactions before the horizon are over. `lineage` differs after a restore
 * and after a replica has taken over, where transactions and versions may be counted anew.
 */
export async function findPlace(
  db: Queryable,
): Promise<{ readonly horizon: number; readonly lineage: string; readonly secret: string }> {
  const [place] = await db.query<{ horizon: number; lineage: string; secret: string }>({
    name: "find-place",
    text: `select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as horizon, secret,
                  (select system_identifier from pg_control_system()) || '-' ||
                  (select timeline_id from pg_control_checkpoint()) as lineage
             from cache_secret`,
  });
  if (place === undefined) throw new Error("cache_secret has lost its row");
  return place;
}
