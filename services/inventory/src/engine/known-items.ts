import type { Draft } from "./draft.ts";
import type { Group, Known } from "./quick.ts";
import { keyOf, type LocationFacts, type LockedItem } from "./world.ts";

/** What this process knows of items: the ground of the quick way, which checks it. */
export type KnownItems = {
  get(sku: string): Known | undefined;
  /** Items as they were just read, without locks. */
  add(items: Iterable<LockedItem>): void;
  /** After an exact batch was written: its items as it left them. */
  learn(draft: Draft): void;
  /** After a quick batch: what its groups took. */
  take(groups: Iterable<Group>): void;
  /** What is known of these items may be wrong. */
  forget(groups: Iterable<Group>): void;
  /** The locations as they are now: where one has changed, what is known of every item may be wrong. */
  compare(locations: readonly LocationFacts[]): void;
};

/** Some 30 MB at most; the items that were learnt last stay. */
const ITEMS_MAX = 50_000;

export function knownItems(): KnownItems {
  const items = new Map<string, Known>();
  let places: string | undefined;
  const remember = ({ rules, generation, owedUnits }: LockedItem, rows: Iterable<Row>): void => {
    items.delete(rules.sku); // and again last in line
    if (owedUnits > 0) return; // free units go to those who were promised them, which only the exact way can tell
    items.set(rules.sku, { rules, generation, shelves: shelvesOf(rows) });
    const oldest = items.size > ITEMS_MAX ? items.keys().next().value : undefined;
    if (oldest !== undefined) items.delete(oldest);
  };
  return {
    get: (sku) => items.get(sku),
    add: (read) => {
      for (const item of read) remember(item, item.rows);
    },
    learn: (draft) => {
      for (const [sku, { rows, owedUnits }] of draft.items) {
        const item = draft.world.items.get(sku);
        const added = [...rows.values()].some(({ before }) => before === undefined);
        if (item === undefined || added)
          items.delete(sku); // a new shelf makes a new generation
        else remember({ ...item, owedUnits }, rows.values());
      }
    },
    take: (groups) => {
      for (const { sku, location, units } of groups) {
        const shelf = items.get(sku)?.shelves.get(location);
        if (shelf !== undefined) shelf.reservedUnits += units;
      }
    },
    forget: (groups) => {
      for (const { sku } of groups) items.delete(sku);
    },
    compare: (locations) => {
      const now = locations
        .map(({ code, priority, place }) =>
          keyOf(code, String(priority), String(place?.latitude), String(place?.longitude)),
        )
        .join("\n");
      if (places !== now) items.clear();
      places = now;
    },
  };
}

type Row = LockedItem["rows"][number];

const shelvesOf = (rows: Iterable<Row>): Known["shelves"] =>
  new Map(
    Iterator.from(rows).map(({ location, locationPriority, place, onHandUnits, reservedUnits }) => [
      location,
      { location, locationPriority, place, onHandUnits, reservedUnits },
    ]),
  );
