import { fail, ok } from "@holdfast/result";
import type { Outcome, ReduceCommand } from "../engine/command.ts";
import { change, countBought, type Draft, retell, rowAt } from "../engine/draft.ts";
import { appendMovement } from "../engine/ledger.ts";
import { keyOf } from "../engine/world.ts";
import type { InventoryError } from "../inventory-error.ts";
import { type Allocation, isVisibleTo, type Reservation, unitsBySku } from "../reservation.ts";

/**
 * Takes back some units of a sold reservation, once a key. `invalid-state` when it is not sold, `quantity-over-limit` when
 * fewer units are left in it; then nothing is taken. Its lines keep their places: one of which nothing is left has 0 units.
 */
export function decideReduction(draft: Draft, command: ReduceCommand): Outcome<"reduce"> {
  const { id, key, caller, location } = command;
  const known = draft.reservations.get(id);
  if (known === undefined || !isVisibleTo(known, caller)) {
    return fail({ kind: "reservation-not-found", id });
  }
  const name = keyOf(id, key);
  if (draft.reduced.has(name)) return ok({ id });
  if (known.status !== "confirmed") {
    return fail({ kind: "invalid-state", id, status: known.status });
  }
  if (location !== undefined && !draft.world.locations.has(location)) {
    return fail({ kind: "location-not-found", location: { path: "/location", value: location } });
  }
  const refusal = overWhatIsLeft(known, command);
  if (refusal !== undefined) return fail(refusal);
  for (const [sku, units] of unitsBySku(command.lines)) {
    const { taken, left } = takeFrom(known.allocations, { sku, units }, command.because);
    known.allocations = left;
    for (const part of taken) giveBack(draft, command, part);
    countBought(draft, { ...known, allocations: taken }, -1);
  }
  draft.reduced.add(name);
  draft.reductions.push({ reservationId: id, key });
  retell(draft, { id, what: "reduced" }, command.traceparent);
  return ok({ id });
}

function overWhatIsLeft(known: Reservation, command: ReduceCommand): InventoryError | undefined {
  const left = unitsBySku(known.allocations);
  const asked = unitsBySku(command.lines);
  const over = [...asked].flatMap(([sku, requested]) => {
    const limit = left.get(sku) ?? 0;
    if (requested <= limit) return [];
    const index = command.lines.findIndex((line) => line.sku === sku);
    return [{ path: `/items/${index}/quantity`, sku, requested, limit }];
  });
  return over.length === 0 ? undefined : { kind: "quantity-over-limit", over };
}

/** From which lines the units come, and what that leaves of all. */
function takeFrom(
  allocations: readonly Allocation[],
  asked: { readonly sku: string; readonly units: number },
  because: ReduceCommand["because"],
): { readonly taken: readonly Allocation[]; readonly left: readonly Allocation[] } {
  const isOwed = (index: number) => allocations[index]?.location === undefined;
  const owedFirst = because === "cancelled";
  const order = [...allocations.keys()].sort(
    (a, b) => (Number(isOwed(b)) - Number(isOwed(a))) * (owedFirst ? 1 : -1) || a - b,
  );
  const left = [...allocations];
  const taken: Allocation[] = [];
  let units = asked.units;
  for (const index of order) {
    const line = left[index];
    if (line?.sku !== asked.sku) continue;
    const part = Math.min(line.units, units);
    if (part === 0) continue;
    units -= part;
    taken.push({ ...line, units: part });
    left[index] = { ...line, units: line.units - part };
  }
  return { taken, left };
}

function giveBack(draft: Draft, command: ReduceCommand, { sku, location, units }: Allocation) {
  const { id, because, caller, traceparent } = command;
  if (location === undefined) {
    return change(draft, { sku, location, reserved: -units }, traceparent); // never delivered
  }
  if (!command.restock) return;
  const shelf = command.location ?? location;
  stockAt(draft, sku, shelf);
  change(draft, { sku, location: shelf, onHand: units }, traceparent);
  const kind = because === "cancelled" ? "sale-undone" : "return";
  const line = { sku, location: shelf, kind, units, reason: `reservation ${kind}` };
  appendMovement(draft, { ...line, reference: id, actor: caller.account, traceparent });
}

/** The item may never have been stocked where it is put now. */
function stockAt(draft: Draft, sku: string, code: string): void {
  const item = draft.items.get(sku);
  const location = draft.world.locations.get(code);
  if (item !== undefined && location !== undefined) rowAt(item, location);
}
