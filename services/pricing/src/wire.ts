import { isCurrency, MAX_AMOUNT_MINOR } from "@holdfast/money";
import type { FieldError } from "@holdfast/problem";
import { type TSchema, Type } from "typebox";
import { isKnownRegion } from "./region.ts";

/** A closed object: a field that it does not name is refused. */
export function closed<const Fields extends Record<string, TSchema>>(fields: Fields) {
  return Type.Object(fields, { additionalProperties: false });
}

export const Sku = Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$" });
export const Currency = Type.String({ pattern: "^[A-Z]{3}$", description: "ISO 4217 code." });
export const Region = Type.String({
  pattern: "^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$",
  description: "ISO 3166: a country (ES) or one of its subdivisions (ES-CN).",
});
export const Channel = Type.String({
  pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",
  description: "Where it is sold: a shop, an app, a marketplace.",
});
export const CustomerGroup = Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" });
export const Quantity = Type.Integer({ minimum: 1, maximum: 1_000_000 });
export const AmountMinor = Type.Integer({
  minimum: 0,
  maximum: MAX_AMOUNT_MINOR,
  description: "In the minor unit of the currency.",
});
export const Instant = Type.String({ format: "date-time", description: "RFC 3339." });
export const MoneyBody = closed({ amount: Type.Integer(), currency: Type.String() });

export const SkuPath = closed({ sku: Sku });
/** The refusal of a well-formed code that is no currency; undefined when it is one. */
export function currencyError(path: string, currency: string): FieldError | undefined {
  if (isCurrency(currency)) return undefined;
  return { path, message: `${currency} is not an active ISO 4217 currency` };
}

/** The refusal of a well-formed region whose country is none; undefined when it is one. */
export function regionError(path: string, region: string): FieldError | undefined {
  if (isKnownRegion(region)) return undefined;
  return { path, message: `${region} is in no country of ISO 3166-1` };
}

/** Unix ms of an RFC 3339 time; undefined for one that no clock shows (a 61st second). */
export function readInstant(text: string): number | undefined {
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? undefined : atMs;
}

export function writeInstant(atMs: number): string {
  return new Date(atMs).toISOString();
}
