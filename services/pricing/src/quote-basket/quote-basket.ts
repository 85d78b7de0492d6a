import { fail, ok, type Result } from "@holdfast/result";
import { cashTotalMinor } from "../currency.ts";
import type { TaxRule } from "../tax.ts";
import {
  asksTaxProvider,
  type Buyer,
  shownLine,
  type TaxableBasket,
  type TaxError,
  type TaxedBasket,
  taxBasket,
} from "../tax-basket.ts";
import { type ExplainedStep, explainQuote } from "./explain.ts";
import {
  type PricedLines,
  type PriceLinesError,
  priceLines,
  type QuoteInput,
  type RejectedCoupon,
} from "./price-lines.ts";
import { storedCode } from "./quote-facts.ts";

/** Amounts in the minor unit of the quote's currency, all safe integers ≥ 0. */
type QuotedLine = {
  readonly sku: string;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly subtotalMinor: number;
  readonly discounts: readonly Discount[];
  readonly taxMinor: number;
  readonly totalMinor: number;
};
type Discount = {
  readonly promotionId: string;
  readonly label: string;
  readonly amountMinor: number;
};
type QuoteTotals = {
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  /** What is paid in cash; null where that is the total. */
  readonly cashMinor: number | null;
};
/** What an order that is placed with the quote takes of coupons and budgets. */
type Redeemable = {
  readonly promotionId: string;
  readonly couponCode: string | null;
  readonly discountMinor: number;
};
export type Quote = {
  readonly pricesIncludeTax: boolean;
  readonly lines: readonly QuotedLine[];
  readonly totals: QuoteTotals;
  readonly rejectedCoupons: readonly RejectedCoupon[];
  readonly redeem: readonly Redeemable[];
  readonly explanation: readonly ExplainedStep[];
};

export type QuoteError = PriceLinesError | TaxError;

/**
 * Prices a basket: unit prices × quantity, less promotions, then the tax of what is left, contained or added as the region's
 * rule says. Lines stay in order and add up to the totals exactly: `total = subtotal − discount (+ tax when prices exclude
 * it)`, for each line as for the whole. Refuses rather than guess a price or a rate, or return an amount that is no safe integer.
 */
export function quoteBasket(input: QuoteInput): Result<Quote, QuoteError> {
  const priced = priceLines(input);
  if (!priced.ok) return priced;
  const basket = taxable(input, priced.value);
  if (!basket.ok) return basket;
  const taxed = taxBasket(basket.value);
  if (!taxed.ok) return taxed;
  const { rule } = basket.value.tax;
  const lines = quotedLines(priced.value, taxed.value, rule);
  const totals = totalsOf(lines);
  const cashRule = input.shop.currencies.rules.get(input.currency);
  return ok({
    pricesIncludeTax: rule.pricesIncludeTax,
    lines,
    totals: { ...totals, cashMinor: cashTotalMinor(totals.totalMinor, cashRule) ?? null },
    rejectedCoupons: rejectedCoupons(input, priced.value),
    redeem: redeemable(input, priced.value),
    explanation: explainQuote(input, priced.value, taxed.value.steps),
  });
}

function quotedLines(
  { lines, outcome }: PricedLines,
  taxed: TaxedBasket,
  rule: TaxRule,
): readonly QuotedLine[] {
  return lines.map(({ sku, quantity, unit: { unitMinor }, subtotalMinor }, index) => {
    const line = taxed.lines[index];
    if (line === undefined) throw new Error(`the line of ${sku} was not taxed`);
    const given = outcome.discounts[index] ?? [];
    const before = { unitMinor, subtotalMinor, discountsMinor: given.map(amountOf) };
    const shown = shownLine(before, line, rule);
    const discounts = given.map(({ promotionId, label }, at) => {
      const amountMinor = shown.discountsMinor[at] ?? 0;
      return { promotionId, label, amountMinor };
    });
    return {
      ...{ sku, quantity, unitMinor: shown.unitMinor, subtotalMinor: shown.subtotalMinor },
      ...{ discounts, taxMinor: line.taxMinor, totalMinor: line.totalMinor },
    };
  });
}

const amountOf = ({ amountMinor }: { readonly amountMinor: number }): number => amountMinor;

/** What a tax provider is to be asked about; undefined when none is, or when the basket is refused anyway. */
export function providerBasket(input: QuoteInput): TaxableBasket | undefined {
  if (input.tax?.rule.provider !== "external") return undefined;
  const priced = priceLines(input);
  const basket = priced.ok ? taxable(input, priced.value) : priced;
  return basket.ok && asksTaxProvider(basket.value) ? basket.value : undefined;
}

function taxable(
  input: QuoteInput,
  { lines, amountsMinor }: PricedLines,
): Result<TaxableBasket, QuoteError> {
  const { tax, currency, postcode, taxId, customerGroup, shop, facts } = input;
  if (tax === undefined) {
    const category = lines[0]?.inputs.facts.taxCategory ?? "standard";
    return fail({ kind: "tax-rate-missing", region: input.region, category });
  }
  const group = customerGroup === null ? undefined : shop.groups.groups.get(customerGroup);
  const buyer: Buyer = { postcode, taxId, taxTreatment: group?.taxTreatment ?? "standard" };
  return ok({
    ...buyer,
    ...{ tax, currency, provider: facts.provider, nowMs: facts.nowMs },
    lines: lines.map(({ sku, inputs }, index) => ({
      ...{ sku, category: inputs.facts.taxCategory, amountMinor: amountsMinor[index] ?? 0 },
    })),
  });
}

function totalsOf(lines: readonly QuotedLine[]): Omit<QuoteTotals, "cashMinor"> {
  const totals = { subtotalMinor: 0, discountMinor: 0, taxMinor: 0, totalMinor: 0 };
  for (const { subtotalMinor, discounts, taxMinor, totalMinor } of lines) {
    totals.subtotalMinor += subtotalMinor;
    for (const { amountMinor } of discounts) totals.discountMinor += amountMinor;
    totals.taxMinor += taxMinor;
    totals.totalMinor += totalMinor;
  }
  return totals;
}

/** The codes that gave nothing, as and in the order asked, each with its reason. */
function rejectedCoupons(
  { couponCodes, facts }: QuoteInput,
  { outcome }: PricedLines,
): readonly RejectedCoupon[] {
  if (couponCodes.length === 0) return [];
  const used = new Set(outcome.applied.map(({ couponCode }) => couponCode));
  const promotionOf = new Map([...facts.promotions.coupons].map(([id, code]) => [code, id]));
  const rejected = new Map<string, RejectedCoupon>();
  for (const asked of couponCodes) {
    const code = storedCode(asked);
    if (used.has(code) || rejected.has(code)) continue;
    const bad = facts.badCoupons.find((coupon) => coupon.code === code);
    const promotionId = promotionOf.get(code);
    const considered = outcome.considered.find((one) => one.promotionId === promotionId);
    const reason = bad?.reason ?? considered?.reason ?? "no-matching-line";
    rejected.set(code, { code: asked, reason });
  }
  return [...rejected.values()];
}

function redeemable(input: QuoteInput, { outcome }: PricedLines): readonly Redeemable[] {
  return outcome.applied.flatMap(({ promotionId, couponCode, discountMinor }) => {
    const budget = input.shop.promotions.byId.get(promotionId)?.promotion.budget;
    const isLimited = budget !== undefined && Object.values(budget).some((most) => most !== null);
    return isLimited || couponCode !== null ? [{ promotionId, couponCode, discountMinor }] : [];
  });
}
