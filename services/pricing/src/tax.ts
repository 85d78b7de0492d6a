import { mulDiv } from "./exact.ts";
import {
  comparablePostcode,
  matchesPostcode,
  type PostcodeExpression,
  readPostcodeExpression,
} from "./postcode.ts";

export type RoundingMode = "half-up" | "half-even" | "down";

/**
 * How tax is computed in a region: the rates, and where and how the result becomes whole minor units. Rules are kept for
 * ever; what a rule of an earlier time does not have is absent: no exceptions, no reverse charge, computed here.
 */
export type TaxRule = {
  readonly pricesIncludeTax: boolean;
  readonly rounding: { readonly mode: RoundingMode; readonly level: "line" | "basket" };
  readonly rates: readonly TaxRate[];
  /** Places within the region that have rates of their own. The first whose postcode matches counts. */
  readonly exceptions?: readonly TaxException[];
  /** Businesses with a VAT id of another country owe the tax themselves: none is charged. */
  readonly reverseCharge?: boolean;
  /** With `reverseCharge`, ids of the region's own country count, too: the shop is not established there. */
  readonly reverseChargeAtHome?: boolean;
  /** Who computes the tax; the rates here stand in where the provider does not answer. */
  readonly provider?: "internal" | "external";
};

/** `validFromMs` is inside the period, `validToMs` is not (Unix ms); null or absent: no end on that side. */
type Period = { readonly validFromMs: number | null; readonly validToMs?: number | null };

/** `ratePercent` is a decimal string from "0" to "100" with at most 4 fraction digits. */
export type TaxRate = Period & { readonly category: string; readonly ratePercent: string };
/** `postcode` is an expression of `postcode.ts`; `rates` are percentages by category, as in `TaxRate`. */
export type TaxException = Period & {
  readonly name: string;
  readonly postcode: string;
  readonly rates: Readonly<Record<string, string>>;
};

/** "19", "5.5", "0.0001": what a rate looks like. Leading zeros are refused, so one rate has few spellings. */
export const PERCENT_PATTERN = "^(?:(?:0|[1-9]\\d?)(?:\\.\\d{1,4})?|100(?:\\.0{1,4})?)$";

/** Of the category's rates that are in force at `nowMs` (Unix ms), the one that began last; undefined when none is. */
export function rateAt(rule: TaxRule, category: string, nowMs: number): TaxRate | undefined {
  let best: TaxRate | undefined;
  for (const rate of rule.rates) {
    if (rate.category !== category || !isInForce(rate, nowMs)) continue;
    if (best === undefined || began(rate) > began(best)) best = rate;
  }
  return best;
}

export type Purchase = {
  readonly category: string;
  /** null: none was given, so no exception applies. */
  readonly postcode: string | null;
  readonly nowMs: number;
};
/** `exception`: the name of the place whose rate it is; null: the region's own. */
export type AppliedRate = { readonly percent: string; readonly exception: string | null };

/**
 * The rate of a category at a postcode: that of the first exception in force there, or, where it does not name the category, the
 * region's. undefined when there is none: another category's rate is never taken for it.
 */
export function rateFor(rule: TaxRule, purchase: Purchase): AppliedRate | undefined {
  const place = exceptionAt(rule, purchase);
  const percent = place && ownValue(place.rates, purchase.category);
  if (place !== undefined && percent !== undefined) return { percent, exception: place.name };
  const rate = rateAt(rule, purchase.category, purchase.nowMs);
  return rate && { percent: rate.ratePercent, exception: null };
}

function exceptionAt(
  { exceptions = [] }: TaxRule,
  { postcode, nowMs }: Purchase,
): TaxException | undefined {
  if (postcode === null || exceptions.length === 0) return undefined;
  const comparable = comparablePostcode(postcode);
  return exceptions.find(
    (place) => isInForce(place, nowMs) && matchesPostcode(expressionOf(place), comparable),
  );
}

const expressions = new WeakMap<TaxException, PostcodeExpression>();

/** Read once for each exception of a loaded rule. One that cannot be read, which no route stores, matches nothing. */
function expressionOf(place: TaxException): PostcodeExpression {
  const known = expressions.get(place);
  if (known !== undefined) return known;
  const read = readPostcodeExpression(place.postcode);
  const expression = typeof read === "string" ? [] : read;
  expressions.set(place, expression);
  return expression;
}

const ownValue = (rates: Readonly<Record<string, string>>, category: string): string | undefined =>
  Object.hasOwn(rates, category) ? rates[category] : undefined;

/**
 * The first rate that contradicts another of its category: it begins with it, or before the end that the other one names. A
 * rate that names no end may be interrupted by others, and counts again when they have ended.
 */
export function contradictingRate(
  rates: readonly TaxRate[],
): { readonly index: number; readonly otherIndex: number } | undefined {
  for (const [index, rate] of rates.entries()) {
    const otherIndex = rates.findIndex(
      (other, at) => at !== index && other.category === rate.category && contradicts(rate, other),
    );
    if (otherIndex >= 0) {
      // Of two that begin together both contradict: the later one in the list is named.
      const together = began(rate) === began(rates[otherIndex] ?? rate);
      return together && otherIndex > index
        ? { index: otherIndex, otherIndex: index }
        : { index, otherIndex };
    }
  }
  return undefined;
}

function contradicts(rate: TaxRate, other: TaxRate): boolean {
  if (began(rate) === began(other)) return true;
  const { validToMs = null } = other;
  return validToMs !== null && began(other) < began(rate) && began(rate) < validToMs;
}

/** The tax contained in (`included`) or to be added to `amountMinor` ≥ 0, exact until the one rounding at the end. */
export function taxOf(
  amountMinor: number,
  rate: { readonly percent: string; readonly included: boolean; readonly mode: RoundingMode },
): number {
  const numerator = percentInMillionths(rate.percent);
  const denominator = rate.included ? 1_000_000 + numerator : 1_000_000;
  return mulDiv(amountMinor, { numerator, denominator }, rate.mode);
}

/** "19.5" as 195,000 millionths of the whole. */
function percentInMillionths(percent: string): number {
  const [whole = "0", fraction = ""] = percent.split(".");
  return Number(whole + fraction.padEnd(4, "0"));
}

function isInForce(period: Period, nowMs: number): boolean {
  const { validToMs = null } = period;
  return began(period) <= nowMs && (validToMs === null || nowMs < validToMs);
}

function began({ validFromMs }: Period): number {
  return validFromMs ?? Number.NEGATIVE_INFINITY;
}
