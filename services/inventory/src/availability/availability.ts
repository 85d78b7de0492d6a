import { availableUnits, inAllocationOrder, lowUnitsOf, type StockRow } from "../stock.ts";

type AvailabilityStatus = "in-stock" | "low" | "out" | "backorder";
export type Availability = {
  readonly status: AvailabilityStatus;
  readonly available: number;
  readonly locations: { readonly code: string; readonly available: number }[];
};

/** By what an item is sold, and what is promised of it beyond its stock (holds past their time left out). */
export type SellingRules = {
  readonly safetyStock: number;
  /** Units that may be promised beyond the stock: `preorderLimit` before `availableFromMs` (Unix ms), from then on this. */
  readonly backorderLimit: number;
  readonly preorderLimit: number;
  readonly availableFromMs: number | null;
  readonly owedUnits: number;
};

/**
 * What can be promised of one item. `low`: at most the larger of its safety stock and 5 units; `backorder`: out, but
 * more may be promised ahead of its delivery.
 */
export function availabilityOf(
  rows: readonly StockRow[],
  item: SellingRules,
  nowMs: number,
): Availability {
  const locations = inAllocationOrder(rows).map((row) => ({
    code: row.location,
    available: availableUnits(row, item.safetyStock),
  }));
  const available = locations.reduce((sum, location) => sum + location.available, 0);
  return { status: statusOf(available, item, nowMs), available, locations };
}

function statusOf(available: number, item: SellingRules, nowMs: number): AvailabilityStatus {
  if (available > lowUnitsOf(item.safetyStock)) return "in-stock";
  if (available > 0) return "low";
  const early = item.availableFromMs !== null && nowMs < item.availableFromMs;
  const limit = early ? item.preorderLimit : item.backorderLimit;
  return item.owedUnits < limit ? "backorder" : "out";
}

export type StockLevels = {
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
  readonly safetyStock: number;
  readonly incoming: number;
};

/** One item's levels at each of its locations, in allocation order, and their sums. */
export function stockLevelsOf(
  rows: readonly StockRow[],
  safetyStock: number,
): StockLevels & { readonly locations: (StockLevels & { readonly location: string })[] } {
  const locations = inAllocationOrder(rows).map((row) => ({
    location: row.location,
    onHand: row.onHandUnits,
    reserved: row.reservedUnits,
    available: availableUnits(row, safetyStock),
    safetyStock,
    incoming: row.incomingUnits,
  }));
  const total = (level: keyof StockLevels) =>
    locations.reduce((sum, location) => sum + location[level], 0);
  return {
    onHand: total("onHand"),
    reserved: total("reserved"),
    available: total("available"),
    safetyStock: total("safetyStock"),
    incoming: total("incoming"),
    locations,
  };
}
