import { type Static, Type } from "typebox";

const closed = <const P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
const orNull = <const S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

const Money = closed({
  amount: Type.Integer({ description: "In the currency's minor unit." }),
  currency: Type.String({ description: "ISO 4217" }),
});
const Timestamp = Type.String({ format: "date-time" });
const Stale = Type.Optional(
  Type.Literal(true, {
    description: "Present when this is the last known value, of `asOf`, not today's.",
  }),
);

const Availability = closed({
  status: Type.Enum(["in-stock", "low", "out", "backorder", "unknown"], {
    description: "`unknown` only while inventory is down and nothing is known of the SKU.",
  }),
  available: orNull(Type.Integer({ minimum: 0 })),
  locations: Type.Array(closed({ code: Type.String(), available: Type.Integer({ minimum: 0 }) })),
  asOf: orNull(Timestamp),
  stale: Stale,
});

const Price = closed({
  unit: Money,
  total: Money,
  compareAt: orNull(Money),
  lowest30Days: orNull(Money),
  adjustments: Type.Array(closed({ label: Type.String(), amount: Money })),
  asOf: Timestamp,
  stale: Stale,
});

/** What a shop shows of one SKU: inventory's part and pricing's part, each as fresh as it could be had. */
export const ProductView = Type.Object(
  {
    sku: Type.String(),
    name: orNull(
      Type.String({ description: "null while inventory is down and never named the SKU." }),
    ),
    description: orNull(Type.String()),
    category: orNull(Type.String()),
    attributes: Type.Record(
      Type.String(),
      Type.Union([Type.String(), Type.Number(), Type.Boolean()]),
    ),
    availability: Availability,
    price: orNull(Price),
    degraded: Type.Array(Type.Enum(["inventory", "pricing"]), {
      description:
        "Who could not be asked. `pricing`: the price is the last known one, or null. `inventory`: name, attributes and " +
        "availability are the last known ones; where nothing is known, name and description are null and the status is " +
        "`unknown`, and the product is shown only because pricing knows its price.",
    }),
  },
  { additionalProperties: false, description: "A price of null without `degraded` is no price." },
);
export type ProductView = Static<typeof ProductView>;

type Fixed<Value> = Value extends object
  ? { readonly [Name in keyof Value]: Fixed<Value[Name]> }
  : Value;

/** Inventory's part of the view, as it answered. */
export type ProductItem = Fixed<
  Pick<ProductView, "sku" | "name" | "description" | "category" | "attributes" | "availability">
>;
export type ProductPrice = Fixed<NonNullable<ProductView["price"]>>;
