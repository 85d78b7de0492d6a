import { Type } from "typebox";
import { Currency, closed, Instant, Sku } from "../wire.ts";

/** What one rule may name; a thousand conditions are rules of their own. */
const NAMES_MAX = 1_000;
const ATTRIBUTES_MAX = 20;
const TIERS_MAX = 20;

const Name = Type.String({ minLength: 1, maxLength: 100 });
const Percent = Type.String({
  maxLength: 20,
  description: "A decimal from 0 to 100 with at most 4 fraction digits.",
});
const Amount = Type.Integer({ description: "In the minor unit of the currency." });
const Money = closed({ amount: Amount, currency: Currency });
const Count = Type.Integer({ maximum: 1_000_000 });

const Tier = closed({
  minBasket: Money,
  percent: Type.Optional(Percent),
  amount: Type.Optional(Amount),
  currency: Type.Optional(Currency),
});
/** Which of them a kind takes is said in `promotions.ts`, so that a refusal can name the field. */
const Value = closed({
  percent: Type.Optional(Percent),
  amount: Type.Optional(Amount),
  currency: Type.Optional(Currency),
  per: Type.Optional(
    Type.Enum(["unit", "basket"], {
      description: "Of an `amount`: off each unit, or once. Default: `unit` with `appliesTo`.",
    }),
  ),
  buy: Type.Optional(Count),
  get: Type.Optional(Count),
  sku: Type.Optional(Sku),
  quantity: Type.Optional(Count),
  tiers: Type.Optional(Type.Array(Tier, { minItems: 1, maxItems: TIERS_MAX })),
});
const AppliesTo = closed({
  skus: Type.Optional(Type.Array(Sku, { maxItems: NAMES_MAX })),
  categories: Type.Optional(Type.Array(Name, { maxItems: NAMES_MAX })),
  attributes: Type.Optional(
    Type.Record(Name, Type.Array(Name, { minItems: 1, maxItems: NAMES_MAX }), {
      maxProperties: ATTRIBUTES_MAX,
    }),
  ),
});
const Budget = closed({
  maxUses: Type.Optional(Type.Integer({ maximum: 2_147_483_647 })),
  maxUsesPerCustomer: Type.Optional(Type.Integer({ maximum: 2_147_483_647 })),
  maxDiscount: Type.Optional(Money),
});

/** `kind`s and what their `value` is. */
const KINDS = [
  "percentage",
  "amount",
  "fixed-price",
  "buy-x-get-y",
  "basket-threshold",
  "tiered-spend",
  "free-gift",
] as const;

const REQUIRED = {
  label: Type.String({ pattern: "\\S", maxLength: 200 }),
  kind: Type.Enum(KINDS),
  value: Value,
};
const REST = {
  appliesTo: AppliesTo,
  minBasket: Money,
  condition: Type.Unknown({
    description:
      "JsonLogic over line { sku, category, attributes, quantity, unit }, basket { subtotal, quantity }, region, channel and customerGroup.",
  }),
  couponCode: Type.String({ maxLength: 64, description: "Case does not matter." }),
  needsCoupon: Type.Boolean({
    description: "Only with one of its codes. Default: whether couponCode is there.",
  }),
  budget: Budget,
  priority: Type.Integer({
    minimum: -1_000_000,
    maximum: 1_000_000,
    description: "The greater, the earlier.",
  }),
  stacking: Type.Enum(["stackable", "exclusive"]),
  stackingGroup: Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }),
  discountBase: Type.Enum(["original", "current"], {
    description: "What a percentage is of. Default: `current`, what earlier promotions left.",
  }),
  validFrom: Instant,
  validTo: Instant,
};

type OptionalFields<Fields extends Record<string, Type.TSchema>> = {
  readonly [Name in keyof Fields]: Type.TOptional<Fields[Name]>;
};

function optional<const Fields extends Record<string, Type.TSchema>>(fields: Fields) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, schema]) => [name, Type.Optional(schema)]),
  ) as OptionalFields<Fields>;
}

function nullable<const Fields extends Record<string, Type.TSchema>>(fields: Fields) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, schema]) => [name, Type.Union([schema, Type.Null()])]),
  ) as { readonly [Name in keyof Fields]: Type.TUnion<[Fields[Name], Type.TNull]> };
}

/** A promotion as it stands in JSON. What is left out does not limit it. */
export const PromotionJson = closed({ ...REQUIRED, ...optional(REST) });
/** Each field that is there replaces what was; null takes it away. */
export const PromotionPatch = closed({ ...optional(REQUIRED), ...optional(nullable(REST)) });
export const PromotionView = closed({
  id: Type.String({ format: "uuid" }),
  version: Type.Integer(),
  ...REQUIRED,
  ...optional(REST),
});
export type PromotionJson = Type.Static<typeof PromotionJson>;
export type PromotionPatch = Type.Static<typeof PromotionPatch>;
