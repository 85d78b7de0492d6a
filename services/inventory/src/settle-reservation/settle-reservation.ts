import { fail, ok, type Result } from "@holdfast/result";
import type { InventoryError } from "../inventory-error.ts";
import { type Reservation, type ReservationStatus, statusAt } from "../reservation.ts";

/** `confirm`: the goods are sold. `release`: the buyer gives them back. `cancel`: undo, whatever was done. */
export type Move = "confirm" | "release" | "cancel";

/** What a move does to the reservation's stock rows. */
export type Effect = "none" | "sell" | "give-back" | "undo-sale";

export type Settlement = { readonly status: ReservationStatus; readonly effect: Effect };

const MOVES: Readonly<Record<Move, Partial<Record<ReservationStatus, Settlement>>>> = {
  confirm: {
    held: { status: "confirmed", effect: "sell" },
    confirmed: { status: "confirmed", effect: "none" },
  },
  release: {
    held: { status: "released", effect: "give-back" },
    released: { status: "released", effect: "none" },
  },
  cancel: {
    held: { status: "released", effect: "give-back" },
    confirmed: { status: "released", effect: "undo-sale" },
    released: { status: "released", effect: "none" },
    expired: { status: "expired", effect: "none" },
  },
};

/**
 * What `move` does to a reservation at `nowMs`; `invalid-state` where it has no meaning. Every move may be repeated.
 * Cancelling a hold that is due but not swept sweeps it for good, so that no process with a slower clock can confirm
 * it afterwards.
 */
export function decideSettlement(
  reservation: Reservation,
  move: Move,
  nowMs: number,
): Result<Settlement, InventoryError> {
  const status = statusAt(reservation, nowMs);
  const settlement = MOVES[move][status];
  if (settlement === undefined) {
    return fail({ kind: "invalid-state", id: reservation.id, status });
  }
  const unswept = status === "expired" && reservation.status === "held";
  return ok(unswept ? { status: "expired", effect: "give-back" } : settlement);
}
