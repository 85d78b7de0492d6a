import {
  formatDecimal,
  MAX_AMOUNT_MINOR,
  type MoneyError,
  minorDigits,
  parseDecimal,
} from "@holdfast/money";
import { fail, ok, type Result } from "@holdfast/result";

/** One row of a file, ready to be applied. */
export type FileRow = {
  /** Where it stands in the file. */
  readonly line: number;
  /** Of a file of prices only its SKU, which inventory is not told of. */
  readonly item: ImportedItem;
  readonly prices: readonly ImportedPrice[];
};
/** What inventory takes of a row. What is left out stays as it is; without a name the item must exist. */
export type ImportedItem = {
  readonly sku: string;
  readonly name?: string;
  readonly description?: string;
  readonly category?: string;
  readonly attributes?: Attributes;
  readonly taxCategory?: string;
  readonly safetyStock?: number;
  readonly backorderLimit?: number;
  readonly preorderLimit?: number;
  /** RFC 3339. */
  readonly availableFrom?: string;
  readonly maxPerOrder?: number;
  readonly maxPerBuyer?: number;
  readonly stock?: { readonly location: string; readonly quantity: number };
};
export type Attributes = Readonly<Record<string, string | number | boolean>>;
export type ImportedPrice = {
  readonly currency: string;
  /** In the minor unit. */
  readonly amount: number;
  readonly compareAt?: number;
  /** What follows is only told by files of prices; null takes a floor away, left out it stays. */
  readonly floor?: number | null;
  readonly minQuantity?: number;
  readonly customerGroup?: string;
  readonly channel?: string;
  readonly region?: string;
  /** RFC 3339. */
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly priority?: number;
};

/** What is wrong with a row, in words for whoever edits the file. `column` is the header's name. */
export type RowError = { readonly line: number; readonly column: string; readonly message: string };

export type ReadRow =
  | { readonly kind: "row"; readonly row: FileRow }
  | { readonly kind: "ignored" }
  | { readonly kind: "rejected"; readonly errors: readonly RowError[] };

/** What a file leaves to its sender. */
export type ImportDefaults = { readonly currency: string; readonly location: string };

/** The bounds of the item that inventory keeps; a row past them would be refused there, without its column. */
export const NAME_LENGTH_MAX = 255;
export const CATEGORY_LENGTH_MAX = 255;
export const DESCRIPTION_LENGTH_MAX = 10_000;
export const ATTRIBUTES_MAX = 50;
export const ATTRIBUTE_NAME_LENGTH_MAX = 100;
export const ATTRIBUTE_LENGTH_MAX = 1_000;
const QUANTITY_MAX = 1_000_000;

type Field<T> = Result<T, string>;

export function readText(text: string, lengthMax: number): Field<string> {
  return text.length <= lengthMax ? ok(text) : fail(`is longer than ${lengthMax} characters`);
}

/**
 * An attribute's name. `__proto__` is none: strict readers of JSON refuse it (whoever takes it may give all objects a
 * member), and with it everything that was sent along.
 */
export function readAttributeName(name: string): Field<string> {
  return name === "__proto__"
    ? fail('cannot have the name "__proto__"')
    : readText(name, ATTRIBUTE_NAME_LENGTH_MAX);
}

/** A count of units, `least` or more; undefined for an empty cell, which leaves the field or the stock alone. */
export function readQuantity(text: string, least = 0): Field<number | undefined> {
  if (text === "") return ok(undefined);
  const quantity = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (quantity >= least && quantity <= QUANTITY_MAX) return ok(quantity);
  return fail(`must be a whole number from ${least} to ${QUANTITY_MAX}, not ${shown(text)}`);
}

const TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;

/** A moment as RFC 3339 writes it, or a day, which begins at midnight UTC; undefined for an empty cell. */
export function readTime(text: string): Field<string | undefined> {
  if (text === "") return ok(undefined);
  const [, year = "", month = "", day = "", hour] = TIME.exec(text) ?? [];
  if (Number(year) < 1970 || Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))) {
    return fail(`must be a time such as 2026-12-01T08:00:00Z, or a day, not ${shown(text)}`);
  }
  return ok(hour === undefined ? `${text}T00:00:00Z` : text);
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** A price in the minor unit, exact; undefined for an empty cell. */
export function readPrice(text: string, currency: string): Field<number | undefined> {
  if (text === "") return ok(undefined);
  const money = parseDecimal(text, currency);
  if (!money.ok) return fail(priceFault(money.error, currency));
  const { amountMinor } = money.value;
  return amountMinor >= 0 ? ok(amountMinor) : fail(`must not be negative, but is ${shown(text)}`);
}

function priceFault(error: MoneyError, currency: string): string {
  switch (error.kind) {
    case "currency-unknown":
      return `${error.currency} is not an active ISO 4217 currency`;
    case "amount-malformed":
      return `must be a plain decimal number such as 19.99, not ${shown(error.text)}`;
    case "amount-too-precise":
      return `has more than the ${minorDigits(currency) ?? 0} decimals of ${currency}: ${shown(error.text)}`;
    case "amount-too-large":
      return `is above ${formatDecimal({ amountMinor: MAX_AMOUNT_MINOR, currency })}`;
    default:
      return error satisfies never;
  }
}

/** A cell as a message shows it: short, and without characters that would break its line. */
function shown(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return JSON.stringify(short);
}

/** The text of a row's cell, by its column's name in whatever case; empty where the file has no such column. */
export type Cells = (column: string) => string;

export type Faults = ReturnType<typeof rowFaults>;

/** Gathers the errors of one row's cells. */
export function rowFaults(line: number) {
  const errors: RowError[] = [];
  return {
    errors,
    add: (column: string, message: string) => void errors.push({ line, column, message }),
    /** The field's value, or undefined once its error is noted. */
    take: <T>(column: string, field: Field<T>): T | undefined => {
      if (field.ok) return field.value;
      errors.push({ line, column, message: field.error });
      return undefined;
    },
  };
}
