import type { Promotion } from "./promotion.ts";
import { buildIndex, type PromotionIndex } from "./promotion-rules/promotion-index.ts";
import { isLive, type PromotionRule, toRule } from "./promotion-rules/promotion-rule.ts";

/** All promotions as one revision has them, ready to be applied often. Immutable to whoever looks. */
export type PromotionSet = {
  readonly revision: number;
  readonly byId: ReadonlyMap<string, PromotionRule>;
  /** Those that conditions name. */
  readonly customerGroups: ReadonlySet<string>;
  /** Those that are valid at `nowMs` and need no coupon, by what they cannot do without. */
  readonly liveAt: (nowMs: number) => PromotionIndex;
};

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
