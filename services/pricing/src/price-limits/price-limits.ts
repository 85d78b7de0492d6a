import type { FieldError } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import type { PriceLimits } from "../dynamic-price.ts";
import type { PricingError } from "../pricing-error.ts";
import { currencyError } from "../wire.ts";

/** Limits as they stand in JSON; amounts in the currency's minor unit. */
export type LimitsJson = {
  readonly bounds?: readonly {
    readonly currency: string;
    readonly floor?: number;
    readonly ceiling?: number;
  }[];
  readonly maxChangePercentPerDay?: string;
};

/** Refuses, naming every field: currencies that do not exist or come twice, a floor above its ceiling, and limits without any. */
export function readLimits(json: LimitsJson): Result<PriceLimits, PricingError> {
  const { bounds = [], maxChangePercentPerDay = null } = json;
  const unknown = bounds.flatMap(
    ({ currency }, index) => currencyError(`/bounds/${index}/currency`, currency) ?? [],
  );
  if (unknown.length > 0) return fail({ kind: "unknown-currency", errors: unknown });
  const errors = [...boundErrors(bounds)];
  if (bounds.length === 0 && maxChangePercentPerDay === null) {
    errors.push({ path: "", message: "needs bounds or maxChangePercentPerDay" });
  }
  if (errors.length > 0) return fail({ kind: "price-limits-invalid", errors });
  return ok({
    bounds: bounds.map(({ currency, floor = null, ceiling = null }) => ({
      ...{ currency, floorMinor: floor, ceilingMinor: ceiling },
    })),
    maxChangePercentPerDay,
  });
}

export function writeLimits({ bounds, maxChangePercentPerDay }: PriceLimits) {
  return {
    bounds: bounds.map(({ currency, floorMinor, ceilingMinor }) => ({
      currency,
      ...(floorMinor === null ? {} : { floor: floorMinor }),
      ...(ceilingMinor === null ? {} : { ceiling: ceilingMinor }),
    })),
    ...(maxChangePercentPerDay === null ? {} : { maxChangePercentPerDay }),
  };
}

function boundErrors(bounds: NonNullable<LimitsJson["bounds"]>): readonly FieldError[] {
  return bounds.flatMap(({ currency, floor, ceiling }, index) => {
    const path = `/bounds/${index}`;
    const errors: FieldError[] = [];
    if (bounds.findIndex((other) => other.currency === currency) < index) {
      errors.push({ path: `${path}/currency`, message: `${currency} has bounds already` });
    }
    if (floor === undefined && ceiling === undefined) {
      errors.push({ path, message: "needs a floor or a ceiling" });
    }
    if (floor !== undefined && ceiling !== undefined && floor > ceiling) {
      errors.push({ path: `${path}/floor`, message: "is above the ceiling" });
    }
    return errors;
  });
}
