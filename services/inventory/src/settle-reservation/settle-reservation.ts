import { fail, ok } from "@holdfast/result";
import type { ExtendCommand, Outcome, SettleCommand } from "../engine/command.ts";
import { change, countBought, type Draft, isDue, moveTo } from "../engine/draft.ts";
import { appendMovement } from "../engine/ledger.ts";
import { isVisibleTo, type Reservation, type ReservationStatus, statusAt } from "../reservation.ts";

/** What a move does to the reservation's stock rows. */
type Effect = "none" | "sell" | "give-back" | "undo-sale";
type Settlement = { readonly status: ReservationStatus; readonly effect: Effect };

const MOVES: Readonly<
  Record<SettleCommand["move"], Partial<Record<ReservationStatus, Settlement>>>
> = {
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
 * Moves a reservation, with its stock and ledger; `invalid-state` where the move has no meaning. Every move may be
 * repeated. Cancelling an unknown id leaves a released reservation without lines there, so that the hold it undoes is
 * refused when it arrives late.
 */
export function decideSettlement(draft: Draft, command: SettleCommand): Outcome<"settle"> {
  const { id, move, caller } = command;
  const known = draft.reservations.get(id);
  if (known === undefined && move === "cancel") return ok({ reservation: bury(draft, command) });
  if (known === undefined || !isVisibleTo(known, caller)) {
    return fail({ kind: "reservation-not-found", id });
  }
  const status = statusAt(known, draft.nowMs);
  const settlement = MOVES[move][status];
  if (settlement === undefined) return fail({ kind: "invalid-state", id, status });
  applyEffect(draft, { ...command, reservation: known, effect: settlement.effect });
  if (known.status !== settlement.status) {
    moveTo(draft, { id, status: settlement.status }, command.traceparent);
  }
  return ok({ reservation: { ...known } });
}

/** How long a hold can be kept by extending it, from its beginning: a shopper's sitting, not a shelf of one's own. */
const HELD_SECONDS_MAX = 2 * 3_600;

/**
 * Lets a hold last `ttlSeconds` from now; it never ends earlier than before. `invalid-state` when it is not held any
 * more, `extension-over-limit` past two hours from its beginning.
 */
export function decideExtension(draft: Draft, command: ExtendCommand): Outcome<"extend"> {
  const { id, caller, ttlSeconds } = command;
  const known = draft.reservations.get(id);
  if (known === undefined || !isVisibleTo(known, caller)) {
    return fail({ kind: "reservation-not-found", id });
  }
  const status = statusAt(known, draft.nowMs);
  if (status !== "held") return fail({ kind: "invalid-state", id, status });
  const latestMs = known.createdAtMs + HELD_SECONDS_MAX * 1_000;
  const askedMs = draft.nowMs + ttlSeconds * 1_000;
  if (askedMs > latestMs) {
    const limitSeconds = Math.max(0, Math.floor((latestMs - draft.nowMs) / 1_000));
    return fail({ kind: "extension-over-limit", limitSeconds });
  }
  if (askedMs > known.expiresAtMs) {
    known.expiresAtMs = askedMs;
    draft.extended.add(id);
  }
  return ok({ reservation: { ...known } });
}

/** Ends a hold whose time is over, for good: no process with a slower clock can confirm it afterwards. */
export function expire(draft: Draft, reservation: Reservation): void {
  if (!isDue(reservation, draft.nowMs)) return;
  for (const { sku, location, units } of reservation.allocations) {
    change(draft, { sku, location, reserved: -units }, undefined);
  }
  moveTo(draft, { id: reservation.id, status: "expired" }, undefined);
}

function bury(draft: Draft, { id, caller }: SettleCommand): Reservation {
  const tombstone: Reservation = {
    ...{ id, account: caller.account, status: "released" },
    ...{ orderId: undefined, buyerId: undefined, ttlSeconds: 0, allocations: [] },
    ...{ createdAtMs: draft.nowMs, expiresAtMs: draft.nowMs },
  };
  draft.reservations.set(id, { ...tombstone, eventSequence: 0 });
  draft.placed.push({ id });
  return tombstone;
}

const EFFECTS: Readonly<
  Record<Exclude<Effect, "none">, { onHand: -1 | 0 | 1; reserved: -1 | 0; kind?: string }>
> = {
  sell: { onHand: -1, reserved: -1, kind: "sale" },
  "give-back": { onHand: 0, reserved: -1 },
  "undo-sale": { onHand: 1, reserved: 0, kind: "sale-undone" },
};

function applyEffect(
  draft: Draft,
  it: SettleCommand & { readonly reservation: Reservation; readonly effect: Effect },
): void {
  if (it.effect === "none") return;
  if (it.effect !== "sell") countBought(draft, it.reservation, -1);
  const { onHand, reserved, kind } = EFFECTS[it.effect];
  for (const { sku, location, units } of it.reservation.allocations) {
    if (units === 0) continue; // given back before
    if (location === undefined) {
      // Owed units stay owed when they are sold: the goods are still to come. Undoing gives the promise back.
      if (it.effect !== "sell") change(draft, { sku, location, reserved: -units }, it.traceparent);
      continue;
    }
    const changed = { sku, location, onHand: onHand * units, reserved: reserved * units };
    change(draft, changed, it.traceparent);
    if (kind === undefined) continue;
    appendMovement(draft, { sku, location, kind, units: onHand * units, ...saleOf(it) });
  }
}

const saleOf = ({ id, move, caller, traceparent }: SettleCommand) => ({
  reason: `reservation ${move === "confirm" ? "sale" : "sale-undone"}`,
  reference: id,
  actor: caller.account,
  traceparent,
});
