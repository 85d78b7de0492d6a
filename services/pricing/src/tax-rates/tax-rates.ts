import type { FieldError } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { readPostcodeExpression } from "../postcode.ts";
import type { PricingError } from "../pricing-error.ts";
import { contradictingRate, type RoundingMode, type TaxException, type TaxRule } from "../tax.ts";
import { readInstant, writeInstant } from "../wire.ts";

type PeriodJson = { readonly validFrom?: string; readonly validTo?: string };
/** A tax rule as it stands in JSON. */
export type TaxRuleJson = {
  readonly pricesIncludeTax: boolean;
  readonly rounding?: { readonly mode?: RoundingMode; readonly level?: "line" | "basket" };
  readonly rates: readonly (PeriodJson & {
    readonly category: string;
    readonly ratePercent: string;
  })[];
  readonly exceptions?: readonly (PeriodJson & {
    readonly name: string;
    readonly postcode: string;
    readonly rates: Readonly<Record<string, string>>;
  })[];
  readonly reverseCharge?: boolean;
  readonly reverseChargeAtHome?: boolean;
  readonly provider?: "internal" | "external";
};

type Refused = Extract<PricingError, { kind: "fields-invalid" }>;

/**
 * The rule of a request, rounding half-up per line where it does not say. Refuses periods that end before they begin, rates of
 * a category that contradict each other, postcode expressions that are none, and places that name no rate.
 */
export function readTaxRule(json: TaxRuleJson): Result<TaxRule, Refused> {
  const errors: FieldError[] = [];
  const rates = json.rates.map(({ category, ratePercent, ...period }, index) => ({
    category,
    ratePercent,
    ...readPeriod(period, `/rates/${index}`, errors),
  }));
  const exceptions = (json.exceptions ?? []).map(({ name, postcode, rates, ...period }, index) => ({
    ...{ name, postcode, rates },
    ...readPeriod(period, `/exceptions/${index}`, errors),
  }));
  const { mode = "half-up", level = "line" } = json.rounding ?? {};
  const { pricesIncludeTax, reverseCharge, reverseChargeAtHome, provider } = json;
  const rule = {
    ...{ pricesIncludeTax, rounding: { mode, level }, rates },
    ...(exceptions.length > 0 ? { exceptions } : {}),
    ...(reverseCharge === true ? { reverseCharge } : {}),
    ...(reverseChargeAtHome === true ? { reverseChargeAtHome } : {}),
    ...(provider === "external" ? { provider } : {}),
  };
  errors.push(...ruleErrors(rule));
  return errors.length > 0 ? fail({ kind: "fields-invalid", errors }) : ok(rule);
}

function readPeriod(
  { validFrom, validTo }: PeriodJson,
  path: string,
  errors: FieldError[],
): { readonly validFromMs: number | null; readonly validToMs?: number } {
  const read = (name: string, text: string | undefined) => {
    if (text === undefined) return undefined;
    const atMs = readInstant(text);
    if (atMs === undefined) {
      errors.push({ path: `${path}/${name}`, message: "is no time that a clock shows" });
    }
    return atMs;
  };
  const [fromMs, toMs] = [read("validFrom", validFrom), read("validTo", validTo)];
  return { validFromMs: fromMs ?? null, ...(toMs === undefined ? {} : { validToMs: toMs }) };
}

/** What is wrong with a rule; paths are those of the request that puts it. */
function ruleErrors({ rates, exceptions = [] }: TaxRule): readonly FieldError[] {
  const errors: FieldError[] = [];
  const checkPeriod = (period: TaxException | TaxRule["rates"][number], path: string) => {
    const { validFromMs, validToMs = null } = period;
    if (validFromMs !== null && validToMs !== null && validToMs <= validFromMs) {
      errors.push({ path: `${path}/validTo`, message: "is not after validFrom" });
    }
  };
  for (const [index, rate] of rates.entries()) checkPeriod(rate, `/rates/${index}`);
  for (const [index, place] of exceptions.entries()) {
    checkPeriod(place, `/exceptions/${index}`);
    const expression = readPostcodeExpression(place.postcode);
    if (typeof expression === "string") {
      errors.push({ path: `/exceptions/${index}/postcode`, message: expression });
    }
  }
  const contradicting = errors.length === 0 ? contradictingRate(rates) : undefined;
  if (contradicting !== undefined) {
    const message = `overlaps /rates/${contradicting.otherIndex}, of the same category`;
    errors.push({ path: `/rates/${contradicting.index}`, message });
  }
  return errors;
}

export function writeTaxRule(rule: TaxRule) {
  const { pricesIncludeTax, rounding, rates, exceptions = [] } = rule;
  return {
    pricesIncludeTax,
    rounding,
    rates: rates.map(({ category, ratePercent, ...period }) => ({
      category,
      ratePercent,
      ...writePeriod(period),
    })),
    exceptions: exceptions.map(({ name, postcode, rates, ...period }) => ({
      name,
      postcode,
      rates,
      ...writePeriod(period),
    })),
    reverseCharge: rule.reverseCharge ?? false,
    reverseChargeAtHome: rule.reverseChargeAtHome ?? false,
    provider: rule.provider ?? "internal",
  };
}

function writePeriod({
  validFromMs,
  validToMs = null,
}: Pick<TaxException, "validFromMs" | "validToMs">) {
  return {
    ...(validFromMs === null ? {} : { validFrom: writeInstant(validFromMs) }),
    ...(validToMs === null ? {} : { validTo: writeInstant(validToMs) }),
  };
}

/** True when both rules say the same, rate by rate in the same order. */
export function sameTaxRule(a: TaxRule, b: TaxRule): boolean {
  return JSON.stringify(comparable(a)) === JSON.stringify(comparable(b));
}

/** The database does not keep the order of an object's members. */
function comparable(rule: TaxRule) {
  const { exceptions, ...written } = writeTaxRule(rule);
  const sorted = exceptions.map(({ rates, ...place }) => ({
    ...place,
    rates: Object.entries(rates).sort(([a], [b]) => (a < b ? -1 : 1)),
  }));
  return { ...written, rounding: [rule.rounding.mode, rule.rounding.level], exceptions: sorted };
}
