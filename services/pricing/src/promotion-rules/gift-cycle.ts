import type { Promotion } from "../promotion.ts";

type Giving = Pick<Promotion, "benefit" | "appliesTo" | "validFromMs" | "validToMs">;

/**
 * Whether the promotion's gift leads back to a SKU that unlocks it, by way of gifts of the others that are valid at some moment
 * at which it is. Whoever had one of those SKUs would have all of them for nothing. What is named by category or
 * attribute is not followed: which SKUs that is changes with the products.
 */
export function closesGiftCycle(promotion: Giving, others: readonly Giving[]): boolean {
  const { benefit, appliesTo } = promotion;
  if (benefit.kind !== "free-gift") return false;
  const unlocking = new Set(appliesTo?.skus);
  const reached = new Set([benefit.sku]);
  for (const sku of reached) {
    // grows as it goes: each SKU is looked at once
    if (unlocking.has(sku)) return true;
    for (const other of others) {
      if (other.benefit.kind !== "free-gift" || !overlap(promotion, other)) continue;
      if (other.appliesTo?.skus?.includes(sku)) reached.add(other.benefit.sku);
    }
  }
  return false;
}

function overlap(a: Giving, b: Giving): boolean {
  return beginOf(a) < endOf(b) && beginOf(b) < endOf(a);
}

const beginOf = ({ validFromMs }: Giving): number => validFromMs ?? Number.NEGATIVE_INFINITY;
const endOf = ({ validToMs }: Giving): number => validToMs ?? Number.POSITIVE_INFINITY;
