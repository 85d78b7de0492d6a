import { fail, ok, type Result } from "@holdfast/result";
import type { FxRates } from "../currency.ts";
import type { PricingError } from "../pricing-error.ts";
import { currencyError, readInstant, writeInstant } from "../wire.ts";

/** A table of exchange rates as it stands in JSON. */
export type FxRatesJson = {
  readonly base: string;
  readonly asOf: string;
  readonly rates: Readonly<Record<string, string>>;
  readonly maxAgeHours?: number;
  readonly whenStale?: "refuse" | "flag";
};

/** A plain decimal; that it is above 0 and has 12 digits at most is checked beside it. */
export const RATE_PATTERN = "^(?:0|[1-9]\\d{0,11})(?:\\.\\d{1,11})?$";
const RATE_DIGITS_MAX = 12;

/** The table of a request: currencies that exist, rates above 0 with at most 12 digits, a day that the calendar has. */
export function readFxRates(json: FxRatesJson): Result<FxRates, PricingError> {
  const { base, asOf, rates, maxAgeHours = null, whenStale = "refuse" } = json;
  const unknown = [
    currencyError("/base", base),
    ...Object.keys(rates).map((code) => currencyError(`/rates/${code}`, code)),
  ].filter((error) => error !== undefined);
  if (unknown.length > 0) return fail({ kind: "unknown-currency", errors: unknown });
  const errors = Object.entries(rates).flatMap(([code, rate]) => {
    const wrong =
      code === base && Number(rate) !== 1 ? "is the base: 1, or left out" : wrongRate(rate);
    return wrong === undefined ? [] : [{ path: `/rates/${code}`, message: wrong }];
  });
  if (!isMoment(asOf))
    errors.push({ path: "/asOf", message: "is no day or time that a clock shows" });
  if (errors.length > 0) return fail({ kind: "fields-invalid", errors });
  return ok({ base, asOf, rates, maxAgeHours, whenStale });
}

function wrongRate(rate: string): string | undefined {
  const digits = rate.replace(".", "").replace(/^0+/, "");
  if (digits === "") return "is not above 0";
  return digits.length > RATE_DIGITS_MAX ? `has more than ${RATE_DIGITS_MAX} digits` : undefined;
}

/** 31 February is one of March to some parsers. */
function isMoment(text: string): boolean {
  const atMs = readInstant(text);
  if (atMs === undefined) return false;
  return text.length > 10 || writeInstant(atMs).slice(0, 10) === text;
}

/** True when both tables say the same, in whatever order. */
export function sameFxRates(a: FxRates, b: FxRates): boolean {
  return comparable(a) === comparable(b);
}

function comparable({ base, asOf, rates, maxAgeHours, whenStale }: FxRates): string {
  const sorted = Object.entries(rates).sort(([x], [y]) => (x < y ? -1 : 1));
  return JSON.stringify([base, asOf, sorted, maxAgeHours, whenStale]);
}

/** As answered: currencies in the order of their codes. */
export function writeFxRates({ base, asOf, rates, maxAgeHours, whenStale }: FxRates) {
  const sorted = Object.entries(rates).sort(([x], [y]) => (x < y ? -1 : 1));
  return {
    ...{ base, asOf, rates: Object.fromEntries(sorted), whenStale },
    ...(maxAgeHours === null ? {} : { maxAgeHours }),
  };
}
