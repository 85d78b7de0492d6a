import { formatDecimal } from "@holdfast/money";
import { fail, ok, type Result } from "@holdfast/result";
import { type Price, type PriceBook, selectPrice } from "../price.ts";
import { rateAt, type TaxRate, type TaxRule, taxOf as taxOfAmount } from "../tax.ts";
import { spread } from "./spread.ts";

/** Everything that a quote follows from: the same input gives the same quote, for ever. */
export type QuoteInput = {
  readonly items: readonly { readonly sku: string; readonly quantity: number }[];
  readonly currency: string;
  readonly region: string;
  readonly customerGroup: string | null;
  readonly books: ReadonlyMap<string, PriceBook>;
  readonly tax: { readonly version: number; readonly rule: TaxRule } | undefined;
  readonly nowMs: number;
};

/** Amounts in the minor unit of the quote's currency, all safe integers ≥ 0. */
type QuotedLine = {
  readonly sku: string;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly subtotalMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
};
type QuoteTotals = {
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
};
/** What one rule made of the running total: each step begins where the one before ended; the last ends at the total. */
type ExplainedStep = {
  readonly step: "base-price" | "tax";
  readonly rule: string;
  readonly beforeMinor: number;
  readonly afterMinor: number;
};
export type Quote = {
  readonly pricesIncludeTax: boolean;
  readonly taxVersion: number;
  readonly lines: readonly QuotedLine[];
  readonly totals: QuoteTotals;
  readonly explanation: readonly ExplainedStep[];
};

export type QuoteError =
  | {
      readonly kind: "prices-missing";
      readonly currency: string;
      readonly items: readonly { readonly index: number; readonly sku: string }[];
    }
  | { readonly kind: "tax-rate-missing"; readonly region: string }
  | { readonly kind: "amount-too-large"; readonly path: string };

type PricedItem = {
  readonly sku: string;
  readonly quantity: number;
  readonly price: Price;
  readonly version: number;
  readonly subtotal: bigint;
};

/** Items without a category of their own are taxed as this. */
const TAX_CATEGORY = "standard";

/**
 * Prices a basket: base price × quantity, then the region's standard tax, contained or added as its rule says. The tier
 * follows from a SKU's quantity over all its lines; lines stay in order. The lines add up to the totals exactly, and
 * `total = subtotal − discount (+ tax when prices exclude it)`. Refuses rather than guess a price or a rate, or
 * return an amount that is no safe integer.
 */
