import type { AppliesTo, Promotion } from "../promotion.ts";
import { type TakeOff, takeOffOf } from "./benefit.ts";
import { type Condition, compileCondition } from "./condition.ts";
import type { SkuLot } from "./sku-lots.ts";

/** A promotion with all that follows from it alone. */
export type PromotionRule = {
  readonly promotion: Promotion;
  readonly condition: Condition | null;
  /** Whether it is for some lines only: `appliesTo` names some, or its condition asks about a line. */
  readonly isScoped: boolean;
  /** Whether `appliesTo` is for the lot. */
  readonly isFor: (lot: SkuLot) => boolean;
  /** Whether it is on the basket, and comes after those on lines. */
  readonly isOnBasket: boolean;
  /** Those of its amounts; a basket in another one has no use for it. */
  readonly currencies: readonly string[];
  readonly takeOff: TakeOff;
};

export function toRule(promotion: Promotion): PromotionRule {
  const { benefit, appliesTo, minBasket } = promotion;
  const condition = compileCondition(promotion.condition);
  const namesLines = Object.values(appliesTo ?? {}).some((names) => names !== null);
  const isScoped = namesLines || condition?.isOnLine === true;
  const isOneAmount =
    benefit.kind === "basket-threshold" ||
    benefit.kind === "tiered-spend" ||
    (benefit.kind === "amount" && benefit.per === "basket") ||
    (benefit.kind === "percentage" && !isScoped);
  return {
    promotion,
    condition,
    isScoped,
    isFor: scopeOf(appliesTo),
    isOnBasket: isOneAmount || minBasket !== null,
    currencies: currenciesOf(promotion),
    takeOff: takeOffOf(promotion, !isScoped),
  };
}

function scopeOf(appliesTo: AppliesTo | null): PromotionRule["isFor"] {
  if (appliesTo === null) return () => true;
  const skus = appliesTo.skus && new Set(appliesTo.skus);
  const categories = appliesTo.categories && new Set(appliesTo.categories);
  const attributes = Object.entries(appliesTo.attributes ?? {}).map(
    ([name, values]) => [name, new Set(values)] as const,
  );
  return (lot) =>
    (skus === null || skus.has(lot.sku)) &&
    (categories === null || (lot.category !== null && categories.has(lot.category))) &&
    attributes.every(([name, wanted]) =>
      attributeTexts(lot.attributes[name]).some((text) => wanted.has(text)),
    );
}

/** An attribute as what a promotion may name: text, a number, true or false; of a list each. */
export function attributeTexts(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number" || typeof value === "boolean") return [String(value)];
  return Array.isArray(value)
    ? value.filter((part) => !Array.isArray(part)).flatMap(attributeTexts)
    : [];
}

/** Of the tiers of a promotion those in the basket's currency count, so theirs are not among these. */
function currenciesOf({ benefit, minBasket, budget }: Promotion): readonly string[] {
  const off = benefit.kind === "basket-threshold" ? benefit.off : benefit;
  const amounts = [minBasket, budget.maxDiscount, "currency" in off ? off : null];
  return amounts.flatMap((amount) => (amount === null ? [] : [amount.currency]));
}

/** Whether the promotion has begun, and not ended. */
export function isLive({ validFromMs, validToMs }: Promotion, nowMs: number): boolean {
  return (validFromMs ?? -Infinity) <= nowMs && nowMs < (validToMs ?? Infinity);
}
