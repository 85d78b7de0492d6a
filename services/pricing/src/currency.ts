import { minorDigits } from "@holdfast/money";
import { fail, ok, type Result } from "@holdfast/result";
import type { Documents } from "./documents.store.ts";
import { mulDiv, type Ratio, ratioOf, timesRatio } from "./exact.ts";
import { readInstant } from "./wire.ts";

/** What stands in a document of kind `fx-rates`: one of `base` is so much of each currency, as a plain decimal above 0. */
export type FxRates = {
  readonly base: string;
  /** As it was given: a date (its beginning in UTC) or an RFC 3339 time. */
  readonly asOf: string;
  readonly rates: Readonly<Record<string, string>>;
  /** null: never too old. */
  readonly maxAgeHours: number | null;
  /** What happens to a price that would be converted with rates that are too old. */
  readonly whenStale: "refuse" | "flag";
};
/** The one key of kind `fx-rates`: a new table replaces the former one, whatever its base. */
export const FX_KEY = "in-force";

/** The exchange rates in force. `version` is the document's, 0 where there is none. */
export type FxTable = {
  readonly revision: number;
  readonly version: number;
  readonly base: string;
  readonly asOf: string;
  readonly asOfMs: number;
  /** The base is among them, at "1". Empty where there is no table. */
  readonly rates: ReadonlyMap<string, string>;
  readonly maxAgeHours: number | null;
  readonly whenStale: "refuse" | "flag";
};

/** How prices and payments in a currency are rounded; stored as it stands in a document of kind `currency`, key its code. */
export type CurrencyRule = {
  /** The digits that a converted price ends in, "99"; null: any. */
  readonly ending: string | null;
  /** The smallest coin, in minor units: 5 for CHF 0.05; null: cash is paid to the minor unit. */
  readonly cashIncrementMinor: number | null;
};
export type Currencies = {
  readonly revision: number;
  readonly rules: ReadonlyMap<string, CurrencyRule>;
};

export function compileFx({ revision, documents }: Documents<FxRates>): FxTable {
  const stored = documents.find(({ key }) => key === FX_KEY);
  if (stored === undefined) return noTable(revision);
  const { base, asOf, rates, maxAgeHours, whenStale } = stored.body;
  const all = new Map([...Object.entries(rates), [base, "1"] as const]);
  const table = { base, asOf, asOfMs: readInstant(asOf) ?? 0, rates: all, maxAgeHours, whenStale };
  return { revision, version: stored.version, ...table };
}

function noTable(revision: number): FxTable {
  const nothing = { version: 0, base: "", asOf: "", asOfMs: 0, rates: new Map<string, string>() };
  return { revision, ...nothing, maxAgeHours: null, whenStale: "refuse" };
}

export function compileCurrencies({ revision, documents }: Documents<CurrencyRule>): Currencies {
  return { revision, rules: new Map(documents.map(({ key, body }) => [key, body])) };
}

/** Where a converted price is from. `rate` is exact: "1.0832", or "1.0832/0.8512" where both are rates of the base. */
export type FxProvenance = {
  readonly from: string;
  readonly rate: string;
  readonly asOf: string;
  readonly version: number;
};
export type ConvertedPrice = {
  readonly amountMinor: number;
  readonly provenance: FxProvenance;
  /** The rates are older than they may be, and the table says that they may be used all the same. */
  readonly isStale: boolean;
};
export type FxError =
  | { readonly kind: "fx-rate-missing"; readonly from: string; readonly to: string }
  | {
      readonly kind: "fx-rate-stale";
      readonly base: string;
      readonly asOf: string;
      readonly maxAgeHours: number;
    }
  | { readonly kind: "converted-too-large" };

/**
 * A price ≥ 0 in another currency, by way of the table's base: exact until it is rounded, once and half-up, to the minor unit
 * of `to`; then to the ending of its rule (`withEnding`). What costs something still does: at least one minor unit.
 */
export function convertPrice(
  price: { readonly amountMinor: number; readonly from: string; readonly to: string },
  { fx, rule }: { readonly fx: FxTable; readonly rule: CurrencyRule | undefined },
  nowMs: number,
): Result<ConvertedPrice, FxError> {
  const { amountMinor, from, to } = price;
  const ratio = ratioBetween(fx, from, to);
  if (ratio === undefined) return fail({ kind: "fx-rate-missing", from, to });
  const { base, asOf, maxAgeHours, version } = fx;
  const isStale = maxAgeHours !== null && nowMs - fx.asOfMs > maxAgeHours * 3_600_000;
  if (isStale && fx.whenStale === "refuse") {
    return fail({ kind: "fx-rate-stale", base, asOf, maxAgeHours });
  }
  const exactMinor = timesRatio(amountMinor, ratio);
  if (exactMinor === undefined) return fail({ kind: "converted-too-large" });
  const convertedMinor = amountMinor > 0 ? Math.max(1, exactMinor) : 0;
  return ok({
    amountMinor: withEnding(convertedMinor, rule?.ending ?? null),
    provenance: { from, rate: rateText(fx, from, to), asOf, version },
    isStale,
  });
}

/** By table and pair: the digits of a rate are read once, not for every price. */
const ratios = new WeakMap<FxTable, Map<string, Ratio>>();

function ratioBetween(fx: FxTable, from: string, to: string): Ratio | undefined {
  const known = ratios.get(fx) ?? new Map<string, Ratio>();
  ratios.set(fx, known);
  const pair = `${from}/${to}`;
  const found = known.get(pair);
  if (found !== undefined) return found;
  const [fromRate, toRate] = [fx.rates.get(from), fx.rates.get(to)];
  const [fromDigits, toDigits] = [minorDigits(from), minorDigits(to)];
  if (fromRate === undefined || toRate === undefined) return undefined;
  if (fromDigits === undefined || toDigits === undefined) return undefined;
  const ratio = ratioOf({ of: toRate, to: fromRate }, toDigits - fromDigits);
  known.set(pair, ratio);
  return ratio;
}

function rateText({ rates, base }: FxTable, from: string, to: string): string {
  const rate = rates.get(to) ?? "";
  return from === base ? rate : `${rate}/${rates.get(from) ?? ""}`;
}

/**
 * The nearest amount that ends in these digits (199 for 185 and "99"), of two as near the lower. Amounts below the first that
 * does so (0.99, or 1.00 for "00") stay as they are: a price of 0.30 is not to become 0.99, nor nothing.
 */
export function withEnding(amountMinor: number, ending: string | null): number {
  if (ending === null) return amountMinor;
  const step = 10 ** ending.length;
  const first = Number(ending) === 0 ? step : Number(ending);
  if (amountMinor < first) return amountMinor;
  const below = amountMinor - ((amountMinor - first) % step);
  const above = below + step;
  const isNearer = above - amountMinor < amountMinor - below;
  return isNearer && Number.isSafeInteger(above) ? above : below;
}

/** What is paid in cash: the total rounded half-up to the smallest coin; undefined where that is the minor unit. */
export function cashTotalMinor(
  totalMinor: number,
  rule: CurrencyRule | undefined,
): number | undefined {
  const increment = rule?.cashIncrementMinor ?? null;
  if (increment === null) return undefined;
  const coins = mulDiv(totalMinor, { numerator: 1, denominator: increment }, "half-up");
  const cash = coins * increment;
  return Number.isSafeInteger(cash) ? cash : cash - increment;
}
