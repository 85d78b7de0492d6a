import { formatDecimal } from "@holdfast/money";
import type { TaxStep } from "../tax-steps.ts";
import type { PricedLine, PricedLines, QuoteInput } from "./price-lines.ts";

/**
 * What one rule made of the running total: each step begins where the one before ended; the first at 0, the last ends at the
 * total. `considered`: a rule that was looked at and changed nothing, with its reason.
 */
export type ExplainedStep = {
  readonly step: "base-price" | "dynamic-price" | "promotion" | "considered" | TaxStep["step"];
  readonly rule: string;
  readonly beforeMinor: number;
  readonly afterMinor: number;
};

/** Every rule that was applied, and each that was considered and why not, in the order of the computation. */
export function explainQuote(
  input: QuoteInput,
  { lines, outcome }: PricedLines,
  taxSteps: readonly TaxStep[],
): readonly ExplainedStep[] {
  const steps: ExplainedStep[] = [];
  let runningMinor = 0;
  const add = (step: ExplainedStep["step"], rule: string, changeMinor: number): void => {
    const afterMinor = runningMinor + changeMinor;
    steps.push({ step, rule, beforeMinor: runningMinor, afterMinor });
    runningMinor = afterMinor;
  };
  const explained = new Set<string>();
  for (const line of lines) {
    add("base-price", basePriceRule(line, input.currency), line.unit.baseMinor * line.quantity);
    addDynamic(line, explained.has(line.sku), add);
    explained.add(line.sku);
  }
  for (const { promotionId, label, couponCode, discountMinor } of outcome.applied) {
    const version = input.shop.promotions.byId.get(promotionId)?.promotion.version;
    const coupon = couponCode === null ? "" : `, coupon ${couponCode}`;
    add(
      "promotion",
      `${label}${coupon}, promotion ${promotionId} version ${version}`,
      -discountMinor,
    );
  }
  for (const { label, reason } of outcome.considered) add("considered", `${label}: ${reason}`, 0);
  for (const { step, rule, changeMinor } of taxSteps) add(step, rule, changeMinor);
  return steps;
}

type Add = (step: ExplainedStep["step"], rule: string, changeMinor: number) => void;

function addDynamic({ sku, quantity, unit }: PricedLine, isExplained: boolean, add: Add): void {
  const { applied, considered } = unit.dynamic;
  if (applied !== null) {
    const bound = applied.boundedBy === null ? "" : `, kept by ${applied.boundedBy}`;
    const key = applied.key === null ? "" : `, rule ${applied.key}`;
    const rule = `${sku}: ${applied.label}: ${applied.percent} %${bound}${key}`;
    add("dynamic-price", rule, applied.amountMinor * quantity);
  }
  if (isExplained) return; // the rules of a SKU are the same on each of its lines
  for (const { label, reason } of considered) add("considered", `${sku}: ${label}: ${reason}`, 0);
}

function basePriceRule({ sku, quantity, unit, inputs }: PricedLine, currency: string): string {
  const { row, baseMinor, conversion } = unit;
  let rule = `${sku}: ${quantity} × ${formatDecimal({ amountMinor: baseMinor, currency })} ${currency}`;
  rule += `, price book version ${inputs.book.version}`;
  if (row.customerGroup !== null) rule += `, customer group ${row.customerGroup}`;
  if (row.channel !== null) rule += `, channel ${row.channel}`;
  if (row.region !== null) rule += `, region ${row.region}`;
  if (row.minQuantity !== 1) rule += `, from ${row.minQuantity} units`;
  if (conversion !== null) {
    const { from, rate, asOf, version, isStale } = conversion;
    rule += `, ${formatDecimal(row)} ${from} × ${rate} by the rates of ${asOf}, version ${version}`;
    if (isStale) rule += ", which are older than they should be";
  }
  return rule;
}
