import type { NotAppliedReason, PromotionBasket, PromotionFacts } from "../promotion.ts";
import type { PromotionSet } from "../promotion-set.ts";
import type { ConditionData } from "./condition.ts";
import type { PromotionIndex } from "./promotion-index.ts";
import { attributeTexts, isLive, type PromotionRule } from "./promotion-rule.ts";
import type { SkuLot } from "./sku-lots.ts";

/** A promotion that may give something. */
export type Candidate = {
  readonly rule: PromotionRule;
  /** What it would take off from. */
  readonly lots: readonly SkuLot[];
  /** Of a gift for certain lines: those, one of which has to be bought. */
  readonly unlockedBy: readonly SkuLot[] | null;
  /** What its budget has left. */
  readonly leftMinor: number;
};
export type Refused = { readonly rule: PromotionRule; readonly reason: NotAppliedReason };

type Shopping = {
  readonly basket: PromotionBasket;
  readonly lots: readonly SkuLot[];
  readonly facts: PromotionFacts;
};

/**
 * The promotions to look at: those that the index brings up for this basket, and those of which a good coupon was given.
 * Which of them are refused outright says why. In no particular order.
 */
export function findCandidates(
  set: PromotionSet,
  shopping: Shopping,
): { readonly candidates: readonly Candidate[]; readonly refused: readonly Refused[] } {
  const found = lookUp(set.liveAt(shopping.basket.nowMs), shopping);
  for (const id of shopping.facts.coupons.keys()) {
    const rule = set.byId.get(id);
    if (rule !== undefined && !found.has(rule)) found.set(rule, shopping.lots);
  }
  const asked = { ...shopping, dataOf: conditionData(shopping) };
  const candidates: Candidate[] = [];
  const refused: Refused[] = [];
  for (const [rule, lots] of found) {
    const reason = ruledOut(rule, shopping);
    const matching = reason ?? matchingLots(rule, lots, asked);
    if (typeof matching === "string") refused.push({ rule, reason: matching });
    else candidates.push({ rule, ...matching, leftMinor: leftMinor(rule, shopping.facts) });
  }
  return { candidates, refused };
}

/** Rules with the lots that brought them up; with all lots where it was not a lot. */
function lookUp(
  index: PromotionIndex,
  { basket, lots }: Shopping,
): Map<PromotionRule, readonly SkuLot[]> {
  const found: Map<PromotionRule, readonly SkuLot[]> = lookUpLots(index, lots);
  for (const rule of index.rest) found.set(rule, lots);
  for (const rule of nearMinimum(index, { basket, lots })) found.set(rule, lots);
  for (const [variable, byValue] of index.byBuyer) {
    const value = buyerValue(basket, variable);
    const rules = value === null ? undefined : byValue.get(value);
    for (const rule of rules ?? []) found.set(rule, lots);
  }
  return found;
}

/** Of the minima that are not reached a quote can tell the nearest; the others are out of reach, however many there are. */
const UNREACHED_MAX = 10;

function nearMinimum(
  { byMinimum }: PromotionIndex,
  { basket, lots }: Pick<Shopping, "basket" | "lots">,
): readonly PromotionRule[] {
  const inOrder = byMinimum.get(basket.currency);
  if (inOrder === undefined) return [];
  const costMinor = lots.reduce((sum, { originalMinor }) => sum + originalMinor, 0);
  const near: PromotionRule[] = [];
  let unreached = 0;
  for (const { minimumMinor, rule } of inOrder) {
    if (minimumMinor > costMinor) unreached += 1;
    if (unreached > UNREACHED_MAX) break;
    near.push(rule);
  }
  return near;
}

