import { fail, ok, type Result } from "@holdfast/result";
import type { TaxInputs } from "./price-inputs.ts";
import { countryOf } from "./region.ts";
import { spread } from "./spread.ts";
import { type AppliedRate, rateFor, taxOf } from "./tax.ts";
import { explainTax, type TaxStep } from "./tax-steps.ts";

/** `amountMinor` is what is to be paid for the line after all discounts, as the shop's prices are: with tax where they include it. */
type TaxableLine = {
  readonly sku: string;
  readonly category: string;
  readonly amountMinor: number;
};
export type Buyer = {
  readonly postcode: string | null;
  readonly taxTreatment: "standard" | "exempt";
  /** The buyer's VAT id, of the form of `TAX_ID_PATTERN`. */
  readonly taxId: string | null;
};
/** What a tax provider said: the tax of each line, contained or added as the rule has it, each ≤ the line's amount. */
export type ProviderTax =
  | { readonly kind: "answered"; readonly taxesMinor: readonly number[] }
  /** kebab-case: not-configured, timeout, unreachable, refused, invalid-answer. */
  | { readonly kind: "failed"; readonly reason: string };

/** What a basket hears where there is no provider: its rule's own rates stand in. */
export const NO_TAX_PROVIDER: ProviderTax = { kind: "failed", reason: "not-configured" };

export type TaxableBasket = Buyer & {
  readonly tax: TaxInputs;
  readonly currency: string;
  readonly lines: readonly TaxableLine[];
  /** null: nobody was asked. */
  readonly provider: ProviderTax | null;
  /** Unix ms. */
  readonly nowMs: number;
};

/** Safe integers ≥ 0. `totalMinor` is what the buyer pays: amount, plus tax that is added, less contained tax that is not owed. */
export type TaxedLine = {
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly reason: "rate" | "provider" | "exempt" | "reverse-charge";
  /** As in `TaxRate`; null where a provider said the amount alone. */
  readonly ratePercent: string | null;
  /** The place within the region whose rate it is. */
  readonly exception: string | null;
  /** True where prices include tax and this buyer owes none: `totalMinor` is net, and so must be all that is shown of it. */
  readonly isNet: boolean;
};
export type TaxedBasket = {
  readonly lines: readonly TaxedLine[];
  readonly taxMinor: number;
  readonly totalMinor: number;
  /** The first begins at the sum of the lines' amounts, the last ends at `totalMinor`. */
  readonly steps: readonly TaxStep[];
};
export type TaxError =
  | { readonly kind: "tax-rate-missing"; readonly region: string; readonly category: string }
  | { readonly kind: "amount-too-large"; readonly path: string };

/** Two letters of the country that gave it, then up to twelve characters. Whether it exists is not asked of anybody. */
export const TAX_ID_PATTERN = "^[A-Z]{2}[0-9A-Z+*.]{2,12}$";
const TAX_ID = new RegExp(TAX_ID_PATTERN);
/** VAT ids begin with ISO 3166 codes but for these two: Greece, and goods in Northern Ireland. */
const TAX_ID_COUNTRIES: Readonly<Record<string, string>> = { EL: "GR", XI: "GB" };

type Treatment = "taxed" | "exempt" | "reverse-charge";

/**
 * Exempt where the buyer's group is. Reverse charge where the rule has it and the VAT id is of another country than the rule's
 * region, or, with `reverseChargeAtHome`, of any. All others are taxed.
 */
function treatmentOf({ tax, taxTreatment, taxId }: Omit<TaxableBasket, "lines">): Treatment {
  if (taxTreatment === "exempt") return "exempt";
  const { reverseCharge = false, reverseChargeAtHome = false } = tax.rule;
  if (!reverseCharge || taxId === null || !TAX_ID.test(taxId)) return "taxed";
  const prefix = countryOf(taxId);
  const country = TAX_ID_COUNTRIES[prefix] ?? prefix;
  return reverseChargeAtHome || country !== countryOf(tax.region) ? "reverse-charge" : "taxed";
}

/** True when the tax is a provider's to say: the rule has one, and this buyer owes tax at all. */
export function asksTaxProvider(basket: Omit<TaxableBasket, "lines" | "provider">): boolean {
  const isExternal = basket.tax.rule.provider === "external";
  return isExternal && treatmentOf({ ...basket, provider: null }) === "taxed";
}

/**
 * The tax of a basket, contained in or added to its lines' amounts as the rule says, rounded by its mode: per line, or per
 * basket, where each rate's tax is computed on the sum of its lines and spread over them by largest remainder. Lines add up
 * to the totals exactly. Nothing is negative. A category without a rate in force is refused, also for buyers who owe none of it
 * where prices include tax, since what they contain must be known to be taken off.
 */
export function taxBasket(basket: TaxableBasket): Result<TaxedBasket, TaxError> {
  const amounts = basket.lines.map((line) => line.amountMinor);
  if (!Number.isSafeInteger(sum(amounts)))
    return fail({ kind: "amount-too-large", path: "/items" });
  const treatment = treatmentOf(basket);
  const taxed = treatment === "taxed" ? taxLines(basket) : untaxLines(basket, treatment);
  if (!taxed.ok) return taxed;
  const lines = taxed.value;
  const tooLarge = lines.findIndex(({ totalMinor }) => !Number.isSafeInteger(totalMinor));
  if (tooLarge >= 0) return fail({ kind: "amount-too-large", path: `/items/${tooLarge}/quantity` });
  const totalMinor = sum(lines.map((line) => line.totalMinor));
  if (!Number.isSafeInteger(totalMinor)) return fail({ kind: "amount-too-large", path: "/items" });
  const taxMinor = sum(lines.map((line) => line.taxMinor));
  return ok({ lines, taxMinor, totalMinor, steps: explainTax(basket, lines) });
}

