import type { Price } from "../price.ts";

/** A plain price in EUR, with the given fields instead. */
export function price(amountMinor: number, fields: Partial<Price> = {}): Price {
  return {
    currency: "EUR",
    amountMinor,
    compareAtMinor: null,
    floorMinor: null,
    minQuantity: 1,
    customerGroup: null,
    channel: null,
    region: null,
    validFromMs: null,
    validToMs: null,
    priority: 0,
    ...fields,
  };
}
