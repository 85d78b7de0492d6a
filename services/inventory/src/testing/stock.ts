import { randomUUID } from "node:crypto";
import type { Database } from "@holdfast/postgres";
import { countChecked, findDrift } from "../audit-stock/audit-stock.store.ts";
import { type Item, putItem } from "../items/items.store.ts";
import { putLocation } from "../locations/locations.store.ts";
import { readStock } from "../stock.store.ts";
import { decideIn } from "./decide-in.ts";

export const NOW_MS = Date.UTC(2026, 10, 1, 12);
export const MIGRATIONS = `${import.meta.dirname}/../../migrations`;

/** An item, its locations (priority 1) and what is received at each. */
export async function stockItem(
  db: Database,
  item: Partial<Item> & { readonly sku: string },
  units: Readonly<Record<string, number>>,
): Promise<void> {
  const { sku } = item;
  const defaults = { description: null, category: null, attributes: {}, taxCategory: "standard" };
  const limits = { safetyStock: 0, backorderLimit: 0, preorderLimit: 0, maxPerOrder: 1_000 };
  const rules = { ...limits, availableFrom: null, maxPerBuyer: null };
  const written = { name: `Item ${sku}`, ...defaults, ...rules, ...item };
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
    const asked = { kind: "move", movement: "receive", id: randomUUID() } as const;
    const command = { ...asked, ...receipt, traceparent: undefined };
    const moved = await db.inTransaction((tx) => decideIn(tx, command, NOW_MS));
    if (!moved.ok) throw new Error(moved.error.kind);
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
