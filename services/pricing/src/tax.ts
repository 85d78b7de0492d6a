export type RoundingMode = "half-up" | "half-even" | "down";

/** How tax is computed in a region: the rates, and where and how the result becomes whole minor units. */
export type TaxRule = {
  readonly pricesIncludeTax: boolean;
  readonly rounding: { readonly mode: RoundingMode; readonly level: "line" | "basket" };
  readonly rates: readonly TaxRate[];
};

/** `ratePercent` is a decimal string from "0" to "100" with at most 4 fraction digits; null `validFromMs`: since ever. */
export type TaxRate = {
  readonly category: string;
  readonly ratePercent: string;
  readonly validFromMs: number | null;
};

/** "19", "5.5", "0.0001": what a rate looks like. Leading zeros are refused, so one rate has few spellings. */
export const PERCENT_PATTERN = "^(?:(?:0|[1-9]\\d?)(?:\\.\\d{1,4})?|100(?:\\.0{1,4})?)$";

/** The rate of the category that began last at `nowMs` (Unix ms); undefined when none has begun. */
export function rateAt(rule: TaxRule, category: string, nowMs: number): TaxRate | undefined {
  let best: TaxRate | undefined;
  for (const rate of rule.rates) {
    if (rate.category !== category || began(rate) > nowMs) continue;
    if (best === undefined || began(rate) > began(best)) best = rate;
  }
  return best;
}

/** The first rate that has the category and the beginning of an earlier one. */
export function ambiguousRate(
  rates: readonly TaxRate[],
): { readonly index: number; readonly earlierIndex: number } | undefined {
  for (const [index, rate] of rates.entries()) {
    const earlierIndex = rates.findIndex(
      (other) => other.category === rate.category && other.validFromMs === rate.validFromMs,
    );
    if (earlierIndex < index) return { index, earlierIndex };
  }
  return undefined;
}

/** The tax contained in (`included`) or to be added to `amountMinor` ≥ 0, exact until the one rounding at the end. */
export function taxOn(
  amountMinor: bigint,
  rate: { readonly percent: string; readonly included: boolean; readonly mode: RoundingMode },
): bigint {
  const millionths = percentInMillionths(rate.percent);
  const whole = rate.included ? 1_000_000n + millionths : 1_000_000n;
  return divideRounded({ numerator: amountMinor * millionths, denominator: whole }, rate.mode);
}

/** "19.5" as 195,000 millionths of the whole. */
function percentInMillionths(percent: string): bigint {
  const [whole = "0", fraction = ""] = percent.split(".");
  return BigInt(whole + fraction.padEnd(4, "0"));
}

/** The quotient as a whole number. Numerator ≥ 0, denominator > 0: there are no negative amounts. */
function divideRounded(
  { numerator, denominator }: { readonly numerator: bigint; readonly denominator: bigint },
  mode: RoundingMode,
): bigint {
  const quotient = numerator / denominator;
  const twiceRest = (numerator % denominator) * 2n;
  switch (mode) {
    case "down":
      return quotient;
    case "half-up":
      return twiceRest >= denominator ? quotient + 1n : quotient;
    case "half-even":
      if (twiceRest === denominator) return quotient + (quotient % 2n);
      return twiceRest > denominator ? quotient + 1n : quotient;
    default:
      return mode satisfies never;
  }
}

function began(rate: TaxRate): number {
  return rate.validFromMs ?? Number.NEGATIVE_INFINITY;
}
