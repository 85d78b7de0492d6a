import { Type } from "typebox";
import { POSTCODE_EXPRESSION_LENGTH_MAX } from "../postcode.ts";
import { PERCENT_PATTERN } from "../tax.ts";
import { closed, Instant } from "../wire.ts";

/** A region has a handful of categories; this leaves each room for decades of changes. */
const RATES_MAX = 200;
/** France, with the most places in the EU's list, has five a period. */
const EXCEPTIONS_MAX = 100;
const CATEGORIES_MAX = 50;

const RoundingMode = Type.Enum(["half-up", "half-even", "down"]);
const RoundingLevel = Type.Enum(["line", "basket"]);
const CATEGORY_PATTERN = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";
const Percent = Type.String({
  pattern: PERCENT_PATTERN,
  description: "A decimal from 0 to 100 with at most 4 fraction digits.",
});
const period = { validFrom: Type.Optional(Instant), validTo: Type.Optional(Instant) };
const Rate = closed({
  category: Type.String({ pattern: CATEGORY_PATTERN, description: "`standard`, …" }),
  ratePercent: Percent,
  ...period,
});
const Exception = closed({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  postcode: Type.String({
    minLength: 1,
    maxLength: POSTCODE_EXPRESSION_LENGTH_MAX,
    description:
      "A regular expression of letters, digits, \\d, ., [A-C5-9], groups and counts, for the whole postcode in capitals without spaces and hyphens.",
  }),
  rates: Type.Record(Type.String({ pattern: CATEGORY_PATTERN }), Percent, {
    minProperties: 1,
    maxProperties: CATEGORIES_MAX,
    additionalProperties: false,
    description: "Percent by category. A category that is not named has the region's own rate.",
  }),
  ...period,
});
const Provider = Type.Enum(["internal", "external"], {
  description: "external: the tax provider is asked; where it fails, the rates here count.",
});
const ReverseCharge = Type.Boolean({
  description: "No tax for buyers with a VAT id of another country.",
});
const ReverseChargeAtHome = Type.Boolean({
  description: "With reverseCharge: for those with an id of the region's own country, too.",
});

export const TaxRuleBody = closed({
  region: Type.String(),
  version: Type.Integer(),
  pricesIncludeTax: Type.Boolean(),
  rounding: closed({ mode: RoundingMode, level: RoundingLevel }),
  rates: Type.Array(Rate),
  exceptions: Type.Array(Exception),
  reverseCharge: ReverseCharge,
  reverseChargeAtHome: ReverseChargeAtHome,
  provider: Provider,
});
export const PutTaxRuleBody = closed({
  pricesIncludeTax: Type.Boolean(),
  rounding: Type.Optional(
    closed({ mode: Type.Optional(RoundingMode), level: Type.Optional(RoundingLevel) }),
  ),
  rates: Type.Array(Rate, { minItems: 1, maxItems: RATES_MAX }),
  exceptions: Type.Optional(Type.Array(Exception, { maxItems: EXCEPTIONS_MAX })),
  reverseCharge: Type.Optional(ReverseCharge),
  reverseChargeAtHome: Type.Optional(ReverseChargeAtHome),
  provider: Type.Optional(Provider),
});

/** Twenty periods of ten categories are what a rule may hold. */
const PERIODS_MAX = 20;
const PERIOD_CATEGORIES_MAX = 10;
const COUNTRIES_MAX = 300;
const PeriodException = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    postcode: Type.String({ minLength: 1, maxLength: POSTCODE_EXPRESSION_LENGTH_MAX }),
  },
  {
    additionalProperties: Type.Number({ minimum: 0, maximum: 100 }),
    minProperties: 3,
    maxProperties: 2 + PERIOD_CATEGORIES_MAX,
    description: "Its other members are rates by category.",
  },
);
export const VatFileBody = closed({
  details: Type.Optional(Type.String()),
  version: Type.Optional(Type.Integer()),
  items: Type.Record(
    Type.String({ pattern: "^[A-Z]{2}$" }),
    Type.Array(
      closed({
        effective_from: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
        rates: Type.Record(
          Type.String({ pattern: CATEGORY_PATTERN }),
          Type.Number({ minimum: 0, maximum: 100 }),
          { minProperties: 1, maxProperties: PERIOD_CATEGORIES_MAX, additionalProperties: false },
        ),
        exceptions: Type.Optional(Type.Array(PeriodException, { maxItems: 5 })),
      }),
      { minItems: 1, maxItems: PERIODS_MAX },
    ),
    { minProperties: 1, maxProperties: COUNTRIES_MAX, additionalProperties: false },
  ),
});
