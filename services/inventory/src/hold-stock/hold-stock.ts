import { fail, ok, type Result } from "@holdfast/result";
import type { HoldCommand, Outcome, RequestKey } from "../engine/command.ts";
import { type Draft, type DraftItem, owableUnits, place, rowsInOrder } from "../engine/draft.ts";
import { keyOf } from "../engine/world.ts";
import type { InventoryError, OverQuota } from "../inventory-error.ts";
import { type Allocation, type Reservation, statusAt, unitsBySku } from "../reservation.ts";
import { allocate } from "./allocate.ts";

/** As long as the contract keeps an idempotency key; then it may be used for another request. */
const KEY_KEPT_MS = 24 * 3_600_000;

/**
 * Holds every line of the request or refuses it whole: `item-not-found` naming the lines, `quota-exceeded` for more than
 * an order or a buyer may have, `insufficient-stock` with each short SKU. What is not on the shelves may be owed, up to
 * the item's limits. A repeat (of the key, or of the id where there is none) is answered with the first reservation.
 */
export function decideHold(draft: Draft, command: HoldCommand): Outcome<"hold"> {
  const repeat =
    command.key === undefined ? repeatOfId(draft, command) : repeatOfKey(draft, command);
  if (repeat !== undefined) return repeat;

  const wanted = unitsBySku(command.lines);
  const refusal = unknownItems(draft, command) ?? overQuotas(draft, command, wanted);
  if (refusal !== undefined) return fail(refusal);
  const taken = takeUnits(draft, command, wanted);
  if (!taken.ok) return taken;

  const reservation = reservationOf(command, taken.value, draft.nowMs);
  place(draft, reservation, command);
  if (command.key !== undefined) useKey(draft, command, command.key);
  return ok({ reservation, replayed: false });
}

function useKey(draft: Draft, { id, account }: HoldCommand, key: RequestKey): void {
  const name = keyOf(account, key.value);
  const old = draft.keyed.get(name);
  if (old !== undefined) draft.forgotten.push(old.id);
  draft.keyed.set(name, { id, fingerprint: key.fingerprint, createdAtMs: draft.nowMs });
}

/** A client's repeat is told what it was told first, whatever became of the reservation since. */
function repeatOfKey(draft: Draft, command: HoldCommand): Outcome<"hold"> | undefined {
  const { account, key } = command;
  const first = key === undefined ? undefined : draft.keyed.get(keyOf(account, key.value));
  if (key === undefined || first === undefined) return undefined;
  if (draft.nowMs - first.createdAtMs >= KEY_KEPT_MS) return undefined;
  if (first.fingerprint !== key.fingerprint) return fail({ kind: "idempotency-key-reused" });
  const now = draft.reservations.get(first.id);
  if (now === undefined) throw new Error(`reservation ${first.id} of a key is not known`);
  const expiresAtMs = now.createdAtMs + now.ttlSeconds * 1_000;
  const reservation: Reservation = { ...now, status: "held", expiresAtMs };
  return ok({ reservation, replayed: first.id !== command.id }); // our own, when its commit was not heard of
}

/**
 * What a repeated hold under an id of the caller's is answered: the reservation while it counts, `invalid-state` once
 * it is released or expired (a late hold must not come back to life), `reservation-differs` when other goods are asked.
 */
function repeatOfId(draft: Draft, command: HoldCommand): Outcome<"hold"> | undefined {
  const { id } = command;
  const first = draft.reservations.get(id);
  if (first === undefined) return undefined;
  if (first.account !== command.account) return fail({ kind: "reservation-not-found", id });
  const status = statusAt(first, draft.nowMs);
  if (status === "released" || status === "expired") {
    return fail({ kind: "invalid-state", id, status });
  }
  const asked = unitsBySku(command.lines);
  const held = unitsBySku(first.allocations);
  const sameGoods =
    asked.size === held.size && [...asked].every(([sku, units]) => held.get(sku) === units);
  if (!sameGoods || first.ttlSeconds !== command.ttlSeconds) {
    return fail({ kind: "reservation-differs", id });
  }
  return ok({ reservation: { ...first }, replayed: true });
}

function unknownItems(draft: Draft, { lines }: HoldCommand): InventoryError | undefined {
  const items = lines.flatMap(({ sku }, index) => {
    const sold = draft.items.get(sku)?.rules.discontinued === false;
    return sold ? [] : [{ path: `/items/${index}/sku`, value: sku }];
  });
  return items.length > 0 ? { kind: "item-not-found", items } : undefined;
}

function overQuotas(
  draft: Draft,
  command: HoldCommand,
  wanted: ReadonlyMap<string, number>,
): InventoryError | undefined {
  const over = [...wanted].flatMap(([sku, requested]): OverQuota[] => {
    const rules = draft.items.get(sku)?.rules;
    const index = command.lines.findIndex((line) => line.sku === sku);
    const named = { path: `/items/${index}/quantity`, sku, requested };
    if (rules === undefined) return [];
    if (requested > rules.maxPerOrderUnits) {
      return [{ ...named, limit: rules.maxPerOrderUnits, already: 0, per: "order" }];
    }
    const limit = rules.maxPerBuyerUnits;
    const already = boughtBefore(draft, command, sku);
    if (limit === undefined || already + requested <= limit) return [];
    return [{ ...named, limit, already, per: "buyer" }];
  });
  return over.length > 0 ? { kind: "quota-exceeded", over } : undefined;
}

/** Without a name every reservation has a buyer of its own. */
function boughtBefore(draft: Draft, { account, buyerId }: HoldCommand, sku: string): number {
  return buyerId === undefined ? 0 : (draft.bought.get(keyOf(account, buyerId, sku)) ?? 0);
}

function takeUnits(
  draft: Draft,
  command: HoldCommand,
  wanted: ReadonlyMap<string, number>,
): Result<readonly Allocation[], InventoryError> {
  const goods = [...wanted].map(([sku, units]) => ({ sku, units, item: itemOf(draft, sku) }));
  const { strategy, shipTo } = command;
  const taken = allocate(
    goods.map(({ sku, units, item }) => {
      const { safetyStockUnits } = item.rules;
      return { sku, units, safetyStockUnits, shelves: rowsInOrder(item) };
    }),
    { strategy, shipTo },
  );
  const bySku = Map.groupBy(taken, ({ sku }) => sku);
  const shortages = [];
  const allocations: Allocation[] = [];
  for (const { sku, units, item } of goods) {
    const here = bySku.get(sku) ?? [];
    const found = here.reduce((sum, allocation) => sum + allocation.units, 0);
    const owed = units - found;
    const available = found + owableUnits(item, draft.nowMs);
    allocations.push(...here);
    if (available < units) shortages.push({ sku, requested: units, available });
    else if (owed > 0) allocations.push({ sku, location: undefined, units: owed });
  }
  return shortages.length > 0 ? fail({ kind: "insufficient-stock", shortages }) : ok(allocations);
}

function itemOf(draft: Draft, sku: string): DraftItem {
  const item = draft.items.get(sku);
  if (item === undefined) throw new Error(`${sku} is not locked`);
  return item;
}

function reservationOf(
  command: HoldCommand,
  allocations: readonly Allocation[],
  nowMs: number,
): Reservation {
  const { id, account, orderId, buyerId, ttlSeconds } = command;
  return {
    ...{ id, account, orderId, buyerId, ttlSeconds, allocations },
    status: "held",
    createdAtMs: nowMs,
    expiresAtMs: nowMs + ttlSeconds * 1_000,
  };
}
