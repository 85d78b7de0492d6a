import { isCurrency, MAX_AMOUNT_MINOR } from "@holdfast/money";
import type { FieldError } from "@holdfast/problem";
import type { Amount, Benefit, PercentOrAmount, Promotion } from "../promotion.ts";
import { PERCENT_PATTERN } from "../tax.ts";
import { conditionErrors } from "./condition-errors.ts";

const UNITS_MAX = 1_000_000;
/** As an int of PostgreSQL counts. */
const USES_MAX = 2_147_483_647;
type Errors = readonly FieldError[];
type Tier = Extract<Benefit, { readonly kind: "tiered-spend" }>["tiers"][number];

/**
 * What keeps a promotion from being accepted; none: it is accepted, and gives what it says. Paths point into the body of
 * the request, where the benefit is `value`.
 */
export function promotionErrors(promotion: Omit<Promotion, "id" | "version">): Errors {
  const { minBasket, budget, condition, validFromMs, validToMs } = promotion;
  return [
    ...benefitErrors(promotion.benefit),
    ...(minBasket === null ? [] : amountErrors(minBasket, "/minBasket")),
    ...(budget.maxDiscount === null ? [] : amountErrors(budget.maxDiscount, "/budget/maxDiscount")),
    ...(budget.maxUses === null ? [] : countErrors(budget.maxUses, "/budget/maxUses", USES_MAX)),
    ...(budget.maxUsesPerCustomer === null
      ? []
      : countErrors(budget.maxUsesPerCustomer, "/budget/maxUsesPerCustomer", USES_MAX)),
    ...(condition === null || condition === undefined
      ? []
      : conditionErrors(condition).map((error) => ({ ...error, path: `/condition${error.path}` }))),
    ...unless(validFromMs === null || validToMs === null || validFromMs < validToMs, {
      path: "/validTo",
      message: "has to be after validFrom",
    }),
    ...scopeErrors(promotion),
    ...cycleErrors(promotion),
  ];
}

function benefitErrors(benefit: Benefit): Errors {
  switch (benefit.kind) {
    case "percentage":
      return percentErrors(benefit.percent, "/value");
    case "amount":
    case "fixed-price":
      return amountErrors(benefit, "/value");
    case "buy-x-get-y":
      return [
        ...countErrors(benefit.buy, "/value/buy"),
        ...countErrors(benefit.get, "/value/get"),
        ...percentErrors(benefit.percent, "/value"),
      ];
    case "basket-threshold":
      return offErrors(benefit.off, "/value");
    case "tiered-spend":
      return tierErrors(benefit.tiers);
    case "free-gift":
      return countErrors(benefit.quantity, "/value/quantity");
    default:
      return benefit satisfies never;
  }
}

/** Of one currency each tier has to begin above the one before; what it gives may be anything. */
function tierErrors(tiers: readonly Tier[]): Errors {
  if (tiers.length === 0) return [{ path: "/value/tiers", message: "has to have a tier" }];
  const reached = new Map<string, number>();
  const errors: FieldError[] = [];
  for (const [index, { from, off }] of tiers.entries()) {
    const path = `/value/tiers/${index}`;
    const before = reached.get(from.currency) ?? Number.NEGATIVE_INFINITY;
    errors.push(
      ...amountErrors(from, `${path}/minBasket`),
      ...offErrors(off, path),
      ...unless(from.amountMinor > before, {
        path: `${path}/minBasket/amount`,
        message: "has to be above that of the tier before",
      }),
      ...unless("percent" in off || off.currency === from.currency, {
        path: `${path}/currency`,
        message: "has to be the currency that the tier begins in",
      }),
    );
    reached.set(from.currency, from.amountMinor);
  }
  return errors;
}

function offErrors(off: PercentOrAmount, path: string): Errors {
  return "percent" in off ? percentErrors(off.percent, path) : amountErrors(off, path);
}

const PERCENT = new RegExp(PERCENT_PATTERN);

function percentErrors(percent: string, path: string): Errors {
  const message = 'has to be a decimal from "0" to "100" with at most 4 fraction digits';
  return unless(PERCENT.test(percent), { path: `${path}/percent`, message });
}

function amountErrors({ amountMinor, currency }: Amount, path: string): Errors {
  const isAmount =
    Number.isSafeInteger(amountMinor) && amountMinor > 0 && amountMinor <= MAX_AMOUNT_MINOR;
  return [
    ...unless(isAmount, {
      path: `${path}/amount`,
      message: `has to be a whole number of minor units from 1 to ${MAX_AMOUNT_MINOR}`,
    }),
    ...unless(isCurrency(currency), {
      path: `${path}/currency`,
      message: "has to be a currency of ISO 4217",
    }),
  ];
}

function countErrors(count: number, path: string, most = UNITS_MAX): Errors {
  const isCount = Number.isSafeInteger(count) && count >= 1 && count <= most;
  return unless(isCount, { path, message: `has to be a whole number from 1 to ${most}` });
}

/** A list of nothing would hold for no line at all, and what is given on reaching a minimum needs one. */
function scopeErrors({ appliesTo, benefit, minBasket }: Omit<Promotion, "id" | "version">): Errors {
  const message = "has to name something, or be left out";
  const { skus = null, categories = null, attributes = null } = appliesTo ?? {};
  return [
    ...unless(skus?.length !== 0, { path: "/appliesTo/skus", message }),
    ...unless(categories?.length !== 0, { path: "/appliesTo/categories", message }),
    ...Object.entries(attributes ?? {}).flatMap(([name, values]) =>
      unless(values.length > 0, { path: `/appliesTo/attributes/${pointer(name)}`, message }),
    ),
    ...unless(benefit.kind !== "basket-threshold" || minBasket !== null, {
      path: "/minBasket",
      message: "has to be there: the discount is for reaching it",
    }),
  ];
}

/** A gift must not be what unlocks it: whoever had it in the basket would have it for nothing. */
function cycleErrors({ benefit, appliesTo }: Omit<Promotion, "id" | "version">): Errors {
  if (benefit.kind !== "free-gift") return [];
  const index = appliesTo?.skus?.indexOf(benefit.sku) ?? -1;
  return unless(index < 0, {
    path: `/appliesTo/skus/${index}`,
    message: `is the gift: ${benefit.sku} would unlock itself`,
  });
}

function unless(isFine: boolean, error: FieldError): Errors {
  return isFine ? [] : [error];
}

/** A name as a part of a JSON pointer (RFC 6901). */
function pointer(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
