/** What users write on a command line, as the API takes it. */
import { fail, ok, type Result } from "@holdfast/result";
import type { Given } from "./api-command.ts";

type Flag = Given["flags"][string];
type Item = { readonly sku: string; readonly quantity: number };

/** `MUG` or `MUG=2`, one or several. */
export function itemsOf(words: readonly string[]): Result<readonly Item[], string> {
  const items: Item[] = [];
  for (const word of words) {
    const [, sku = "", count = "1"] = /^([^=]+)(?:=(\d{1,9}))?$/.exec(word) ?? [];
    if (sku === "" || Number(count) < 1) {
      return fail(`"${word}" is no item: write SKU or SKU=QUANTITY, such as MUG-HARBOUR-BLUE=2`);
    }
    items.push({ sku, quantity: Number(count) });
  }
  return ok(items);
}

/** A whole number from an option or argument; undefined where it was not given. */
export function wholeOf(flag: Flag, name: string): Result<number | undefined, string> {
  if (flag === undefined) return ok(undefined);
  if (typeof flag === "string" && /^-?\d{1,15}$/.test(flag)) return ok(Number(flag));
  return fail(`${name} must be a whole number, not "${String(flag)}"`);
}

export const textOf = (flag: Flag): string | undefined =>
  typeof flag === "string" ? flag : undefined;

export const listOf = (flag: Flag): readonly string[] | undefined =>
  Array.isArray(flag) ? flag : undefined;

/** An object without what was not given: the contract refuses unknown and empty fields alike. */
export function given<T extends Readonly<Record<string, unknown>>>(
  fields: T,
): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as { [Name in keyof T]: Exclude<T[Name], undefined> };
}

const DIGITS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
      .split(" ")
      .map((code) => [code, 0]),
  ),
  ...Object.fromEntries("BHD IQD JOD KWD LYD OMR TND".split(" ").map((code) => [code, 3])),
};

/** `19.99 EUR`: ISO 4217's minor units as people write them. */
export function moneyText(
  money: { readonly amount: number; readonly currency: string } | null | undefined,
): string | undefined {
  if (money === null || money === undefined) return undefined;
  const { amount, currency } = money;
  const digits = DIGITS[currency] ?? 2;
  const text = String(Math.abs(amount)).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const part = digits === 0 ? "" : `.${text.slice(-digits)}`;
  return `${amount < 0 ? "-" : ""}${whole}${part} ${currency}`;
}