function lookUpLots(index: PromotionIndex, lots: readonly SkuLot[]): Map<PromotionRule, SkuLot[]> {
  const found = new Map<PromotionRule, SkuLot[]>();
  const bringUp = (rules: readonly PromotionRule[] | undefined, lot: SkuLot) => {
    if (rules === undefined) return;
    for (const rule of rules) {
      const before = found.get(rule);
      if (before === undefined) found.set(rule, [lot]);
      else if (before.at(-1) !== lot) before.push(lot); // A list of attributes may bring it up twice.
    }
  };
  for (const lot of lots) {
    bringUp(index.bySku.get(lot.sku), lot);
    if (lot.category !== null) bringUp(index.byCategory.get(lot.category), lot);
    if (index.byAttribute.size === 0) continue;
    for (const name of Object.keys(lot.attributes)) {
      const byValue = index.byAttribute.get(name);
      if (byValue === undefined) continue;
      for (const text of attributeTexts(lot.attributes[name])) bringUp(byValue.get(text), lot);
    }
  }
  return found;
}

function buyerValue(basket: PromotionBasket, variable: string): string | null {
  switch (variable) {
    case "region":
      return basket.region;
    case "channel":
      return basket.channel;
    case "customerGroup":
      return basket.customerGroup;
    case "currency":
      return basket.currency;
    default:
      throw new Error(`no promotion is indexed by ${variable}`);
  }
}

/** Why it gives nothing whatever is in the basket. Only one that a coupon brought up can be out of its time. */
function ruledOut(rule: PromotionRule, { basket, facts }: Shopping): NotAppliedReason | undefined {
  const { promotion, currencies } = rule;
  if (!isLive(promotion, basket.nowMs)) {
    return (promotion.validFromMs ?? -Infinity) > basket.nowMs ? "not-started" : "ended";
  }
  if (facts.exhausted.has(promotion.id) || leftMinor(rule, facts) <= 0) return "budget-exhausted";
  if (currencies.some((currency) => currency !== basket.currency)) return "other-currency";
  return undefined;
}

function leftMinor({ promotion }: PromotionRule, { discountLeftMinor }: PromotionFacts): number {
  const { maxDiscount } = promotion.budget;
  return discountLeftMinor.get(promotion.id) ?? maxDiscount?.amountMinor ?? Infinity;
}

/** What a condition is asked about: a lot, or only the basket. */
type DataOf = (lot: SkuLot | undefined) => ConditionData;

/** The lots that the promotion takes off from; a gift is such a lot, unlocked by others. */
function matchingLots(
  rule: PromotionRule,
  lots: readonly SkuLot[],
  { lots: all, dataOf }: Shopping & { readonly dataOf: DataOf },
): Pick<Candidate, "lots" | "unlockedBy"> | NotAppliedReason {
  const { condition, isScoped, isFor, promotion } = rule;
  if (condition !== null && !condition.isOnLine) {
    const verdict = condition.test(dataOf(undefined));
    if (verdict !== "met") return verdict === "failed" ? "condition-failed" : "condition-not-met";
  }
  const { benefit } = promotion;
  const gift = benefit.kind === "free-gift" ? benefit.sku : null;
  let matching = lots;
  if (isScoped) {
    let reason: NotAppliedReason = "no-matching-line";
    matching = lots.filter((lot) => {
      if (lot.sku === gift || !isFor(lot)) return false;
      if (condition === null || !condition.isOnLine) return true;
      const verdict = condition.test(dataOf(lot));
      if (verdict === "failed") reason = "condition-failed";
      return verdict === "met";
    });
    if (matching.length === 0) return reason;
  }
  if (gift === null) return { lots: matching, unlockedBy: null };
  return { lots: all.filter(({ sku }) => sku === gift), unlockedBy: isScoped ? matching : null };
}

function conditionData({ basket, lots }: Shopping): DataOf {
  const { currency, region, channel, customerGroup } = basket;
  const totals = { subtotal: 0, quantity: 0 };
  for (const lot of lots) {
    totals.subtotal += lot.originalMinor;
    totals.quantity += lot.quantity;
  }
  const ofBasket: ConditionData = { basket: totals, currency, region, channel, customerGroup };
  const byLot: ConditionData[] = [];
  return (lot) => {
    if (lot === undefined) return ofBasket;
    const made = byLot[lot.index];
    if (made !== undefined) return made;
    const { sku, category, attributes, quantity, unitMinor: unit } = lot;
    const data = { ...ofBasket, line: { sku, category, attributes, quantity, unit } };
    byLot[lot.index] = data;
    return data;
  };
}
