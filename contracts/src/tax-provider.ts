/** What is asked of a tax provider. Members may be added to the question; none is renamed or removed. */
import { type Static, Type } from "typebox";

const AmountMinor = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: "In the minor unit of the currency.",
});

export const TaxQuestion = Type.Object({
  region: Type.String({ description: "ISO 3166: where tax is due, DE or ES-CN." }),
  postcode: Type.Union([Type.String(), Type.Null()]),
  currency: Type.String({ description: "ISO 4217." }),
  pricesIncludeTax: Type.Boolean({
    description: "Whether the tax to be told is contained in the amounts, or to be added to them.",
  }),
  taxId: Type.Union([Type.String({ description: "The buyer's VAT id." }), Type.Null()]),
  at: Type.String({ format: "date-time", description: "The moment of the quote." }),
  lines: Type.Array(
    Type.Object({
      sku: Type.String(),
      category: Type.String({ description: "The product's tax category: standard, reduced, …" }),
      amount: AmountMinor,
    }),
  ),
});
export const TaxAnswer = Type.Object({
  lines: Type.Array(Type.Object({ tax: AmountMinor }), {
    description: "One for each line asked, in their order; no tax is above its line's amount.",
  }),
});
export type TaxAnswer = Static<typeof TaxAnswer>;
