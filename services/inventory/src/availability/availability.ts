import { availableUnits, inAllocationOrder, type StockRow } from "../stock.ts";

type AvailabilityStatus = "in-stock" | "low" | "out" | "backorder";
export type Availability = {
  readonly status: AvailabilityStatus;
  readonly available: number;
  readonly locations: { readonly code: string; readonly available: number }[];
};

/** An item with this few units is `low` whatever its safety stock: about one order of the default maximum, halved. */
const LOW_UNITS = 5;

/**
 * What can be promised of one item. `low`: at most the larger of its safety stock and 5 units; `backorder`: out, but
 * the item may be sold ahead of its delivery.
 */
export function availabilityOf(
  rows: readonly StockRow[],
  item: { readonly safetyStock: number; readonly backorderLimit: number },
): Availability {
  const locations = inAllocationOrder(rows).map((row) => ({
    code: row.location,
    available: availableUnits(row, item.safetyStock),
  }));
  const available = locations.reduce((sum, location) => sum + location.available, 0);
  return { status: statusOf(available, item), available, locations };
}

function statusOf(
  available: number,
  item: { readonly safetyStock: number; readonly backorderLimit: number },
): AvailabilityStatus {
  if (available === 0) return item.backorderLimit > 0 ? "backorder" : "out";
  return available <= Math.max(item.safetyStock, LOW_UNITS) ? "low" : "in-stock";
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
    incoming: 0, // nothing announces deliveries yet
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
