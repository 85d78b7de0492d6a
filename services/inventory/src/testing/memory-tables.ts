/** The service's tables as values, with their constraints, and what the stores write to them: a draft, made true. */
import type { Movement, RequestKey } from "../engine/command.ts";
import { type Draft, type Event, extraEventsOf } from "../engine/draft.ts";
import { isChanged } from "../engine/tell-stock.ts";
import {
  type ItemRules,
  type KeptAnswer,
  keyOf,
  type LocationFacts,
  type ShelfRow,
} from "../engine/world.ts";
import type { Allocation, Reservation } from "../reservation.ts";

export type Tables = {
  readonly items: Map<string, { rules: ItemRules; owedUnits: number; eventSequence: number }>;
  /** By `keyOf(sku, location)`. */
  readonly shelves: Map<string, ShelfRow>;
  readonly locations: ReadonlyMap<string, LocationFacts>;
  readonly reservations: Map<string, Reservation & { readonly key: RequestKey | undefined }>;
  /** By `keyOf(account, key)`. */
  readonly answers: Map<string, KeptAnswer & { readonly createdAtMs: number }>;
  readonly ledger: Movement[];
  readonly outbox: Event[];
  /** By reservation. */
  readonly extraEvents: Map<string, number>;
  /** `keyOf(reservation, key)`. */
  readonly reduced: Set<string>;
};

const DAY_MS = 86_400_000;

/** Throws what a constraint of the database would. */
export function write(tables: Tables, draft: Draft): void {
  for (const id of draft.forgotten) changeReservation(tables, id, { key: undefined });
  writeShelves(tables, draft);
  insertReservations(tables, draft);
  changeReservations(tables, draft);
  fillLines(tables, draft);
  reduceLines(tables, draft);
  for (const movement of draft.movements) {
    const id = movement.id === "" ? `movement ${tables.ledger.length}` : movement.id;
    refuse(
      tables.ledger.some((line) => line.id === id),
      `movement ${id} twice`,
    );
    tables.ledger.push({ ...movement, id });
  }
  insertEvents(tables, draft);
  for (const { account, key, fingerprint, body } of draft.kept) {
    const name = keyOf(account, key);
    const old = tables.answers.get(name);
    refuse(old !== undefined && draft.nowMs - old.createdAtMs < DAY_MS, `key ${key} twice`);
    tables.answers.set(name, { fingerprint, body, createdAtMs: draft.nowMs });
  }
}

const refuse = (broken: boolean, constraint: string): void => {
  if (broken) throw new Error(`constraint: ${constraint}`);
};

function writeShelves(tables: Tables, draft: Draft): void {
  for (const [sku, { rows, owedUnits, owedBefore }] of draft.items) {
    const item = tables.items.get(sku);
    if (item === undefined) throw new Error(`${sku} is not stored`);
    item.owedUnits += owedUnits - owedBefore;
    refuse(item.owedUnits < 0, `${sku} owes ${item.owedUnits}`);
    for (const { before, ...row } of [...rows.values()].filter(isChanged)) {
      const name = keyOf(sku, row.location);
      refuse(row.reservedUnits < 0, `${row.reservedUnits} reserved of ${name}`);
      refuse(row.reservedUnits > row.onHandUnits, `${name} oversold`);
      refuse(row.incomingUnits < 0, `${row.incomingUnits} incoming of ${name}`);
      refuse(before === undefined && tables.shelves.has(name), `${name} twice`);
      tables.shelves.set(name, row);
    }
  }
}

function insertReservations(tables: Tables, draft: Draft): void {
  for (const { id, key } of draft.placed) {
    const placed = draft.reservations.get(id);
    if (placed === undefined) throw new Error(`${id} is placed and not there`);
    refuse(tables.reservations.has(id), `reservation ${id} twice`);
    const { eventSequence: _, ...reservation } = placed;
    const keyTaken = [...tables.reservations.values()].some(
      (other) => other.account === reservation.account && other.key?.value === key?.value,
    );
    refuse(key !== undefined && keyTaken, `reservation of key ${key?.value} twice`);
    tables.reservations.set(id, { ...reservation, key });
  }
}

function changeReservations(tables: Tables, draft: Draft): void {
  const placed = new Set(draft.placed.map(({ id }) => id));
  for (const id of draft.settled) {
    const { status } = draft.reservations.get(id) ?? {};
    if (!placed.has(id) && status !== undefined) changeReservation(tables, id, { status });
  }
  for (const id of draft.extended) {
    const { expiresAtMs } = draft.reservations.get(id) ?? {};
    if (!placed.has(id) && expiresAtMs !== undefined)
      changeReservation(tables, id, { expiresAtMs });
  }
}

/** Lines are found by their position, as in the database: what a draft has of them does not help. */
function fillLines(tables: Tables, draft: Draft): void {
  const placed = new Set(draft.placed.map(({ id }) => id));
  for (const { reservationId: id, position, location, units, restPosition } of draft.fills) {
    if (placed.has(id)) continue;
    const before = tables.reservations.get(id)?.allocations ?? [];
    const line = before[position - 1];
    if (line === undefined) throw new Error(`${id} has no line ${position}`);
    const filled = before.with(position - 1, { sku: line.sku, location, units });
    const rest: Allocation = {
      sku: line.sku,
      location: undefined,
      units: line.units - units,
    };
    const isReduced = draft.reductions.some(({ reservationId }) => reservationId === id);
    const isWhole = restPosition === undefined ? rest.units === 0 : rest.units > 0;
    refuse(!isWhole && !isReduced, `line of ${id}`);
    refuse(restPosition !== undefined && restPosition !== filled.length + 1, `line of ${id} twice`);
    const allocations = restPosition === undefined ? filled : [...filled, rest];
    changeReservation(tables, id, { allocations });
  }
}

function reduceLines(tables: Tables, { reductions, retold, reservations }: Draft): void {
  for (const { reservationId: id, key } of reductions) {
    refuse(tables.reduced.has(keyOf(id, key)), `reduction ${key} of ${id} twice`);
    tables.reduced.add(keyOf(id, key));
    const { allocations = [] } = reservations.get(id) ?? {};
    const before = tables.reservations.get(id)?.allocations ?? [];
    refuse(before.length !== allocations.length, `line of ${id} lost`);
    refuse(
      allocations.some(({ units }) => units < 0),
      `line of ${id} below 0`,
    );
    changeReservation(tables, id, { allocations });
  }
  for (const id of retold) tables.extraEvents.set(id, extraEventsOf(reservations.get(id)));
}

function changeReservation(
  tables: Tables,
  id: string,
  change: Partial<Reservation & { readonly key: undefined }>,
): void {
  const before = tables.reservations.get(id);
  if (before === undefined) throw new Error(`reservation ${id} is not stored`);
  tables.reservations.set(id, { ...before, ...change });
}

function insertEvents(tables: Tables, { events }: Draft): void {
  for (const event of events) {
    const { aggregate, sequence } = event;
    const earlier = tables.outbox.filter((told) => told.aggregate === aggregate);
    refuse(sequence !== earlier.length + 1, `${aggregate} tells ${sequence} out of turn`);
    tables.outbox.push(event);
    const item = tables.items.get(aggregate.replace("stock/", ""));
    if (item !== undefined) item.eventSequence += 1;
  }
}
