/** From which shelves the units of a basket come. Pure; reads rows, changes nothing. */
import type { LocationStrategy } from "../engine/command.ts";
import type { Allocation } from "../reservation.ts";
import { availableUnits, byPriority, type Place } from "../stock.ts";

export type Shelf = {
  readonly location: string;
  readonly locationPriority: number;
  readonly place: Place | undefined;
  readonly onHandUnits: number;
  readonly reservedUnits: number;
};
/** What is asked of one SKU, and where it is. */
export type Demand = {
  readonly sku: string;
  readonly units: number;
  readonly safetyStockUnits: number;
  readonly shelves: readonly Shelf[];
};
export type Choice = { readonly strategy: LocationStrategy; readonly shipTo: Place | undefined };

/**
 * Takes as much of every demand as there is; less than asked where the shelves together have less. Demands stand in the
 * order asked, the locations of each in the order of the strategy.
 */
export function allocate(demands: readonly Demand[], choice: Choice): readonly Allocation[] {
  const order = rankOf(choice);
  const ranked = demands.map((demand) => ({ ...demand, shelves: demand.shelves.toSorted(order) }));
  if (choice.strategy !== "fewest-locations") return ranked.flatMap((demand) => take(demand));
  const chosen = fewestLocations(ranked, order);
  return ranked.flatMap((demand) => take(demand, chosen));
}

/** The order in which the strategy asks locations. */
export function rankOf({ strategy, shipTo }: Choice): (a: Shelf, b: Shelf) => number {
  if (shipTo === undefined || strategy === "priority") return byPriority;
  return (a, b) => distanceKm(a.place, shipTo) - distanceKm(b.place, shipTo) || byPriority(a, b);
}

function take(demand: Demand, chosen?: ReadonlySet<string>): readonly Allocation[] {
  const { sku, units, safetyStockUnits } = demand;
  const open = demand.shelves
    .filter(({ location }) => chosen?.has(location) ?? true)
    .map((shelf) => ({
      location: shelf.location,
      free: availableUnits(shelf, safetyStockUnits),
    }));
  // One parcel rather than two, where the strategy counts them.
  const whole = chosen === undefined ? undefined : open.find(({ free }) => free >= units);
  const allocations: Allocation[] = [];
  let missing = units;
  for (const { location, free } of whole === undefined ? open : [whole]) {
    const taken = Math.min(missing, free);
    if (taken > 0) allocations.push({ sku, location, units: taken });
    missing -= taken;
  }
  return allocations;
}

/** Above this the exact search (all subsets, the smallest first) would be slow; a greedy choice stands in for it. */
const SEARCHED_LOCATIONS_MAX = 10;

/** The smallest set of locations that has the whole basket, the best ranked of its size; or what comes nearest to it. */
function fewestLocations(
  demands: readonly Demand[],
  order: (a: Shelf, b: Shelf) => number,
): ReadonlySet<string> {
  const shelves = new Map(
    demands.flatMap((demand) => demand.shelves.map((shelf) => [shelf.location, shelf])),
  );
  const codes = [...shelves.values()].sort(order).map(({ location }) => location);
  const wanted = demands.map((demand) => ({
    units: Math.min(demand.units, freeIn(demand, new Set(codes))),
    demand,
  }));
  const serves = (chosen: ReadonlySet<string>) =>
    wanted.every(({ demand, units }) => freeIn(demand, chosen) >= units);
  if (codes.length <= SEARCHED_LOCATIONS_MAX) {
    for (let size = 0; size <= codes.length; size++) {
      for (const subset of subsets(codes, size)) {
        const chosen = new Set(subset);
        if (serves(chosen)) return chosen;
      }
    }
  }
  return greedyLocations(wanted, codes);
}

/** Adds the location that serves most of what is missing, until nothing is. */
function greedyLocations(
  wanted: readonly { readonly demand: Demand; readonly units: number }[],
  codes: readonly string[],
): ReadonlySet<string> {
  const chosen = new Set<string>();
  const served = (set: ReadonlySet<string>) =>
    wanted.reduce((sum, { demand, units }) => sum + Math.min(units, freeIn(demand, set)), 0);
  const all = served(new Set(codes));
  while (served(chosen) < all) {
    let best: { readonly code: string; readonly units: number } | undefined;
    for (const code of codes) {
      if (chosen.has(code)) continue;
      const units = served(new Set([...chosen, code]));
      if (best === undefined || units > best.units) best = { code, units };
    }
    if (best === undefined) break;
    chosen.add(best.code);
  }
  return chosen;
}

function freeIn(demand: Demand, chosen: ReadonlySet<string>): number {
  let units = 0;
  for (const shelf of demand.shelves) {
    if (chosen.has(shelf.location)) units += availableUnits(shelf, demand.safetyStockUnits);
  }
  return units;
}

/** Subsets of `size`, those with the first members first. */
function* subsets(codes: readonly string[], size: number): Generator<readonly string[]> {
  if (size === 0) yield [];
  for (let first = 0; size > 0 && first <= codes.length - size; first++) {
    for (const rest of subsets(codes.slice(first + 1), size - 1)) {
      yield [codes[first] ?? "", ...rest];
    }
  }
}

const EARTH_RADIUS_KM = 6_371;

/** Great-circle distance (haversine); infinite without coordinates. */
function distanceKm(from: Place | undefined, to: Place): number {
  if (from === undefined) return Number.MAX_VALUE; // not Infinity: two of them must compare as equal
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const across = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2;
  const along = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  const shrink = Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude));
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(across + along * shrink)));
}