export function quoteBasket(input: QuoteInput): Result<Quote, QuoteError> {
  const items = priceItems(input);
  if (!items.ok) return items;
  const rate = input.tax && rateAt(input.tax.rule, TAX_CATEGORY, input.nowMs);
  if (input.tax === undefined || rate === undefined) {
    return fail({ kind: "tax-rate-missing", region: input.region });
  }
  const { rule, version: taxVersion } = input.tax;
  const lines = taxLines(items.value, rule, rate);
  const tooLarge = lines.findIndex(({ total }) => total > MAX_SAFE);
  if (tooLarge >= 0) return fail({ kind: "amount-too-large", path: `/items/${tooLarge}/quantity` });
  const subtotal = sum(lines.map((line) => line.subtotal));
  const total = sum(lines.map((line) => line.total));
  if (total > MAX_SAFE) return fail({ kind: "amount-too-large", path: "/items" });
  return ok({
    pricesIncludeTax: rule.pricesIncludeTax,
    taxVersion,
    lines: lines.map(toQuotedLine),
    totals: {
      subtotalMinor: Number(subtotal),
      discountMinor: 0,
      taxMinor: Number(sum(lines.map((line) => line.tax))),
      totalMinor: Number(total),
    },
    explanation: explain(input, lines, { ...input.tax, rate }),
  });
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

function priceItems(input: QuoteInput): Result<readonly PricedItem[], QuoteError> {
  const quantities = new Map<string, number>();
  for (const { sku, quantity } of input.items) {
    quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  }
  const priced: PricedItem[] = [];
  const missing: { readonly index: number; readonly sku: string }[] = [];
  for (const [index, { sku, quantity }] of input.items.entries()) {
    const book = input.books.get(sku);
    const purchase = { ...input, quantity: quantities.get(sku) ?? quantity };
    const price = book && selectPrice(book.prices, purchase, input.nowMs);
    if (book === undefined || price === undefined) missing.push({ index, sku });
    else {
      const subtotal = BigInt(price.amountMinor) * BigInt(quantity);
      priced.push({ sku, quantity, price, version: book.version, subtotal });
    }
  }
  if (missing.length === 0) return ok(priced);
  return fail({ kind: "prices-missing", currency: input.currency, items: missing });
}

type TaxedItem = PricedItem & { readonly tax: bigint; readonly total: bigint };

function taxLines(
  items: readonly PricedItem[],
  rule: TaxRule,
  { ratePercent }: TaxRate,
): readonly TaxedItem[] {
  const { mode, level } = rule.rounding;
  const included = rule.pricesIncludeTax;
  const subtotals = items.map(({ subtotal }) => subtotal);
  // What is above 2^53 is refused later, whatever its tax.
  const taxOf = (amount: bigint) =>
    BigInt(taxOfAmount(Number(amount), { percent: ratePercent, included, mode }));
  const taxes = level === "line" ? subtotals.map(taxOf) : spread(taxOf(sum(subtotals)), subtotals);
  return items.map((item, index) => {
    const tax = taxes[index] ?? 0n;
    return { ...item, tax, total: included ? item.subtotal : item.subtotal + tax };
  });
}

function explain(
  { currency }: QuoteInput,
  lines: readonly TaxedItem[],
  tax: { readonly version: number; readonly rule: TaxRule; readonly rate: TaxRate },
): readonly ExplainedStep[] {
  const steps: ExplainedStep[] = [];
  let runningMinor = 0;
  const add = (step: ExplainedStep["step"], rule: string, amount: bigint) => {
    const afterMinor = runningMinor + Number(amount);
    steps.push({ step, rule, beforeMinor: runningMinor, afterMinor });
    runningMinor = afterMinor;
  };
  for (const line of lines) add("base-price", basePriceRule(line), line.subtotal);
  const { pricesIncludeTax, rounding } = tax.rule;
  const how = `${tax.rate.ratePercent} % ${pricesIncludeTax ? "contained" : "added"}`;
  const source = `${rounding.mode} per ${rounding.level}, tax rule version ${tax.version}`;
  const addTax = (prefix: string, amount: bigint) => {
    const text = formatDecimal({ amountMinor: Number(amount), currency });
    add("tax", `${prefix}${how} = ${text} ${currency}, ${source}`, pricesIncludeTax ? 0n : amount);
  };
  if (rounding.level === "basket") addTax("", sum(lines.map((line) => line.tax)));
  else for (const line of lines) addTax(`${line.sku}: `, line.tax);
  return steps;
}

function basePriceRule({ sku, quantity, price, version }: PricedItem): string {
  const conditions = [
    `price book version ${version}`,
    ...(price.customerGroup === null ? [] : [`customer group ${price.customerGroup}`]),
    ...(price.region === null ? [] : [`region ${price.region}`]),
    ...(price.minQuantity === 1 ? [] : [`from ${price.minQuantity} units`]),
  ];
  return `${sku}: ${quantity} × ${formatDecimal(price)} ${price.currency}, ${conditions.join(", ")}`;
}

function toQuotedLine({ sku, quantity, price, subtotal, tax, total }: TaxedItem): QuotedLine {
  return {
    sku,
    quantity,
    unitMinor: price.amountMinor,
    subtotalMinor: Number(subtotal),
    taxMinor: Number(tax),
    totalMinor: Number(total),
  };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((before, amount) => before + amount, 0n);
}
