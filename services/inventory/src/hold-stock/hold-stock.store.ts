import type { Queryable } from "@holdfast/postgres";
import { fail, type Result } from "@holdfast/result";
import type { InventoryError } from "../inventory-error.ts";
import { findReservation } from "../reservation.store.ts";
import type { Reservation } from "../reservation.ts";
import { lockStock } from "../stock.store.ts";
import { decideHold, decideRepeat, type HoldRequest, type ItemLimits } from "./hold-stock.ts";

/**
 * Holds every line of the request or none, once per reservation id: a repeat is answered with the first reservation.
 * Run it in a transaction; it is durable when that commits. A refusal writes nothing but the sweep of due holds.
 */
export async function holdStock(
  tx: Queryable,
  request: HoldRequest,
  nowMs: number,
): Promise<Result<Reservation, InventoryError>> {
  const first = await findReservation(tx, request.id);
  if (first !== undefined) return answerRepeat(request, first, nowMs);

  const skus = [...new Set(request.lines.map(({ sku }) => sku))];
  const limits = await findLimits(tx, skus);
  const stock = await lockStock(tx, { skus, nowMs });
  const decision = decideHold(request, { limits, stock }, nowMs);
  if (!decision.ok || (await insertHold(tx, decision.value))) return decision;

  const winner = await findReservation(tx, request.id);
  if (winner === undefined)
    throw new Error(`reservation ${request.id} was refused but is not there`);
  return answerRepeat(request, winner, nowMs);
}

function answerRepeat(
  request: HoldRequest,
  first: Reservation,
  nowMs: number,
): Result<Reservation, InventoryError> {
  if (first.account !== request.account) {
    return fail({ kind: "reservation-not-found", id: request.id });
  }
  return decideRepeat(request, first, nowMs);
}

async function findLimits(
  tx: Queryable,
  skus: readonly string[],
): Promise<ReadonlyMap<string, ItemLimits>> {
  const rows = await tx.query<ItemLimits>({
    name: "find-item-limits",
    text: `select sku, safety_stock as "safetyStockUnits", max_per_order as "maxPerOrderUnits"
             from item where sku = any($1)`,
    values: [skus],
  });
  return new Map(rows.map((row) => [row.sku, row]));
}

/**
 * Writes the reservation, its lines and what they reserve, in one statement; false, and nothing written, when the id is
 * taken (by a concurrent repeat, or by the tombstone of a cancel). The stock rows must be locked.
 */
async function insertHold(tx: Queryable, hold: Reservation): Promise<boolean> {
  const rows = await tx.query({
    name: "insert-hold",
    text: `with placed as (
             insert into reservation (id, account, status, order_id, created_at, expires_at)
             values ($1, $2, 'held', $3, $4, $5) on conflict (id) do nothing returning id),
           line as (
             insert into reservation_line (reservation_id, sku, location, quantity, position, held_until)
             select placed.id, taken.*, $5 from placed,
               unnest($6::text[], $7::text[], $8::int[]) with ordinality as taken (sku, location, units, position)
             returning sku, location, quantity)
           update stock set reserved = stock.reserved + line.quantity from line
            where stock.sku = line.sku and stock.location = line.location
           returning stock.sku`,
    values: [
      hold.id,
      hold.account,
      hold.orderId ?? null,
      new Date(hold.createdAtMs),
      new Date(hold.expiresAtMs),
      hold.allocations.map(({ sku }) => sku),
      hold.allocations.map(({ location }) => location),
      hold.allocations.map(({ units }) => units),
    ],
  });
  return rows.length > 0;
}
