import type { ProductItem, ProductPrice, ProductView } from "../product-view.ts";
import type { Side } from "../side.ts";

/**
 * Inventory's items with their prices, which stand in the same order, null where there is none. With pricing down each
 * has the price that was last `known` of it, and says so, as it does where pricing itself only knew it.
 */
export function withPrices(
  items: readonly ProductItem[],
  pricing: Side<readonly (ProductPrice | null)[]>,
  known: (sku: string) => ProductPrice | undefined,
): readonly ProductView[] {
  if (pricing.kind === "fresh") {
    return items.map((item, index) => {
      const price = pricing.value[index] ?? null;
      return { ...item, price, degraded: price?.stale ? ["pricing"] : [] };
    });
  }
  return items.map((item) => {
    const price = known(item.sku);
    return {
      ...item,
      price: price === undefined ? null : { ...price, stale: true },
      degraded: ["pricing"],
    };
  });
}
