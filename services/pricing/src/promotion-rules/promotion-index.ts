import type { Amount, Promotion } from "../promotion.ts";
import type { Condition } from "./condition.ts";
import type { PromotionRule } from "./promotion-rule.ts";

/** Each rule stands under one kind of key, and under each value that will do. */
export type PromotionIndex = {
  readonly bySku: RulesBy;
  readonly byCategory: RulesBy;
  /** By an attribute's name and value. */
  readonly byAttribute: ReadonlyMap<string, RulesBy>;
  /** By region, channel, customerGroup or currency, and its value. */
  readonly byBuyer: ReadonlyMap<string, RulesBy>;
  /** Those for any basket that costs enough, by currency, the lowest minimum first. */
  readonly byMinimum: ReadonlyMap<string, readonly RuleFrom[]>;
  /** Those that any basket may have. */
  readonly rest: readonly PromotionRule[];
};
type RuleFrom = { readonly minimumMinor: number; readonly rule: PromotionRule };
type RulesBy = ReadonlyMap<string, readonly PromotionRule[]>;

type Growing = Map<string, PromotionRule[]>;

export function buildIndex(rules: readonly PromotionRule[]): PromotionIndex {
  const [bySku, byCategory]: [Growing, Growing] = [new Map(), new Map()];
  const [byAttribute, byBuyer]: [Map<string, Growing>, Map<string, Growing>] = [
    new Map(),
    new Map(),
  ];
  const withMinimum: PromotionRule[] = [];
  const rest: PromotionRule[] = [];
  for (const rule of rules) {
    const need = needOf(rule);
    if (need === null) (minimaOf(rule.promotion).length > 0 ? withMinimum : rest).push(rule);
    else if (need.variable === "line.sku") file(bySku, need.values, rule);
    else if (need.variable === "line.category") file(byCategory, need.values, rule);
    else if (need.variable.startsWith(ATTRIBUTE)) {
      file(inner(byAttribute, need.variable.slice(ATTRIBUTE.length)), need.values, rule);
    } else file(inner(byBuyer, need.variable), need.values, rule);
  }
  const byMinimum = sortByMinimum(withMinimum);
  return { bySku, byCategory, byAttribute, byBuyer, byMinimum, rest };
}

function sortByMinimum(rules: readonly PromotionRule[]): ReadonlyMap<string, readonly RuleFrom[]> {
  const byCurrency = new Map<string, RuleFrom[]>();
  for (const rule of rules) {
    for (const { currency, amountMinor } of minimaOf(rule.promotion)) {
      const from = { minimumMinor: amountMinor, rule };
      const before = byCurrency.get(currency);
      if (before === undefined) byCurrency.set(currency, [from]);
      else before.push(from);
    }
  }
  const idOf = ({ rule }: RuleFrom) => rule.promotion.id;
  for (const rulesFrom of byCurrency.values()) {
    rulesFrom.sort((a, b) => a.minimumMinor - b.minimumMinor || (idOf(a) < idOf(b) ? -1 : 1));
  }
  return byCurrency;
}

/** What a basket has to cost at least, in each currency that will do; none where any basket will do. */
function minimaOf({ minBasket, benefit }: Promotion): readonly Amount[] {
  if (minBasket !== null) return [minBasket];
  if (benefit.kind !== "tiered-spend") return [];
  const lowest = new Map<string, Amount>();
  for (const { from } of benefit.tiers) {
    const before = lowest.get(from.currency);
    if (before === undefined || from.amountMinor < before.amountMinor)
      lowest.set(from.currency, from);
  }
  return [...lowest.values()];
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
