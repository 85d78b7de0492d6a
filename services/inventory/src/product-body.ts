import { type Static, Type } from "typebox";
import type { Product } from "./availability/availability.store.ts";
import type { Availability } from "./availability/availability.ts";
import { AttributeMap, LocationCode, Sku, Timestamp, Units } from "./schemas.ts";

export const AvailabilityFields = {
  status: Type.Enum(["in-stock", "low", "out", "backorder"], {
    description:
      "low: at most the larger of the item's safety stock and 5 units. backorder: none left, but more may be promised.",
  }),
  available: Units,
  locations: Type.Array(Type.Object({ code: LocationCode, available: Units })),
};
/** What a product view needs of an item. */
export const ProductBody = Type.Object({
  sku: Sku,
  name: Type.String(),
  description: Type.Union([Type.String(), Type.Null()]),
  category: Type.Union([Type.String(), Type.Null()]),
  attributes: AttributeMap,
  taxCategory: Type.String(),
  availability: Type.Object({ ...AvailabilityFields, asOf: Timestamp }),
});
export function productBody(
  product: Product & { readonly availability: Availability },
  atMs: number,
): Static<typeof ProductBody> {
  const { sku, name, description, category, attributes, taxCategory } = product;
  const availability = { ...product.availability, asOf: new Date(atMs).toISOString() };
  return { sku, name, description, category, attributes, taxCategory, availability };
}
