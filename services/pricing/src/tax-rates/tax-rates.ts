import { fail, ok, type Result } from "@holdfast/result";
import type { PricingError } from "../pricing-error.ts";
import { ambiguousRate, type RoundingMode, type TaxRule } from "../tax.ts";
import { readInstant, writeInstant } from "../wire.ts";

/** A tax rule as it stands in JSON. */
export type TaxRuleJson = {
  readonly pricesIncludeTax: boolean;
  readonly rounding?: { readonly mode?: RoundingMode; readonly level?: "line" | "basket" };
  readonly rates: readonly {
    readonly category: string;
    readonly ratePercent: string;
    readonly validFrom?: string;
  }[];
};

type Refused = Extract<PricingError, { kind: "fields-invalid" }>;

/** The rule of a request, rounding half-up per line where it does not say. Refuses two rates of one category and beginning. */
export function readTaxRule(json: TaxRuleJson): Result<TaxRule, Refused> {
  const starts = json.rates.map(({ validFrom }) =>
    validFrom === undefined ? null : readInstant(validFrom),
  );
  const errors = starts.flatMap((start, index) =>
    start === undefined
      ? [{ path: `/rates/${index}/validFrom`, message: "is no time that a clock shows" }]
      : [],
  );
  const rates = json.rates.map(({ category, ratePercent }, index) => ({
    category,
    ratePercent,
    validFromMs: starts[index] ?? null,
  }));
  const ambiguous = errors.length === 0 ? ambiguousRate(rates) : undefined;
  if (ambiguous !== undefined) {
    const message = `is for the category and beginning of /rates/${ambiguous.earlierIndex}`;
    errors.push({ path: `/rates/${ambiguous.index}`, message });
  }
  if (errors.length > 0) return fail({ kind: "fields-invalid", errors });
  const { mode = "half-up", level = "line" } = json.rounding ?? {};
  return ok({ pricesIncludeTax: json.pricesIncludeTax, rounding: { mode, level }, rates });
}

export function writeTaxRule({ pricesIncludeTax, rounding, rates }: TaxRule) {
  return {
    pricesIncludeTax,
    rounding,
    rates: rates.map(({ category, ratePercent, validFromMs }) => ({
      category,
      ratePercent,
      ...(validFromMs === null ? {} : { validFrom: writeInstant(validFromMs) }),
    })),
  };
}

/** True when both rules say the same, rate by rate in the same order. */
export function sameTaxRule(a: TaxRule, b: TaxRule): boolean {
  return JSON.stringify(writeTaxRule(a)) === JSON.stringify(writeTaxRule(b));
}
