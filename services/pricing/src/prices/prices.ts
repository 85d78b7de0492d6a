import type { FieldError } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { ambiguousPrice, type Price, pricesWithGap } from "../price.ts";
import type { PricingError } from "../pricing-error.ts";
import { isKnownRegion } from "../region.ts";
import { currencyError, readInstant, writeInstant } from "../wire.ts";

/** A price as it stands in JSON. What is left out does not limit the price. */
export type PriceJson = {
  readonly currency: string;
  readonly amount: number;
  readonly minQuantity?: number;
  readonly customerGroup?: string;
  readonly channel?: string;
  readonly region?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly compareAt?: number;
  readonly floor?: number;
  readonly priority?: number;
};

export type PricesRefused = Extract<PricingError, { readonly errors: readonly FieldError[] }>;

/**
 * The prices of a request, which replace all of the SKU's. Refuses, naming every field: a period that ends before it begins,
 * two prices that nothing tells apart (`fields-invalid`); a currency or a region that does not exist; a floor above the
 * amount, and tiers without a price for the units below them (`price-invalid`).
 */
export function readPrices(prices: readonly PriceJson[]): Result<readonly Price[], PricesRefused> {
  const refused = firstRefusal(prices, (index) => `/prices/${index}`);
  if (refused !== undefined) return fail(refused);
  const read = prices.map(readPrice);
  const ambiguous = ambiguousPrice(read);
  if (ambiguous !== undefined) {
    const message = `applies exactly when /prices/${ambiguous.earlierIndex} does: change its conditions, priority or validFrom`;
    const errors = [{ path: `/prices/${ambiguous.index}`, message }];
    return fail({ kind: "fields-invalid", errors });
  }
  const gaps = pricesWithGap(read).map((index) => ({
    path: `/prices/${index}/minQuantity`,
    message: "has no price for fewer units: add one of minQuantity 1 for the same purchases",
  }));
  return gaps.length === 0 ? ok(read) : fail({ kind: "price-invalid", errors: gaps });
}

/** What is wrong with prices each by itself, all of one kind; undefined when nothing is. */
export function firstRefusal(
  prices: readonly PriceJson[],
  pathOf: (index: number) => string,
): PricesRefused | undefined {
  const about = (errorsOf: (price: PriceJson, path: string) => readonly FieldError[]) =>
    prices.flatMap((price, index) => errorsOf(price, pathOf(index)));
  const checks = [
    { kind: "fields-invalid", errorsOf: periodErrors },
    { kind: "unknown-currency", errorsOf: currencyErrors },
    { kind: "unknown-region", errorsOf: regionErrors },
    { kind: "price-invalid", errorsOf: floorErrors },
  ] as const;
  for (const { kind, errorsOf } of checks) {
    const errors = about(errorsOf);
    if (errors.length > 0) return { kind, errors };
  }
  return undefined;
}

export function readPrice(json: PriceJson): Price {
  return {
    currency: json.currency,
    amountMinor: json.amount,
    compareAtMinor: json.compareAt ?? null,
    floorMinor: json.floor ?? null,
    minQuantity: json.minQuantity ?? 1,
    customerGroup: json.customerGroup ?? null,
    channel: json.channel ?? null,
    region: json.region ?? null,
    validFromMs: json.validFrom === undefined ? null : (readInstant(json.validFrom) ?? null),
    validToMs: json.validTo === undefined ? null : (readInstant(json.validTo) ?? null),
    priority: json.priority ?? 0,
  };
}

export function writePrice(price: Price): PriceJson {
  return {
    currency: price.currency,
    amount: price.amountMinor,
    minQuantity: price.minQuantity,
    ...(price.customerGroup === null ? {} : { customerGroup: price.customerGroup }),
    ...(price.channel === null ? {} : { channel: price.channel }),
    ...(price.region === null ? {} : { region: price.region }),
    ...(price.validFromMs === null ? {} : { validFrom: writeInstant(price.validFromMs) }),
    ...(price.validToMs === null ? {} : { validTo: writeInstant(price.validToMs) }),
    ...(price.compareAtMinor === null ? {} : { compareAt: price.compareAtMinor }),
    ...(price.floorMinor === null ? {} : { floor: price.floorMinor }),
    ...(price.priority === 0 ? {} : { priority: price.priority }),
  };
}

function periodErrors({ validFrom, validTo }: PriceJson, path: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const from = validFrom === undefined ? Number.NEGATIVE_INFINITY : readInstant(validFrom);
  const to = validTo === undefined ? Number.POSITIVE_INFINITY : readInstant(validTo);
  const message = "is no time that a clock shows";
  if (from === undefined) errors.push({ path: `${path}/validFrom`, message });
  if (to === undefined) errors.push({ path: `${path}/validTo`, message });
  if (from !== undefined && to !== undefined && to <= from) {
    errors.push({ path: `${path}/validTo`, message: "must be later than validFrom" });
  }
  return errors;
}

function currencyErrors({ currency }: PriceJson, path: string): readonly FieldError[] {
  const error = currencyError(`${path}/currency`, currency);
  return error === undefined ? [] : [error];
}

function regionErrors({ region }: PriceJson, path: string): readonly FieldError[] {
  if (region === undefined || isKnownRegion(region)) return [];
  return [{ path: `${path}/region`, message: `${region} is in no country of ISO 3166` }];
}

function floorErrors({ floor, amount }: PriceJson, path: string): readonly FieldError[] {
  if (floor === undefined || floor <= amount) return [];
  return [{ path: `${path}/floor`, message: "must not be above the amount" }];
}
