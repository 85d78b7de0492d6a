/** A shop's prices: every SKU with three of its own and one of a sale, some categories, one tax rule, promotions that live. */
import type { Promotion } from "../../services/pricing/src/promotion.ts";
import { appliesTo, percentage } from "../../services/pricing/src/testing/promotions.ts";
import { onDatabase } from "../shared/server.ts";

export const CATEGORIES = 20;
export const CURRENCY = "EUR";
export const REGION = "DE";

export const skuOf = (index: number): string => `SKU-${String(index).padStart(7, "0")}`;

/** Fills an empty database of the pricing service by statements over whole sets. */
export async function seedPricing(
  url: string,
  { skus, promotions }: { readonly skus: number; readonly promotions: readonly Promotion[] },
): Promise<void> {
  await onDatabase(url, async (db) => {
    await db.query("set session_replication_role = replica"); // no foreign key is looked up a million times: the rows are right
    for (let from = 0; from < skus; from += SKUS_A_STATEMENT) {
      const to = Math.min(skus, from + SKUS_A_STATEMENT) - 1;
      for (const statement of SKUS) await db.query(statement, [from, to]);
    }
    await db.query("set session_replication_role = origin");
    await db.query(
      `with history as (
         insert into tax_rule_history (region, version, rule, recorded_at) values ($1, 1, $2, now() - interval '1 year'))
       insert into tax_rule (region, version) values ($1, 1)`,
      [REGION, JSON.stringify(TAX_RULE)],
    );
    await db.query(
      `with added as (
         select id as key, body, row_number() over () as revision
           from jsonb_to_recordset($1::jsonb) as promotion (id text, body jsonb)),
       history as (
         insert into document_history (kind, key, version, revision, body, recorded_at)
         select 'promotion', key, 1, revision, body, now() from added),
       counted as (
         update document_kind set revision = (select count(*) from added) where kind = 'promotion')
       insert into document (kind, key, version, revision, body, recorded_at)
       select 'promotion', key, 1, revision, body, now() from added`,
      [JSON.stringify(promotions.map(({ id, version: _, ...body }) => ({ id, body })))],
    );
    await db.query("vacuum analyze");
  });
}

const SKUS_A_STATEMENT = 100_000;
const SKU = "'SKU-' || lpad(i::text, 7, '0')";
const NUMBERED = "generate_series($1::int, $2::int) as i";
const row = (amount: string, more = "") =>
  `jsonb_build_object('currency', 'EUR', 'amountMinor', ${amount}, 'compareAtMinor', null, 'minQuantity', 1,
     'customerGroup', null, 'region', null, 'validFromMs', null, 'validToMs', null)${more}`;
const SKUS = [
  `insert into price_book (sku, version) select ${SKU}, 1 from ${NUMBERED}`,
  `insert into price_history (sku, version, recorded_at, prices)
   select ${SKU}, 1, now() - interval '90 days', jsonb_build_array(
     ${row("2000 + i % 1000")},
     ${row("1800 + i % 1000", ` || '{"minQuantity": 10}'`)},
     ${row("2200 + i % 1000", ` || '{"currency": "USD"}'`)},
     ${row("1900 + i % 1000", ` || '{"validFromMs": 1750000000000}'`)}) from ${NUMBERED}`,
  `insert into product (sku, version) select ${SKU}, 1 from ${NUMBERED}`,
  `insert into product_history (sku, version, category, attributes, recorded_at)
   select ${SKU}, 1, 'category-' || i % ${CATEGORIES}, '{}', now() - interval '90 days' from ${NUMBERED}`,
];
const TAX_RULE = {
  pricesIncludeTax: true,
  rounding: { mode: "half-up", level: "line" },
  rates: [{ category: "standard", ratePercent: "19", validFromMs: null }],
};

/**
 * As shops have them: each half of the first ten is for some SKUs or a category, four ask for a basket that large, and
 * the others need a customer group or another channel. Those after the twentieth are for SKUs that nobody buys.
 */
export function promotionsOf(count: number): readonly Promotion[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `promotion-${String(index).padStart(4, "0")}`;
    const common = percentage("5", { id, label: `Promotion ${index}`, priority: index % 3 });
    if (index >= 20) return { ...common, appliesTo: appliesTo({ skus: [`NOBODY-${index}`] }) };
    if (index < 5)
      return { ...common, appliesTo: appliesTo({ categories: [`category-${index}`] }) };
    if (index < 10) {
      const skus = Array.from({ length: 50 }, (_, at) => skuOf(at * 20 + index));
      return {
        ...common,
        appliesTo: appliesTo({ skus }),
        benefit: { kind: "amount", per: "unit", ...FIVE },
      };
    }
    if (index < 14) {
      const minBasket = { amountMinor: 10_000 * (index - 9), currency: CURRENCY };
      return { ...common, minBasket, benefit: { kind: "basket-threshold", off: FIVE } };
    }
    const condition = {
      "==": [{ var: index < 17 ? "customerGroup" : "channel" }, `other-${index}`],
    };
    return { ...common, condition };
  });
}

const FIVE = { amountMinor: 500, currency: CURRENCY };
