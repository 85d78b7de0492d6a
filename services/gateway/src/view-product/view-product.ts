import { fail, ok, type Result } from "@holdfast/result";
import type { ProductView } from "../product-view.ts";
import type { Side } from "../side.ts";
import { itemPart, type Part, stale, type ViewParts } from "../view-json.ts";

export type Known = {
  readonly item: Part | undefined;
  readonly price: Part | undefined;
};

export type ViewError =
  | { readonly kind: "product-not-found"; readonly sku: string }
  | { readonly kind: "upstream-unavailable"; readonly dependency: string }
  | { readonly kind: "deadline-exceeded"; readonly dependency: string };

/**
 * Puts the two sides together. Inventory decides whether there is such a product, so its "no" is final. One side down is
 * answered by what was `known` of it; both down, or inventory down for a SKU that nobody knows anything of, is refused.
 */
export function aggregate(
  sku: string,
  sides: { readonly inventory: Side<Part>; readonly pricing: Side<Part> },
  known: Known,
): Result<ViewParts, ViewError> {
  const { inventory, pricing } = sides;
  if (inventory.kind === "absent") return fail({ kind: "product-not-found", sku });
  const item = itemOf(sku, inventory, known.item);
  if (isDown(inventory) && (isDown(pricing) || (pricing.kind === "absent" && !known.item))) {
    return fail(refusalOf(inventory, pricing));
  }
  const price = priceOf(pricing, known.price);
  const degraded: ProductView["degraded"] = [
    ...(isDown(inventory) ? (["inventory"] as const) : []),
    // Pricing answers with what it last knew while its database is away.
    ...(isDown(pricing) || price?.isStale ? (["pricing"] as const) : []),
  ];
  return ok({ item, price, degraded });
}

const isDown = ({ kind }: Side<unknown>): boolean => kind === "down" || kind === "late";

function itemOf(sku: string, inventory: Side<Part>, known: Part | undefined): Part {
  if (inventory.kind === "fresh") return inventory.value;
  if (known) return stale(known);
  return itemPart({
    sku,
    name: null,
    description: null,
    category: null,
    attributes: {},
    availability: { status: "unknown", available: null, locations: [], asOf: null },
  });
}

function priceOf(pricing: Side<Part>, known: Part | undefined): Part | null {
  if (pricing.kind === "fresh") return pricing.value;
  return isDown(pricing) && known ? stale(known) : null;
}

function refusalOf(inventory: Side<Part>, pricing: Side<Part>): ViewError {
  const dependency = isDown(pricing) ? "inventory and pricing" : "inventory";
  const late = inventory.kind === "late" || pricing.kind === "late";
  return { kind: late ? "deadline-exceeded" : "upstream-unavailable", dependency };
}
