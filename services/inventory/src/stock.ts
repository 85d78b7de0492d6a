export type Place = { readonly latitude: number; readonly longitude: number };

/** One SKU at one location. `reservedUnits` leaves out holds that are past their time, swept or not. */
export type StockRow = {
  readonly sku: string;
  readonly location: string;
  /** Lower is used first. */
  readonly locationPriority: number;
  readonly onHandUnits: number;
  readonly reservedUnits: number;
  /** Announced, not yet received. */
  readonly incomingUnits: number;
};

/** Below or at the larger of this and its safety stock an item is `low`: half an order of the default maximum. */
const LOW_UNITS = 5;
export const lowUnitsOf = (safetyStockUnits: number): number =>
  Math.max(safetyStockUnits, LOW_UNITS);

/**
 * Units that can be promised from one row: on hand, not reserved, and above the item's safety stock, which is kept
 * back at each location. Never negative.
 */
export function availableUnits(
  row: { readonly onHandUnits: number; readonly reservedUnits: number },
  safetyStockUnits: number,
): number {
  return Math.max(0, row.onHandUnits - row.reservedUnits - safetyStockUnits);
}

type Ranked = { readonly location: string; readonly locationPriority: number };

/** By the location's priority, then by its code. */
export function byPriority(a: Ranked, b: Ranked): number {
  return (
    a.locationPriority - b.locationPriority ||
    (a.location < b.location ? -1 : a.location > b.location ? 1 : 0)
  );
}

/** Rows in the order in which units are taken from them. */
export function inAllocationOrder<Row extends Ranked>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted(byPriority);
}
