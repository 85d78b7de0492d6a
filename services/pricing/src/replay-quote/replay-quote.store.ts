import type { Queryable } from "@holdfast/postgres";
import { type Adjustment, NO_ADJUSTMENT } from "../dynamic-price.ts";
import { fromStored, type StoredPrices } from "../price-book.store.ts";
import type { ProductFacts, SkuInputs, TaxInputs } from "../price-inputs.ts";
import type { QuoteVersions, StoredFacts } from "../quote-basket/quote-facts.ts";
import { type QuoteRecord, unpackRecord } from "../quote-basket/quote-record.store.ts";
import type { QuoteRequest } from "../quote-basket/quote-wire.ts";
import type { TaxRule } from "../tax.ts";

export type RecordedQuote = {
  readonly id: string;
  readonly account: string;
  readonly request: QuoteRequest;
  /** Quotes of before all of it was recorded have other members. */
  readonly versions: QuoteVersions | { readonly skus?: undefined };
  readonly facts: StoredFacts;
  readonly answer: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

export async function findRecordedQuote(
  db: Queryable,
  id: string,
): Promise<RecordedQuote | undefined> {
  const [quote] = await db.query<
    | (RecordedQuote & { readonly record: null }) // of before there were records
    | (Omit<RecordedQuote, keyof QuoteRecord> & { readonly record: Uint8Array })
  >({
    name: "find-recorded-quote",
    text: `select id, account, request, versions, facts, answer, record, created_at as "createdAt",
                  expires_at as "expiresAt"
             from quote where id = $1`,
    values: [id],
  });
  if (quote === undefined || quote.record === null) return quote;
  const { request, versions, facts, answer } = unpackRecord(quote.record);
  return {
    ...quote,
    request: JSON.parse(request),
    versions: JSON.parse(versions),
    facts: JSON.parse(facts),
    answer,
  };
}

/** Exactly these versions, whatever is in force. The past of the prices is not among what a quote follows from. */
export async function loadSkusAt(
  db: Queryable,
  versions: QuoteVersions["skus"],
): Promise<ReadonlyMap<string, SkuInputs>> {
  const asked = Object.entries(versions);
  const rows = await db.query<{
    readonly sku: string;
    readonly prices: StoredPrices | null;
    readonly product: Omit<ProductFacts, "version"> | null;
    readonly adjusted: Omit<Adjustment, "version"> | null;
  }>({
    name: "load-skus-at",
    text: `select asked.sku, h.prices, a.body as adjusted,
                  case when p.sku is not null then json_build_object(
                    'category', p.category, 'attributes', p.attributes, 'taxCategory', p.tax_category) end as product
             from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[]) as asked (sku, book, facts, adjustment)
             left join price_history h on h.sku = asked.sku and h.version = asked.book
             left join product_history p on p.sku = asked.sku and p.version = asked.facts
             left join adjustment_history a on a.sku = asked.sku and a.version = asked.adjustment`,
    values: [
      asked.map(([sku]) => sku),
      ...[0, 1, 2].map((place) => asked.map(([, of]) => of[place])),
    ],
  });
  return new Map(
    rows.map(({ sku, prices, product, adjusted }) => {
      const [book = 0, facts = 0, adjustment = 0] = versions[sku] ?? [];
      return [
        sku,
        {
          sku,
          book: { sku, version: book, prices: prices === null ? [] : fromStored(prices) },
          facts: product === null ? NO_FACTS : { version: facts, ...product },
          adjustment: adjusted === null ? NO_ADJUSTMENT : { ...adjusted, version: adjustment },
          history: [],
          historyComplete: false,
        },
      ];
    }),
  );
}

const NO_FACTS: ProductFacts = {
  ...{ version: 0, category: null, attributes: {}, taxCategory: "standard" },
};

export async function findTaxRuleAt(
  db: Queryable,
  { region, version }: { readonly region: string; readonly version: number },
): Promise<TaxInputs | undefined> {
  const [found] = await db.query<{ readonly rule: TaxRule }>({
    name: "find-tax-rule-at",
    text: "select rule from tax_rule_history where region = $1 and version = $2",
    values: [region, version],
  });
  return found && { region, version, rule: found.rule };
}
