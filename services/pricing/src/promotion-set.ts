import type { AppliesTo, Promotion } from "./promotion.ts";
import { type TakeOff, takeOffOf } from "./promotion-rules/benefit.ts";
import { type Condition, compileCondition } from "./promotion-rules/condition.ts";
import type { SkuLot } from "./promotion-rules/sku-lots.ts";

/** All promotions as one revision has them, ready to be applied often. Immutable to whoever looks. */
export type PromotionSet = {
  readonly revision: number;
  readonly byId: ReadonlyMap<string, PromotionRule>;
  /** Those that conditions name. */
  readonly customerGroups: ReadonlySet<string>;
  /** Those that are valid at `nowMs` and need no coupon, by what they cannot do without. */
  readonly liveAt: (nowMs: number) => PromotionIndex;
};

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

/** Each rule stands under one kind of key, and under each value that will do. */
export type PromotionIndex = {
  readonly bySku: RulesBy;
  readonly byCategory: RulesBy;
  /** By an attribute's name and value. */
  readonly byAttribute: ReadonlyMap<string, RulesBy>;
  /** By region, channel, customerGroup or currency, and its value. */
  readonly byBuyer: ReadonlyMap<string, RulesBy>;
  /** Those that any basket may have. */
  readonly rest: readonly PromotionRule[];
};
type RulesBy = ReadonlyMap<string, readonly PromotionRule[]>;

/** The order of `promotions` makes no difference. Their ids are unique. */
export function compilePromotions(
  promotions: readonly Promotion[],
  revision: number,
): PromotionSet {
  const rules = promotions.map(toRule);
  const uncalled = rules.filter(({ promotion }) => !promotion.needsCoupon);
  const groups = rules.flatMap(({ condition }) => condition?.customerGroups ?? []);
  return {
    revision,
    byId: new Map(rules.map((rule) => [rule.promotion.id, rule])),
    customerGroups: new Set(groups),
    liveAt: rememberPeriod(uncalled),
  };
}

/** Whether the promotion has begun, and not ended. */
export function isLive({ validFromMs, validToMs }: Promotion, nowMs: number): boolean {
  return (validFromMs ?? -Infinity) <= nowMs && nowMs < (validToMs ?? Infinity);
}

function toRule(promotion: Promotion): PromotionRule {
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

/**
 * The index of the period that a moment is in: nothing begins or ends within it, so it holds for all of it. Only the last one
 * asked for is kept: time goes on, and is asked for over and over.
 */
function rememberPeriod(rules: readonly PromotionRule[]): (nowMs: number) => PromotionIndex {
  const bounds = rules.flatMap(({ promotion: { validFromMs, validToMs } }) => [
    validFromMs ?? -Infinity,
    validToMs ?? Infinity,
  ]);
  let last:
    | { readonly fromMs: number; readonly toMs: number; readonly index: PromotionIndex }
    | undefined;
  return (nowMs) => {
    if (last !== undefined && last.fromMs <= nowMs && nowMs < last.toMs) return last.index;
    let [fromMs, toMs] = [-Infinity, Infinity];
    for (const bound of bounds) {
      if (bound <= nowMs) fromMs = Math.max(fromMs, bound);
      else toMs = Math.min(toMs, bound);
    }
    const live = rules.filter(({ promotion }) => isLive(promotion, nowMs));
    last = { fromMs, toMs, index: buildIndex(live) };
    return last.index;
  };
}

type Growing = Map<string, PromotionRule[]>;

function buildIndex(rules: readonly PromotionRule[]): PromotionIndex {
  const [bySku, byCategory]: [Growing, Growing] = [new Map(), new Map()];
  const [byAttribute, byBuyer]: [Map<string, Growing>, Map<string, Growing>] = [
    new Map(),
    new Map(),
  ];
  const rest: PromotionRule[] = [];
  for (const rule of rules) {
    const need = needOf(rule);
    if (need === null) rest.push(rule);
    else if (need.variable === "line.sku") file(bySku, need.values, rule);
    else if (need.variable === "line.category") file(byCategory, need.values, rule);
    else if (need.variable.startsWith(ATTRIBUTE)) {
      file(inner(byAttribute, need.variable.slice(ATTRIBUTE.length)), need.values, rule);
    } else file(inner(byBuyer, need.variable), need.values, rule);
  }
  return { bySku, byCategory, byAttribute, byBuyer, rest };
}

const ATTRIBUTE = "line.attributes.";
/** An index by a whole attribute only; what is inside of one, and amounts, are left to the condition. */
const INDEXED = /^(line\.(sku|category|attributes\.[^.]+)|region|channel|customerGroup|currency)$/;

/** What the rule cannot do without, the rarest first: a SKU, a value of an attribute, a category, a kind of buyer. */
function needOf({ promotion, condition }: PromotionRule): Condition["needs"] {
  const { skus = null, categories = null, attributes = null } = promotion.appliesTo ?? {};
  if (skus !== null) return { variable: "line.sku", values: skus };
  const asked = condition?.needs ?? null;
  const wanted = asked !== null && INDEXED.test(asked.variable) ? asked : null;
  if (wanted?.variable === "line.sku") return wanted;
  const [attribute] = Object.entries(attributes ?? {});
  if (attribute !== undefined)
    return { variable: `${ATTRIBUTE}${attribute[0]}`, values: attribute[1] };
  if (wanted?.variable.startsWith(ATTRIBUTE)) return wanted;
  if (categories !== null) return { variable: "line.category", values: categories };
  return wanted;
}

function inner(index: Map<string, Growing>, name: string): Growing {
  const found = index.get(name);
  if (found !== undefined) return found;
  const made: Growing = new Map();
  index.set(name, made);
  return made;
}

function file(index: Growing, values: readonly string[], rule: PromotionRule): void {
  for (const value of new Set(values)) {
    const rules = index.get(value);
    if (rules === undefined) index.set(value, [rule]);
    else rules.push(rule);
  }
}
