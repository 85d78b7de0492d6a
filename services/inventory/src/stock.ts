/** One SKU at one location. `reservedUnits` leaves out holds that are past their time, swept or not. */
export type StockRow = {
  readonly sku: string;
  readonly location: string;
  /** Lower is used first. */
  readonly locationPriority: number;
  readonly onHandUnits: number;
  readonly reservedUnits: number;
};

/**
 * Units that can be promised from one row: on hand, not reserved, and above the item's safety stock, which is kept
 * back at each location. Never negative.
 */
export function availableUnits(row: StockRow, safetyStockUnits: number): number {
  return Math.max(0, row.onHandUnits - row.reservedUnits - safetyStockUnits);
}

/** Rows in the order in which units are taken from them: by the location's priority, then by its code. */
export function inAllocationOrder(rows: readonly StockRow[]): readonly StockRow[] {
  return rows.toSorted(
    (a, b) =>
      a.locationPriority - b.locationPriority ||
      (a.location < b.location ? -1 : a.location > b.location ? 1 : 0),
  );
}
