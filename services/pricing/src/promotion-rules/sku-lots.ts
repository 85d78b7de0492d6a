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
  const gathered = new Map<string, Gathered[]>();
  for (const [position, line] of lines.entries()) {
    const sameSku = gathered.get(line.sku);
    if (sameSku === undefined) {
      gathered.set(line.sku, [{ line, quantity: line.quantity, positions: [position] }]);
      continue;
    }
    const sameLot = sameSku.find((lot) => compareLines(lot.line, line) === 0);
    if (sameLot === undefined) {
      sameSku.push({ line, quantity: line.quantity, positions: [position] });
    } else {
      sameLot.quantity += line.quantity;
      sameLot.positions.push(position);
    }
  }
  return [...gathered.values()]
    .flat()
    .sort((a, b) => compareLines(a.line, b.line))
    .map((lot, index) => toLot(lot, { index, lines }));
}

type Gathered = { readonly line: PromotionLine; quantity: number; readonly positions: number[] };

function toLot(
  { line, quantity, positions }: Gathered,
  { index, lines }: { readonly index: number; readonly lines: readonly PromotionLine[] },
): SkuLot {
  const quantityAt = (position: number) => lines[position]?.quantity ?? 0;
  if (positions.length > 1) positions.sort((a, b) => quantityAt(b) - quantityAt(a) || a - b);
  return {
    sku: line.sku,
    unitMinor: line.unitMinor,
    floorMinor: line.floorMinor,
    category: line.category,
    attributes: line.attributes,
    index,
    quantity,
    originalMinor: line.unitMinor * quantity,
    floorTotalMinor: line.floorMinor * quantity,
    lines: positions,
  };
}

function compareLines(a: PromotionLine, b: PromotionLine): number {
  if (a.sku !== b.sku) return a.sku < b.sku ? -1 : 1;
  return a.unitMinor - b.unitMinor || a.floorMinor - b.floorMinor;
}
