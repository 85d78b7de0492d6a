/**
 * The rules of the engine a second time, as plainly as they can be said: one command after the other, no counter kept, every
 * number added up anew from the ledger and the reservations. Slow, and of no code of the engine: the two are compared.
 */
import type { Movement, RequestKey } from "../engine/command.ts";
import type { ItemRules, LocationFacts } from "../engine/world.ts";
import type { Reservation, ReservationStatus } from "../reservation.ts";

type Line = {
  readonly sku: string;
  /** Undefined: owed. */
  readonly location: string | undefined;
  readonly units: number;
};
export type NaiveReservation = Omit<Reservation, "status" | "expiresAtMs" | "allocations"> & {
  readonly key: RequestKey | undefined;
  status: ReservationStatus;
  expiresAtMs: number;
  lines: readonly Line[];
};
export type NaiveStock = {
  readonly rules: Map<string, ItemRules>;
  readonly locations: readonly LocationFacts[];
  readonly reservations: NaiveReservation[];
  /** What each movement did, in their order. */
  readonly ledger: { readonly sku: string; readonly location: string; readonly units: number }[];
  /** By SKU and location. */
  readonly incoming: Map<string, number>;
  readonly counted: Map<string, number>;
  readonly moved: { readonly key: RequestKey | undefined; readonly movement: Movement }[];
  /** The events of reservations, in their order. */
  readonly told: string[];
  readonly reduced: Set<string>;
};

export const naiveStock = (
  rules: readonly ItemRules[],
  locations: readonly LocationFacts[],
): NaiveStock => ({
  rules: new Map(rules.map((it) => [it.sku, it])),
  locations,
  ...{ reservations: [], ledger: [], moved: [], told: [], reduced: new Set() },
  ...{ incoming: new Map(), counted: new Map() },
});

export type Place = { readonly sku: string; readonly location: string };
export const nameOf = ({ sku, location }: Place): string => `${sku}@${location}`;

export function onHand({ ledger }: NaiveStock, place: Place): number {
  let units = 0;
  for (const line of ledger) if (nameOf(line) === nameOf(place)) units += line.units;
  return units;
}

export function reserved({ reservations }: NaiveStock, { sku, location }: Place): number {
  let units = 0;
  for (const { status, lines } of reservations) {
    if (status !== "held") continue;
    for (const line of lines) {
      if (line.sku === sku && line.location === location) units += line.units;
    }
  }
  return units;
}

export function owed({ reservations }: NaiveStock, sku: string): number {
  let units = 0;
  for (const { status, lines } of reservations) {
    if (status !== "held" && status !== "confirmed") continue;
    for (const line of lines) {
      if (line.sku === sku && line.location === undefined) units += line.units;
    }
  }
  return units;
}

/** What may be promised from a shelf. */
export function free(stock: NaiveStock, place: Place): number {
  const safety = stock.rules.get(place.sku)?.safetyStockUnits ?? 0;
  const units = onHand(stock, place) - reserved(stock, place) - safety;
  return Math.max(units, 0);
}

/** Ends what is past its time, and gives what that frees to those who are owed it. */
export function freeWhatIsDue(stock: NaiveStock, nowMs: number): void {
  const inOrder = [...stock.reservations].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const it of inOrder) {
    if (it.status !== "held" || nowMs < it.expiresAtMs) continue;
    it.status = "expired";
    stock.told.push(`${it.id} expired`);
    for (const { sku } of it.lines) fillOwed(stock, sku, nowMs);
  }
}

/** The oldest promise first, from the first shelf that has something. */
export function fillOwed(stock: NaiveStock, sku: string, nowMs: number): void {
  const oldestFirst = [...stock.reservations].sort(
    (a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1),
  );
  const shelves = [...stock.locations].sort(
    (a, b) => a.priority - b.priority || (a.code < b.code ? -1 : 1),
  );
  for (const reservation of oldestFirst) {
    const { status, expiresAtMs } = reservation;
    if (status !== "confirmed" && !(status === "held" && nowMs < expiresAtMs)) continue;
    const before = reservation.lines;
    for (const { code } of shelves) fillFrom(stock, reservation, { sku, location: code });
    if (reservation.lines !== before) stock.told.push(`${reservation.id} filled`);
  }
}

function fillFrom(stock: NaiveStock, reservation: NaiveReservation, place: Place): void {
  const at = reservation.lines.findIndex(
    (line) => line.sku === place.sku && line.location === undefined,
  );
  const line = reservation.lines[at];
  const there = free(stock, place);
  if (line === undefined || line.units === 0 || there === 0) return;
  const units = Math.min(there, line.units);
  const lines = [...reservation.lines];
  lines[at] = { ...place, units };
  if (units < line.units) lines.push({ ...line, units: line.units - units });
  reservation.lines = lines;
  if (reservation.status === "confirmed") stock.ledger.push({ ...place, units: -units });
}

export const answered = (it: NaiveReservation): Reservation => {
  const { key: _, lines, ...rest } = it;
  return { ...rest, allocations: lines };
};
