import { formatDecimal } from "@holdfast/money";
import type { TaxableBasket, TaxedLine } from "./tax-basket.ts";

/** One step of the explanation: what it made of the running total. */
export type TaxStep = {
  readonly step: "tax" | "tax-exempt" | "tax-reverse-charge" | "tax-fallback";
  readonly rule: string;
  readonly changeMinor: number;
};

/** A step a line, in their order; before them, where a provider was asked in vain, one that says so. */
export function explainTax(basket: TaxableBasket, lines: readonly TaxedLine[]): readonly TaxStep[] {
  const steps: TaxStep[] = [];
  if (basket.provider?.kind === "failed") {
    const rule = `tax provider: ${basket.provider.reason}; the rates of the ${sourceOf(basket)} stand in`;
    steps.push({ step: "tax-fallback", rule, changeMinor: 0 });
  }
  for (const [index, line] of lines.entries()) {
    const { sku = "", category = "", amountMinor = 0 } = basket.lines[index] ?? {};
    const changeMinor = line.totalMinor - amountMinor;
    const step =
      line.reason === "exempt" || line.reason === "reverse-charge"
        ? (`tax-${line.reason}` as const)
        : "tax";
    steps.push({
      step,
      rule: `${sku}: ${ruleOf(basket, category, { ...line, changeMinor })}`,
      changeMinor,
    });
  }
  return steps;
}

function ruleOf(
  basket: TaxableBasket,
  category: string,
  line: TaxedLine & { readonly changeMinor: number },
): string {
  const { tax, taxId, currency } = basket;
  const { pricesIncludeTax, rounding } = tax.rule;
  const money = (amountMinor: number) => `${formatDecimal({ amountMinor, currency })} ${currency}`;
  const place = line.exception === null ? "" : ` in ${line.exception}`;
  const rate = `${line.ratePercent} % ${category}${place}`;
  const source = `${rounding.mode} per ${rounding.level}, ${sourceOf(basket)}`;
  const how = pricesIncludeTax ? "contained" : "added";
  switch (line.reason) {
    case "rate":
      return `${rate} ${how} = ${money(line.taxMinor)}, ${source}`;
    case "provider":
      return `${money(line.taxMinor)} ${how}, as the tax provider says`;
    case "exempt":
    case "reverse-charge": {
      const why = line.reason === "exempt" ? "exempt customer" : `reverse charge, VAT id ${taxId}`;
      if (!line.isNet) return `no tax, ${why}, ${sourceOf(basket)}`;
      return `no tax, ${why}: ${rate} contained = ${money(-line.changeMinor)} taken off, ${source}`;
    }
    default:
      return line.reason satisfies never;
  }
}

function sourceOf({ tax }: TaxableBasket): string {
  return `tax rule of ${tax.region}, version ${tax.version}`;
}
