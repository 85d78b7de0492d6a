/** A shop in memory as an example needs it. */
import type { ItemRules, LocationFacts } from "../engine/world.ts";
import type { Allocation, Reservation } from "../reservation.ts";
import { moveOf } from "./commands.ts";
import { answerOf, done, type MemoryStock, memoryStock } from "./memory-stock.ts";

type Item = Partial<Omit<ItemRules, "sku">> & {
  /** Units received by location. */
  readonly on?: Readonly<Record<string, number>>;
};

/** Locations A, B and C, of priority 1 and without coordinates unless `places` say more; items without limits. */
export function stocked(
  items: Readonly<Record<string, Item>>,
  places: Readonly<Record<string, Partial<LocationFacts>>> = {},
): MemoryStock {
  const rules = Object.entries(items).map(([sku, { on: _, ...its }]): ItemRules => {
    const limits = { maxPerOrderUnits: 1_000, maxPerBuyerUnits: undefined, safetyStockUnits: 0 };
    const owed = { preorderLimitUnits: 0, backorderLimitUnits: 0, availableFromMs: undefined };
    return { sku, ...limits, ...owed, discontinued: false, ...its };
  });
  const locations = ["A", "B", "C"].map((code) => {
    return { code, priority: 1, place: undefined, ...places[code] };
  });
  const stock = memoryStock(rules, locations);
  for (const [sku, { on = {} }] of Object.entries(items)) {
    for (const [location, units] of Object.entries(on)) receive(stock, { sku, location, units });
  }
  return stock;
}

export const receive = (
  stock: MemoryStock,
  it: { readonly sku: string; readonly location: string; readonly units: number },
  nowMs?: number,
) => done(answerOf(stock, moveOf(it), nowMs)).movement;

/** `on hand/reserved` of a SKU at each location, and what is owed of it if anything is. */
export function shelvesOf({ tables }: MemoryStock, sku: string): Readonly<Record<string, string>> {
  const rows = [...tables.shelves.values()].filter((row) => row.sku === sku);
  const owed = tables.items.get(sku)?.owedUnits ?? 0;
  return Object.fromEntries([
    ...rows.map((row) => [row.location, `${row.onHandUnits}/${row.reservedUnits}`]),
    ...(owed === 0 ? [] : [["owed", String(owed)]]),
  ]);
}

/** `2 mug@A`, in the order of the answer; what is owed is `2 mug`. */
export const linesOf = ({ allocations }: Pick<Reservation, "allocations">): readonly string[] =>
  allocations.map(lineOf);
const lineOf = ({ sku, location, units }: Allocation) =>
  location === undefined ? `${units} ${sku}` : `${units} ${sku}@${location}`;
