import type { ProductPrice } from "../product-view.ts";
import type { Side } from "../side.ts";
import { type Part, pricePart, stale, type ViewParts } from "../view-json.ts";

/** A SKU's price; null where there is none; `unable` where pricing has one and cannot say it, as without a rate to convert by. */
export type ListedPrice = Part | null | "unable";

/**
 * Inventory's items with their prices, which stand in the same order. With pricing down, or unable to say a price, each
 * has the price that was last `known` of it, and says so, as it does where pricing itself only knew it.
 */
export function withPrices<Item extends { readonly sku: string; readonly part: Part }>(
  items: readonly Item[],
  pricing: Side<readonly ListedPrice[]>,
  known: (sku: string) => Part | undefined,
): readonly ViewParts[] {
  return items.map(({ sku, part: item }, index) => {
    const price = pricing.kind === "fresh" ? (pricing.value[index] ?? null) : "unable";
    if (price !== "unable") return { item, price, degraded: price?.isStale ? ["pricing"] : [] };
    const last = known(sku);
    const shown = last === undefined ? null : stale(last);
    return { item, price: shown, degraded: ["pricing"] };
  });
}

/**
 * A price of a list, as pricing answered it. A reason other than `price-not-found` is a fault that passes: a rate to
 * convert by that is missing or too old.
 */
export function listedPrice(line: {
  readonly price: ProductPrice | null;
  readonly reason?: string;
}): ListedPrice {
  if (line.price !== null) return pricePart(line.price);
  return line.reason === undefined || line.reason === "price-not-found" ? null : "unable";
}
