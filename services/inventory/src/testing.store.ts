import type { Database, Queryable } from "@holdfast/postgres";
import { countChecked, findDrift } from "./audit-stock/audit-stock.store.ts";
import { type Item, putItem } from "./items/items.store.ts";
import { putLocation } from "./locations/locations.store.ts";
import { receiveStock } from "./movements/movements.store.ts";
import { readStock } from "./stock.store.ts";

export const NOW_MS = Date.UTC(2026, 10, 1, 12);
export const MIGRATIONS = `${import.meta.dirname}/../migrations`;

/** An item, its locations (priority 1) and what is received at each. */
export async function stockItem(
  db: Database,
  item: Partial<Item> & { readonly sku: string },
  units: Readonly<Record<string, number>>,
): Promise<void> {
  const { sku } = item;
  const defaults = { description: null, category: null, attributes: {}, taxCategory: "standard" };
  const limits = { safetyStock: 0, backorderLimit: 0, maxPerOrder: 1_000 };
  const written = { name: `Item ${sku}`, ...defaults, ...limits, ...item };
  await putItem(db, { item: written, precondition: { kind: "none" }, nowMs: NOW_MS });
  for (const [code, received] of Object.entries(units)) {
    const location = { code, name: code, priority: 1, latitude: null, longitude: null };
    await putLocation(db, {
      location: { ...location, country: null },
      precondition: { kind: "none" },
      nowMs: NOW_MS,
    });
    if (received === 0) continue;
    const receipt = { sku, location: code, units: received, reason: "PO 1", actor: "dev-admin" };
    await db.inTransaction((tx) => receiveStock(tx, { ...receipt, traceId: undefined }, NOW_MS));
  }
}

/** `on hand/reserved` of a SKU at each location, with holds that are due at `nowMs` left out. */
export async function shelf(
  db: Database,
  sku: string,
  nowMs: number,
): Promise<Readonly<Record<string, string>>> {
  const rows = await readStock(db, { skus: [sku], nowMs });
  const sorted = rows.toSorted((a, b) => (a.location < b.location ? -1 : 1));
  return Object.fromEntries(
    sorted.map((row) => [row.location, `${row.onHandUnits}/${row.reservedUnits}`]),
  );
}

/** What an audit finds, with how much it looked at. */
export async function audit(db: Database) {
  return { drift: await findDrift(db), checked: await countChecked(db) };
}

/**
 * Runs `second` against a `first` that has done its work and not committed; `first` commits as soon as `second` waits
 * for it. The order of a race, without chance.
 */
export async function inTurn<First, Second>(
  db: Database,
  first: (tx: Queryable) => Promise<First>,
  second: (tx: Queryable) => Promise<Second>,
): Promise<readonly [First, Second]> {
  const waiting = Promise.withResolvers<Second>();
  const done = await db.inTransaction(async (tx) => {
    const early = await first(tx);
    db.inTransaction(second).then(waiting.resolve, waiting.reject);
    await untilOneWaits(db);
    return early;
  });
  return [done, await waiting.promise];
}

const LOOKS_MAX = 2_000; // each is a round trip: some seconds together

async function untilOneWaits(db: Database): Promise<void> {
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    const waiting = await db.query({
      name: "find-waiting",
      text: `select pid from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'`,
    });
    if (waiting.length > 0) return;
  }
  throw new Error("the second transaction does not wait for the first");
}
