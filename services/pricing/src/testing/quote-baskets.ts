import fc from "fast-check";
import type { CustomerGroup } from "../price-inputs.ts";
import type { Benefit, Promotion } from "../promotion.ts";
import { compilePromotions } from "../promotion-set.ts";
import type { QuoteInput } from "../quote-basket/price-lines.ts";
import type { RoundingMode, TaxRule } from "../tax.ts";
import { price } from "./prices.ts";
import { promotion, quoteFacts, shopInputs, skuInputs } from "./quote-inputs.ts";

const CURRENCIES = ["JPY", "EUR", "KWD"] as const;
const SKUS = ["A", "B", "C", "D", "E"];

const percent = fc.constantFrom("0", "0.0001", "5", "12.5", "33.3333", "50", "99.99", "100");
const benefit = (currency: string): fc.Arbitrary<Benefit> => {
  const amount = fc.record({ amountMinor: fc.nat(5_000), currency: fc.constant(currency) });
  const off = fc.oneof(fc.record({ percent }), amount);
  return fc.oneof(
    fc.record({ kind: fc.constant("percentage" as const), percent }),
    fc
      .record({ per: fc.constantFrom("unit" as const, "basket" as const), amount })
      .map(({ per, amount: of }) => ({ kind: "amount" as const, per, ...of })),
    amount.map((of) => ({ kind: "fixed-price" as const, ...of })),
    fc.record({
      kind: fc.constant("buy-x-get-y" as const),
      ...{ buy: fc.integer({ min: 1, max: 3 }), get: fc.integer({ min: 1, max: 2 }), percent },
    }),
    fc.record({ kind: fc.constant("basket-threshold" as const), off }),
  );
};
const promotions = (currency: string): fc.Arbitrary<readonly Promotion[]> =>
  fc
    .array(
      fc.record({
        benefit: benefit(currency),
        skus: fc.option(fc.subarray(SKUS, { minLength: 1 })),
        stacking: fc.constantFrom("stackable" as const, "exclusive" as const),
        stackingGroup: fc.constantFrom(null, null, "g"),
        priority: fc.nat(2),
        discountBase: fc.constantFrom("original" as const, "current" as const),
      }),
      { maxLength: 5 },
    )
    .map((all) =>
      all.map(({ skus, ...fields }, index) =>
        promotion(`p${index}`, {
          ...fields,
          appliesTo: skus === null ? null : { skus, categories: null, attributes: null },
        }),
      ),
    );

const tax: fc.Arbitrary<TaxRule> = fc.record({
  pricesIncludeTax: fc.boolean(),
  rounding: fc.record({
    mode: fc.constantFrom<RoundingMode[]>("half-up", "half-even", "down"),
    level: fc.constantFrom<("line" | "basket")[]>("line", "basket"),
  }),
  rates: fc.tuple(percent, percent).map(([standard, reduced]) => [
    { category: "standard", ratePercent: standard, validFromMs: null },
    { category: "reduced", ratePercent: reduced, validFromMs: null },
  ]),
});
/** A shop of five SKUs with tiers, floors and promotions, and a basket of some of them. */
export const baskets: fc.Arbitrary<QuoteInput> = fc.constantFrom(...CURRENCIES).chain((currency) =>
  fc
    .record({
      units: fc.array(fc.tuple(fc.nat(30_000), fc.nat(100)), { minLength: 5, maxLength: 5 }),
      items: fc.array(
        fc.record({ sku: fc.constantFrom(...SKUS), quantity: fc.integer({ min: 1, max: 12 }) }),
        { minLength: 1, maxLength: 8 },
      ),
      promotions: promotions(currency),
      rule: tax,
      customerGroup: fc.constantFrom(null, "ngo"),
    })
    .map(({ units, items, promotions: all, rule, customerGroup }) => ({
      ...{ items, currency, region: "DE", channel: null, customerGroup },
      ...{ postcode: null, taxId: null, couponCodes: [] },
      skus: new Map(
        SKUS.map((sku, index) => {
          const [unit = 0, floorPercent = 0] = units[index] ?? [];
          const floorMinor = index % 2 === 0 ? null : Math.floor((unit * floorPercent) / 100);
          const rows = [
            price(unit, { currency, floorMinor }),
            price(Math.floor(unit / 2), { currency, minQuantity: 10 }),
          ];
          const taxCategory = index < 3 ? "standard" : "reduced";
          return [sku, skuInputs(sku, rows, { taxCategory })] as const;
        }),
      ),
      shop: shopInputs({
        promotions: compilePromotions(all, 1),
        groups: {
          ...{ revision: 1, groups: new Map<string, CustomerGroup>([["ngo", EXEMPT]]) },
        },
      }),
      tax: { region: "DE", version: 1, rule },
      facts: quoteFacts(),
    })),
);
const EXEMPT: CustomerGroup = { name: "Exempt", taxTreatment: "exempt" };
