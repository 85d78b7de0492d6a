import type { DynamicRule } from "../dynamic-rules.ts";

/** A rule for every SKU that no condition limits, with the given fields instead. */
export function dynamicRule(
  key: string,
  {
    when = {},
    ...fields
  }: Partial<Omit<DynamicRule, "when">> & { when?: Partial<DynamicRule["when"]> } = {},
): DynamicRule {
  return {
    ...{ key, label: `Rule ${key}`, percent: "10", priority: 0 },
    appliesTo: { skus: null, categories: null },
    when: { stockBelow: null, stockAtLeast: null, demandAtLeast: null, window: null, ...when },
    ...{ validFromMs: null, validToMs: null },
    ...fields,
  };
}
