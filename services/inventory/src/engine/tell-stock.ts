import { lowUnitsOf } from "../stock.ts";
import { availableOf, type Draft, type DraftItem, type DraftRow, type Event } from "./draft.ts";

/** Adds the events of every item whose stock the batch changed: one `stock.changed`, and what it crossed. */
export function tellStock(draft: Draft): void {
  for (const item of draft.items.values()) {
    const rows = [...item.rows.values()].filter(isChanged);
    if (rows.length === 0 && item.owedUnits === item.owedBefore) continue;
    const told = [stockChanged(item, rows), ...crossings(item)];
    for (const [index, event] of told.entries()) {
      draft.events.push({ ...event, sequence: item.eventSequence + 1 + index });
    }
  }
}

export function isChanged(row: DraftRow): boolean {
  return (
    row.before === undefined ||
    row.onHandUnits !== row.before.onHandUnits ||
    row.reservedUnits !== row.before.reservedUnits ||
    row.incomingUnits !== row.before.incomingUnits ||
    row.importedUnits !== row.before.importedUnits
  );
}

type Told = Omit<Event, "sequence">;

function stockChanged(item: DraftItem, rows: readonly DraftRow[]): Told {
  const { sku } = item.rules;
  const locations = rows.map((row) => ({
    code: row.location,
    onHand: row.onHandUnits,
    reserved: row.reservedUnits,
  }));
  return eventOf(item, "stock.changed", { sku, locations });
}

/** `low` on the way down past the item's low mark, `back-in-stock` on the way up from nothing. */
function crossings(item: DraftItem): readonly Told[] {
  const { sku, safetyStockUnits } = item.rules;
  const low = lowUnitsOf(safetyStockUnits);
  const before = item.availableBefore;
  const available = availableOf(item.rows.values(), item.rules);
  if (before > low && available <= low) return [eventOf(item, "stock.low", { sku, available })];
  if (before === 0 && available > 0) {
    return [eventOf(item, "stock.back-in-stock", { sku, available })];
  }
  return [];
}

function eventOf({ rules, traceparent }: DraftItem, type: string, payload: unknown): Told {
  return { aggregate: `stock/${rules.sku}`, type, traceparent, payload };
}
