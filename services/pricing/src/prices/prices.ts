import { fail, ok, type Result } from "@holdfast/result";
import { ambiguousPrice, type Price } from "../price.ts";
import type { PricingError } from "../pricing-error.ts";
import { currencyError, readInstant, writeInstant } from "../wire.ts";

/** A price as it stands in JSON. What is left out does not limit the price. */
export type PriceJson = {
  readonly currency: string;
  readonly amount: number;
  readonly minQuantity?: number;
  readonly customerGroup?: string;
  readonly region?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly compareAt?: number;
};

type Refused = Extract<PricingError, { kind: "fields-invalid" }>;

/**
 * The prices of a request. Refuses, naming every field: a currency that does not exist, a period that ends before it begins,
 * and two prices that nothing tells apart.
 */
export function readPrices(prices: readonly PriceJson[]): Result<readonly Price[], Refused> {
  const read = prices.map(readPrice);
  const errors = prices.flatMap((json, index) => priceErrors(json, `/prices/${index}`));
  const ambiguous = errors.length === 0 ? ambiguousPrice(read) : undefined;
  if (ambiguous !== undefined) {
    const message = `applies exactly when /prices/${ambiguous.earlierIndex} does: change its conditions or validFrom`;
    errors.push({ path: `/prices/${ambiguous.index}`, message });
  }
  return errors.length === 0 ? ok(read) : fail({ kind: "fields-invalid", errors });
}

export function writePrice(price: Price): PriceJson {
  return {
    currency: price.currency,
    amount: price.amountMinor,
    minQuantity: price.minQuantity,
    ...(price.customerGroup === null ? {} : { customerGroup: price.customerGroup }),
    ...(price.region === null ? {} : { region: price.region }),
    ...(price.validFromMs === null ? {} : { validFrom: writeInstant(price.validFromMs) }),
    ...(price.validToMs === null ? {} : { validTo: writeInstant(price.validToMs) }),
    ...(price.compareAtMinor === null ? {} : { compareAt: price.compareAtMinor }),
  };
}

function readPrice(json: PriceJson): Price {
  return {
    currency: json.currency,
    amountMinor: json.amount,
    compareAtMinor: json.compareAt ?? null,
    minQuantity: json.minQuantity ?? 1,
    customerGroup: json.customerGroup ?? null,
    region: json.region ?? null,
    validFromMs: json.validFrom === undefined ? null : (readInstant(json.validFrom) ?? null),
    validToMs: json.validTo === undefined ? null : (readInstant(json.validTo) ?? null),
  };
}

function priceErrors({ currency, validFrom, validTo }: PriceJson, path: string) {
  const errors = [currencyError(`${path}/currency`, currency)].filter(
    (error) => error !== undefined,
  );
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
