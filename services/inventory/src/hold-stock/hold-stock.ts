import { fail, ok, type Result } from "@holdfast/result";
import type { InventoryError, OverLimit, Shortage } from "../inventory-error.ts";
import { type Allocation, type Reservation, statusAt, unitsBySku } from "../reservation.ts";
import { availableUnits, inAllocationOrder, type StockRow } from "../stock.ts";

export type HoldRequest = {
  readonly id: string;
  readonly account: string;
  readonly orderId?: string | undefined;
  /** As asked; several lines of one SKU are summed before anything is decided. */
  readonly lines: readonly { readonly sku: string; readonly units: number }[];
  readonly ttlMs: number;
};

export type ItemLimits = {
  readonly sku: string;
  readonly safetyStockUnits: number;
  readonly maxPerOrderUnits: number;
};

/** What a decision sees. The caller holds the locks of `stock`: nobody else promises the same units meanwhile. */
export type Shelf = {
  readonly limits: ReadonlyMap<string, ItemLimits>;
  readonly stock: readonly StockRow[];
};

/**
 * Allocates every line, or refuses the whole request: `item-not-found` naming the lines, `insufficient-stock` with each
 * short SKU, `quantity-over-limit` when an item's maximum per order is passed. The hold ends at `nowMs + ttlMs`.
 */
export function decideHold(
  request: HoldRequest,
  shelf: Shelf,
  nowMs: number,
): Result<Reservation, InventoryError> {
  const unknown = request.lines.flatMap(({ sku }, index) =>
    shelf.limits.has(sku) ? [] : [{ path: `/items/${index}/sku`, value: sku }],
  );
  if (unknown.length > 0) return fail({ kind: "item-not-found", items: unknown });

  const rowsBySku = Map.groupBy(inAllocationOrder(shelf.stock), ({ sku }) => sku);
  const allocations: Allocation[] = [];
  const shortages: Shortage[] = [];
  for (const [sku, requested] of unitsBySku(request.lines)) {
    const safetyStockUnits = shelf.limits.get(sku)?.safetyStockUnits ?? 0;
    const taken = takeUnits(rowsBySku.get(sku) ?? [], requested, safetyStockUnits);
    allocations.push(...taken.allocations);
    if (taken.units < requested) shortages.push({ sku, requested, available: taken.units });
  }
  if (shortages.length > 0) return fail({ kind: "insufficient-stock", shortages });

  const over = overLimits(request, shelf.limits);
  if (over.length > 0) return fail({ kind: "quantity-over-limit", over });
  return ok({
    id: request.id,
    account: request.account,
    status: "held",
    orderId: request.orderId,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + request.ttlMs,
    allocations,
  });
}

/**
 * What a repeated hold with the id of `first` is answered: the first reservation while it counts, `invalid-state` once
 * it is released or expired (a late hold must not come back to life), `reservation-differs` when other goods are asked.
 */
export function decideRepeat(
  request: HoldRequest,
  first: Reservation,
  nowMs: number,
): Result<Reservation, InventoryError> {
  const { id } = request;
  const status = statusAt(first, nowMs);
  if (status === "released" || status === "expired") {
    return fail({ kind: "invalid-state", id, status });
  }
  const asked = unitsBySku(request.lines);
  const held = unitsBySku(first.allocations);
  const sameGoods =
    asked.size === held.size && [...asked].every(([sku, units]) => held.get(sku) === units);
  const sameTime = first.expiresAtMs - first.createdAtMs === request.ttlMs;
  if (!sameGoods || !sameTime) return fail({ kind: "reservation-differs", id });
  return ok(first);
}

/** Takes up to `wantedUnits` from the rows in their order; `units` is less when the rows together have less. */
function takeUnits(rows: readonly StockRow[], wantedUnits: number, safetyStockUnits: number) {
  const allocations: Allocation[] = [];
  let units = 0;
  for (const row of rows) {
    const take = Math.min(wantedUnits - units, availableUnits(row, safetyStockUnits));
    if (take > 0) allocations.push({ sku: row.sku, location: row.location, units: take });
    units += take;
  }
  return { allocations, units };
}

function overLimits({ lines }: HoldRequest, limits: Shelf["limits"]): readonly OverLimit[] {
  return [...unitsBySku(lines)].flatMap(([sku, requested]) => {
    const limit = limits.get(sku)?.maxPerOrderUnits ?? requested;
    if (requested <= limit) return [];
    const index = lines.findIndex((line) => line.sku === sku);
    return [{ path: `/items/${index}/quantity`, sku, requested, limit }];
  });
}
