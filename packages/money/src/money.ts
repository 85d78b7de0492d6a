import { fail, ok, type Result } from "@holdfast/result";
import { MINOR_DIGITS } from "./iso-4217.ts";

/** Money in the minor unit of its currency (1999 = 19.99 EUR): a safe integer, never a float. */
export type Money = { readonly amountMinor: number; readonly currency: string };

/** Money as it stands in JSON. */
export type MoneyWire = { readonly amount: number; readonly currency: string };

export type MoneyError =
  | { readonly kind: "currency-unknown"; readonly currency: string }
  | { readonly kind: "amount-malformed"; readonly text: string }
  | { readonly kind: "amount-too-precise"; readonly text: string; readonly digitsMax: number }
  | { readonly kind: "amount-too-large"; readonly text: string };

/** 10^13: 100 billion EUR. Times 500 such lines it is still a safe integer (2^53 ≈ 9.007 × 10^15). */
export const MAX_AMOUNT_MINOR = 10_000_000_000_000;

/** Digits of the minor unit by ISO 4217 (JPY 0, EUR 2, KWD 3); undefined when there is no such currency. */
export function minorDigits(currency: string): number | undefined {
  return MINOR_DIGITS.get(currency);
}

export function isCurrency(currency: string): boolean {
  return MINOR_DIGITS.has(currency);
}

/**
 * Reads a plain decimal ("19.99", "50", "-3.5") exactly, without a float on the way. Zeros past the minor unit are
 * fine ("50.000" EUR); anything else past it is refused rather than rounded.
 */
export function parseDecimal(text: string, currency: string): Result<Money, MoneyError> {
  const digits = minorDigits(currency);
  if (digits === undefined) return fail({ kind: "currency-unknown", currency });
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,15}))?$/.exec(text.trim());
  if (!match) return fail({ kind: "amount-malformed", text });
  const [, sign, whole = "", fraction = ""] = match;
  if (/[^0]/.test(fraction.slice(digits))) {
    return fail({ kind: "amount-too-precise", text, digitsMax: digits });
  }
  const magnitude = Number(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  if (magnitude > MAX_AMOUNT_MINOR) return fail({ kind: "amount-too-large", text });
  return ok({ amountMinor: sign === "-" && magnitude > 0 ? -magnitude : magnitude, currency });
}

/** The exact decimal of an amount ("19.99"), with as many fraction digits as the currency has. */
export function formatDecimal({ amountMinor, currency }: Money): string {
  const digits = minorDigits(currency) ?? 0;
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, "0");
  const point = text.length - digits;
  const sign = amountMinor < 0 ? "-" : "";
  return digits === 0 ? sign + text : `${sign}${text.slice(0, point)}.${text.slice(point)}`;
}

export function toWire({ amountMinor, currency }: Money): MoneyWire {
  return { amount: amountMinor, currency };
}

export function fromWire({ amount, currency }: MoneyWire): Money {
  return { amountMinor: amount, currency };
}
