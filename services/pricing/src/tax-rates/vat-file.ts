import type { FieldError } from "@holdfast/problem";
import { fail, ok, type Result } from "@holdfast/result";
import { readPostcodeExpression } from "../postcode.ts";
import { isKnownRegion } from "../region.ts";
import { PERCENT_PATTERN, type TaxException, type TaxRate, type TaxRule } from "../tax.ts";
import { readInstant, writeInstant } from "../wire.ts";

/**
 * A file of VAT rates by country, as https://github.com/ibericode/vat-rates publishes them: each country's periods in any
 * order, a period being in force until the next begins, with places that are known by their postcodes.
 */
export type VatFile = {
  readonly items: Readonly<Record<string, readonly VatPeriod[]>>;
};
type VatPeriod = {
  /** A date, 0000-01-01 for "since ever"; it begins in UTC. */
  readonly effective_from: string;
  readonly rates: Readonly<Record<string, number>>;
  readonly exceptions?: readonly VatException[];
};
type VatException = {
  readonly name: string;
  readonly postcode: string;
  readonly [category: string]: string | number;
};

/** What a file says about a country: all but how prices are written and rounded there. */
export type VatRates = {
  readonly region: string;
  readonly rates: readonly TaxRate[];
  readonly exceptions: readonly TaxException[];
};

const SINCE_EVER = "0000-01-01";
const PERCENT = new RegExp(PERCENT_PATTERN);

/** All countries of a file in its order, or everything that is wrong with any of them, by its place in the file. */
export function readVatFile({
  items,
}: VatFile): Result<readonly VatRates[], readonly FieldError[]> {
  const errors: FieldError[] = [];
  const countries = Object.entries(items).map(([region, periods]) => {
    const path = `/items/${region}`;
    if (!isKnownRegion(region)) errors.push({ path, message: "is no country of ISO 3166-1" });
    return readCountry(region, periods, errors);
  });
  return errors.length > 0 ? fail(errors) : ok(countries);
}

const DEFAULT_ROUNDING = { mode: "half-up", level: "line" } as const;

function readCountry(
  region: string,
  periods: readonly VatPeriod[],
  errors: FieldError[],
): VatRates {
  const dated = datedPeriods(region, periods, errors);
  const rates: TaxRate[] = [];
  const exceptions: TaxException[] = [];
  for (const [index, { period, path, fromMs }] of dated.entries()) {
    const end = dated[index + 1]?.fromMs ?? null;
    const validity = { validFromMs: fromMs, ...(end === null ? {} : { validToMs: end }) };
    const percents = readPercents(period.rates, `${path}/rates`, errors);
    for (const [category, ratePercent] of Object.entries(percents)) {
      rates.push({ category, ratePercent, ...validity });
    }
    for (const [at, { name, postcode, ...named }] of (period.exceptions ?? []).entries()) {
      const place = `${path}/exceptions/${at}`;
      const expression = readPostcodeExpression(postcode);
      if (typeof expression === "string") {
        errors.push({ path: `${place}/postcode`, message: expression });
      }
      const own = readPercents(named, place, errors);
      exceptions.push({ name, postcode, rates: outsideOfVat(own, percents), ...validity });
    }
  }
  return { region, rates, exceptions };
}

/** Earliest first. */
function datedPeriods(region: string, periods: readonly VatPeriod[], errors: FieldError[]) {
  const begins = new Set<number | null>();
  const dated = periods.map((period, index) => {
    const path = `/items/${region}/${index}`;
    const fromMs = beginOf(period.effective_from);
    const wrong =
      fromMs === undefined ? "is no date" : begins.has(fromMs) ? "is that of another period" : null;
    if (wrong !== null) errors.push({ path: `${path}/effective_from`, message: wrong });
    begins.add(fromMs ?? null);
    return { period, path, fromMs: fromMs ?? null };
  });
  const at = ({ fromMs }: { readonly fromMs: number | null }) => fromMs ?? Number.NEGATIVE_INFINITY;
  return dated.sort((a, b) => at(a) - at(b));
}

/** The file gives a place its standard rate alone. Where that is 0 the place is outside of the VAT: all categories are 0. */
function outsideOfVat(
  own: Readonly<Record<string, string>>,
  percents: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (Object.values(own).some((percent) => Number(percent) !== 0)) return own;
  return Object.fromEntries(
    [...Object.keys(percents), ...Object.keys(own)].map((category) => [category, "0"]),
  );
}

function readPercents(
  numbers: Readonly<Record<string, string | number>>,
  path: string,
  errors: FieldError[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(numbers).map(([category, number]) => {
      const percent = String(number);
      if (typeof number !== "number" || !PERCENT.test(percent)) {
        const message = "is no number from 0 to 100 with at most 4 decimals";
        errors.push({ path: `${path}/${category}`, message });
      }
      return [category, percent];
    }),
  );
}

/** null: since ever; undefined: no date. */
function beginOf(date: string): number | null | undefined {
  if (date === SINCE_EVER) return null;
  const atMs = readInstant(`${date}T00:00:00Z`);
  // 31 February is one of March to some parsers.
  if (atMs === undefined || writeInstant(atMs).slice(0, 10) !== date) return undefined;
  return atMs;
}

/** The next rule of a country: the file's rates in the place of the old ones, everything else as it was. */
export function withVatRates(
  { rates, exceptions }: VatRates,
  current: TaxRule | undefined,
  pricesIncludeTax: boolean,
): TaxRule {
  const { exceptions: _, ...kept } = current ?? { pricesIncludeTax, rounding: DEFAULT_ROUNDING };
  return { ...kept, rates, ...(exceptions.length > 0 ? { exceptions } : {}) };
}