const BY_PROVIDER = {
  reason: "provider",
  ratePercent: null,
  exception: null,
  isNet: false,
} as const;

function taxLines(basket: TaxableBasket): Result<readonly TaxedLine[], TaxError> {
  const { tax, lines, provider } = basket;
  const included = tax.rule.pricesIncludeTax;
  const total = (amountMinor: number, taxMinor: number) =>
    included ? amountMinor : amountMinor + taxMinor;
  if (provider?.kind === "answered") {
    return ok(
      lines.map(({ amountMinor }, index) => {
        const taxMinor = provider.taxesMinor[index] ?? 0;
        const totalMinor = total(amountMinor, taxMinor);
        return { taxMinor, totalMinor, ...BY_PROVIDER };
      }),
    );
  }
  const rates = ratesOf(basket);
  if (!rates.ok) return rates;
  const taxes = taxesOf(basket, rates.value);
  return ok(
    rates.value.map(({ percent, exception }, index) => {
      const taxMinor = taxes[index] ?? 0;
      const totalMinor = total(lines[index]?.amountMinor ?? 0, taxMinor);
      return {
        taxMinor,
        totalMinor,
        reason: "rate",
        ratePercent: percent,
        exception,
        isNet: false,
      };
    }),
  );
}

/** No tax; what prices contain of it is taken off. */
function untaxLines(
  basket: TaxableBasket,
  reason: "exempt" | "reverse-charge",
): Result<readonly TaxedLine[], TaxError> {
  const { lines, tax } = basket;
  const untaxed = { taxMinor: 0, reason, ratePercent: "0", exception: null };
  if (!tax.rule.pricesIncludeTax) {
    return ok(
      lines.map(({ amountMinor }) => ({ ...untaxed, totalMinor: amountMinor, isNet: false })),
    );
  }
  const rates = ratesOf(basket);
  if (!rates.ok) return rates;
  const contained = taxesOf(basket, rates.value);
  return ok(
    lines.map(({ amountMinor }, index) => ({
      ...untaxed,
      totalMinor: amountMinor - (contained[index] ?? 0),
      ratePercent: rates.value[index]?.percent ?? "0",
      exception: rates.value[index]?.exception ?? null,
      isNet: true,
    })),
  );
}

function ratesOf(basket: TaxableBasket): Result<readonly AppliedRate[], TaxError> {
  const { tax, lines, postcode, nowMs } = basket;
  const known = new Map<string, AppliedRate>();
  const rates: AppliedRate[] = [];
  for (const { category } of lines) {
    const rate = known.get(category) ?? rateFor(tax.rule, { category, postcode, nowMs });
    if (rate === undefined) {
      return fail({ kind: "tax-rate-missing", region: tax.region, category });
    }
    known.set(category, rate);
    rates.push(rate);
  }
  return ok(rates);
}

/** Of each line, by its rate. */
function taxesOf({ tax, lines }: TaxableBasket, rates: readonly AppliedRate[]): readonly number[] {
  const { pricesIncludeTax: included, rounding } = tax.rule;
  const of = (amountMinor: number, percent: string) =>
    taxOf(amountMinor, { percent, included, mode: rounding.mode });
  if (rounding.level === "line") {
    return lines.map(({ amountMinor }, index) => of(amountMinor, rates[index]?.percent ?? "0"));
  }
  const taxes = lines.map(() => 0);
  // "19" and "19.0" are one rate.
  for (const group of Map.groupBy(lines.keys(), (at) => Number(rates[at]?.percent)).values()) {
    const amounts = group.map((index) => lines[index]?.amountMinor ?? 0);
    const percent = rates[group[0] ?? 0]?.percent ?? "0";
    const shares = spread(of(sum(amounts), percent), amounts);
    for (const [at, index] of group.entries()) taxes[index] = shares[at] ?? 0;
  }
  return taxes;
}

/** What is shown of a line before its tax, in minor units; `discountsMinor` in any order. */
export type ShownLine = {
  readonly unitMinor: number;
  readonly subtotalMinor: number;
  readonly discountsMinor: readonly number[];
};

/**
 * The line as its buyer is shown it. Where the total is net, all of it is: each discount without the tax it contains, the
 * subtotal what total and discounts add up to, the unit price rounded on its own (so that of many units times the unit may
 * differ from the subtotal). Always `subtotal − discounts = total`, less tax that is added.
 */
export function shownLine(
  line: ShownLine,
  { isNet, ratePercent, totalMinor }: TaxedLine,
  { rounding }: TaxInputs["rule"],
): ShownLine {
  if (!isNet || ratePercent === null) return line;
  const rate = { percent: ratePercent, included: true, mode: rounding.mode };
  const net = (amountMinor: number) => amountMinor - taxOf(amountMinor, rate);
  const discountsMinor = line.discountsMinor.map(net);
  const subtotalMinor = totalMinor + sum(discountsMinor);
  return { unitMinor: net(line.unitMinor), subtotalMinor, discountsMinor };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((before, amount) => before + amount, 0);
}
