import type { PromotionBasket, PromotionLine } from "../promotion.ts";

/**
 * All lines of a basket that are of one SKU at one price. Promotions see lots only, so that it makes no difference whether
 * units stand in one line or in several, nor in which order.
 */
export type SkuLot = Omit<PromotionLine, "quantity"> & {
  /** Its place among the lots, which are in the order of SKUs. */
  readonly index: number;
  readonly quantity: number;
  readonly originalMinor: number;
  /** Its units may not cost less together. */
  readonly floorTotalMinor: number;
  /** Where its lines stand in the basket: larger quantities first, equal ones as they stand. */
  readonly lines: readonly number[];
};

/** The lots of a basket by SKU, then price, then floor; the same whatever the order of its lines. */
export function skuLots({ lines }: PromotionBasket): readonly SkuLot[] {
  const sorted = lines.map((line, position) => ({ line, position }));
  sorted.sort(
    (a, b) =>
      compareLines(a.line, b.line) || b.line.quantity - a.line.quantity || a.position - b.position,
  );
  const lots: Growing[] = [];
  for (const { line, position } of sorted) {
    const last = lots.at(-1);
    if (last === undefined || compareLines(last, line) !== 0) {
      lots.push(toLot(line, { index: lots.length, position }));
    } else {
      last.quantity += line.quantity;
      last.originalMinor += line.unitMinor * line.quantity;
      last.floorTotalMinor += line.floorMinor * line.quantity;
      last.lines.push(position);
    }
  }
  return lots;
}

type Growing = Omit<SkuLot, "lines"> & {
  quantity: number;
  originalMinor: number;
  floorTotalMinor: number;
  readonly lines: number[];
};

function toLot(
  { sku, unitMinor, floorMinor, category, attributes, quantity }: PromotionLine,
  { index, position }: { readonly index: number; readonly position: number },
): Growing {
  return {
    sku,
    unitMinor,
    floorMinor,
    category,
    attributes,
    index,
    quantity,
    originalMinor: unitMinor * quantity,
    floorTotalMinor: floorMinor * quantity,
    lines: [position],
  };
}

function compareLines(
  a: Pick<PromotionLine, "sku" | "unitMinor" | "floorMinor">,
  b: PromotionLine,
): number {
  if (a.sku !== b.sku) return a.sku < b.sku ? -1 : 1;
  return a.unitMinor - b.unitMinor || a.floorMinor - b.floorMinor;
}
