/**
 * The world as the commands of a batch change it, one after the other, with what has to be written in the end. A
 * decision first asks and then changes, so that a refused command leaves nothing behind. Nothing here does I/O.
 */
import { isoTime } from "../iso-time.ts";
import { type Reservation, type ReservationStatus, statusAt } from "../reservation.ts";
import { availableUnits, byPriority } from "../stock.ts";
import type { Movement } from "./command.ts";
import { type ItemRules, keyOf, type LocationFacts, type ShelfRow, type World } from "./world.ts";

type Changeable<T> = { -readonly [Key in keyof T]: T[Key] };

export type DraftRow = Changeable<ShelfRow> & {
  /** As it was read; undefined: the batch adds the row. */
  readonly before: ShelfRow | undefined;
};
export type DraftItem = {
  readonly rules: ItemRules;
  readonly rows: Map<string, DraftRow>;
  readonly owedBefore: number;
  owedUnits: number;
  readonly availableBefore: number;
  readonly eventSequence: number;
  /** Of the first command that changed it. */
  traceparent: string | undefined;
};
type DraftReservation = Changeable<Reservation> & { eventSequence: number };

type Fill = {
  readonly reservationId: string;
  readonly position: number;
  readonly location: string;
  readonly units: number;
  /** The position of the part that is still owed; undefined: nothing is. */
  readonly restPosition: number | undefined;
};
type Reduction = { readonly reservationId: string; readonly key: string };
export type Event = {
  readonly aggregate: string;
  readonly sequence: number;
  readonly type: string;
  readonly traceparent: string | undefined;
  readonly payload: unknown;
};
type Answer = {
  readonly account: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly body: unknown;
};

export type Draft = {
  readonly nowMs: number;
  readonly world: World;
  readonly items: ReadonlyMap<string, DraftItem>;
  readonly reservations: Map<string, DraftReservation>;
  readonly keyed: Map<string, { id: string; fingerprint: string; createdAtMs: number }>;
  readonly answers: Map<string, { fingerprint: string; body: unknown }>;
  readonly bought: Map<string, number>;
  readonly placed: { readonly id: string; readonly key?: { value: string; fingerprint: string } }[];
  readonly settled: Set<string>;
  readonly extended: Set<string>;
  /** Reservations with events beside those of their status. */
  readonly retold: Set<string>;
  /** `keyOf(reservation, key)`. */
  readonly reduced: Set<string>;
  /** Reservations whose key is older than a day: it may be used again. */
  readonly forgotten: string[];
  readonly movements: Movement[];
  readonly fills: Fill[];
  readonly reductions: Reduction[];
  readonly events: Event[];
  readonly kept: Answer[];
};

export function draftOf(world: World, nowMs: number): Draft {
  return {
    nowMs,
    world,
    items: new Map([...world.items].map(([sku, item]) => [sku, draftItem(item)])),
    reservations: new Map(
      [...world.reservations].map(([id, it]) => {
        const extra = world.extraEvents.get(id) ?? 0;
        return [id, { ...it, eventSequence: statusEventsOf(it) + extra }];
      }),
    ),
    keyed: new Map(world.keyed),
    answers: new Map(world.answers),
    bought: new Map(world.bought),
    placed: [],
    settled: new Set(),
    extended: new Set(),
    retold: new Set(),
    reduced: new Set(world.reduced),
    forgotten: [],
    movements: [],
    fills: [],
    reductions: [],
    events: [],
    kept: [],
  };
}

function draftItem(item: World["items"] extends ReadonlyMap<string, infer Item> ? Item : never) {
  const rows = new Map(item.rows.map((row) => [row.location, { ...row, before: row }]));
  return {
    rules: item.rules,
    rows,
    owedBefore: item.owedUnits,
    owedUnits: item.owedUnits,
    availableBefore: availableOf(item.rows, item.rules),
    eventSequence: item.eventSequence,
    traceparent: undefined,
  };
}

/** How many events of its status a stored reservation has had: held, and what became of it. */
function statusEventsOf({
  status,
  allocations,
}: Pick<Reservation, "status" | "allocations">): number {
  if (allocations.length === 0) return 0; // a tombstone was never held
  return status === "held" ? 1 : 2;
}

/** Those beside the events of its status, as they are stored. */
export function extraEventsOf(reservation: DraftReservation | undefined): number {
  if (reservation === undefined) throw new Error("events of a reservation that is not known");
  return reservation.eventSequence - statusEventsOf(reservation);
}

export function availableOf(
  rows: Iterable<{ readonly onHandUnits: number; readonly reservedUnits: number }>,
  rules: ItemRules,
): number {
  let units = 0;
  for (const row of rows) units += availableUnits(row, rules.safetyStockUnits);
  return units;
}

/** Units that may still be promised beyond the stock at the draft's time. */
export function owableUnits({ rules, owedUnits }: DraftItem, nowMs: number): number {
  const early = rules.availableFromMs !== undefined && nowMs < rules.availableFromMs;
  return Math.max(0, (early ? rules.preorderLimitUnits : rules.backorderLimitUnits) - owedUnits);
}

