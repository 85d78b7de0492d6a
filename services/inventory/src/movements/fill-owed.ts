import { availableOf, change, type Draft, retell, rowsInOrder } from "../engine/draft.ts";
import { appendMovement } from "../engine/ledger.ts";
import type { Reservation } from "../reservation.ts";
import { availableUnits } from "../stock.ts";

type Cause = { readonly actor: string; readonly traceparent: string | undefined };

/**
 * Gives free units to those who were promised them beyond the stock, the oldest promise first: a hold reserves them, a
 * sale takes them. A promise may be filled in parts. Run it whenever units of the SKU become free.
 */
export function fillOwed(draft: Draft, sku: string, cause: Cause): void {
  const item = draft.items.get(sku);
  if (item === undefined || item.owedUnits === 0) return;
  if (availableOf(item.rows.values(), item.rules) === 0) return; // mostly: then nobody's promise is looked for
  for (const reservation of promises(draft, sku)) {
    const fillsBefore = draft.fills.length;
    for (const row of rowsInOrder(item)) {
      const owed = owedIn(reservation, sku);
      const free = availableUnits(row, item.rules.safetyStockUnits);
      const units = Math.min(owed?.units ?? 0, free);
      if (units === 0) continue;
      fill(draft, { reservation, sku, location: row.location, units, cause });
    }
    if (draft.fills.length === fillsBefore) continue;
    retell(draft, { id: reservation.id, what: "filled" }, cause.traceparent);
  }
}

/** Held or sold, not due, with units still owed; ids of reservations grow with time. */
function promises(draft: Draft, sku: string) {
  return [...draft.reservations.values()]
    .filter(
      (it) => it.status === "confirmed" || (it.status === "held" && it.expiresAtMs > draft.nowMs),
    )
    .filter((it) => owedIn(it, sku) !== undefined)
    .sort((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1));
}

const owedIn = (reservation: Reservation, sku: string) =>
  reservation.allocations.find((it) => it.sku === sku && it.location === undefined);

function fill(
  draft: Draft,
  it: {
    readonly reservation: Reservation & { allocations: Reservation["allocations"] };
    readonly sku: string;
    readonly location: string;
    readonly units: number;
    readonly cause: Cause;
  },
): void {
  const { reservation, sku, location, units, cause } = it;
  const sold = reservation.status === "confirmed";
  change(draft, { sku, location: undefined, reserved: -units }, cause.traceparent);
  const taken = sold ? { onHand: -units } : { reserved: units };
  change(draft, { sku, location, ...taken }, cause.traceparent);
  if (sold) {
    const reason = "reservation sale, owed until now";
    const line = { sku, location, kind: "sale", units: -units, reason, ...cause };
    appendMovement(draft, { ...line, reference: reservation.id });
  }
  const index = reservation.allocations.findIndex(
    (line) => line.sku === sku && line.location === undefined,
  );
  const rest = (reservation.allocations[index]?.units ?? 0) - units;
  const allocations = reservation.allocations.with(index, { sku, location, units });
  const parts =
    rest > 0 ? [...allocations, { sku, location: undefined, units: rest }] : allocations;
  (reservation as { allocations: Reservation["allocations"] }).allocations = parts;
  draft.fills.push({
    reservationId: reservation.id,
    position: index + 1,
    location,
    units,
    restPosition: rest > 0 ? parts.length : undefined,
  });
}
