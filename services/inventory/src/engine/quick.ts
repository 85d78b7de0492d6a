/**
 * The quick way of a hold: most ask for one SKU that has plenty. For those, what is known of the item from an earlier batch
 * tells where the units come from, and one statement takes them all, if what is known still holds and each shelf keeps
 * more than its low mark. Whatever else comes (several SKUs, a quota, nearly sold out, a repeat) goes the exact way.
 */
import { rankOf, type Shelf } from "../hold-stock/allocate.ts";
import type { Reservation } from "../reservation.ts";
import { availableUnits, lowUnitsOf } from "../stock.ts";
import type { HoldCommand } from "./command.ts";
import { keyOf, type LockedItem } from "./world.ts";

/** What is known of an item. Its units are those of some moments ago. */
export type Known = Pick<LockedItem, "rules" | "generation"> & {
  /** Changed as holds are taken. */
  readonly shelves: Map<string, Shelf & { reservedUnits: number }>;
};

/** Units that one shelf is to give to several holds, all or none of them. */
export type Group = {
  readonly sku: string;
  readonly generation: number;
  readonly location: string;
  /** Of the first hold. */
  readonly traceparent: string | undefined;
  units: number;
  /** Available units that must be left: above the low mark nothing is crossed, so there is nothing else to tell. */
  readonly keepUnits: number;
};
export type QuickHold = {
  readonly command: HoldCommand;
  readonly group: Group;
  readonly units: number;
  readonly reservation: Reservation;
};

/** The SKUs that could go the quick way if they were known. */
export function unknownSkus(
  commands: readonly HoldCommand[],
  known: (sku: string) => Known | undefined,
): readonly string[] {
  const skus = new Set<string>();
  for (const command of commands) {
    if (command.key === undefined) continue;
    const sku = onlySku(command);
    if (sku !== undefined && known(sku) === undefined) skus.add(sku);
  }
  return [...skus];
}

/** The holds that may go the quick way, placed at `nowMs` (Unix ms); each idempotency key once. */
export function quickHolds(
  commands: readonly HoldCommand[],
  known: (sku: string) => Known | undefined,
  nowMs: number,
): ReadonlyMap<HoldCommand, QuickHold> {
  const chosen = new Map<HoldCommand, QuickHold>();
  const groups = new Map<string, Group>();
  const seen = new Set<string>();
  for (const command of commands) {
    if (command.key === undefined) continue;
    const key = keyOf(command.account, command.key.value);
    if (seen.has(key)) continue;
    const hold = quickHold(command, known, groups);
    if (hold === undefined) continue;
    seen.add(key);
    hold.group.units += hold.units;
    chosen.set(command, { ...hold, reservation: reservationOf(hold, nowMs) });
  }
  return chosen;
}

function onlySku({ lines }: HoldCommand): string | undefined {
  const sku = lines[0]?.sku;
  return lines.every((line) => line.sku === sku) ? sku : undefined;
}

function quickHold(
  command: HoldCommand,
  known: (sku: string) => Known | undefined,
  groups: Map<string, Group>,
): Omit<QuickHold, "reservation"> | undefined {
  const sku = onlySku(command);
  const facts = sku === undefined ? undefined : known(sku);
  if (sku === undefined || facts === undefined) return undefined;
  const units = command.lines.reduce((sum, line) => sum + line.units, 0);
  const { rules, generation } = facts;
  if (rules.discontinued || units > rules.maxPerOrderUnits) return undefined;
  if (rules.maxPerBuyerUnits !== undefined) return undefined;
  const shelf = firstShelf(facts, command);
  if (shelf === undefined) return undefined;

  const keepUnits = rules.safetyStockUnits + lowUnitsOf(rules.safetyStockUnits) + 1;
  const name = keyOf(sku, shelf.location);
  const group = groups.get(name) ?? {
    ...{ sku, location: shelf.location, generation, units: 0, keepUnits },
    traceparent: command.traceparent,
  };
  const left = availableUnits(shelf, 0) - group.units - units;
  if (left < keepUnits) return undefined;
  groups.set(name, group);
  return { command, group, units };
}

/** The location that the strategy asks first: when it has enough, what the others have does not matter. */
function firstShelf({ shelves }: Known, { strategy, shipTo }: HoldCommand): Shelf | undefined {
  if (shelves.size < 2) return shelves.values().next().value;
  const order = rankOf({ strategy, shipTo });
  let first: Shelf | undefined;
  for (const shelf of shelves.values()) {
    if (first === undefined || order(shelf, first) < 0) first = shelf;
  }
  return first;
}

function reservationOf(
  { command, group, units }: Omit<QuickHold, "reservation">,
  nowMs: number,
): Reservation {
  const { id, account, orderId, buyerId, ttlSeconds } = command;
  return {
    ...{ id, account, orderId, buyerId, ttlSeconds },
    status: "held",
    createdAtMs: nowMs,
    expiresAtMs: nowMs + ttlSeconds * 1_000,
    allocations: [{ sku: group.sku, location: group.location, units }],
  };
}
