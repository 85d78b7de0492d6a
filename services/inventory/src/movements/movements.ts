import { fail, ok, type Result } from "@holdfast/result";
import type {
  AnnounceCommand,
  CountCommand,
  MoveCommand,
  Movement,
  MovementKind,
  Outcome,
} from "../engine/command.ts";
import { change, type Draft, type DraftItem, rowAt } from "../engine/draft.ts";
import { appendMovement } from "../engine/ledger.ts";
import { keyOf } from "../engine/world.ts";
import type { InventoryError } from "../inventory-error.ts";
import { fillOwed } from "./fill-owed.ts";

/** More than any shelf holds, and far from where 32-bit counts end. */
const ON_HAND_UNITS_MAX = 1_000_000_000;

/** The sign of what a kind does to the shelf it names. An adjustment brings its own. */
const SIGNS: Readonly<Record<MovementKind, 1 | -1>> = {
  receive: 1,
  adjust: 1,
  return: 1,
  transfer: -1,
  "write-off": -1,
};

/**
 * Moves units and writes them down. Nothing that is reserved can be taken away: `insufficient-stock` tells how many are
 * free. What arrives goes first to those it is owed.
 */
export function decideMovement(draft: Draft, command: MoveCommand): Outcome<"move"> {
  const repeat = repeatOf(draft, command);
  if (repeat !== undefined) return repeat;
  const item = findItem(draft, command.sku);
  if (!item.ok) return item;
  const places = [
    ["/location", command.location],
    ["/toLocation", command.toLocation],
  ] as const;
  for (const [path, value] of places) {
    if (value !== undefined && !draft.world.locations.has(value)) {
      return fail({ kind: "location-not-found", location: { path, value } });
    }
  }
  const units = SIGNS[command.movement] * command.units;
  const refusal = outOfBounds(item.value, { ...command, units });
  if (refusal !== undefined) return fail(refusal);
  return ok({ movement: applyMove(draft, { ...command, units }), replayed: false });
}

function repeatOf(draft: Draft, command: MoveCommand): Outcome<"move"> | undefined {
  const { actor, key, id } = command;
  const first = key === undefined ? undefined : draft.answers.get(keyOf(actor, key.value));
  if (key !== undefined && first !== undefined) {
    if (first.fingerprint !== key.fingerprint) return fail({ kind: "idempotency-key-reused" });
    const movement = first.body as Movement;
    return ok({ movement, replayed: movement.id !== id }); // our own, when its commit was not heard of
  }
  const earlier = draft.world.written.get(id);
  return earlier === undefined ? undefined : ok({ movement: earlier, replayed: false });
}

type Signed = MoveCommand & { readonly units: number };

function outOfBounds(item: DraftItem, move: Signed): InventoryError | undefined {
  const row = item.rows.get(move.location);
  const free = (row?.onHandUnits ?? 0) - (row?.reservedUnits ?? 0);
  if (move.units < 0 && free < -move.units) {
    const shortage = { sku: move.sku, requested: -move.units, available: Math.max(0, free) };
    return { kind: "insufficient-stock", shortages: [shortage] };
  }
  const grows = move.units > 0 ? row : item.rows.get(move.toLocation ?? "");
  const added = Math.abs(move.units);
  const limit = ON_HAND_UNITS_MAX;
  if (move.units < 0 && move.toLocation === undefined) return undefined;
  if ((grows?.onHandUnits ?? 0) + added <= limit) return undefined;
  const over = { path: "/quantity", sku: move.sku, requested: added, limit };
  return { kind: "quantity-over-limit", over: [over] };
}

function applyMove(draft: Draft, move: Signed): Movement {
  const { id, sku, location, movement: kind, units, reason, reference, actor, key } = move;
  const { traceparent, toLocation: otherLocation } = move;
  const row = shelfAt(draft, { sku, location });
  if (kind === "receive") row.incomingUnits = Math.max(0, row.incomingUnits - units);
  change(draft, { sku, location, onHand: units }, traceparent);
  const line = { sku, kind, reason, actor, traceparent };
  const told = appendMovement(draft, { ...line, id, location, units, reference, otherLocation });
  if (otherLocation !== undefined) {
    shelfAt(draft, { sku, location: otherLocation });
    change(draft, { sku, location: otherLocation, onHand: -units }, traceparent);
    const arrival = { location: otherLocation, otherLocation: location, units: -units };
    appendMovement(draft, { ...line, ...arrival, reference: id });
  }
  if (key !== undefined) {
    const kept = { fingerprint: key.fingerprint, body: told };
    draft.answers.set(keyOf(actor, key.value), kept);
    draft.kept.push({ account: actor, key: key.value, ...kept });
  }
  fillOwed(draft, sku, { actor, traceparent });
  return told;
}

/**
 * Brings a shelf to an import's count. It is compared with the last imported one, so a file that was imported before
 * changes nothing, whatever was sold since. `stock-below-reserved` when the count cannot be.
 */
export function decideCount(draft: Draft, command: CountCommand): Outcome<"count"> {
  const { sku, location, countedUnits, actor, traceparent } = command;
  const item = findItem(draft, sku);
  if (!item.ok) return item;
  if (!draft.world.locations.has(location)) {
    return fail({ kind: "location-not-found", location: { path: "/location", value: location } });
  }
  const known = item.value.rows.get(location);
  if (known?.importedUnits === countedUnits) return ok({ changed: false });
  const delta = countedUnits - (known?.importedUnits ?? known?.onHandUnits ?? 0);
  const onHandUnits = (known?.onHandUnits ?? 0) + delta;
  const reservedUnits = known?.reservedUnits ?? 0;
  if (onHandUnits < reservedUnits) {
    return fail({ kind: "stock-below-reserved", sku, location, onHandUnits, reservedUnits });
  }
  const row = shelfAt(draft, { sku, location });
  row.importedUnits = countedUnits;
  change(draft, { sku, location, onHand: delta }, traceparent);
  if (delta !== 0) {
    const reason = `counted ${countedUnits}`;
    const line = { sku, location, kind: "import", units: delta, reason, actor, traceparent };
    appendMovement(draft, line);
  }
  fillOwed(draft, sku, { actor, traceparent });
  return ok({ changed: known === undefined || delta !== 0 });
}

/** Says what is on its way. Nothing can be promised from it: backorders are. */
export function decideAnnouncement(draft: Draft, command: AnnounceCommand): Outcome<"announce"> {
  const { sku, location, incomingUnits, traceparent } = command;
  const item = findItem(draft, sku);
  if (!item.ok) return item;
  if (!draft.world.locations.has(location)) {
    return fail({ kind: "location-not-found", location: { path: "/location", value: location } });
  }
  shelfAt(draft, { sku, location }).incomingUnits = incomingUnits;
  item.value.traceparent ??= traceparent;
  return ok({ incomingUnits });
}

function findItem(draft: Draft, sku: string): Result<DraftItem, InventoryError> {
  const item = draft.items.get(sku);
  if (item !== undefined) return ok(item);
  return fail({ kind: "item-not-found", items: [{ path: "/sku", value: sku }] });
}

/** The row of an item and a location that are known to be there. */
function shelfAt(draft: Draft, at: { readonly sku: string; readonly location: string }) {
  const item = draft.items.get(at.sku);
  const location = draft.world.locations.get(at.location);
  if (item === undefined || location === undefined) throw new Error("the shelf is not known here");
  return rowAt(item, location);
}
