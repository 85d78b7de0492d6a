/** Rows as the database gives them, made into the world that is decided on. */
import type { Reservation, ReservationStatus } from "../reservation.ts";
import type { Place } from "../stock.ts";
import type { Movement } from "./command.ts";
import type { Wanted } from "./world.store.ts";
import {
  type KeptAnswer,
  type KeyedReservation,
  keyOf,
  type LocationFacts,
  type LockedItem,
  type ShelfRow,
  type World,
} from "./world.ts";

type LockRow = {
  readonly sku: string;
  readonly generation: number;
  readonly eventSequence: number;
  readonly owedUnits: number;
};
type ShelvesRow = {
  readonly sku: string;
  readonly safetyStock: number;
  readonly maxPerOrder: number;
  readonly maxPerBuyer: number | null;
  readonly preorderLimit: number;
  readonly backorderLimit: number;
  readonly availableFrom: Date | null;
  readonly discontinued: boolean;
  readonly location: string | null;
  readonly priority: number;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly onHand: number;
  readonly reserved: number;
  readonly incoming: number;
  readonly importedUnits: number | null;
};
export type ReservationRow = {
  readonly id: string;
  readonly account: string;
  readonly status: ReservationStatus;
  readonly orderId: string | null;
  readonly buyerId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly ttlSeconds: number;
  readonly key: string | null;
  readonly fingerprint: string | null;
  readonly sku: string | null;
  readonly location: string | null;
  readonly units: number | null;
};
type EngineReservationRow = ReservationRow & { readonly extraEvents: number };
type ReductionRow = { readonly id: string; readonly key: string };
type LocationRow = {
  readonly code: string;
  readonly priority: number;
  readonly latitude: number | null;
  readonly longitude: number | null;
};
export type MovementRow = { [Key in keyof Movement]: Exclude<Movement[Key], undefined> | null } & {
  readonly at: Date;
};
type AnswerRow = KeptAnswer & { readonly account: string; readonly key: string };
type BoughtRow = {
  readonly account: string;
  readonly buyer: string;
  readonly sku: string;
  readonly units: number;
};

/** The answers of `loadStatements`, in their order. */
export function worldOf(wanted: Wanted, results: readonly (readonly unknown[])[]): World {
  const next = results.values();
  const read = <Row>(asked = true) => (asked ? ((next.next().value ?? []) as readonly Row[]) : []);
  const locks = read<LockRow>();
  const shelves = read<ShelvesRow>();
  const reservations = read<EngineReservationRow>();
  const locations = read<LocationRow>(wanted.locations.length > 0);
  const movements = read<MovementRow>(wanted.movementIds.length > 0);
  const answers = read<AnswerRow>(wanted.movementKeys.length > 0);
  const bought = read<BoughtRow>(wanted.buyers.length > 0);
  const reductions = read<ReductionRow>(wanted.reductions.length > 0);
  return {
    items: itemsOf(locks, shelves),
    locations: new Map(locations.map((row) => [row.code, locationOf(row)])),
    reservations: reservationsOf(reservations),
    oldest: wanted.oldest,
    extraEvents: new Map(
      reservations.flatMap(({ id, extraEvents }) => (extraEvents > 0 ? [[id, extraEvents]] : [])),
    ),
    reduced: new Set(reductions.map(({ id, key }) => keyOf(id, key))),
    keyed: keyedOf(reservations),
    answers: new Map(answers.map((row) => [keyOf(row.account, row.key), row])),
    bought: new Map(bought.map((row) => [keyOf(row.account, row.buyer, row.sku), row.units])),
    written: new Map(movements.map((row) => [row.id ?? "", movementOf(row)])),
  };
}

/** The answers of `peekAtItems`. */
export const peekedItems = (results: readonly (readonly unknown[])[]): Iterable<LockedItem> =>
  itemsOf(
    (results[0] ?? []) as readonly LockRow[],
    (results[1] ?? []) as readonly ShelvesRow[],
  ).values();

function itemsOf(
  locks: readonly LockRow[],
  shelves: readonly ShelvesRow[],
): ReadonlyMap<string, LockedItem> {
  const bySku = Map.groupBy(shelves, ({ sku }) => sku);
  const items = new Map<string, LockedItem>();
  for (const { sku, generation, eventSequence, owedUnits } of locks) {
    const rows = bySku.get(sku) ?? [];
    const [first] = rows;
    if (first === undefined) continue;
    items.set(sku, {
      rules: rulesOf(first),
      rows: rows.flatMap((row) => shelfOf(row)),
      ...{ generation, eventSequence, owedUnits },
    });
  }
  return items;
}

const rulesOf = (row: ShelvesRow): LockedItem["rules"] => ({
  sku: row.sku,
  safetyStockUnits: row.safetyStock,
  maxPerOrderUnits: row.maxPerOrder,
  maxPerBuyerUnits: row.maxPerBuyer ?? undefined,
  preorderLimitUnits: row.preorderLimit,
  backorderLimitUnits: row.backorderLimit,
  availableFromMs: row.availableFrom?.getTime(),
  discontinued: row.discontinued,
});

function shelfOf(row: ShelvesRow): readonly ShelfRow[] {
  if (row.location === null) return [];
  return [
    {
      sku: row.sku,
      location: row.location,
      locationPriority: row.priority,
      place: placeOf(row),
      onHandUnits: row.onHand,
      reservedUnits: row.reserved,
      incomingUnits: row.incoming,
      importedUnits: row.importedUnits ?? undefined,
    },
  ];
}

export const locationsOf = (rows: readonly unknown[]): readonly LocationFacts[] =>
  (rows as readonly LocationRow[]).map(locationOf);

const locationOf = (row: LocationRow): LocationFacts => ({
  code: row.code,
  priority: row.priority,
  place: placeOf(row),
});

function placeOf({
  latitude,
  longitude,
}: {
  readonly latitude: number | null;
  readonly longitude: number | null;
}): Place | undefined {
  return latitude === null || longitude === null ? undefined : { latitude, longitude };
}

export const movementOf = ({ at, ...row }: MovementRow): Movement =>
  ({
    ...row,
    atMs: at.getTime(),
    reference: row.reference ?? undefined,
    otherLocation: row.otherLocation ?? undefined,
    traceId: row.traceId ?? undefined,
  }) as Movement;

function keyedOf(rows: readonly ReservationRow[]): ReadonlyMap<string, KeyedReservation> {
  const keyed = new Map<string, KeyedReservation>();
  for (const { id, account, key, fingerprint, createdAt } of rows) {
    if (key === null || fingerprint === null) continue;
    keyed.set(keyOf(account, key), { id, fingerprint, createdAtMs: createdAt.getTime() });
  }
  return keyed;
}

/** Rows of one reservation stand together, in the order of its lines. */
export function reservationsOf(rows: readonly ReservationRow[]): ReadonlyMap<string, Reservation> {
  const reservations = new Map<string, Reservation & { allocations: unknown[] }>();
  for (const row of rows) {
    let reservation = reservations.get(row.id);
    if (reservation === undefined) {
      reservation = {
        id: row.id,
        account: row.account,
        status: row.status,
        orderId: row.orderId ?? undefined,
        buyerId: row.buyerId ?? undefined,
        createdAtMs: row.createdAt.getTime(),
        expiresAtMs: row.expiresAt.getTime(),
        ttlSeconds: row.ttlSeconds,
        allocations: [],
      };
      reservations.set(row.id, reservation);
    }
    const { sku, location, units } = row;
    if (sku === null || units === null) continue;
    reservation.allocations.push({ sku, location: location ?? undefined, units });
  }
  return reservations;
}
