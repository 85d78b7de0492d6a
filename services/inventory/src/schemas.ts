import { type TSchema, Type } from "typebox";

/** Bounds that more than one slice states. Each is far above real use and keeps a request or a row small. */
export const SKU_PATTERN = "^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$";
export const NAME_LENGTH_MAX = 255;
export const DESCRIPTION_LENGTH_MAX = 10_000;
export const CATEGORY_LENGTH_MAX = 255;
export const TAX_CATEGORY_PATTERN = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";
export const QUANTITY_MAX = 1_000_000;
const LINES_MAX = 100;
export const ATTRIBUTES_MAX = 50;
export const ATTRIBUTE_LENGTH_MAX = 1_000;
const TTL_SECONDS_MAX = 3_600;

export const Sku = Type.String({
  pattern: SKU_PATTERN,
  description: "1 to 64 URL-safe characters",
});
export const LocationCode = Type.String({
  pattern: SKU_PATTERN,
  description: "1 to 64 URL-safe characters",
});
export const Quantity = Type.Integer({ minimum: 1, maximum: QUANTITY_MAX });
export const Units = Type.Integer({ minimum: 0 });
export const Timestamp = Type.String({ format: "date-time" });
export const Name = Type.String({ pattern: "\\S", maxLength: NAME_LENGTH_MAX });

export type Attributes = Readonly<Record<string, string | number | boolean>>;
/** One type with several JSON types rather than a union: a wrong value is then one error, not three. */
const AttributeValue = Type.Unsafe<string | number | boolean>({
  type: ["string", "number", "boolean"],
  maxLength: ATTRIBUTE_LENGTH_MAX,
});
export const AttributeMap = Type.Record(
  Type.String({ pattern: "^[\\s\\S]{1,100}$" }),
  AttributeValue,
  {
    maxProperties: ATTRIBUTES_MAX,
    additionalProperties: false,
  },
);

/** A field that the client may leave out and the handler always finds: the validator fills in the schema's `default`. */
export function withDefault<Schema extends TSchema>(schema: Schema): Schema {
  return Type.Optional(schema) as unknown as Schema;
}

/** The goods of a reservation as asked. */
export const RequestLines = Type.Array(
  Type.Object({ sku: Sku, quantity: Quantity }, { additionalProperties: false }),
  { minItems: 1, maxItems: LINES_MAX },
);
export const TtlSeconds = withDefault(
  Type.Integer({ minimum: 1, maximum: TTL_SECONDS_MAX, default: 900 }),
);

export const SkuParams = Type.Object({ sku: Sku });
/** A pattern, since the validator's `uuid` format also takes `urn:uuid:…`, which PostgreSQL does not. */
export const ReservationParams = Type.Object({
  id: Type.String({ pattern: "^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$" }),
});

/** The rule of the key is @holdfast/idempotency's, with codes of its own; so the schema lets every value through. */
export const IdempotencyHeaders = Type.Object({
  "idempotency-key": Type.Optional(
    Type.String({ description: "1 to 255 visible ASCII characters. A repeat acts once." }),
  ),
});
