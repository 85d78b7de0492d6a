import type { Queryable } from "@holdfast/postgres";
import { fail, ok, type Result } from "@holdfast/result";
import type { InventoryError } from "../inventory-error.ts";
import { findReservation } from "../reservation.store.ts";
import { isVisibleTo, type Reservation } from "../reservation.ts";
import { decideSettlement, type Effect, type Move, type Settlement } from "./settle-reservation.ts";

export type SettleRequest = {
  readonly id: string;
  readonly move: Move;
  readonly caller: { readonly account: string; readonly scope: "shop" | "admin" };
  readonly traceId: string | undefined;
};

/**
 * Moves one reservation, with its stock and ledger. Run it in a transaction. May be repeated. Cancelling an unknown id
 * leaves a released reservation without lines there, so that the hold it undoes is refused when it arrives late.
 */
export async function settleReservation(
  tx: Queryable,
  request: SettleRequest,
  nowMs: number,
): Promise<Result<Reservation, InventoryError>> {
  const { id, move, caller } = request;
  if (move === "cancel") await insertTombstone(tx, request, nowMs);
  const known = await findReservation(tx, id);
  if (known === undefined || !isVisibleTo(known, caller)) {
    return fail({ kind: "reservation-not-found", id });
  }
  await lockStockOf(tx, id);
  const current = (await findReservation(tx, id)) ?? known; // anew: those who had the locks may have moved it
  const decision = decideSettlement(current, move, nowMs);
  if (!decision.ok) return decision;
  await writeSettlement(tx, { request, settlement: decision.value, nowMs });
  return ok({ ...current, status: decision.value.status });
}

/** Does nothing when the id exists; waits for a concurrent hold of it to end first. */
async function insertTombstone(
  tx: Queryable,
  { id, caller }: SettleRequest,
  nowMs: number,
): Promise<void> {
  await tx.query({
    name: "insert-tombstone",
    text: `insert into reservation (id, account, status, created_at, expires_at)
           values ($1, $2, 'released', $3, $3) on conflict (id) do nothing`,
    values: [id, caller.account, new Date(nowMs)],
  });
}

/** What a reservation's lines allocate never changes, so they may be read before their rows are locked. */
async function lockStockOf(tx: Queryable, id: string): Promise<void> {
  await tx.query({
    name: "lock-stock-of-reservation",
    text: `select from stock
             join reservation_line line on line.sku = stock.sku and line.location = stock.location
            where line.reservation_id = $1
            order by stock.sku, stock.location
              for update of stock`,
    values: [id],
  });
}

/** What one reserved unit becomes: its sign in `on_hand` and `reserved`, and the ledger's name for it. */
const EFFECTS: Readonly<
  Record<
    Exclude<Effect, "none">,
    { readonly onHand: -1 | 0 | 1; readonly reserved: -1 | 0; readonly kind?: string }
  >
> = {
  sell: { onHand: -1, reserved: -1, kind: "sale" },
  "give-back": { onHand: 0, reserved: -1 },
  "undo-sale": { onHand: 1, reserved: 0, kind: "sale-undone" },
};

async function writeSettlement(
  tx: Queryable,
  {
    request,
    settlement,
    nowMs,
  }: {
    readonly request: SettleRequest;
    readonly settlement: Settlement;
    readonly nowMs: number;
  },
): Promise<void> {
  if (settlement.effect === "none") return;
  const effect = EFFECTS[settlement.effect];
  await tx.query({
    name: "settle-reservation",
    text: `with settled as (
             update reservation set status = $2 where id = $1 returning id),
           line as (
             update reservation_line set held_until = null from settled
              where reservation_line.reservation_id = settled.id returning sku, location, quantity),
           ledger as (
             insert into movement (at, sku, location, kind, quantity, reason, reference, actor, trace_id)
             select $5, sku, location, $6, $3::int * quantity, 'reservation ' || $6, $1::uuid::text, $7, $8
               from line where $6::text is not null)
           update stock
              set on_hand = on_hand + $3::int * line.quantity, reserved = reserved + $4::int * line.quantity
             from line where stock.sku = line.sku and stock.location = line.location`,
    values: [
      request.id,
      settlement.status,
      effect.onHand,
      effect.reserved,
      new Date(nowMs),
      effect.kind ?? null,
      request.caller.account,
      request.traceId ?? null,
    ],
  });
}
