import { isCurrency } from "@holdfast/money";
import type { CsvRecord } from "../csv-records.ts";
import {
  type Cells,
  type Faults,
  type ImportedPrice,
  type ReadRow,
  readPrice,
  readQuantity,
  readTime,
  rowFaults,
} from "./file-row.ts";
import { readSku } from "./item-details.ts";

/** The columns that a file of prices must have. */
export const PRICE_COLUMNS = ["sku", "currency", "amount"] as const;
const KNOWN: ReadonlySet<string> = new Set(
  [
    ...PRICE_COLUMNS,
    ...["minQuantity", "customerGroup", "channel", "region", "validFrom", "validTo"],
    ...["compareAt", "floor", "priority"],
  ].map((column) => column.toLowerCase()),
);

/** What pricing takes as a code, a region and a priority. */
const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const REGION = /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/;
const PRIORITY_MAX = 1_000_000;

/** Is it a column of this format? By its name in lower case. */
export const isPriceColumn = (column: string): boolean => KNOWN.has(column);

/** Reads prices, one a row. An empty cell does not limit the price; a row takes the place of all that the price was. */
export function priceReader() {
  return ({ line }: CsvRecord, cells: Cells): ReadRow => {
    const faults = rowFaults(line);
    const sku = readSku(cells, faults);
    const amounts = readAmounts(cells, faults);
    const conditions = readConditions(cells, faults);
    if (amounts === undefined || faults.errors.length > 0) {
      return { kind: "rejected", errors: faults.errors };
    }
    return { kind: "row", row: { line, item: { sku }, prices: [{ ...amounts, ...conditions }] } };
  };
}

/** What a price is about, as `subjectOf` tells rows apart: no code has a space. */
export function priceSubject(sku: string, price: ImportedPrice): string {
  const { minQuantity = 1, customerGroup, channel, region, validFrom, priority = 0 } = price;
  return [
    `${sku} in ${price.currency}`,
    ...(minQuantity === 1 ? [] : [`from ${minQuantity} units`]),
    ...(customerGroup === undefined ? [] : [`for group ${customerGroup}`]),
    ...(channel === undefined ? [] : [`in channel ${channel}`]),
    ...(region === undefined ? [] : [`in region ${region}`]),
    ...(validFrom === undefined ? [] : [`since ${validFrom}`]),
    ...(priority === 0 ? [] : [`of priority ${priority}`]),
  ].join(" ");
}

function readAmounts(cells: Cells, faults: Faults) {
  const currency = cells("currency");
  if (!isCurrency(currency)) {
    faults.add("currency", "must be an active ISO 4217 currency such as EUR");
    return undefined;
  }
  const read = (column: string) => faults.take(column, readPrice(cells(column), currency));
  const amount = read("amount");
  const compareAt = read("compareAt");
  const floor = read("floor") ?? null;
  if (cells("amount") === "") faults.add("amount", "is required");
  if (amount === undefined) return undefined;
  return { currency, amount, floor, ...(compareAt === undefined ? {} : { compareAt }) };
}

function readConditions(cells: Cells, faults: Faults) {
  const text = (column: "customerGroup" | "channel" | "region", pattern: RegExp, fault: string) => {
    const value = cells(column);
    if (value !== "" && !pattern.test(value)) faults.add(column, fault);
    return value === "" ? {} : { [column]: value };
  };
  const code = "must be 1 to 64 of the characters A-Z a-z 0-9 . _ -";
  const minQuantity = faults.take("minQuantity", readQuantity(cells("minQuantity"), 1));
  const validFrom = faults.take("validFrom", readTime(cells("validFrom")));
  const validTo = faults.take("validTo", readTime(cells("validTo")));
  const priority = readPriority(cells, faults);
  return {
    ...(minQuantity === undefined ? {} : { minQuantity }),
    ...text("customerGroup", CODE, code),
    ...text("channel", CODE, code),
    ...text("region", REGION, "must be a country (ES) or a part of one (ES-CN), ISO 3166"),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
    ...(priority === undefined ? {} : { priority }),
  };
}

function readPriority(cells: Cells, faults: Faults): number | undefined {
  const text = cells("priority");
  if (text === "") return undefined;
  const priority = /^-?\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (Math.abs(priority) <= PRIORITY_MAX) return priority;
  faults.add("priority", `must be a whole number from -${PRIORITY_MAX} to ${PRIORITY_MAX}`);
  return undefined;
}