/** The row of an item at a location that is known to be there; added when nothing was ever stocked there. */
export function rowAt(item: DraftItem, location: LocationFacts): DraftRow {
  const known = item.rows.get(location.code);
  if (known !== undefined) return known;
  const row: DraftRow = {
    sku: item.rules.sku,
    location: location.code,
    locationPriority: location.priority,
    place: location.place,
    onHandUnits: 0,
    reservedUnits: 0,
    incomingUnits: 0,
    importedUnits: undefined,
    before: undefined,
  };
  item.rows.set(location.code, row);
  return row;
}

export type StockChange = {
  readonly sku: string;
  readonly location: string | undefined;
  readonly onHand?: number;
  readonly reserved?: number;
};

/** Adds to what a shelf has, or to what is owed where there is no location. */
export function change(draft: Draft, it: StockChange, traceparent: string | undefined): void {
  const item = draft.items.get(it.sku);
  if (item === undefined) throw new Error(`${it.sku} is changed without its lock`);
  item.traceparent ??= traceparent;
  if (it.location === undefined) {
    item.owedUnits += it.reserved ?? 0;
    return;
  }
  const row = item.rows.get(it.location);
  if (row === undefined) throw new Error(`${it.sku} has no row at ${it.location}`);
  row.onHandUnits += it.onHand ?? 0;
  row.reservedUnits += it.reserved ?? 0;
}

/** Ends or confirms a reservation that is known, and tells it. Its stock is the caller's to change. */
export function moveTo(
  draft: Draft,
  { id, status }: { readonly id: string; readonly status: ReservationStatus },
  traceparent: string | undefined,
): Reservation {
  const reservation = draft.reservations.get(id);
  if (reservation === undefined) throw new Error(`reservation ${id} is not known here`);
  // Released after it was confirmed is a third event; a stored one had at most two.
  reservation.eventSequence += 1;
  reservation.status = status;
  draft.settled.add(id);
  draft.events.push(reservationEvent(reservation, reservation.eventSequence, traceparent));
  return reservation;
}

/** Tells of a known reservation what its status does not say: units came for it, or were given back. */
export function retell(
  draft: Draft,
  { id, what }: { readonly id: string; readonly what: "filled" | "reduced" },
  traceparent: string | undefined,
): void {
  const reservation = draft.reservations.get(id);
  if (reservation === undefined) throw new Error(`reservation ${id} is not known here`);
  reservation.eventSequence += 1;
  draft.retold.add(id);
  const told = reservationEvent(reservation, reservation.eventSequence, traceparent);
  draft.events.push({ ...told, type: `reservation.${what}` });
}

export function place(
  draft: Draft,
  reservation: Reservation,
  command: {
    readonly key?: { readonly value: string; readonly fingerprint: string } | undefined;
    readonly traceparent: string | undefined;
  },
): void {
  const { key, traceparent } = command;
  draft.reservations.set(reservation.id, { ...reservation, eventSequence: 1 });
  draft.placed.push(key === undefined ? { id: reservation.id } : { id: reservation.id, key });
  for (const { sku, location, units } of reservation.allocations) {
    change(draft, { sku, location, reserved: units }, traceparent);
  }
  countBought(draft, reservation, 1);
  draft.events.push(reservationEvent(reservation, 1, traceparent));
}

/** Adds to what the buyer has, or takes off what was given back. Without a name every reservation has a buyer of its own. */
export function countBought(
  draft: Draft,
  { account, buyerId, allocations }: Reservation,
  sign: 1 | -1,
): void {
  if (buyerId === undefined) return;
  for (const { sku, units } of allocations) {
    const name = keyOf(account, buyerId, sku);
    draft.bought.set(name, (draft.bought.get(name) ?? 0) + sign * units);
  }
}

function reservationEvent(
  reservation: Reservation,
  sequence: number,
  traceparent: string | undefined,
): Event {
  return {
    aggregate: `reservation/${reservation.id}`,
    sequence,
    type: `reservation.${reservation.status}`,
    traceparent,
    payload: reservationPayload(reservation),
  };
}

/** What is told of a reservation in its events. */
export function reservationPayload(reservation: Reservation) {
  const { id, account, orderId, buyerId, expiresAtMs, allocations } = reservation;
  return {
    id,
    account,
    orderId,
    buyerId,
    items: toldItems(allocations),
    expiresAt: isoTime(expiresAtMs),
  };
}

function toldItems(allocations: Reservation["allocations"]) {
  type Part = { readonly location: string; readonly quantity: number };
  const items = new Map<string, { sku: string; quantity: number; allocations: Part[] }>();
  for (const { sku, location, units } of allocations) {
    if (units === 0) continue; // given back
    const item = items.get(sku) ?? { sku, quantity: 0, allocations: [] };
    item.quantity += units;
    if (location !== undefined) item.allocations.push({ location, quantity: units });
    items.set(sku, item);
  }
  return [...items.values()];
}

/** Held, and its time is over. */
export const isDue = (
  reservation: Pick<Reservation, "status" | "expiresAtMs">,
  nowMs: number,
): boolean => reservation.status === "held" && statusAt(reservation, nowMs) === "expired";

export const rowsInOrder = (item: DraftItem): readonly DraftRow[] =>
  [...item.rows.values()].sort(byPriority);
